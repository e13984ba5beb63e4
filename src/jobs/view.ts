// The document's job as the sidebar shows it: for its owner and for colleagues, with nothing in it that only one may see.

import type { JobView, Orphan } from '../shared/contract/job';
import { MAX_FAULTS } from '../shared/contract/sheet';
import { sum } from '../table/cells';
import { faultOf, type Row } from '../table/rows';
import { withoutToken } from '../table/status';
import { runTime } from './estimate';
import { isAbandoned, isLeased, isResting, type Job, whyOf } from './job';
import { KINDS } from './kinds';

/** Rows of a job, each counted once. */
export type Summary = Pick<JobView, 'done' | 'already' | 'failed' | 'invalid' | 'waiting' | 'withdrawn'>;

export function summary({ counts }: Job): Summary {
  const { asked, hidden, orphans: _, ...shown } = counts;
  // Rows that were skipped or left the job: hidden, deleted, their mark cleared by a user, or stopped.
  const left = asked - shown.done - shown.failed - shown.waiting;
  return { ...shown, withdrawn: hidden + Math.max(0, left) };
}

/**
 * @param rows the job's sheet as just read; empty where the faults are not wanted now.
 * @param user the random ID of who looks.
 */
export function jobView(
  job: Job,
  orphans: readonly Orphan[],
  rows: readonly Row[],
  user: string,
  now: number,
): Omit<JobView, 'fingerprint'> {
  const counts = summary(job);
  const { state, throttle } = job;
  const { isFault } = KINDS[job.kind];
  const faulty = isFault ? rows.filter(isFault) : [];
  const working = !isResting(job);
  const opens = state.kind === 'waiting' ? state.until : throttle.closedUntil;
  return {
    id: job.id,
    kind: job.kind,
    what: KINDS[job.kind].what?.(job.details) ?? null,
    mine: job.owner === user,
    owner: job.ownerName,
    phase: state.kind,
    ending: state.kind === 'ended' ? state.how : null,
    failure: whyOf(job),
    mayEnd: job.owner !== user && isAbandoned(job, now),
    busy: isLeased(job, now),
    busyMs: Math.max(0, (job.lease?.until ?? 0) - now),
    sheetId: job.sheetId,
    total: sum(Object.values(counts)),
    ...counts,
    waitMs: working ? Math.max(0, opens - now) : 0,
    leftMs: working ? runTime(counts.waiting, throttle, now) : null,
    faults: faulty.slice(0, MAX_FAULTS).map((row) => faultOf(row, withoutToken(row.status))),
    faultCount: faulty.length,
    orphans: [...orphans],
  };
}
