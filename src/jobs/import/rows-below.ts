// Where imported rows go, and what a write there has hit although it was free a moment before.
import type { Columns, Grid } from '../../table/columns';
import type { Formulas } from '../../table/reconcile';
import { ROLE_NAMES, type Role } from '../../table/roles';
import { cellText, type Patch } from '../../table/rows';

/** A sheet as it was read. */
export interface Sheet {
  grid: Grid;
  columns: Columns;
  formulas: Formulas;
}

/** Everything that is written can be read again except the pictures. */
const READABLE = ROLE_NAMES.filter((role) => role !== 'image');

/**
 * The 0-based row below the last in which one of our columns has content: numbers or boxes filled down in others do not count,
 * a formula that shows nothing does.
 */
export function firstFreeRow({ grid, columns, formulas }: Sheet): number {
  for (let index = grid.length - 1; index > columns.headerRow; index -= 1)
    if (formulas.has(index) || ROLE_NAMES.some((role) => cellText(grid, columns, index, role).trim() !== ''))
      return index + 1;
  return columns.headerRow + 1;
}

/**
 * Where somebody inserts rows between the read and the write, as many of the former last rows are under the write.
 * @param now the cells after the write.
 * @param first the row at which the write began.
 * @returns by row of now, what was there.
 */
export function overwrittenRows(
  { grid: before, columns, formulas }: Sheet,
  now: Grid,
  first: number,
): Map<number, Patch> {
  const keyOf = (grid: Grid, index: number) =>
    JSON.stringify(READABLE.map((role: Role) => cellText(grid, columns, index, role)));
  const there = new Set(now.map((_, index) => keyOf(now, index)));
  let gone = 0;
  while (first - 1 - gone > columns.headerRow && !there.has(keyOf(before, first - 1 - gone))) gone += 1;
  // A last row that was deleted or edited is gone too, but then the rows above it are where they were.
  if (gone === 0 || keyOf(now, first - 1) !== keyOf(before, first - 1 - gone)) return new Map();
  return new Map(
    Array.from({ length: gone }, (_, offset) => {
      const then = first - gone + offset;
      const cells = READABLE.map((role) => {
        const formula = formulas.get(then)?.[role];
        return [role, formula ? { formula } : cellText(before, columns, then, role)];
      });
      return [first + offset, Object.fromEntries(cells)];
    }),
  );
}
