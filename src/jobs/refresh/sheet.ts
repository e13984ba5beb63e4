// The columns of scan counts in a sheet, and what they hold: read as values, so that numbers are numbers and dates are dates.
import type { CellValue } from '../../table/cells';
import { findColumns, type Picks, plain } from '../../table/columns';
import { Refusal } from '../../wire/failure';
import type { SheetPort } from '../ports';
import { refreshedAt, SCAN_HEADERS, type ScanRole } from './scans';

/** The columns in the order in which they are added. */
export const SCAN_ROLES = Object.keys(SCAN_HEADERS) as ScanRole[];

/** What a row waits with in “Scans as of” where only some rows are refreshed. */
export const WAITING = 'Queued';

/** How moments are shown, in the sheet's own zone; people sort and chart them all the same. */
const MOMENT = 'yyyy-mm-dd hh:mm';
const COUNT = '0';

/** Where the columns stand, 0-based. `asOf` is always there: by it rows take their turn. */
export interface ScanColumns {
  headerRow: number;
  id: number;
  name: number;
  status: number | undefined;
  at: Partial<Record<ScanRole, number>>;
}

/** One row with a code. `index` is good until the next read. */
export interface ScanRow {
  index: number;
  id: string;
  name: string;
  status: string;
  scans: CellValue;
  /** When it was refreshed last, in epoch milliseconds; null for never. */
  asOf: number | null;
  waits: boolean;
}

const asTexts = (values: CellValue[][]): string[][] =>
  values.map((row) => row.map((value) => (typeof value === 'object' ? '' : String(value))));

/**
 * Finds the columns.
 * @param values the sheet as it was just read.
 * @throws Refusal `columns-missing`, `columns-unclear`; `nothing-to-do` where no row can have a code.
 */
export function findScanColumns(values: CellValue[][], picks: Picks): ScanColumns {
  const grid = asTexts(values);
  const { headerRow, at } = findColumns(grid, picks);
  if (at.id === undefined)
    throw new Refusal('nothing-to-do', 'This sheet has no codes yet: create some first.');
  const headers = (grid[headerRow] ?? []).map(plain);
  const places: ScanColumns['at'] = {};
  for (const role of SCAN_ROLES) {
    const column = headers.indexOf(plain(SCAN_HEADERS[role]));
    if (column >= 0) places[role] = column;
  }
  return { headerRow, id: at.id, name: at.name, status: at.status, at: places };
}

/** Adds the columns when they are first used; later only the one by which rows take their turn. @returns whether any was added. */
export function addScanColumns(
  sheet: SheetPort,
  values: CellValue[][],
  { headerRow, at }: ScanColumns,
): boolean {
  const none = Object.keys(at).length === 0;
  const roles = none ? SCAN_ROLES : SCAN_ROLES.filter((role) => role === 'asOf' && at.asOf === undefined);
  if (roles.length === 0) return false;
  const width = Math.max(...values.map((row) => row.length));
  sheet.addHeaders(
    headerRow,
    width,
    roles.map((role) => SCAN_HEADERS[role]),
  );
  const columnsOf = (wanted: readonly ScanRole[]) =>
    roles.flatMap((role, offset) => (wanted.includes(role) ? [width + offset] : []));
  const moments = columnsOf(['lastScan', 'asOf']);
  const counts = columnsOf(['scans', 'uniqueScans', 'change']);
  sheet.format(moments, MOMENT);
  if (counts.length > 0) sheet.format(counts, COUNT);
  return true;
}

/** The rows with a code. @param now epoch milliseconds. */
export function scanRows(values: CellValue[][], columns: ScanColumns, now: number): ScanRow[] {
  const { headerRow, id, name, status, at } = columns;
  const text = (row: CellValue[], column: number | undefined) => {
    const value = column === undefined ? '' : (row[column] ?? '');
    return typeof value === 'object' ? '' : String(value).trim();
  };
  return values.slice(headerRow + 1).flatMap((row, offset) => {
    const code = text(row, id);
    if (code === '') return [];
    const asOf = at.asOf === undefined ? '' : (row[at.asOf] ?? '');
    return [
      {
        ...{ index: headerRow + 1 + offset, id: code, name: text(row, name), status: text(row, status) },
        ...{ scans: at.scans === undefined ? '' : (row[at.scans] ?? '') },
        ...{ asOf: refreshedAt(asOf, now), waits: asOf === WAITING },
      },
    ];
  });
}
