// A run without a sidebar: how long it works, and how it goes on with the user's unfinished job.
import type { User } from '../google/connection';
import { documentLock, documentStore } from '../google/document';
import { type Order, runJob } from '../jobs/job';
import { type JobRecord, load, save } from '../jobs/record';
import { type FailureCode, Refusal } from '../wire/failure';
import { connectionOf, portsOf } from './ports';

/** How long a run works, in milliseconds: a user's triggers share 90 minutes a day (Quotas for Google Services), 24 runs of 3.5 minutes fit. */
const RUN_MS = 210_000;
/** What is left of it for the last write. */
const LAST_WRITE_MS = 15_000;

/** When the last batch of a run may leave, in epoch milliseconds. */
export const endOf = (startedAt: number): number => startedAt + RUN_MS - LAST_WRITE_MS;

/** Pauses that may be over an hour later; for the others the user has something to do. */
export const PASSING: readonly FailureCode[] = [
  'fetch-quota',
  'no-answer',
  'out-of-time',
  'sheet-restless',
  'unexpected',
];

/** What keeps the user from their job before it is looked at. */
const UNTAKEN: readonly FailureCode[] = ['not-connected', 'other-account'];

export const isUnfinished = (job: JobRecord | null, user: User): job is JobRecord =>
  job !== null && job.owner === user.id && job.phase !== 'ended' && job.phase !== 'starting';

/** Whether the user's job begins right now, in another execution. */
export const isBeginning = (job: JobRecord | null, user: User, now: number): boolean =>
  job?.owner === user.id && job.phase === 'starting' && job.lease !== null && now < job.lease.until;

/** Goes on with the user's unfinished job where that can help. */
export function goOn(user: User, job: JobRecord | null, startedAt: number, until: number): undefined {
  if (!isUnfinished(job, user)) return;
  const { failure } = job;
  if (job.phase === 'paused' && failure && !PASSING.includes(failure.code))
    throw new Refusal(failure.code, failure.message);
  const record = takenUp(user, job, startedAt, until);
  if (record.phase === 'paused' && record.failure)
    throw new Refusal(record.failure.code, record.failure.message);
  if (record.phase !== 'ended') throw new Refusal('job-busy', 'The job goes on in an hour.');
}

function takenUp(user: User, job: JobRecord, startedAt: number, until: number): JobRecord {
  try {
    return run(user, null, startedAt, until).record;
  } catch (error) {
    if (error instanceof Refusal && UNTAKEN.includes(error.failure.code)) pause(job, error, startedAt);
    throw error;
  }
}

/** A job that cannot be taken up says why, unless somebody works on it. */
function pause(job: JobRecord, { failure }: Refusal, now: number): void {
  documentLock.alone(() => {
    const { record } = load(documentStore());
    const leased = record?.lease ? now < record.lease.until : false;
    if (record?.id === job.id && record.phase !== 'ended' && !leased)
      save(documentStore(), { ...record, phase: 'paused', failure, lease: null });
  });
}

type Who = 'owner' | 'ownerName' | 'account' | 'plan';
export type Wished = Order extends infer O ? (O extends Order ? Omit<O, Who> : never) : never;

export function run(user: User, wished: Wished | null, startedAt: number, until: number) {
  const connection = connectionOf(user);
  const { account, plan, name } = connection;
  const who = { owner: user.id, ownerName: name, account, plan };
  const order = wished === null ? null : ({ ...wished, ...who } as Order);
  return runJob(portsOf(connection, startedAt), { owner: user.id, account }, order, until);
}
