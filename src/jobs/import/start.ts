// Begins a job that brings codes of the account into a sheet: those that stand in none of its rows.
import type { Code } from '../../qrius/readings';
import { findColumns, headersOf, OUTPUT_ORDER } from '../../table/columns';
import { type Row, readRows } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { withOutputColumns } from '../columns';
import type { Ledger } from '../ledger';
import { allCodes } from '../look-up';
import { type AnyOrder, newJob } from '../order';
import type { Ports, SheetPort } from '../ports';
import type { ImportRecord, Throttled } from '../record';

export interface ImportOrder extends AnyOrder {
  kind: 'import';
}

/** What an empty sheet gets, so that it has columns to bring codes into. */
const FIRST_HEADERS = ['Name', 'URL', 'Slug', 'Tags'];

export const importRecord = (ports: Ports, order: ImportOrder): ImportRecord => ({
  ...newJob(ports, order),
  kind: 'import',
});

/** What the account has and the sheet lacks. */
export interface Lacking {
  /** Codes that stand in no row, the oldest first. */
  missing: Code[];
  /** Rows with an ID and hardly more: an execution was cut off while it wrote them, or a user pasted IDs. */
  incomplete: Array<{ row: Row; code: Code }>;
  /** How many codes stand in the sheet. */
  there: number;
}

/** @param rows the rows of the sheet. @throws Refusal `no-answer`, `key-refused` */
export function lackingIn(ports: Ports, record: Throttled, rows: readonly Row[]): Lacking {
  const codes = new Map(allCodes(ports, record).map((code) => [code.id, code] as const));
  const ids = new Set(rows.map(({ id }) => id));
  const missing = [...codes.values()].filter(({ id }) => !ids.has(id)).reverse();
  const incomplete = rows.flatMap((row) => {
    const bare = row.empty || (row.shortUrl === '' && row.status === '');
    const code = bare ? codes.get(row.id) : undefined;
    return code ? [{ row, code }] : [];
  });
  return { missing, incomplete, there: codes.size - missing.length };
}

/** The rows of a sheet. One without headers has none. */
export const rowsIn = (grid: string[][], picks: AnyOrder['picks']): Row[] =>
  isEmpty(grid) ? [] : readRows(grid, findColumns(grid, picks));

const isEmpty = (grid: string[][]): boolean =>
  grid.every((cells) => cells.every((text) => text.trim() === ''));

/**
 * @throws Refusal `nothing-to-do` where every code stands in the sheet; `columns-missing`, `columns-unclear`
 */
export function startImport(
  ports: Ports,
  sheet: SheetPort,
  record: ImportRecord,
  order: ImportOrder,
): { record: ImportRecord; ledger: Ledger } {
  const seen = sheet.read();
  const { missing, incomplete, there } = lackingIn(ports, record, rowsIn(seen, order.picks));
  const count = missing.length + incomplete.length;
  if (count === 0)
    throw new Refusal(
      'nothing-to-do',
      there === 0
        ? 'The account has no codes yet.'
        : 'Every code of the account stands in this sheet already.',
    );
  if (isEmpty(seen)) sheet.addHeaders(0, 0, FIRST_HEADERS);
  const grid = isEmpty(seen) ? [FIRST_HEADERS] : seen;
  const columns = findColumns(grid, order.picks);
  const ledger = withOutputColumns(sheet, grid, columns.headerRow, headersOf(grid, columns), OUTPUT_ORDER);
  const counts = { ...record.counts, asked: count, already: there - incomplete.length, waiting: count };
  return { record: { ...record, headers: ledger.headers, counts }, ledger };
}
