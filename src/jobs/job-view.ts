// The document's job as the sidebar shows it: for its owner and for colleagues, with nothing in it that only one may see.
import { isChangeFault, isFault } from '../table/marks';
import type { Row } from '../table/rows';
import { type JobView, MOST_FAULTS, type RowFault } from '../wire/contract';
import { runTime } from './estimate';
import type { JobRecord, LostCode } from './record';

/** Rows of a job, each counted once. */
export interface Summary {
  done: number;
  already: number;
  failed: number;
  waiting: number;
  /** Rows that were left out or left the job: hidden, deleted, their mark cleared by a user, or stopped. */
  left: number;
}

export function summary({ counts }: JobRecord): Summary {
  return {
    done: counts.done,
    already: counts.already,
    failed: counts.failed + counts.unfit,
    waiting: counts.waiting,
    left: counts.hidden + Math.max(0, counts.asked - counts.done - counts.failed - counts.waiting),
  };
}

/**
 * @param user the random ID of who looks.
 * @param rows the job's sheet as just read; empty where the faults are not wanted now.
 */
export function jobView(
  record: JobRecord,
  lost: readonly LostCode[],
  rows: readonly Row[],
  user: string,
  now: number,
): JobView {
  const counts = summary(record);
  const running = record.phase === 'running' || record.phase === 'waiting' || record.phase === 'starting';
  const { throttle, notBefore } = record;
  const busyMs = Math.max(0, (record.lease?.until ?? 0) - now);
  return {
    id: record.id,
    kind: record.kind,
    what: record.kind === 'change' ? record.what : null,
    mine: record.owner === user,
    owner: record.ownerName,
    phase: record.phase,
    ending: record.ending,
    failure: record.failure,
    busy: busyMs > 0,
    busyMs,
    total: counts.done + counts.already + counts.failed + counts.waiting + counts.left,
    ...counts,
    waitMs: running ? Math.max(0, (notBefore ?? throttle.closedUntil) - now) : 0,
    leftMs: running ? runTime(counts.waiting, throttle, now) : null,
    faults: faultsOf(record.kind, rows),
    lost: [...lost],
  };
}

/** Rows whose Status says what went wrong, as many as a reply carries. What brings codes or refreshes them writes no such word. */
function faultsOf(kind: JobRecord['kind'], rows: readonly Row[]): RowFault[] {
  if (kind === 'import' || kind === 'refresh') return [];
  const concerned = (row: Row) =>
    kind === 'change' ? row.id !== '' && isChangeFault(row.status) : row.id === '' && isFault(row.status);
  return rows
    .filter(concerned)
    .slice(0, MOST_FAULTS)
    .map((row) => ({ row: row.index + 1, name: row.name, sentence: row.status }));
}
