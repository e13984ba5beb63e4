// How far the content of a sheet reaches.
import { hasContent, type SheetState } from './cells';
import { spillEnds } from './spills';

/** Number of the last row with content; 0 in an empty sheet. */
export function lastRow(sheet: SheetState): number {
  let row = sheet.rows.length;
  while (row > 0 && !sheet.rows[row - 1]?.cells.some(hasContent)) row--;
  return sheet.spills.length === 0 ? row : Math.max(row, spillEnds(sheet).row);
}

/** Number of the last column with content; 0 in an empty sheet. */
export function lastColumn(sheet: SheetState): number {
  let last = 0;
  for (const { cells } of sheet.rows) {
    for (let column = cells.length; column > last; column--) if (hasContent(cells[column - 1])) last = column;
  }
  return sheet.spills.length === 0 ? last : Math.max(last, spillEnds(sheet).column);
}
