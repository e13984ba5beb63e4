// One job a document, one runner a job: the lease is taken under the document's lock and held across a slice.
import { UserError } from '../shared/errors';
import { isAbandoned, isEnded, isLeased, type Job } from './job';
import type { Ports } from './ports';
import { load, save } from './record';
import * as words from './words';

/**
 * Takes the document's job for this execution, after looking again under the lock. Nobody else takes the job before Google
 * ends this execution: until then it may be at work, however long an answer takes.
 * @param owner the random ID of the user.
 * @param choose the job to run, from the unfinished one that is there, or the last that ended; it may throw a UserError.
 * @returns the job with the lease in it, as saved.
 * @throws UserError `job-busy`, `job-of-colleague`
 */
export function takeLease(
  ports: Ports,
  owner: string,
  choose: (unfinished: Job | null, ended: Job | null) => Job,
): Job {
  const taken = ports.lock.alone(() => {
    const { job, version } = load(ports.store);
    const now = ports.clock.now();
    const unfinished = job && !isEnded(job) ? job : null;
    if (unfinished) refuseBusy(unfinished, owner, now);
    return save(ports.store, {
      ...choose(unfinished, unfinished ? null : job),
      version,
      seenAt: seenNow(unfinished, now),
      lease: { runner: ports.random(8), until: ports.endsAt },
    });
  });
  if (!taken) throw busy(0);
  return taken;
}

/** @throws UserError `job-busy`, `job-of-colleague` where somebody works on the document's job, or it is a colleague's. */
export function refuseBusy(unfinished: Job, owner: string, now: number): void {
  const leased = isLeased(unfinished, now);
  // One that was cut off while it began has sent nothing, and keeps nobody from beginning.
  const cutOff = unfinished.state.kind === 'starting' && !leased;
  if (unfinished.owner !== owner && !cutOff) {
    const isPaused = unfinished.state.kind === 'paused';
    const why = isAbandoned(unfinished, now) ? words.abandoned(isPaused) : words.ofColleague;
    throw new UserError('job-of-colleague', why);
  }
  if (leased) throw busy((unfinished.lease?.until ?? now) - now);
}

/** What is tried again and again and gets nothing done counts from its beginning. */
const seenNow = (job: Job | null, now: number): number =>
  job && (job.state.kind === 'paused' || job.idleSlices > 0) ? job.seenAt : now;

function busy(ms: number): UserError {
  return new UserError('job-busy', words.busy(Math.ceil(ms / 60_000)));
}
