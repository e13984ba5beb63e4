// What a refresh of scan counts writes into a row, and which rows it takes first.
import type { CellValue } from '../../table/cells';
import { CREATED, GONE, readMark } from '../../table/marks';

/** The columns that a refresh fills in. */
export type ScanRole = 'scans' | 'uniqueScans' | 'lastScan' | 'change' | 'asOf';

/** The header that each of these columns gets when it is added, in the order in which they are added. */
export const SCAN_HEADERS: Record<ScanRole, string> = {
  scans: 'Scans',
  uniqueScans: 'Unique scans',
  lastScan: 'Last scan',
  change: 'Change since last refresh',
  asOf: 'Scans as of',
};

/** What Qrius tells of a code. A number that it does not tell is null; `last` is in epoch milliseconds. */
export type Scans =
  | { kind: 'known'; total: number; unique: number | null; last: number | null }
  | { kind: 'gone' };

/** New contents for cells of one row; what is not there stays as it is. */
export type ScanCells = Partial<Record<ScanRole, CellValue>> & { status?: string };

/**
 * The cells of a row after its code was asked for. A code that is gone keeps its last numbers; it counts as asked for all
 * the same, so that it does not stand in front of other rows for ever.
 * @param before what the row's cells hold: the count before, empty where there was none, and the Status.
 * @param now epoch milliseconds.
 */
export function scanCells(
  before: { scans: CellValue; status: string },
  scans: Scans,
  now: number,
): ScanCells {
  const asOf = { date: now };
  if (scans.kind === 'gone') {
    // A row that waits for a job keeps its mark: it is the job's queue.
    return readMark(before.status).kind === 'none' ? { asOf, status: GONE } : { asOf };
  }
  const { total, unique, last } = scans;
  return {
    scans: total,
    ...(unique !== null && { uniqueScans: unique }),
    ...(last !== null && { lastScan: { date: last } }),
    ...(typeof before.scans === 'number' && { change: total - before.scans }),
    asOf,
    ...(before.status.trim() === GONE && { status: CREATED }),
  };
}

/**
 * When a row was refreshed last, as its cell “Scans as of” tells; null for never. Text that is no date, a number, and a
 * moment still to come, which only a user can have written, count as never.
 */
export function refreshedAt(cell: CellValue, now: number): number | null {
  const at = typeof cell === 'object' ? cell.date : Number.NaN;
  return at <= now ? at : null;
}

/**
 * The rows that a run takes: those never refreshed first, then those refreshed longest ago; equal ones as they stand in
 * the sheet. A row so waits until each row that was there meanwhile had its turn once: with n of them and a limit
 * of m at most n / m runs, rounded up.
 * @param asOf when a row was refreshed last, in epoch milliseconds; null for never.
 * @param limit how many rows the run can take.
 */
export function order<Row>(rows: readonly Row[], asOf: (row: Row) => number | null, limit: number): Row[] {
  return rows
    .map((row) => ({ row, at: asOf(row) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(0, limit)
    .map(({ row }) => row);
}
