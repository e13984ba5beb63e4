// One job a document, one runner a job: taken under the document's lock, held across its slice.
import { Refusal } from '../wire/failure';
import type { Ports } from './ports';
import { type JobRecord, load, save } from './record';

/** Apps Script kills an execution after six minutes (Quotas for Google Services, Script runtime): after that its lease means nothing. */
export const EXECUTION_LIMIT_MS = 360_000;

/**
 * Takes the document's job for this execution, after looking again under the lock.
 * @param owner the random ID of the user.
 * Nobody else takes the job before Google ends this execution: until then it may be at work, however long an answer takes.
 * @param choose the record to run, from the unfinished one that is there, or the last that ended; it may throw a Refusal.
 * @returns the record with the lease in it, as saved.
 * @throws Refusal `job-busy` or `job-of-colleague`.
 */
export function takeLease(
  ports: Ports,
  owner: string,
  choose: (unfinished: JobRecord | null, ended: JobRecord | null) => JobRecord,
): JobRecord {
  const taken = ports.lock.alone(() => {
    const { record } = load(ports.store);
    const now = ports.clock.now();
    const leased = record?.lease ? now < record.lease.until : false;
    const unfinished = record && record.phase !== 'ended' ? record : null;
    // One that was cut off while it began has sent nothing, and keeps nobody from beginning.
    const cutOff = unfinished?.phase === 'starting' && !leased;
    if (unfinished && unfinished.owner !== owner && !cutOff) {
      throw new Refusal(
        'job-of-colleague',
        'A colleague’s job is under way in this document. Only they can go on with it or stop it; yours can start once it has ended.',
      );
    }
    if (unfinished?.lease && leased) throw busy(unfinished.lease.until - now);
    return save(ports.store, {
      ...choose(unfinished, unfinished ? null : record),
      lease: { runner: ports.random(8), until: ports.endsAt },
    });
  });
  if (!taken) throw busy(0);
  return taken;
}

function busy(ms: number): Refusal {
  const minutes = Math.ceil(ms / 60_000);
  const when = minutes > 1 ? `at most ${minutes} minutes` : 'a minute';
  return new Refusal(
    'job-busy',
    `The job is being worked on right now, or was cut off a moment ago. Try again in ${when}.`,
  );
}
