// One run of the sweep: a small sheet, one disturbance at one service call, and a user who continues until the job has ended.

import type { FaultAction } from '../../sim/apps-script/faults';
import type { CallRecord } from '../../sim/apps-script/types';
import type { World } from '../../sim/apps-script/world';
import { copyOf } from '../../sim/copy';
import type { Fault as ApiFault } from '../../sim/qrius/faults';
import { ask, type Course, drive, type Hand, isBusy, said } from '../../sim/sidebar';
import type { Trial } from '../../sim/trial';
import type { JobView } from '../../src/shared/contract/job';
import type { Door, Result } from '../../src/shared/contract/methods';
import { AFTER_LEASE_MS, COLLEAGUE, wait } from '../support/desk';
import { recordText } from '../support/record';

/** A job that is swept. */
export interface SweepJob {
  /** Sheet and account as they are right before the click; each run has copies of them. */
  ready: Trial;
  /** What stands between the add-on and the account. */
  around?: Parameters<typeof copyOf>[1];
  /** What the click calls: the door's method, and its input as JSON. */
  call: Parameters<Door>;
  /** What a user does who continues: continues the job, or begins it again. */
  continueJob: (hand: Hand, wait: (ms: number) => void) => Course;
}

export interface Ended extends Trial {
  /** The sheet as it was right before the user's own edit, if there was one. */
  before: string[][];
  /** What the user was told. */
  told: string;
  record: {
    id: string;
    phase: string;
    ending: string | null;
    counts: Record<string, number>;
    lease: unknown;
  };
}

/** Nobody needs more attempts than this to get a job of a dozen rows to its end. */
const MOST_ATTEMPTS = 10;

/** Services that know nothing of sheets. */
const ELSEWHERE = /^(Properties|Lock|UrlFetchApp|Utilities|ScriptApp|Trigger|ClockTriggerBuilder)\b/;

/** What a range covers is settled when it is made: an edit between that and its reading matters. */
const EXTENTS = ['Sheet.getDataRange'];

/** One service call of a run: the k-th of the job's nth execution, both from 1. */
export interface Call {
  execution: number;
  k: number;
  name: string;
  /** Whether writes were waiting to be applied when it was over. */
  buffered: boolean;
  /** How many calls before it have looked at a sheet or changed it: between two calls of one number an edit may come at any moment. */
  looks: number;
}

/** Whether a call looks at a sheet or changes it at once; a write that is buffered is done later, by the numbers of its rows. */
const looksAt = ({ name, trip, cost, buffered }: CallRecord): boolean =>
  (trip || cost > 0) && !buffered && !ELSEWHERE.test(name);

/** Sheet and account right before a slice, and how many executions the job had had by then. */
interface Stand {
  trial: Trial;
  executions: number;
}

interface Undisturbed {
  calls: Call[];
  stands: Stand[];
}

/** A disturbed run is the undisturbed one until it is disturbed: it begins with the slice in which that happens. */
const runs = new WeakMap<SweepJob, Undisturbed>();

function undisturbedRun(job: SweepJob): Undisturbed {
  const known = runs.get(job);
  if (known) return known;
  const made = copyOf(job.ready, job.around);
  const { world } = made;
  const before = world.history.length;
  const stands: Stand[] = [];
  begun(job, world, () => {
    stands.push({ trial: copyOf(made, job.around), executions: world.history.length - before });
  });
  let looks = 0;
  const calls = world.history.slice(before).flatMap((one, index) =>
    one.calls
      .map((record) => {
        const call = { ...record, execution: index + 1, looks };
        looks += looksAt(record) ? 1 : 0;
        return call;
      })
      .filter(({ name, trip }) => trip || EXTENTS.includes(name))
      .filter(({ name }, at, all) => name !== all[at - 1]?.name || name !== all[at + 1]?.name)
      .map(({ execution, k, name, buffered, looks }): Call => ({ execution, k, name, buffered, looks })),
  );
  const run = { calls, stands };
  runs.set(job, run);
  return run;
}

