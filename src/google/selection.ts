// Which rows the user has selected.
import { book } from './document';
import { findSheet } from './spreadsheet';

/** The sheet that the user looks at. */
export const activeSheetId = (): number => SpreadsheetApp.getActiveSheet().getSheetId();

/**
 * Rows of all selected ranges: a whole column is all rows. Rows hidden inside a range belong to it; that is told apart later.
 * @returns whether a 0-based row is selected.
 */
export function selectedRows(): (index: number) => boolean {
  // getActiveRange would give the last of several ranges only.
  const list = book().getActiveRangeList();
  const spans = (list ? list.getRanges() : []).map((range) => ({
    first: range.getRow() - 1,
    last: range.getLastRow() - 1,
  }));
  return (index) => spans.some(({ first, last }) => index >= first && index <= last);
}

/** The name of the sheet that the user looks at. */
export const activeSheetName = (): string => SpreadsheetApp.getActiveSheet().getName();

/** What a file with the contents of that sheet is called, without an ending: as Sheets itself names one. */
export const activeFileName = (): string => `${book().getName()} - ${activeSheetName()}`;

/** The 0-based row of the user's cursor: the first row of the range selected last. */
export function selectedRow(): number {
  const range = SpreadsheetApp.getActiveRange();
  return range ? range.getRow() - 1 : -1;
}

/** Shows a sheet, with the user's cursor in one of its cells. @param row as users count, from 1. @param column 0-based. */
export function selectCell(sheetId: number, row: number, column: number): void {
  const sheet = findSheet(sheetId);
  sheet.activate();
  sheet.getRange(Math.min(row, sheet.getMaxRows()), column + 1).activate();
}
