// Where imported rows go, and what a write there has hit although it was free a moment before.
import { range } from '../../table/cells';
import { type Grid, keyAt, textAt, type View } from '../../table/columns';
import type { Formulas } from '../../table/comparison';
import { ROLE_NAMES, type Role } from '../../table/roles';
import type { Patch } from '../../table/rows';

/** A sheet as it was read. */
export interface Sheet extends View {
  formulas: Formulas;
}

/** One write of an import: where it began, how many rows it wrote, what it wrote into each, and the IDs of their codes. */
export interface Write {
  first: number;
  count: number;
  roles: readonly Role[];
  ids: ReadonlySet<string>;
}

/** Everything that is written can be read again except the pictures. */
const READABLE = ROLE_NAMES.filter((role) => role !== 'image');

const keyOf = ({ columns }: View, grid: Grid, index: number): string =>
  keyAt({ grid, columns }, index, READABLE);
const keysOf = (sheet: View, grid: Grid): Set<string> =>
  new Set(grid.map((_, index) => keyOf(sheet, grid, index)));

/** What a row had in the cells that were written. */
const cellsBefore = (sheet: Sheet, row: number, roles: readonly Role[]): Patch =>
  Object.fromEntries(
    roles.map((role) => {
      const formula = sheet.formulas.get(row)?.[role];
      return [role, formula ? { formula } : textAt(sheet, row, role)];
    }),
  );

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
 * @param longer by how many rows the sheet is longer than before the write.
 * @returns by row of now, what was there.
 */
export function overwrittenRows(
  before: Sheet,
  now: Grid,
  { first, count, roles, ids }: Write,
  longer: number,
): Map<number, Patch> {
  const hit = new Map<number, Patch>();
  const grown = longer > 0 ? longer : shift(before, now, first);
  if (grown <= 0) return hit;
  const isWritten = (index: number) => ids.has(textAt({ ...before, grid: now }, index, 'id'));
  const [were, are] = [keysOf(before, before.grid).add(keyOf(before, [], 0)), keysOf(before, now)];
  for (
    let then = Math.max(before.columns.headerRow + 1, first - grown);
    then < Math.min(first, first - grown + count);
    then += 1
  ) {
    // A row that was edited is gone too, but it is where it was.
    if (are.has(keyOf(before, before.grid, then)) || !were.has(keyOf(before, now, then))) continue;
    if (longer > 0 || isWritten(then + grown)) hit.set(then + grown, cellsBefore(before, then, roles));
  }
  return hit;
}

/** How far the last surviving row moved down. The sheet need not be longer: rows below may have been deleted. */
function shift(before: Sheet, now: Grid, first: number): number {
  const places = new Map(now.map((_, index) => [keyOf(before, now, index), index] as const));
  places.delete(keyOf(before, [], 0));
  for (let row = first - 1; row > before.columns.headerRow; row -= 1) {
    const place = places.get(keyOf(before, before.grid, row));
    if (place !== undefined) return place - row;
  }
  return 0;
}

/**
 * A write can be made in parts or repeated, for example when cells refuse it. If somebody sorts the sheet in between, the rows added so
 * far move, and the rest of the write overwrites the user's rows that took their place.
 * @param now the cells after the write.
 * @returns `hit`: the former cells of the user's rows, by current row. `added`: the imported rows that moved up, with their IDs.
 */
export function displacedRows(
  before: Sheet,
  now: Grid,
  { first, count, roles, ids }: Write,
): { hit: Map<number, Patch>; added: Map<number, string> } {
  const idAt = (index: number) => textAt({ ...before, grid: now }, index, 'id');
  const above = range(before.columns.headerRow + 1, first - 1);
  const added = new Map(above.map((index) => [index, idAt(index)] as const).filter(([, id]) => ids.has(id)));
  const nothing = { hit: new Map(), added: new Map() };
  if (added.size === 0) return nothing;
  const [blank, shown] = [keyOf(before, [], 0), new Set(added.values())];
  const hit = range(first, first + count - 1).filter(
    (index) => shown.has(idAt(index)) || keyOf(before, now, index) === blank,
  );
  const are = keysOf(before, now);
  const lost = above.filter((row) => !are.has(keyOf(before, before.grid, row)));
  // A row that was edited or deleted at that moment is gone, too: nobody can tell which was hit.
  if (lost.length !== added.size || lost.length !== hit.length) return nothing;
  // The user's other columns tell which row was overwritten where.
  const ours = new Set(Object.values(before.columns.at));
  const notesOf = (cells: Grid[number] = []) => cells.filter((_, column) => !ours.has(column)).join('\t');
  const take = (index: number) => {
    const alike = lost.findIndex((row) => notesOf(before.grid[row]) === notesOf(now[index]));
    return lost.splice(Math.max(0, alike), 1)[0] ?? index;
  };
  return { hit: new Map(hit.map((index) => [index, cellsBefore(before, take(index), roles)])), added };
}
