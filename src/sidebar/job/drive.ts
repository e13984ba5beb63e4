// How the page drives a job: what it knows, what is in flight, and what is due. Pure; use-job.ts has the clock.
import type { JobView } from '../../shared/contract/job';
import type { Fault } from '../rpc/faults';
import { isBeginning, type JobCall, type SliceCall } from './calls';
import type { Task } from './kinds';

/** How often progress is read while somebody works on the job, in milliseconds. */
export const POLL_MS = 3_000;
/** The least time between two slices, so that a server that answers at once is not hammered. */
export const SLICE_GAP_MS = 1_000;
/** How soon a stop is sent again that came before the server knew the job. */
export const STOP_AGAIN_MS = 1_000;

/** All times are the page's clock, epoch milliseconds. */
export interface Drive {
  /** The job as last seen. */
  job: JobView | null;
  seenAt: number;
  /** The slice in flight. */
  slice: SliceCall | null;
  sliceAt: number;
  /** What the user asked for last. */
  task: Task;
  polling: boolean;
  pollAt: number;
  /**
   * `wanted`: the server did not know the job yet, so it is asked again. `asked`: the request is in flight. `heard`: the
   * server knows, and the job ends with its next slice.
   */
  stop: 'no' | 'wanted' | 'asked' | 'heard';
  stopAt: number;
  /** Grows with each answer that outdates polls sent before it. */
  turn: number;
  fault: { call: JobCall; fault: Fault } | null;
}

export type DriveEvent =
  /** `task`: what the call starts. */
  | { kind: 'sent'; call: JobCall; task?: Task; now: number }
  | { kind: 'answered'; call: JobCall; job: JobView | null; turn: number; now: number }
  | { kind: 'failed'; call: JobCall; fault: Fault; now: number }
  /** Home showed the job. `turn`: when it was asked for. */
  | { kind: 'seen'; job: JobView | null; turn: number; now: number }
  /** Forgets the fault. */
  | { kind: 'again' };

export const IDLE: Drive = {
  job: null,
  seenAt: 0,
  slice: null,
  sliceAt: 0,
  task: { kind: 'create', what: null },
  polling: false,
  pollAt: 0,
  stop: 'no',
  stopAt: 0,
  turn: 0,
  fault: null,
};

/** A job of this user that has not ended. */
export const isOpen = (job: JobView | null): job is JobView => job?.mine === true && job.phase !== 'ended';

/** Started by this page, and the server has not shown it yet. */
export const isStarting = ({ slice, job }: Drive): boolean =>
  slice !== null && isBeginning(slice) && !isOpen(job);

/** Whether the running view has something to show. */
export const isActive = (drive: Drive): boolean => isStarting(drive) || isOpen(drive.job);

/** The call that is due now. At most two calls are in flight: a slice, and a poll or a stop. */
export function due(drive: Drive, now: number): 'continueJob' | 'getJob' | 'stopJob' | null {
  const { slice, stop, fault } = drive;
  if (fault && fault.call !== 'stopJob') return null;
  if (stop === 'asked' || drive.polling) return null;
  if (stop === 'wanted' && now - drive.stopAt >= STOP_AGAIN_MS) return 'stopJob';
  if (slice || (isOpen(drive.job) && drive.job.busy)) return isPollDue(drive, now) ? 'getJob' : null;
  return isSliceDue(drive, now) ? 'continueJob' : null;
}

const isPollDue = ({ seenAt, pollAt, sliceAt }: Drive, now: number): boolean =>
  now - Math.max(seenAt, pollAt, sliceAt) >= POLL_MS;

function isSliceDue({ job, seenAt, sliceAt, stop }: Drive, now: number): boolean {
  if (!isOpen(job)) return false;
  // A stop needs one more slice, even of a job that pauses or waits.
  if (stop !== 'heard') {
    if (job.phase === 'paused') return false;
    if (job.phase === 'waiting' && now < seenAt + job.waitMs) return false;
  }
  return now - sliceAt >= SLICE_GAP_MS;
}

export function reduce(drive: Drive, event: DriveEvent): Drive {
  if (event.kind === 'again') return { ...drive, fault: null };
  if (event.kind === 'seen') return seen(drive, event);
  if (event.kind === 'sent') return sent(drive, event);
  return event.kind === 'answered' ? answered(drive, event) : failed(drive, event);
}

type Of<K extends DriveEvent['kind']> = Extract<DriveEvent, { kind: K }>;

function seen(drive: Drive, { job, turn, now }: Of<'seen'>): Drive {
  // Asked for before a job began or moved on: it shows what was before.
  if (turn !== drive.turn) return drive;
  // While the page drives the job, its own calls know more than home.
  if (drive.slice || drive.polling || drive.stop === 'asked') return drive;
  // The answer was lost, but the job did start.
  const begun = isOpen(job) && drive.fault !== null && isBeginning(drive.fault.call);
  return { ...known(drive, job, now), fault: begun ? null : drive.fault };
}

function sent(drive: Drive, { call, task = drive.task, now }: Of<'sent'>): Drive {
  if (call === 'getJob') return { ...drive, polling: true, pollAt: now };
  if (call === 'stopJob') return { ...drive, stop: 'asked', stopAt: now, fault: null };
  return {
    ...drive,
    slice: call,
    sliceAt: now,
    task,
    fault: drive.fault?.call === 'stopJob' ? drive.fault : null,
  };
}

function answered(drive: Drive, { call, job, turn, now }: Of<'answered'>): Drive {
  if (call === 'getJob') {
    const polled = { ...drive, polling: false };
    const old = turn !== drive.turn;
    // While a job starts, the stored one is still the one before it.
    const other = drive.slice !== null && isBeginning(drive.slice) && !isOpen(job);
    return old || other ? polled : known(polled, job, now);
  }
  const next = { ...known(drive, job, now), turn: drive.turn + 1 };
  if (call === 'stopJob') return { ...next, stop: isOpen(job) ? 'heard' : 'no' };
  return { ...next, slice: null, stop: job?.phase === 'paused' ? 'no' : next.stop };
}

function failed(drive: Drive, { call, fault, now }: Of<'failed'>): Drive {
  if (call === 'stopJob' && fault.code === 'no-job')
    return { ...drive, stop: isStarting(drive) ? 'wanted' : 'no' };
  if (call === 'stopJob') return { ...drive, stop: 'no', fault: { call, fault } };
  // A failed poll beside a slice does not matter: the slice will answer.
  if (call === 'getJob')
    return { ...drive, polling: false, fault: drive.slice ? drive.fault : { call, fault } };
  // A job that did not start need not be stopped.
  const stop = drive.stop === 'wanted' ? 'no' : drive.stop;
  const next = { ...drive, slice: null, stop, turn: drive.turn + 1 };
  if (call === 'continueJob' && fault.code === 'job-busy' && drive.job) {
    return { ...next, job: { ...drive.job, busy: true }, seenAt: now };
  }
  // Ended or taken over elsewhere: nothing to continue here.
  const gone = call === 'continueJob' && (fault.code === 'no-job' || fault.code === 'job-of-colleague');
  return gone ? { ...next, job: null, fault: null } : { ...next, fault: { call, fault } };
}

/** The job as it is known now. A stop does not outlive the job it was meant for. */
function known(drive: Drive, job: JobView | null, now: number): Drive {
  const meant = isOpen(job) && (job.id === drive.job?.id || drive.stop === 'wanted');
  return { ...drive, job, seenAt: now, stop: meant || drive.stop === 'asked' ? drive.stop : 'no' };
}
