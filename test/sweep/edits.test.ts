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

/** As in a large sheet: of what was written only its rows are read back, wherever that can be. */
const large = createJob(broken({ sparesTime: 'return arguments[0].unconfirmed === null;' }));
const largeCalls = undisturbed(large);

test.each(EDITS.filter(({ title }) => /^(sorts|inserts|deletes)/.test(title)))(
  'nor in a large sheet where somebody $title at a third of the calls',
  (edit) => {
    expect(largeCalls.filter(isRead).length).toBeGreaterThan(calls.filter(isRead).length + 2);
    const third = largeCalls.flatMap((_, index) => (index % 3 === edit.title.length % 3 ? [index] : []));
    expect(third.flatMap((index) => afterEdit(large, edit, largeCalls, index))).toEqual([]);
  },
);
