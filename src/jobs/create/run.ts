// What one execution knows of the job that it runs, and the notes that it leaves in the job's record.
import { STOPPED } from '../../table/marks';
import type { Row } from '../../table/rows';
import type { Refusal } from '../../wire/failure';
import { commit, type Ledger } from '../ledger';
import { type JobLog, trimLog } from '../log';
import type { Ports } from '../ports';
import { type CreateRecord, type LostCode, save } from '../record';
import { queue } from './chunk';
import type { Request, Result } from './send';

export interface Run {
  ports: Ports;
  record: CreateRecord;
  ledger: Ledger;
  log: JobLog;
  /** When no further batch may leave, in epoch milliseconds. */
  until: number;
  /** Requests that were sent, or may have been, and what is known of each. */
  open: Array<{ request: Request; result: Result }>;
  /** What the sheet says of leftovers that no row bears. */
  seems: Map<string, 'done' | 'failed'>;
  /** Tokens whose result has been written: a row that still bears one is a copy. */
  settled: Set<string>;
  /** What the whole job must pause for. */
  halt: Refusal | null;
  /** How long the slowest batch of the last chunk took, in milliseconds. */
  batchMs: number;
}

/** Notes what has changed since the last note. */
export function note(
  run: Run,
  news: Pick<CreateRecord, 'throttle' | 'since' | 'inFlight'> & {
    counts: { created: number; failed: number };
    lost: LostCode[];
  },
): void {
  const { counts } = run.record;
  const { created, failed } = news.counts;
  const { throttle, since, inFlight } = news;
  const next = {
    ...counts,
    done: counts.done + created,
    failed: counts.failed + failed,
    lost: counts.lost + news.lost.length,
    waiting: unsettled(run.ledger.rows),
  };
  run.record = save(
    run.ports.store,
    { ...run.record, phase: 'running', throttle, since, inFlight, counts: next },
    news.lost,
  );
}

/** Ends the slice: gives the lease back, and where the job stops, says so in each row that waits. */
export function close(run: Run, end: Partial<CreateRecord>): CreateRecord {
  if (end.ending === 'stopped') {
    commit(run.ledger, new Map(queue(run.ledger.rows).map((row) => [row.index, { status: STOPPED }])));
  }
  if (end.phase === 'ended') trimLog(run.log);
  const counts = { ...run.record.counts, waiting: unsettled(run.ledger.rows) };
  run.record = save(run.ports.store, {
    ...run.record,
    counts,
    failure: null,
    notBefore: null,
    ...end,
    lease: null,
  });
  return run.record;
}

/** Rows that wait for something: their turn, an answer, or the user. */
const unsettled = (rows: readonly Row[]) =>
  rows.filter((row) => row.mark.kind !== 'none' && row.id === '').length;
