// Where imported rows go, and what a write there has hit although it was free a moment before.
import { type Grid, keyAt, textAt, type View } from '../../table/columns';
import type { Formulas } from '../../table/comparison';
import { ROLE_NAMES } from '../../table/roles';
import type { Patch } from '../../table/rows';

/** A sheet as it was read. */
export interface Sheet extends View {
  formulas: Formulas;
}

/** Everything that is written can be read again except the pictures. */
const READABLE = ROLE_NAMES.filter((role) => role !== 'image');

/**
 * The 0-based row below the last in which one of our columns has content: numbers or boxes filled down in others do not count,
 * a formula that shows nothing does, and so does a merged cell, which drops what is written into its others.
 */
export function firstFreeRow(sheet: Sheet, merged: ReadonlySet<number>): number {
  const { grid, columns, formulas } = sheet;
  const last = [...merged].reduce((most, row) => Math.max(most, row), grid.length - 1);
  for (let index = last; index > columns.headerRow; index -= 1)
    if (
      formulas.has(index) ||
      merged.has(index) ||
      ROLE_NAMES.some((role) => textAt(sheet, index, role).trim() !== '')
    )
      return index + 1;
  return columns.headerRow + 1;
}

/**
 * Where somebody inserts rows between the read and the write, as many of the former last rows are under the write.
 * @param now the cells after the write.
 * @param write where it began, and how many rows it wrote.
 * @param grown by how many rows the sheet is longer than before the write.
 * @returns by row of now, what was there.
 */
export function overwrittenRows(
  { grid: before, columns, formulas }: Sheet,
  now: Grid,
  { first, count }: { first: number; count: number },
  grown: number,
): Map<number, Patch> {
  const hit = new Map<number, Patch>();
  if (grown <= 0) return hit;
  const keyOf = (grid: Grid, index: number) => keyAt({ grid, columns }, index, READABLE);
  const keysOf = (grid: Grid) => new Set(grid.map((_, index) => keyOf(grid, index)));
  const [were, are] = [keysOf(before).add(keyOf([], 0)), keysOf(now)];
  for (
    let then = Math.max(columns.headerRow + 1, first - grown);
    then < Math.min(first, first - grown + count);
    then += 1
  ) {
    // A row that was edited is gone too, but it is where it was.
    if (are.has(keyOf(before, then)) || !were.has(keyOf(now, then))) continue;
    const cells = ROLE_NAMES.map((role) => {
      const formula = formulas.get(then)?.[role];
      return [role, formula ? { formula } : textAt({ grid: before, columns }, then, role)];
    });
    hit.set(then + grown, Object.fromEntries(cells));
  }
  return hit;
}
