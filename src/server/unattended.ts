// A run without a sidebar: how long it works, and how it continues the user's unfinished job.
import type { User } from '../google/connection';
import { noteError } from '../google/console';
import { settleWrites } from '../google/document';
import { isEnded, type Job, paused } from '../jobs/job';
import { type ErrorCode, type ErrorInfo, UserError, unlessRefused } from '../shared/errors';
import { leaveJob, runSlice } from './begin';
import { storeOf } from './context';
import * as words from './words';

/** How long a run works, in milliseconds: a user's triggers share 90 minutes a day (docs/facts/apps-script.md#daily-trigger-time), 24 runs of 3.5 minutes fit. */
const RUN_MS = 210_000;
/** What is left of it for the last write. */
const LAST_WRITE_MS = 15_000;

/** When the last batch of a run may leave, in epoch milliseconds. */
export const endOf = (startedAt: number): number => startedAt + RUN_MS - LAST_WRITE_MS;

/** Pauses that may be over an hour later; for the others the user has something to do. */
const PASSING: readonly ErrorCode[] = [
  'fetch-quota',
  'no-answer',
  'out-of-time',
  'concurrent-edits',
  'unexpected',
];
/** What keeps the user from their job before it is looked at. */
const BEFORE_THE_JOB: readonly ErrorCode[] = ['not-connected', 'other-account'];

export const isPassing = (code: ErrorCode): boolean => PASSING.includes(code);

export const isUnfinished = (job: Job | null, user: User): job is Job =>
  job !== null && job.owner === user.id && !isEnded(job) && job.state.kind !== 'starting';

/**
 * Continues the user's unfinished job where that can help.
 * @returns the job as it ended; null where there was none.
 * @throws UserError where it does not come to its end.
 */
export function continueUnattended(
  user: User,
  job: Job | null,
  startedAt: number,
  until: number,
): Job | null {
  if (!isUnfinished(job, user)) return null;
  if (job.state.kind === 'paused' && !isPassing(job.state.why.code)) throw asError(job.state.why);
  const after = slice(user, job, startedAt, until);
  if (after.state.kind === 'paused') throw asError(after.state.why);
  if (after.state.kind !== 'ended') throw new UserError('job-busy', words.inAnHour);
  return after;
}

/** What an action gives, or why it failed: Google's own failures, too. */
export function tried<T>(action: () => T): { value: T | null; failure: ErrorInfo | null } {
  try {
    return { value: action(), failure: null };
  } catch (error) {
    if (error instanceof UserError) return { value: null, failure: error.info };
    noteError(error);
    settleWrites();
    return { value: null, failure: { code: 'unexpected', message: words.sheetsFailed } };
  }
}

export const asError = ({ code, message }: ErrorInfo): UserError => new UserError(code, message);

const slice = (user: User, job: Job, startedAt: number, until: number): Job =>
  unlessRefused(
    () => runSlice(user, null, startedAt, () => until).job,
    (error) => {
      // A job that cannot be taken up says why.
      if (BEFORE_THE_JOB.includes(error.info.code)) leaveJob(storeOf(user), job.id, paused(error.info));
      throw error;
    },
  );
