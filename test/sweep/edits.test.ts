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

/** Calls between which nobody looks at a sheet: an edit before one of them comes to the same as before any other. */
const alike = (all: typeof calls, index: number) => all.findIndex(({ looks }) => looks === all[index]?.looks);

test('between two looks at the sheet it makes no difference when a row is deleted', () => {
  const { edit } = EDITS.find(({ title }) => title === 'deletes a row') as (typeof EDITS)[number];
  const ends = calls.map((call) => {
    const { world, ...end } = disturbed(job, { ...call, when: 'before' }, { kind: 'edit', edit });
    return JSON.stringify([end, world.state]);
  });
  const differing = calls.filter((_, index) => ends[index] !== ends[alike(calls, index)]);
  expect(differing).toEqual([]);
  expect(new Set(ends).size).toBeGreaterThan(10);
});

/** The first of the calls that are alike, where any of them is struck. */
const firsts = (all: typeof calls, isStruck: (call: number) => boolean): Set<number> =>
  new Set(all.flatMap((_, index) => (isStruck(index) ? [alike(all, index)] : [])));

/** What moves rows past each other is tried at every call; the rest at every second, half of it at the odd ones. */
const isStruck = (title: string, call: number) =>
  /^(sorts|shuffles)/.test(title) || call % 2 === (title.length % 2 === 0 ? 0 : 1);

test.each(EDITS)(
  'somebody $title at any service call, and no code is lost, doubled or in the wrong row',
  (edit) => {
    const struck = [...firsts(calls, (index) => isStruck(edit.title, index))];
    expect(struck.flatMap((index) => afterEdit(job, edit, calls, index))).toEqual([]);
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
      const third = firsts(largeCalls, (index) => index % 3 === edit.title.length % 3);
      expect([...third].flatMap((index) => afterEdit(large, edit, largeCalls, index))).toEqual([]);
    },
  );
});
