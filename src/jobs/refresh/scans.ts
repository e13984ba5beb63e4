// What a refresh of scan counts writes into a row, and which rows it takes first.
import type { CellValue } from '../../table/cells';
import { type View, valueAt } from '../../table/columns';
import { SCAN_QUEUED } from '../../table/ownership';
import type { Patch, Row } from '../../table/rows';
import { CREATED, isNotFound, NOT_FOUND, readMark } from '../../table/status';
import type { Table } from '../table/load';

/** What Qrius says of a code. A number that it does not say is null; `last` is in epoch milliseconds. */
export type Scans =
  | { kind: 'known'; total: number; unique: number | null; last: number | null }
  | { kind: 'gone' };

/** One row with a code. */
export interface ScanRow {
  row: Row;
  scans: CellValue;
  /** When it was refreshed last, in epoch milliseconds; null for never. */
  asOf: number | null;
  /** It waits for its turn, where only some rows are refreshed. */
  waits: boolean;
}

/** The rows with a code. @param now epoch milliseconds. */
export const scanRows = (table: View & Pick<Table, 'rows'>, now: number): ScanRow[] =>
  table.rows
    .filter(({ id }) => id !== '')
    .map((row) => {
      const asOf = valueAt(table, row.index, 'scansAsOf');
      return {
        row,
        scans: valueAt(table, row.index, 'scans'),
        asOf: refreshedAt(asOf, now),
        waits: asOf === SCAN_QUEUED,
      };
    });

/**
 * The cells of a row after its code was asked for. A code that is gone keeps its last numbers; it counts as asked for all the
 * same, so that it does not stay in front of other rows for ever.
 * @param before what the row's cells hold: the count before, empty where there was none, and the Status.
 * @param now epoch milliseconds.
 */
export function scanCells(before: { scans: CellValue; status: string }, scans: Scans, now: number): Patch {
  const scansAsOf = { date: now };
  if (scans.kind === 'gone') {
    // A row that waits for a job keeps its mark: it is the job's queue.
    const isMarked = readMark(before.status).kind !== 'none';
    return isMarked ? { scansAsOf } : { scansAsOf, status: NOT_FOUND };
  }
  const { total, unique, last } = scans;
  return {
    scans: total,
    ...(unique !== null && { uniqueScans: unique }),
    ...(last !== null && { lastScan: { date: last } }),
    ...(typeof before.scans === 'number' && { scanChange: total - before.scans }),
    scansAsOf,
    ...(isNotFound(before.status) && { status: CREATED }),
  };
}

/**
 * When a row was refreshed last, as its cell “Scans as of” says; null for never. Text that is no date, a number, and a moment
 * still to come, which only a user can have written, count as never.
 */
export function refreshedAt(cell: CellValue, now: number): number | null {
  const at = typeof cell === 'object' ? cell.date : Number.NaN;
  return at <= now ? at : null;
}

/**
 * The rows as a run takes them: those never refreshed first, then those refreshed longest ago; equal ones as they are in the
 * sheet. Every row is refreshed within ⌈n/m⌉ runs (n rows, m per run).
 */
export const inTurn = <T extends Pick<ScanRow, 'asOf'>>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.asOf ?? NEVER) - (b.asOf ?? NEVER));

/** The earliest moment there is. */
const NEVER = -8.64e15;
