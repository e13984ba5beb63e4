// Turns patches of scattered rows into few rectangles to write: Sheets writes rectangles, and each costs a call.
import { asText, asTextInAnyFormat, type CellValue, type Content, groupBy, isFormula, range } from './cells';
import type { Columns, Grid } from './columns';
import { isDelicate, isUsers, ROLE_NAMES, type Role } from './roles';
import type { Patch, Patches } from './rows';

/** A rectangle of contents as `Range.setValues` takes them. `row` and `column` are 0-based. */
export interface Block {
  row: number;
  column: number;
  cells: CellValue[][];
  /** When each column is written where columns are written one by one; the lowest first. */
  turns: number[];
  /** The one cell is a formula of the user's in R1C1 notation, which means the same in every row. */
  isR1C1?: true;
}

/** Up to this many runs of neighbouring rows are written one by one; more of them in one rectangle. */
const MAX_RUNS = 3;

/**
 * Rectangles for rows that change in the same columns. Where these rows are scattered, cells between them are written
 * with the text that they hold, but never a picture, which cannot be read, and never what is the user's own.
 * @param grid the cells as they were just read.
 * @param corrects whether rows get back what another write put elsewhere.
 */
export function blocks(grid: Grid, columns: Columns, patches: Patches, corrects = false): Block[] {
  const fillsRows = [...patches.values()].some(
    (patch) => patch.id !== undefined && patch.destination !== undefined,
  );
  const content = (index: number, { role, column }: Place) =>
    written(patches.get(index)?.[role] ?? grid[index]?.[column] ?? '', role);
  const { values, restored } = splitFormulas(columns, patches);
  const rectangles = patchesByRoles(columns, values).flatMap(({ places, indices }) => {
    const runs = runsOf(indices);
    const scattered = runs.length > MAX_RUNS;
    const work = workOf(places, indices, patches, fillsRows, corrects);
    return columnGroups(places, scattered, work).flatMap((group) => {
      const spans = scattered && !group.some(({ role }) => isDelicate(role)) ? spanOf(runs) : runs;
      return spans.map(([first, last]) => ({
        block: {
          row: first,
          column: group[0]?.column ?? 0,
          cells: range(first, last).map((index) => group.map((place) => content(index, place))),
          turns: group.map((place) => turnOf([place], work)),
        },
        turn: turnOf(group, work),
      }));
    });
  });
  const inTurn = rectangles.sort((a, b) => a.turn - b.turn).map(({ block }) => block);
  return [...inTurn, ...restored];
}

/** Formulas of the user's that go back where they were: cells of their own, since `setValues` takes no R1C1 notation. */
function splitFormulas(
  columns: Columns,
  patches: Patches,
): { values: Map<number, Patch>; restored: Block[] } {
  const values = new Map<number, Patch>();
  const restored: Block[] = [];
  for (const [row, patch] of patches) {
    const rest = { ...patch };
    for (const { role, column } of placesOf(columns, patch)) {
      const content = patch[role] ?? '';
      if (!isFormula(content) || !isUsers(role)) continue;
      restored.push({ row, column, cells: [[content.formula]], turns: [LAST_TURN], isR1C1: true });
      delete rest[role];
    }
    values.set(row, rest);
  }
  return { values, restored };
}

/** A content as `setValues` takes it. */
function written(content: Content, role: Role): CellValue {
  if (isFormula(content)) return content.formula;
  if (typeof content !== 'string' || role === 'image') return content;
  // What was a moment is one again: it is written only to restore what the cell showed.
  if (role === 'switchOn' && !content.startsWith('=')) return content;
  // In a column of the user's own the format is theirs, and `jan-1` would become a date.
  const ownFormat = isUsers(role) && role !== 'destination';
  return ownFormat ? asTextInAnyFormat(content) : asText(content);
}

const FIRST_TURN = -1;
const STATUS_TURN = 2;
const LAST_TURN = 3;

/** What rectangles do to their rows, which decides their order. `delete`: their codes are gone. `clear`: nothing may be left of these. */
type Work = 'fill' | 'delete' | 'clear' | 'change' | 'other';

