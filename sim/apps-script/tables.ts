// Sheets as plain tables, for tests and for the playground.
import { type CellValue, cellAt, type SheetState } from './cells';
import { computed, displayAt } from './display';
import { lastColumn, lastRow } from './extent';

function tableBy<Value>(sheet: SheetState, read: (row: number, column: number) => Value): Value[][] {
  const columns = lastColumn(sheet);
  return Array.from({ length: lastRow(sheet) }, (_, row) =>
    Array.from({ length: columns }, (__, column) => read(row + 1, column + 1)),
  );
}

/** What a user sees, from A1 to the last cell with content. */
export const displayTable = (sheet: SheetState): string[][] =>
  tableBy(sheet, (row, column) => displayAt(sheet, row, column));

/** The values behind it; a date is `{ serial }`, days since 1899-12-30. */
export const valueTable = (sheet: SheetState): CellValue[][] =>
  tableBy(sheet, (row, column) => computed(sheet, row, column).value);

/** Formulas, '' where there is none. */
export const formulaTable = (sheet: SheetState): string[][] =>
  tableBy(sheet, (row, column) => cellAt(sheet, row, column).formula ?? '');
