// Rows and columns that come, go and change places: what happens to cells, formulas, protections and the filter.
import type { Area } from './a1';
import { moveAreas, shiftAreas, shifted } from './areas';
import { type Cell, cellAt, newRow, type Row, rowAt, type SheetState } from './cells';
import { computed } from './display';
import { formatsFromAbove, shiftFormats } from './formats';
import { mapReferences, movedFormula } from './formula';

function shiftReferences(sheet: SheetState, axis: 'row' | 'column', at: number, count: number): void {
  for (const row of sheet.rows) {
    row.cells.forEach((cell, index) => {
      if (cell?.formula === undefined) return;
      const formula = mapReferences(cell.formula, (r, c) =>
        axis === 'row'
          ? { row: shifted(r, at, count) ?? 0, column: c }
          : { row: r, column: shifted(c, at, count) ?? 0 },
      );
      if (formula !== cell.formula) row.cells[index] = { ...cell, formula };
    });
  }
  shiftAreas(sheet, axis, at, count);
}

/** Inserts empty rows so that the first of them gets the number `at`; they take the formats of the row above. */
export function insertRows(sheet: SheetState, at: number, count = 1): void {
  shiftFormats(sheet, at, count);
  const formats = formatsFromAbove(sheet, at);
  // Below the last row that is kept there is nothing to push down, and no format to take.
  if (at <= sheet.rows.length + 1) {
    const fresh = Array.from({ length: count }, (): Row => ({ ...newRow(), cells: formats.slice() }));
    sheet.rows.splice(at - 1, 0, ...fresh);
  }
  sheet.maxRows += count;
  shiftReferences(sheet, 'row', at, count);
}

/** Deletes rows from number `at` on. */
export function deleteRows(sheet: SheetState, at: number, count = 1): void {
  sheet.rows.splice(at - 1, count);
  sheet.maxRows -= count;
  shiftFormats(sheet, at, -count);
  shiftReferences(sheet, 'row', at, -count);
}

/** Inserts empty columns so that the first of them gets the number `at`. */
export function insertColumns(sheet: SheetState, at: number, count = 1): void {
  for (const row of sheet.rows) {
    if (row.cells.length < at) continue;
    row.cells.splice(at - 1, 0, ...new Array<Cell | undefined>(count).fill(undefined));
  }
  if (sheet.columnFormats.length >= at)
    sheet.columnFormats.splice(at - 1, 0, ...new Array<undefined>(count).fill(undefined));
  sheet.maxColumns += count;
  shiftReferences(sheet, 'column', at, count);
}

/** Deletes columns from number `at` on. */
export function deleteColumns(sheet: SheetState, at: number, count = 1): void {
  for (const row of sheet.rows) row.cells.splice(at - 1, count);
  sheet.columnFormats.splice(at - 1, count);
  sheet.maxColumns -= count;
  shiftReferences(sheet, 'column', at, -count);
}

/** Moves a column to where another one is now, as a user drags it. References are left as they are. */
export function moveColumn(sheet: SheetState, from: number, to: number): void {
  for (const row of sheet.rows) moveItem(row.cells, from, to);
  moveItem(sheet.columnFormats, from, to);
  moveAreas(sheet, from, to);
}

function moveItem<Item>(items: Array<Item | undefined>, from: number, to: number): void {
  while (items.length < Math.max(from, to)) items.push(undefined);
  const [item] = items.splice(from - 1, 1);
  items.splice(to - 1, 0, item);
}

/** Cells of one row within a span of columns, ready to be put into row `to`: formulas follow by that many rows. */
function lifted(sheet: SheetState, from: number, to: number, area: Pick<Area, 'column' | 'columns'>): Cell[] {
  const cells: Cell[] = [];
  for (let column = area.column; column < area.column + area.columns; column++) {
    const cell = cellAt(sheet, from, column);
    cells.push(
      cell.formula === undefined ? cell : { ...cell, formula: movedFormula(cell.formula, to - from) },
    );
  }
  return cells;
}

/** Puts the rows of an area into a new order: `order[i]` is the row number whose cells go to the i-th row. Hidden flags stay. */
export function reorder(sheet: SheetState, area: Area, order: number[]): void {
  const moved = order.map((from, index) => lifted(sheet, from, area.row + index, area));
  moved.forEach((cells, index) => {
    const target = rowAt(sheet, area.row + index).cells;
    cells.forEach((cell, offset) => {
      target[area.column - 1 + offset] = cell;
    });
  });
}

/** Puts a copy of a row's cells over another row. */
export function copyCells(sheet: SheetState, from: number, to: number): void {
  rowAt(sheet, to).cells = lifted(sheet, from, to, {
    column: 1,
    columns: sheet.rows[from - 1]?.cells.length ?? 0,
  });
}

/** Numbers before text before booleans, as Sheets sorts; empty cells come last in either direction. */
function rank(value: unknown): number {
  if (value === '') return 3;
  if (typeof value === 'string') return 1;
  return typeof value === 'boolean' ? 2 : 0;
}

/** Sorts the rows of an area by one of the sheet's columns; the sort is stable. */
export function sortArea(sheet: SheetState, area: Area, byColumn: number, ascending: boolean): void {
  const keys = Array.from({ length: area.rows }, (_, index) => {
    const row = area.row + index;
    const { value } = computed(sheet, row, byColumn);
    return { row, rank: rank(value), value: typeof value === 'object' ? value.serial : value };
  });
  const direction = ascending ? 1 : -1;
  keys.sort((a, b) => {
    if (a.rank === 3 || b.rank === 3) return a.rank - b.rank;
    if (a.rank !== b.rank) return direction * (a.rank - b.rank);
    if (typeof a.value === 'string') return direction * a.value.localeCompare(String(b.value), 'en');
    return direction * (Number(a.value) - Number(b.value));
  });
  reorder(
    sheet,
    area,
    keys.map(({ row }) => row),
  );
}