/**
 * The service calls of an undisturbed run, slice after slice: all that reach a service. Making a handle, and asking one
 * that holds its answer, reaches none; whether each of many rows is hidden is asked in a row, and of these calls the first
 * and the last stand for all.
 */
export const undisturbed = (job: SweepJob): Call[] => undisturbedRun(job).calls;

/** Where a disturbance strikes: see `Call`. */
export type Moment = Pick<Call, 'execution' | 'k'> & { when: 'before' | 'after' };

/**
 * Runs a job with one disturbance.
 * @param what a fault of the world, or an edit of the sheet by the user.
 */
export function disturbed(
  job: SweepJob,
  at: Moment | null,
  what: FaultAction | { kind: 'edit'; edit: (world: World) => void },
  apiFaults: ApiFault[] = [],
): Ended {
  const { ready, around } = job;
  const from = at && undisturbedRun(job).stands.findLast(({ executions }) => executions < at.execution);
  const made = copyOf(from?.trial ?? ready, around);
  made.qrius.faults.push(...structuredClone(apiFaults));
  const former = recordOf(ready.world).id;
  let before: string[][] = [];
  const action: FaultAction =
    what.kind === 'edit'
      ? {
          kind: 'act',
          act: (world) => {
            before = world.table();
            what.edit(world);
          },
        }
      : what;
  if (at)
    made.world.faults.push({
      at: { k: at.k },
      execution: ready.world.state.executions + at.execution,
      when: at.when,
      do: action,
    });
  const told: Course[] = [from ? carriedOn(made.world) : begun(job, made.world)];
  while (told.length < MOST_ATTEMPTS) {
    const last = told[told.length - 1] as Course;
    if (hasEnded(made.world, former) && !mustAskAgain(last)) break;
    made.world.advance(isBusy(last) ? AFTER_LEASE_MS : 60_000);
    const { rest } = last;
    // A colleague who was first brings their own job to its end.
    const hand = rest.kind === 'refused' && rest.failure.code === 'job-of-colleague' ? COLLEAGUE : 'owner';
    told.push(job.continueJob(made.world.asUser(hand), wait(made)));
  }
  // What an execution noted that was cut off before it could say so.
  const last = ask(made.world, 'getJob', null);
  if (last?.ok && last.value) told.push({ rest: { kind: 'rests', view: last.value }, views: [last.value] });
  if (made.world.faults.length > 0)
    throw new Error(
      `Nothing came to call ${at?.k} of execution ${at?.execution}: the disturbance never happened.`,
    );
  return { ...made, before, told: told.map(said).join('\n'), record: recordOf(made.world) };
}

/**
 * The first slices of a run: from the click to where the job rests.
 * @param look called before each further slice.
 */
function begun({ call }: SweepJob, world: World, look = () => {}): Course {
  const click = (): Result<JobView> | null => {
    const { outcome, value } = world.rpc('call', call);
    return outcome === 'returned' ? JSON.parse(String(value)) : null;
  };
  const waiting = (ms: number) => {
    wait({ world })(ms);
    look();
  };
  return drive(world, click, waiting);
}

/** The slices of a run that has begun. */
const carriedOn = (world: World): Course =>
  drive(world, () => ask(world, 'continueJob', null), wait({ world }));

/** Google failed before anything began, or other codes would be deleted than those agreed to: the user looks again. */
const mustAskAgain = ({ rest }: Course) =>
  rest.kind === 'refused' && ['unexpected', 'confirm-deletes'].includes(rest.failure.code);

/** @param former the job that the sheet had seen before. */
function hasEnded(world: World, former: string): boolean {
  const { id, phase, lease } = recordOf(world);
  return id !== former && phase === 'ended' && lease === null;
}

export function recordOf(world: World): Ended['record'] {
  const text = recordText(world.state.properties.document);
  if (text === '') return { id: '', phase: 'none', ending: null, counts: {}, lease: null };
  const { id, state, counts, lease } = JSON.parse(text);
  return { id, phase: state.kind, ending: state.how ?? null, counts, lease };
}
