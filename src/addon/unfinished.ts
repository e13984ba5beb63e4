// A run without a sidebar: how long it works, and how it goes on with the user's unfinished job.
import type { User } from '../google/connection';
import { type Order, runJob } from '../jobs/job';
import type { JobRecord } from '../jobs/record';
import { type FailureCode, Refusal } from '../wire/failure';
import { connectionOf, portsOf } from './ports';

/** How long a run works, in milliseconds: a user's triggers share 90 minutes a day (Quotas for Google Services), 24 runs of 3.5 minutes fit. */
const RUN_MS = 210_000;
/** What is left of it for the last write. */
const LAST_WRITE_MS = 15_000;

/** When the last batch of a run may leave, in epoch milliseconds. */
export const endOf = (startedAt: number): number => startedAt + RUN_MS - LAST_WRITE_MS;

/** Pauses that may be over an hour later; for the others the user has something to do. */
const PASSING: readonly FailureCode[] = [
  'fetch-quota',
  'no-answer',
  'out-of-time',
  'sheet-restless',
  'unexpected',
];

export const isUnfinished = (job: JobRecord | null, user: User): job is JobRecord =>
  job !== null && job.owner === user.id && job.phase !== 'ended' && job.phase !== 'starting';

/** Goes on with the user's unfinished job where that can help. */
export function goOn(user: User, job: JobRecord | null, startedAt: number, until: number): undefined {
  if (!isUnfinished(job, user)) return;
  const { failure } = job;
  if (job.phase === 'paused' && failure && !PASSING.includes(failure.code))
    throw new Refusal(failure.code, failure.message);
  const { record } = run(user, null, startedAt, until);
  if (record.phase === 'paused' && record.failure)
    throw new Refusal(record.failure.code, record.failure.message);
  if (record.phase !== 'ended') throw new Refusal('job-busy', 'The job goes on in an hour.');
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
