// Rows that an earlier job queued and never came to: they wait for nothing, and are told so.
import { findColumns, headersOf } from '../table/columns';
import { isChangeQueued, NOT_REACHED, STOPPED } from '../table/marks';
import { type Patch, type Row, readRows } from '../table/rows';
import { commit, ledgerOf } from './ledger';
import type { SheetPort } from './ports';
import type { JobRecord } from './record';
import { clearMarks } from './refresh/marks';

/** @param meant rows that the new job takes over. */
export function leftInQueue(rows: readonly Row[], meant: ReadonlySet<number>): Map<number, Patch> {
  const patches = new Map<number, Patch>();
  for (const row of rows) {
    if (meant.has(row.index)) continue;
    if (row.mark.kind === 'queued' && row.id === '') patches.set(row.index, { status: STOPPED });
    else if (isChangeQueued(row.status)) patches.set(row.index, { status: NOT_REACHED });
  }
  return patches;
}

/**
 * Tells the rows of a job that was cut off while it began. Nothing had been sent; rows in flight of an earlier job keep
 * their marks.
 */
export function stopStart(sheet: SheetPort, record: JobRecord): void {
  if (record.kind === 'refresh') {
    clearMarks(sheet, record);
    return;
  }
  const grid = sheet.read();
  const columns = findColumns(grid, record.headers);
  const patches = leftInQueue(readRows(grid, columns), new Set());
  if (patches.size === 0) return;
  commit(ledgerOf(sheet, headersOf(grid, columns), grid, sheet.formulas()), patches);
}
