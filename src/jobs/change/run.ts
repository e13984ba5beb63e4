// What one execution knows of the change that it runs, and what it leaves in the job's record.

import { DONE, type ReadLine, SENT } from '../../table/log';
import { isChangeQueued } from '../../table/marks';
import type { Row } from '../../table/rows';
import type { Refusal } from '../../wire/failure';
import type { Ledger } from '../ledger';
import { newJobLog, trimLog } from '../log';
import type { Ports } from '../ports';
import { type ChangeRecord, type Counts, save } from '../record';
import type { Group } from './changes';
import { rowsById } from './plan';

export interface Run {
  ports: Ports;
  record: ChangeRecord;
  ledger: Ledger;
  /** The lines of the job: what is wanted of each code, and what became of it. They are the job's ledger. */
  lines: ReadLine[];
  /** Lines whose result is not in the log yet. */
  news: Set<ReadLine>;
  /** Groups that are still to be sent, in their order; null before they were put together. */
  groups: Group[] | null;
  /** When no further batch may leave, in epoch milliseconds. */
  until: number;
  /** What the whole job must pause for. */
  halt: Refusal | null;
}

/** Results of lines of which nothing was sent: their rows have left the job. */
export const LEFT = 'left out: its mark in the sheet was cleared, or its row deleted';
export const STOPPED = 'left out: the job was stopped';
export const SHEET_GONE = 'left out: its sheet was deleted';

const isLeft = ({ result }: ReadLine): boolean => result.startsWith('left out: ');
export const isOpen = ({ result }: ReadLine): boolean => result === SENT;

/** Notes what became of a line. */
export function settle(run: Run, line: ReadLine, result: string): void {
  line.result = result;
  run.news.add(line);
}

/** The lines of each code. */
export function linesById(lines: readonly ReadLine[]): Map<string, ReadLine[]> {
  const found = new Map<string, ReadLine[]>();
  for (const line of lines) {
    const known = found.get(line.id);
    if (known) known.push(line);
    else found.set(line.id, [line]);
  }
  return found;
}

/** Counts anew from log and sheet, so that an execution that is cut off makes none of them wrong. */
function countsOf({ record, lines, ledger }: Run): Counts {
  const rows = rowsById(ledger.rows);
  const counts = { ...record.counts, done: 0, failed: 0, waiting: 0 };
  for (const [id, own] of linesById(lines)) {
    const weight = rows.get(id)?.length ?? 1;
    if (own.some(isOpen)) counts.waiting += weight;
    else if (own.every(({ result }) => result === DONE)) counts.done += weight;
    else if (!own.every(isLeft)) counts.failed += weight;
  }
  counts.done += deletedTwins(lines, record.counts.asked, rows);
  return counts;
}

/** A row that is told Deleted loses its ID: of a code in several rows all but one are what is missing of the rows asked for. */
function deletedTwins(
  lines: readonly ReadLine[],
  asked: number,
  rows: ReadonlyMap<string, readonly Row[]>,
): number {
  if (!lines.some(({ action, result }) => action === 'Delete' && result === DONE)) return 0;
  const ids = [...linesById(lines).keys()];
  const seen = ids.reduce((sum, id) => sum + Math.max(1, rows.get(id)?.length ?? 1), 0);
  return Math.max(0, asked - seen);
}

export function note(run: Run): void {
  run.record = save(run.ports.store, { ...run.record, phase: 'running', counts: countsOf(run) });
}

/** Ends the slice, and gives the lease back. */
export function close(run: Run, end: Partial<Omit<ChangeRecord, 'kind'>>): ChangeRecord {
  if (end.phase === 'ended') {
    const { ports, record, lines } = run;
    const held = Math.max(0, ...lines.map(({ row }) => row));
    trimLog({ ...newJobLog(ports.log, record), held }, lines.length);
  }
  run.record = save(run.ports.store, {
    ...run.record,
    ...{ failure: null, notBefore: null, counts: countsOf(run) },
    ...end,
    lease: null,
  });
  return run.record;
}

/** Rows that wait for the change of their code. */
export const queued = (rows: readonly Row[]): Row[] => rows.filter((row) => isChangeQueued(row.status));
