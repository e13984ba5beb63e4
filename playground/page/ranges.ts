// How much of a sheet the grid shows, and what of it is selected: between the ranges of its table and A1 notation.
import type { RangeComponent, TabulatorFull } from 'tabulator-tables';
import { type Area, a1Of, columnLetters, columnNumber, parseA1 } from '../../sim/apps-script/a1';
import type { SheetView } from '../server/messages';

/** Empty rows and columns that are shown beyond the content, and the least of each. */
const SPARE = { rows: 30, columns: 3 };
const LEAST = { rows: 100, columns: 16 };

export interface Size {
  rows: number;
  columns: number;
}

/** How much of a sheet the grid shows. Rows grow in steps, so that it is not rebuilt for each of them. */
export function shownSize({ rows, maxRows, maxColumns }: SheetView): Size {
  const steps = Math.ceil((rows.length + SPARE.rows) / SPARE.rows);
  return {
    rows: Math.min(maxRows, Math.max(LEAST.rows, steps * SPARE.rows)),
    columns: Math.min(maxColumns, Math.max(LEAST.columns, (rows[0]?.length ?? 0) + SPARE.columns)),
  };
}

/** The area of a range; one that reaches over all rows or columns that are shown stands for whole columns or rows. */
function areaOf(table: TabulatorFull, size: Size, range: RangeComponent): Area | null {
  const rows = range.getRows().map((row) => row.getData()._id);
  const fields = range
    .getColumns()
    .flatMap((column) => (column.getField() === '_id' ? [] : [column.getField()]));
  const [top, bottom, left, right] = [rows[0], rows.at(-1), fields[0], fields.at(-1)];
  if (top === undefined || bottom === undefined || left === undefined || right === undefined) return null;
  const [first, last] = [columnNumber(left), columnNumber(right)];
  const area: Area = { row: top, column: first, rows: bottom - top + 1, columns: last - first + 1 };
  if (rows.length === table.getRows('active').length) area.whole = 'columns';
  else if (fields.length === size.columns) area.whole = 'rows';
  return area;
}

/** All selected ranges in A1 notation, the current one last. */
export function selectedRanges(table: TabulatorFull, size: Size): string[] {
  return table
    .getRanges()
    .flatMap((range) => areaOf(table, size, range) ?? [])
    .map(a1Of);
}

/** Selects ranges; of each only the rows that are not hidden. What was selected stays where none of them is shown. */
export function selectRanges(table: TabulatorFull, size: Size, wanted: string[]): void {
  const old = table.getRanges();
  const visible = table.getRows('active').map((row) => row.getData()._id);
  let added = 0;
  for (const a1 of wanted) {
    const area = parseA1(a1, size);
    const inside = visible.filter((row) => area && row >= area.row && row < area.row + area.rows);
    const [top, bottom] = [table.getRow(inside[0] ?? 0), table.getRow(inside.at(-1) ?? 0)];
    if (!area || !top || !bottom) continue;
    const first = top.getCell(columnLetters(area.column));
    const last = bottom.getCell(columnLetters(Math.min(size.columns, area.column + area.columns - 1)));
    if (!first || !last) continue;
    table.addRange(first, last);
    added++;
  }
  if (added > 0) for (const range of old) range.remove();
}
