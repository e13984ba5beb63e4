// Where new rows go, and what a write there has hit although it was free a moment before.
import { type Columns, ROLES, type Role } from '../../table/columns';
import { cell, type Patch } from '../../table/rows';

/** What is written can be read again of all columns but the pictures. */
const READABLE = ROLES.filter((role) => role !== 'image');

/** The 0-based row below the last in which one of our columns holds anything: numbers or boxes filled down in others do not count. */
export function below(grid: string[][], columns: Columns): number {
  for (let index = grid.length - 1; index > columns.headerRow; index -= 1)
    if (ROLES.some((role) => cell(grid, columns, index, role).trim() !== '')) return index + 1;
  return columns.headerRow + 1;
}

/**
 * Where somebody inserts rows between the read and the write, the last rows of before stand under the write, as many as were
 * inserted.
 * @param before the grid before the write, `now` the one after it.
 * @param first the row at which the write began.
 * @returns by row of now, what stood there.
 */
export function overwritten(
  before: string[][],
  now: string[][],
  columns: Columns,
  first: number,
): Map<number, Patch> {
  const keyOf = (grid: string[][], index: number) =>
    JSON.stringify(READABLE.map((role: Role) => cell(grid, columns, index, role)));
  const there = new Set(now.map((_, index) => keyOf(now, index)));
  let gone = 0;
  while (first - 1 - gone > columns.headerRow && !there.has(keyOf(before, first - 1 - gone))) gone += 1;
  // A last row that was deleted or edited is gone too, but then the rows above it stand where they stood.
  if (gone === 0 || keyOf(now, first - 1) !== keyOf(before, first - 1 - gone)) return new Map();
  return new Map(
    Array.from({ length: gone }, (_, offset) => {
      const then = first - gone + offset;
      return [
        first + offset,
        Object.fromEntries(READABLE.map((role) => [role, cell(before, columns, then, role)])),
      ];
    }),
  );
}
