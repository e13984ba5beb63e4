// The sweep, user edits: at every service call of a run somebody sorts, inserts, deletes, copies, edits or clears.
import { createJob } from './create-job';
import { EDITS } from './edits';
import { violations } from './invariants';
import { type Call, disturbed, undisturbed } from './run';

const job = createJob();
const calls = undisturbed(job);
const isRead = ({ name }: Call) => name === 'Range.getDisplayValues';
const firstRead = calls.findIndex(isRead);
/** Whether no execution holds two readings of the sheet, one before and one after it, that it could compare. */
const isUnseen = (index: number) => {
  const [earlier, later] = [calls.slice(0, index), calls.slice(index)];
  return earlier.findLast(isRead)?.execution !== later.find(isRead)?.execution;
};

test('an undisturbed run reads the sheet and ends well', () => {
  expect(violations(disturbed(job, null, { kind: 'throw', message: '' }))).toEqual([]);
  expect(calls.filter(isRead).length).toBeGreaterThan(3);
  expect(calls.at(-1)?.execution).toBeGreaterThan(1);
});

/** What moves rows past each other is tried at every call; the rest at every second, half of it at the odd ones. */
const isStruck = (title: string, call: number) =>
  /^(sorts|shuffles)/.test(title) || call % 2 === (title.length % 2 === 0 ? 0 : 1);

describe.each(EDITS)('somebody $title', ({ title, edit, expect: expected }) => {
  test('at any service call, and no code is lost, doubled or beside the wrong row', () => {
    const faults = calls.flatMap(({ execution, k, name }, index) => {
      if (!isStruck(title, index)) return [];
      const ended = disturbed(job, { execution, k, when: 'before' }, { kind: 'edit', edit });
      const beforeFirstRead = index <= firstRead;
      const isLast = calls.slice(index).every((call) => !isRead(call));
      const unseen = !beforeFirstRead && isUnseen(index);
      const when = { beforeFirstRead, between: unseen && !isLast, after: isLast };
      return violations(ended, expected(ended.before, when)).map(
        (fault) => `before call ${k} of execution ${execution}, ${name}: ${fault}`,
      );
    });
    expect(faults).toEqual([]);
  });
});