function workOf(
  places: readonly Place[],
  indices: readonly number[],
  patches: Patches,
  fillsRows: boolean,
  corrects: boolean,
): Work {
  const hasUsers = places.some(({ role }) => isUsers(role));
  const clears = indices.every((index) => patches.get(index)?.id === '');
  if (clears) return hasUsers || corrects ? 'clear' : 'delete';
  if (hasUsers && !corrects && !places.some(isId)) return 'change';
  return fillsRows ? 'fill' : 'other';
}

const isCleared = (work: Work): boolean => work === 'delete' || work === 'clear';
const isToldFirst = (work: Work): boolean => work === 'change' || work === 'delete';

/**
 * An execution can be cut off between two rectangles: slugs and pictures go first, then IDs, and Status last. A row
 * without an ID is still marked, and is looked up and written again; one with an ID has all the rest. Where whole rows are
 * filled in, IDs come first: they show which rows must be completed. IDs of deleted codes are cleared last: they show which rows
 * must be cleared. Where a change is written, Status goes first: a row of another code that the write met shows it. Where
 * such a row is corrected, Status goes last. The moment of a refresh goes last: a row that has it is not refreshed again.
 */
function turnOf(group: readonly Place[], work: Work): number {
  if (group.some(isId)) return isCleared(work) ? LAST_TURN : work === 'fill' ? FIRST_TURN : 1;
  if (group.some(isStatus)) return isToldFirst(work) ? FIRST_TURN : STATUS_TURN;
  return group.some(({ role }) => role === 'scansAsOf') ? STATUS_TURN : 0;
}

interface Place {
  role: Role;
  column: number;
}

/** Rows that change in the same columns, in their order. */
function patchesByRoles(columns: Columns, patches: Patches): Array<{ places: Place[]; indices: number[] }> {
  const rows = [...patches]
    .sort(([a], [b]) => a - b)
    .map(([index, patch]) => ({ index, places: placesOf(columns, patch) }));
  const groups = groupBy(rows, ({ places }) => places.map(({ role }) => role).join());
  return [...groups.values()].map((group) => ({
    places: group[0].places,
    indices: group.map(({ index }) => index),
  }));
}

const placesOf = (columns: Columns, patch: Patch): Place[] =>
  ROLE_NAMES.flatMap((role) => {
    const column = columns.at[role];
    return patch[role] === undefined || column === undefined ? [] : [{ role, column }];
  }).sort((a, b) => a.column - b.column);

export type Span = [first: number, last: number];

/** Neighbouring rows together. */
export function runsOf(indices: readonly number[]): Span[] {
  const runs: Span[] = [];
  for (const index of [...indices].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last && index === last[1] + 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

function spanOf(runs: readonly Span[]): Span[] {
  const [first, last] = [runs[0], runs[runs.length - 1]];
  return first && last ? [[first[0], last[1]]] : [];
}

/**
 * Neighbouring columns together; delicate ones apart where the rows are scattered, and Status where its neighbours go at another
 * time than it does.
 * @param places by column.
 */
function columnGroups(places: readonly Place[], scattered: boolean, work: Work): Place[][] {
  const isApart = ({ role }: Place) => scattered && isDelicate(role);
  const groups = neighbours(places, isApart);
  const isDelete = work === 'delete' && groups.length > 1;
  const isSplit = (group: readonly Place[]) => places.some(isId) && (isDelete || !group.some(isId));
  return groups.flatMap((group) => (isSplit(group) ? neighbours(group, isStatus) : [group]));
}

const isId = ({ role }: Place): boolean => role === 'id';
const isStatus = ({ role }: Place): boolean => role === 'status';

function neighbours(places: readonly Place[], isApart: (place: Place) => boolean): Place[][] {
  const groups: Place[][] = [];
  for (const place of places) {
    const group = groups[groups.length - 1];
    const before = group?.[group.length - 1];
    const isNext = before?.column === place.column - 1 && !isApart(place) && !isApart(before);
    if (group && isNext) group.push(place);
    else groups.push([place]);
  }
  return groups;
}
