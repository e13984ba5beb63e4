// The sweep, user edits: at every service call of a run somebody sorts, inserts, deletes, copies, edits or clears.
import { broken } from '../../faults/broken';
import { createJob } from './create-job';
import { afterEdit, EDITS, isRead } from './edits';
import { violations } from './invariants';
import { disturbed, undisturbed } from './run';

const job = createJob();
const calls = undisturbed(job);
test('an undisturbed run reads the sheet and ends well', () => {
  expect(violations(disturbed(job, null, { kind: 'throw', message: '' }))).toEqual([]);
  expect(calls.filter(isRead).length).toBeGreaterThan(3);
  expect(calls.at(-1)?.execution).toBeGreaterThan(1);
});

/** What moves rows past each other is tried at every call; the rest at every second, half of it at the odd ones. */
const isStruck = (title: string, call: number) =>
  /^(sorts|shuffles)/.test(title) || call % 2 === (title.length % 2 === 0 ? 0 : 1);

test.each(EDITS)(
  'somebody $title at any service call, and no code is lost, doubled or in the wrong row',
  (edit) => {
    const faults = calls.flatMap((_, index) =>
      isStruck(edit.title, index) ? afterEdit(job, edit, calls, index) : [],
    );
    expect(faults).toEqual([]);
  },
);

/** Reads of less than a whole sheet. */
const partialReads = (all: typeof calls): number =>
  all.filter(isRead).length - all.filter(({ name }) => name === 'Sheet.getDataRange').length;

/** As in a large sheet: of what was written only its rows are read back, wherever that can be. */
const LARGE = { sparesTime: 'return arguments[0].unconfirmed === null;' };

describe.each([
  ['apart from', createJob(broken({ ...LARGE, headersAreNear: 'return false;' }))],
  ['together with', createJob(broken(LARGE))],
])('nor in a large sheet, with the headers read %s the rows', (_, large) => {
  const largeCalls = undisturbed(large);

  test.each(EDITS.filter(({ title }) => /^(sorts|inserts|deletes)/.test(title)))(
    'where somebody $title at a third of the calls',
    (edit) => {
      expect(partialReads(largeCalls)).toBeGreaterThan(partialReads(calls));
      const third = largeCalls.flatMap((_, index) => (index % 3 === edit.title.length % 3 ? [index] : []));
      expect(third.flatMap((index) => afterEdit(large, edit, largeCalls, index))).toEqual([]);
    },
  );
});
