// What a user sees of pictures in cells (docs/facts/apps-script.md#image-formulas).
import { cellAt, type SheetState } from './cells';
import { displayAt } from './display';
import { lastColumn, lastRow } from './extent';
import { evaluate } from './formula';
import { ROW_HEIGHT } from './limits';

export interface PictureSeen {
  row: number;
  column: number;
  source: string;
  /**
   * `unsupported`: SVG, or no http address in a formula. `access needed`: a picture from elsewhere in a formula, until a user
   * presses "Allow access" once in the document.
   */
  shows: 'picture' | 'unsupported' | 'access needed';
  /** Pixels that it has: no mode of IMAGE makes its cell larger. */
  height: number;
}

/** Whether an address or data URI names an SVG, as far as it says so itself. */
export const isSvg = (source: string): boolean =>
  /^data:image\/svg/i.test(source) || /[./=]svg(?:[?#&]|$)/i.test(source);

/** The first argument of IMAGE, computed; undefined where the formula is another one. */
function sourceOf(sheet: SheetState, formula: string): string | undefined {
  const inside = /^=\s*IMAGE\s*\((.*)\)\s*$/is.exec(formula)?.[1];
  if (inside === undefined) return undefined;
  return (
    evaluate(`=HYPERLINK(${inside})`, {
      look: (row, column) => displayAt(sheet, row, column),
      changes: sheet.changes,
    }).link ?? ''
  );
}

function seenOf(source: string, byFormula: boolean, allowed: boolean): PictureSeen['shows'] {
  if (isSvg(source) || (byFormula && !/^https?:\/\//i.test(source))) return 'unsupported';
  return byFormula && !allowed ? 'access needed' : 'picture';
}

/** All pictures of a sheet, row by row. */
export function picturesOf(sheet: SheetState, allowed: boolean): PictureSeen[] {
  const seen: PictureSeen[] = [];
  for (let row = 1; row <= lastRow(sheet); row++)
    for (let column = 1; column <= lastColumn(sheet); column++) {
      const { formula, picture } = cellAt(sheet, row, column);
      const source = formula === undefined ? picture?.source : sourceOf(sheet, formula);
      if (source === undefined) continue;
      const shows = seenOf(source, formula !== undefined, allowed);
      seen.push({ row, column, source, shows, height: sheet.rowHeights[row] ?? ROW_HEIGHT });
    }
  return seen;
}
