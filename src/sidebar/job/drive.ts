// How the page drives a job: what is known of it, what is under way, and what is due. Pure; use-job.ts has the clock.
import type { JobView } from '../../wire/contract';
import type { Fault } from '../rpc/faults';
import { isBeginning, type JobCall, type SliceCall } from './calls';
import type { Task } from './kinds';

/** How often progress is looked up while somebody works on the job. */
export const POLL_MS = 3_000;
/** The least time between two slices: a server that answers at once is not hammered. */
export const SLICE_GAP_MS = 1_000;
/** How soon a job that the server did not know yet is asked again to stop. */
export const STOP_AGAIN_MS = 1_000;

/** All times are the page's clock, epoch milliseconds. */
export interface Drive {
  /** The job as it was seen last. */
  job: JobView | null;
  seenAt: number;
  /** The slice that this page waits for. */
  slice: SliceCall | null;
  sliceAt: number;
  /** What the page asked for last. */
  task: Task;
  polling: boolean;
  pollAt: number;
  /**
   * `wanted`: the server did not know the job yet, and is asked again. `asked`: the wish is on its way. `heard`: the server
   * knows, and the job ends with its next step.
   */
  stop: 'no' | 'wanted' | 'asked' | 'heard';
  stopAt: number;
  /** Grows with each answer that outdates polls sent before it. */
  turn: number;
  fault: { call: JobCall; fault: Fault } | null;
}

export type DriveEvent =
  /** `task`: what is begun. */
  | { kind: 'sent'; call: JobCall; task?: Task; now: number }
  | { kind: 'answered'; call: JobCall; job: JobView | null; turn: number; now: number }
  | { kind: 'failed'; call: JobCall; fault: Fault; now: number }
  /** Home told of the job. */
  | { kind: 'seen'; job: JobView | null; now: number }
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

/** Begun by this page, and nothing heard of it yet. */
export const isStarting = ({ slice, job }: Drive): boolean =>
  slice !== null && isBeginning(slice) && !isOpen(job);

/** Whether the running view has something to show. */
export const isActive = (drive: Drive): boolean => isStarting(drive) || isOpen(drive.job);

/** What must be called now; null where nothing must. At most two calls are under way: a slice, and a poll or a stop. */
export function due(drive: Drive, now: number): 'work' | 'job' | 'stop' | null {
  const { job, slice, stop, fault } = drive;
  if (fault && fault.call !== 'stop') return null;
  if (stop === 'asked' || drive.polling) return null;
  if (stop === 'wanted' && now - drive.stopAt >= STOP_AGAIN_MS) return 'stop';
  const poll = now - Math.max(drive.seenAt, drive.pollAt, drive.sliceAt) >= POLL_MS ? 'job' : null;
  if (slice) return poll;
  if (!isOpen(job)) return null;
  if (job.busy) return poll;
  if (stop !== 'heard') {
    if (job.phase === 'paused') return null;
    if (job.phase === 'waiting' && now < drive.seenAt + job.waitMs) return null;
  }
  return now - drive.sliceAt >= SLICE_GAP_MS ? 'work' : null;
}

export function reduce(drive: Drive, event: DriveEvent): Drive {
  if (event.kind === 'again') return { ...drive, fault: null };
  if (event.kind === 'seen') return seen(drive, event);
  if (event.kind === 'sent') return sent(drive, event);
  return event.kind === 'answered' ? answered(drive, event) : failed(drive, event);
}

type Of<K extends DriveEvent['kind']> = Extract<DriveEvent, { kind: K }>;

function seen(drive: Drive, { job, now }: Of<'seen'>): Drive {
  // While the page drives the job itself, its own calls know more.
  if (drive.slice || drive.polling || drive.stop === 'asked') return drive;
  // An answer was lost on the way, and the job has begun all the same.
  const begun = isOpen(job) && drive.fault !== null && isBeginning(drive.fault.call);
  return { ...known(drive, job, now), fault: begun ? null : drive.fault };
}

function sent(drive: Drive, { call, task = drive.task, now }: Of<'sent'>): Drive {
  if (call === 'job') return { ...drive, polling: true, pollAt: now };
  if (call === 'stop') return { ...drive, stop: 'asked', stopAt: now, fault: null };
  return {
    ...drive,
    slice: call,
    sliceAt: now,
    task,
    fault: drive.fault?.call === 'stop' ? drive.fault : null,
  };
}

function answered(drive: Drive, { call, job, turn, now }: Of<'answered'>): Drive {
  if (call === 'job') {
    const polled = { ...drive, polling: false };
    const old = turn !== drive.turn;
    // While a job is being begun, the one before it is still the one that is stored.
    const other = drive.slice !== null && isBeginning(drive.slice) && !isOpen(job);
    return old || other ? polled : known(polled, job, now);
  }
  const next = { ...known(drive, job, now), turn: drive.turn + 1 };
  if (call === 'stop') return { ...next, stop: isOpen(job) ? 'heard' : 'no' };
  return { ...next, slice: null, stop: job?.phase === 'paused' ? 'no' : next.stop };
}

function failed(drive: Drive, { call, fault, now }: Of<'failed'>): Drive {
  if (call === 'stop' && fault.code === 'no-job')
    return { ...drive, stop: isStarting(drive) ? 'wanted' : 'no' };
  if (call === 'stop') return { ...drive, stop: 'no', fault: { call, fault } };
  // A poll that fails beside a slice is no loss: the slice will answer.
  if (call === 'job') return { ...drive, polling: false, fault: drive.slice ? drive.fault : { call, fault } };
  // What did not begin need not be stopped.
  const stop = drive.stop === 'wanted' ? 'no' : drive.stop;
  const next = { ...drive, slice: null, stop, turn: drive.turn + 1 };
  if (call === 'work' && fault.code === 'job-busy' && drive.job) {
    return { ...next, job: { ...drive.job, busy: true }, seenAt: now };
  }
  // Ended or taken over elsewhere: there is nothing here to go on with.
  const gone = call === 'work' && (fault.code === 'no-job' || fault.code === 'job-of-colleague');
  return gone ? { ...next, job: null, fault: null } : { ...next, fault: { call, fault } };
}

/** The job as it is now known to be; a wish to stop is spent with the job that it was meant for. */
function known(drive: Drive, job: JobView | null, now: number): Drive {
  const meant = isOpen(job) && (job.id === drive.job?.id || drive.stop === 'wanted');
  return { ...drive, job, seenAt: now, stop: meant || drive.stop === 'asked' ? drive.stop : 'no' };
}
