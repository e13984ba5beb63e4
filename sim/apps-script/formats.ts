// Number formats: of single cells, and of columns down to the end of the sheet.
import type { Area } from './a1';
import { blankAt, cellAt, putCell, type SheetState } from './cells';

/** Gives the recorded cells of rows `first` to `last` of a column a format. */
function formatCells(sheet: SheetState, column: number, first: number, last: number, format: string): void {
  for (let row = first; row <= Math.min(last, sheet.rows.length); row++) {
    const cell = sheet.rows[row - 1]?.cells[column - 1];
    if (cell !== undefined && cell.format !== format) putCell(sheet, row, column, { ...cell, format });
  }
}

/** Formats a column from row `from` to the end of the sheet. */
function formatColumn(sheet: SheetState, column: number, from: number, format: string): void {
  const before = sheet.columnFormats[column - 1];
  formatCells(sheet, column, from, sheet.maxRows, format);
  if (before !== undefined && before.from < from) {
    if (before.blank.format === format) return;
    // What is above keeps the format that it had, now cell by cell.
    for (let row = before.from; row < from; row++) putCell(sheet, row, column, cellAt(sheet, row, column));
  }
  sheet.columnFormats[column - 1] = { from, blank: { value: '', format } };
}

/** Sets the format of all cells of an area. */
export function setFormat(sheet: SheetState, area: Area, format: string): void {
  const last = area.row + area.rows - 1;
  for (let column = area.column; column < area.column + area.columns; column++) {
    if (last === sheet.maxRows) formatColumn(sheet, column, area.row, format);
    else
      for (let row = area.row; row <= last; row++)
        putCell(sheet, row, column, { ...cellAt(sheet, row, column), format });
  }
}

/** Moves the first rows of the columns' formats where rows came (count > 0) or went at `at`. */
export function shiftFormats(sheet: SheetState, at: number, count: number): void {
  sheet.columnFormats = sheet.columnFormats.map((format) => {
    if (format === undefined || format.from < at || (count < 0 && format.from === at)) return format;
    return { ...format, from: Math.max(at, format.from + count) };
  });
}

/**
 * The cells of a new row at `at`: they take the formats of the row above. Undefined where the column's own format says the
 * same. Called after shiftFormats.
 */
export function formatsFromAbove(
  sheet: SheetState,
  at: number,
): Array<{ value: ''; format?: string } | undefined> {
  const width = Math.max(sheet.rows[at - 2]?.cells.length ?? 0, sheet.columnFormats.length);
  return Array.from({ length: width }, (_, index) => {
    const { format } = at < 2 ? { format: undefined } : cellAt(sheet, at - 1, index + 1);
    if (format === blankAt(sheet, at, index + 1).format) return undefined;
    return format === undefined ? { value: '' } : { value: '', format };
  });
}
