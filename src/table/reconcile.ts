// Tells rows that a user moved from cells that were written beside the wrong row, and says what puts those right.
//
// A sheet has no write that is bound to a row's contents: between a read and the write that follows, a colleague can sort.
// Some people sort the columns they filled in and leave ours standing. Both leave our cells at their row numbers while
// the inputs move, and both are seen by comparing what was expected with what is read next.
import { type Columns, isOwn, OUTPUT_ORDER, ROLES, type Role } from './columns';
import { cell, type Patch } from './rows';

/** The output columns whose text can be read back; a picture's formula shows nothing. */
const OUTPUTS: readonly Role[] = OUTPUT_ORDER.filter((role) => role !== 'image');
/** What tells rows apart. */
const INPUTS = ['name', 'destination', 'slug', 'tags'] as const;

/** One write, as far as it matters to what is read after it. */
export interface Written {
  /** The grid as it was read before the write. */
  before: string[][];
  /** What was written where, by 0-based row of `before`. */
  patches: ReadonlyMap<number, Patch>;
}

/**
 * Compares the sheet with what it should hold.
 * @param written the last read and the patches written since; no patches where nothing was written.
 * @param columnsBefore where the columns stood in `written.before`.
 * @param actual the grid as it is read now, with its `columns`.
 * @returns by row of `actual`, the cells that must be put right. What a user typed over is left as it is.
 */
export function reconcile(
  written: Written,
  columnsBefore: Columns,
  actual: string[][],
  columns: Columns,
): Map<number, Patch> {
  const expected = applyPatches(written.before, columnsBefore, written.patches);
  const wrote = new Set([...written.patches.values()].flatMap((patch) => Object.keys(patch) as Role[]));
  const ours = ROLES.filter((role) => OUTPUTS.includes(role) || (role !== 'image' && wrote.has(role)));
  const pairs = pair(expected, columnsBefore, actual, columns, keysFor(wrote));
  const hitBy = cellsWritten(written.patches, expected, columnsBefore);
  const corrections = new Map<number, Patch>();
  const sources = new Map<string, number>();
  for (let then = columnsBefore.headerRow + 1; then < expected.length; then += 1) {
    if (!isBlank(expected, columnsBefore, then)) sources.set(inputs(expected, columnsBefore, then), then);
  }
  const moved = new Set([...pairs.entries()].filter(([now, then]) => now !== then).map(([, then]) => then));
  for (let now = columns.headerRow + 1; now < actual.length; now += 1) {
    const then = pairs.get(now);
    const patch: Patch = {};
    if (then === undefined) {
      // A new row that slid under our write: empty, or a copy of another row, whose cells it then had.
      const hits = ours.filter((role) => {
        const hit = hitBy(now, role);
        return hit !== '' && cell(actual, columns, now, role) === hit;
      });
      const source = sources.get(inputs(actual, columns, now));
      const of = (grid: string[][], role: Role) =>
        source === undefined ? '' : cell(grid, columnsBefore, source, role);
      const copied = hits.every((role) => cell(actual, columns, now, role) === of(expected, role));
      if (moved.has(now) && !copied) for (const role of hits) patch[role] = of(written.before, role);
    } else if (then !== now) {
      for (const role of ours) {
        const found = cell(actual, columns, now, role);
        const wanted = cell(expected, columnsBefore, then, role);
        const stayed = found === cell(expected, columnsBefore, now, role);
        const missed =
          written.patches.get(then)?.[role] !== undefined &&
          found === cell(written.before, columnsBefore, then, role);
        if (found !== wanted && (stayed || missed)) patch[role] = wanted;
      }
    }
    if (Object.keys(patch).length > 0) corrections.set(now, patch);
  }
  return corrections;
}

/** What a write put into a cell, empty where it put nothing: the cells between its first and its last row are written too. */
function cellsWritten(
  patches: ReadonlyMap<number, Patch>,
  expected: string[][],
  columns: Columns,
): (index: number, role: Role) => string {
  const roles = new Set([...patches.values()].flatMap((patch) => Object.keys(patch)));
  const [first, last] = [Math.min(...patches.keys()), Math.max(...patches.keys())];
  return (index, role) => {
    if (isOwn(role)) return patches.get(index)?.[role] ?? '';
    return index >= first && index <= last && roles.has(role) ? cell(expected, columns, index, role) : '';
  };
}

/** A copy of the grid with patches applied, as it will read back: pictures show no text. */
export function applyPatches(
  grid: string[][],
  columns: Columns,
  patches: ReadonlyMap<number, Patch>,
): string[][] {
  return grid.map((cells, index) => {
    const patch = patches.get(index);
    if (!patch) return cells;
    const changed = [...cells];
    for (const role of ROLES) {
      if (role === 'image') continue;
      const column = columns.at[role];
      const text = patch[role];
      if (column !== undefined && text !== undefined) changed[column] = text;
    }
    return changed;
  });
}

/**
 * By what rows are known again, from what tells most to what tells least. Of rows that were filled in alike each keeps its
 * own code; our write may have hit the slug, and a user may have edited the tags. Where a write changed what a user had
 * put in, and no IDs, it may have hit just that: then the ID tells.
 */
function keysFor(wrote: ReadonlySet<Role>): ReadonlyArray<readonly Role[]> {
  const keys: ReadonlyArray<readonly Role[]> = [
    [...INPUTS, ...OUTPUTS],
    [...INPUTS, 'id'],
    INPUTS,
    ['name', 'destination', 'tags'],
    ['name', 'destination'],
  ];
  const changed = INPUTS.filter((role) => role !== 'slug' && wrote.has(role));
  if (changed.length === 0 || wrote.has('id')) return keys;
  const kept = INPUTS.filter((role) => !changed.includes(role));
  return [...keys, [...kept, 'id'], kept, ['id']];
}

/** Row now → row then, for all rows that can be known again. */
function pair(
  expected: string[][],
  columnsBefore: Columns,
  actual: string[][],
  columns: Columns,
  keys: ReadonlyArray<readonly Role[]>,
): Map<number, number> {
  const pairs = new Map<number, number>();
  const used = new Set<number>();
  for (const roles of keys) {
    const key = (grid: string[][], at: Columns, index: number) =>
      JSON.stringify(roles.map((role) => cell(grid, at, index, role)));
    const onlyId = roles.length === 1;
    const free = new Map<string, number[]>();
    for (let then = columnsBefore.headerRow + 1; then < expected.length; then += 1) {
      if (used.has(then) || isBlank(expected, columnsBefore, then)) continue;
      if (onlyId && cell(expected, columnsBefore, then, 'id') === '') continue;
      const name = key(expected, columnsBefore, then);
      const members = free.get(name);
      if (members) members.push(then);
      else free.set(name, [then]);
    }
    for (let now = columns.headerRow + 1; now < actual.length; now += 1) {
      if (pairs.has(now) || isBlank(actual, columns, now)) continue;
      const members = free.get(key(actual, columns, now));
      if (!members || members.length === 0) continue;
      const [then] = members.splice(Math.max(0, members.indexOf(now)), 1);
      if (then === undefined) continue;
      pairs.set(now, then);
      used.add(then);
    }
  }
  return pairs;
}

/** What a user wrote in a row, the slug left aside: our write may have hit it. */
const inputs = (grid: string[][], columns: Columns, index: number) =>
  JSON.stringify((['name', 'destination', 'tags'] as const).map((role) => cell(grid, columns, index, role)));

const isBlank = (grid: string[][], columns: Columns, index: number) =>
  INPUTS.every((role) => cell(grid, columns, index, role) === '');
