// The sweep over jobs that change codes: at calls of a run the execution is killed or joined, a service fails, a user edits; at requests Qrius fails.

import type { FaultAction } from '../../sim/apps-script/faults';
import type { Door } from '../../src/shared/contract/methods';
import { COLLEAGUE, SHEETS_FAILED } from '../support/desk';
import { ANSWERS } from './api-faults';
import { CHANGE_EDITS } from './change-edits';
import { changeViolations } from './change-invariants';
import { changeJob, PLANS } from './change-jobs';
import { type Call, disturbed, undisturbed } from './run';

/**
 * A run for each call and each disturbance would take ten minutes. So a disturbance strikes each n-th call, the next one those
 * beside: of these two jobs every call is struck, by what ends or joins an execution or by an edit.
 */
const STEPS: Record<string, number> = { destination: 12, delete: 5 };
const STEP = 35;
/** Each n-th request of a run, and how many requests the longest run has. */
const ANSWER_STEP = 16;
const REQUESTS = 12;
const undisturbedRun = { kind: 'throw', message: 'never' } as const;

const disturbances = (call: Parameters<Door>): Array<{ when: 'before' | 'after'; what: FaultAction }> => {
  const run = { kind: 'run', functionName: 'call', args: call } as const;
  return [
    { when: 'after', what: { kind: 'kill', pendingWrites: 'applied' } },
    { when: 'after', what: { kind: 'kill', pendingWrites: 'lost' } },
    { when: 'before', what: { kind: 'throw', message: SHEETS_FAILED } },
    { when: 'after', what: { kind: 'throw', message: SHEETS_FAILED } },
    { when: 'before', what: run },
    { when: 'before', what: { ...run, user: COLLEAGUE } },
  ];
};

/** Each n-th of all pairs; the offset moves on from row to row. @param shift where the first row begins. */
function thinned<A, B>(
  rows: readonly A[],
  columns: readonly B[],
  step: number,
  shift = 0,
): Array<[A, B, number]> {
  return rows.flatMap((row, offset) =>
    columns.flatMap(
      (column, at): Array<[A, B, number]> =>
        (at + shift + offset * Math.ceil(step / rows.length)) % step === 0 ? [[row, column, at]] : [],
    ),
  );
}

const isRead = ({ name }: Call) => name === 'Range.getDisplayValues';

describe.each(Object.keys(PLANS))('a job that changes codes (%s)', (name) => {
  const job = changeJob(name);
  const calls = undisturbed(job);
  const step = STEPS[name] ?? STEP;

  test('ends well undisturbed, and when an execution is cut off, fails or is joined', () => {
    expect(changeViolations(disturbed(job, null, undisturbedRun), job)).toEqual([]);
    const faults = thinned(disturbances(job.call), calls, step).flatMap(([{ when, what }, call]) =>
      changeViolations(disturbed(job, { ...call, when }, what), job).map(
        (fault) =>
          `${JSON.stringify(what)} ${when} call ${call.k} of execution ${call.execution}, ${call.name}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  });

  test('ends well when somebody edits the sheet', () => {
    const first = calls.findIndex(isRead);
    /** Whether no execution reads the sheet both before and after the call. */
    const unseen = (at: number) =>
      at <= first ||
      calls.slice(0, at).findLast(isRead)?.execution !== calls.slice(at).find(isRead)?.execution;
    const faults = thinned(CHANGE_EDITS, calls, step, 1).flatMap(
      ([{ title, edit, expect: expected }, call, at]) =>
        changeViolations(
          disturbed(job, { ...call, when: 'before' }, { kind: 'edit', edit }),
          job,
          expected(unseen(at)),
        ).map(
          (fault) => `${title} before call ${call.k} of execution ${call.execution}, ${call.name}: ${fault}`,
        ),
    );
    expect(faults).toEqual([]);
  });

  test('ends well when an answer of Qrius is spoilt or lost', () => {
    const requests = Array.from({ length: REQUESTS }, (_, index) => index + 1);
    const faults = thinned(ANSWERS, requests, ANSWER_STEP).flatMap(([{ title, what }, nth]) =>
      changeViolations(disturbed(job, null, undisturbedRun, [{ at: { nth }, do: what }]), job).map(
        (fault) => `the answer to request ${nth} ${title}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  });
});
