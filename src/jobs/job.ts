// A document's job as it is stored: plain JSON without rows, which are in the sheet.
import type { Throttle } from '../qrius/throttle';
import type { Ending, JobKindName } from '../shared/contract/job';
import type { ErrorInfo } from '../shared/errors';
import type { Headers } from '../table/columns';

/** Where a job is in its life. */
export type JobState =
  /** Its rows are being marked; nothing was sent. */
  | { kind: 'starting' }
  | { kind: 'running' }
  /** The rate limit keeps it until a moment, in epoch milliseconds. */
  | { kind: 'waiting'; until: number }
  /** It waits for the user. */
  | { kind: 'paused'; why: ErrorInfo }
  | { kind: 'ended'; how: Ending; why: ErrorInfo | null };

/** The state of a job that waits for its user. */
export const paused = (why: ErrorInfo): JobState => ({ kind: 'paused', why });
/** @param why what its user is told. */
export const endedAs = (how: Ending, why: ErrorInfo | null = null): JobState & { kind: 'ended' } => ({
  kind: 'ended',
  how,
  why,
});

/** Disjoint row counts, except `orphans`. asked − done − failed − waiting = withdrawn. */
export interface Counts {
  /** Rows that were queued. */
  asked: number;
  done: number;
  failed: number;
  /** Rows that had a code before, or were up to date. */
  already: number;
  /** Rows that the user did not see when the job began. */
  hidden: number;
  /** Rows that must be fixed before they can be sent. */
  invalid: number;
  /** Codes whose row is gone; they count as done too. */
  orphans: number;
  /** Rows that were queued or unconfirmed when the sheet was read last, also where the job has ended. */
  waiting: number;
}

export const NO_COUNTS: Counts = {
  asked: 0,
  done: 0,
  failed: 0,
  already: 0,
  hidden: 0,
  invalid: 0,
  orphans: 0,
  waiting: 0,
};

export interface Job {
  /** One more with each save: says which of two readings is the newer. */
  version: number;
  id: string;
  kind: JobKindName;
  /** The random ID of the user who began it, and the name that colleagues know them by. */
  owner: string;
  ownerName: string;
  /** The Qrius account it was begun with, where the API said. */
  account: string | null;
  /** When its owner last worked on it, in epoch milliseconds; for a job that paused, when something last got done. */
  seenAt: number;
  sheetId: number;
  headers: Headers;
  state: JobState;
  counts: Counts;
  throttle: Throttle;
  /** Slices in a row that got nothing done. */
  idleSlices: number;
  /** An execution was cut off before it had read back what it wrote: rows may have moved under the write. */
  isTorn: boolean;
  /** Who runs it now, and until when nobody else may, in epoch milliseconds. */
  lease: { runner: string; until: number } | null;
  /** What only its kind notes, as the kind's own parser reads it. */
  details: unknown;
}

/** What is noted of a job that somebody else than its owner ended. */
export interface EndByOther {
  /** The ID of the job. */
  job: string;
  /** Names, empty where they are not known. */
  by: string;
  owner: string;
  /** Its owner was gone for a day, it had paused for an hour, or it kept a schedule waiting for one. */
  reason: 'gone' | 'paused' | 'schedule';
}

/** After this long without its owner anybody may end a job, in milliseconds. */
const ABANDONED_MS = 24 * 3_600_000;
/** The same for one that paused, or is in the way of a schedule: what keeps it must not keep everybody. */
export const STILL_MS = 3_600_000;

/** Apps Script kills an execution after six minutes: after that its lease means nothing (docs/facts/apps-script.md#runtime). */
export const EXECUTION_LIMIT_MS = 360_000;

/** Whether nobody works on the job, and it got nothing done for so long. A time far ahead was not written by its owner. */
const isStillFor = (ms: number, job: Job, now: number): boolean =>
  !isEnded(job) && !isLeased(job, now) && Math.abs(now - job.seenAt) > ms;

/** Whether no schedule waits for the job any longer. */
export const isStill = (job: Job, now: number): boolean => isStillFor(STILL_MS, job, now);

/** Whether anybody who may edit the document may end the job. */
export const isAbandoned = (job: Job, now: number): boolean =>
  isStillFor(job.state.kind === 'paused' ? STILL_MS : ABANDONED_MS, job, now);

/** Why a job paused or ended; null where nobody need know. */
export const whyOf = ({ state }: Pick<Job, 'state'>): ErrorInfo | null => ('why' in state ? state.why : null);
/** Whether it paused or ended. */
export const isResting = ({ state }: Job): boolean => 'why' in state;
export const isEnded = ({ state }: Job): boolean => state.kind === 'ended';
export const isLeased = ({ lease }: Job, now: number): boolean =>
  lease !== null && now < lease.until && lease.until <= now + EXECUTION_LIMIT_MS;
