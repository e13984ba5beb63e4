// Formulas that fill more cells than their own (ARRAYFORMULA, QUERY, SORT, IMPORTRANGE).
import { inside } from './areas';
import { type CellValue, cellAt, hasContent, type SheetState, type Spill } from './cells';

const isAnchor = ({ area }: Spill, row: number, column: number) => row === area.row && column === area.column;

/** Whether a cell in the way keeps the formula from filling its area: it shows #REF! then, and the rest is empty. */
function blocked(sheet: SheetState, spill: Spill): boolean {
  const { area } = spill;
  for (let row = area.row; row < area.row + area.rows; row++)
    for (let column = area.column; column < area.column + area.columns; column++) {
      const cell = sheet.rows[row - 1]?.cells[column - 1];
      if (hasContent(cell) && !isAnchor(spill, row, column)) return true;
    }
  return false;
}

/** Whether the formula is still in its cell. */
const alive = (sheet: SheetState, { area }: Spill) =>
  cellAt(sheet, area.row, area.column).formula !== undefined;

/** The value that a formula elsewhere, or one in this very cell, gives the cell; undefined where none reaches it. */
export function spilledValue(sheet: SheetState, row: number, column: number): CellValue | undefined {
  const spill = sheet.spills.find((one) => inside(one.area, row, column) && alive(sheet, one));
  if (!spill) return undefined;
  if (blocked(sheet, spill)) return isAnchor(spill, row, column) ? '#REF!' : undefined;
  return spill.values[row - spill.area.row]?.[column - spill.area.column] ?? '';
}

/** Last row and column that formulas fill, with cells that they leave blank: getLastRow counts these too. */
export function spillEnds(sheet: SheetState): { row: number; column: number } {
  const filled = sheet.spills.filter((spill) => alive(sheet, spill) && !blocked(sheet, spill));
  return {
    row: Math.max(0, ...filled.map(({ area }) => area.row + area.rows - 1)),
    column: Math.max(0, ...filled.map(({ area }) => area.column + area.columns - 1)),
  };
}
