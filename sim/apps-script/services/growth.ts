// Rows, columns and sheets that are added: who may, where the freeze bar allows it, and how many cells a document has.
import type { SheetState } from '../cells';
import { CELLS_OF_DOCUMENT } from '../limits';
import { Refusal } from '../refusal';
import { insertColumns, insertRows } from '../structure';
import type { Execution } from '../types';
import { checkRestructure } from './buffered-writes';
import { documentOf } from './sheet-access';

/** Said where frozen columns fill the window (docs/facts/apps-script.md#refused-columns; words: google-api-javascript-client issue 155). */
const FROZEN =
  "You can't insert a column here right now. Try dragging the freeze bar to the left, then insert the column.";

/** Throws where a document would have more cells than Sheets allows (docs/facts/apps-script.md#cells-per-workbook). */
export function checkCells(x: Execution, added: number): void {
  const cells = documentOf(x).sheets.reduce((sum, sheet) => sum + sheet.maxRows * sheet.maxColumns, added);
  if (cells <= CELLS_OF_DOCUMENT) return;
  throw new Refusal(
    `This action would increase the number of cells in the workbook above the limit of ${CELLS_OF_DOCUMENT} cells.`,
  );
}

/** Inserts columns from number `at` on, or refuses. */
export function addColumns(x: Execution, sheet: SheetState, at: number, count: number): void {
  checkRestructure(x, sheet);
  if (sheet.freezeBlocksInsert && sheet.frozenColumns > 0) throw new Refusal(FROZEN);
  checkCells(x, count * sheet.maxRows);
  insertColumns(sheet, at, count);
}

/** Inserts rows from number `at` on, or refuses. */
export function addRows(x: Execution, sheet: SheetState, at: number, count: number): void {
  checkRestructure(x, sheet);
  checkCells(x, count * sheet.maxColumns);
  insertRows(sheet, at, count);
}
