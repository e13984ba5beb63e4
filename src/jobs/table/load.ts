// A sheet as a job knows it: read, and read again before and after every write.
import { UserError } from '../../shared/errors';
import { columnLetter, isEmpty, once, textOf } from '../../table/cells';
import {
  type Columns,
  findAgain,
  type Grid,
  type Headers,
  headersOf,
  textAt,
  type View,
} from '../../table/columns';
import { applyPatches, type Formulas, type Written } from '../../table/comparison';
import { filledColumns } from '../../table/filled';
import { isBlank, placesOf } from '../../table/pair-rows';
import { type Reconciled, reconcile } from '../../table/reconcile';
import { isUsers, ROLE_NAMES, type Role } from '../../table/roles';
import { hasHiddenLinks, mergePatches, type Patch, type Patches, type Row, readRows } from '../../table/rows';
import type { ReadMode, SheetPort } from '../ports';
import * as words from '../words';
import { areMixed, haveStayed } from './certain';

/** What is known of a sheet since it was read last. */
export interface Table {
  sheet: SheetPort;
  mode: ReadMode;
  /** Columns that the job fills in beside those of a code. */
  tracked: readonly Role[];
  /** The headers by which the columns are found again. */
  headers: Headers;
  /** The cells as they were read last. */
  grid: Grid;
  columns: Columns;
  /** The links behind the destination column as read last; empty where every cell shows its own URL. */
  links: readonly (string | null)[];
  /** The rows, as if `pending` were written. */
  rows: Row[];
  /** Which cells hold formulas; null until that is certain. */
  formulas: Formulas | null;
  /** Formulas that were read after the cells, in the shape of `grid`: certain once no row with one has moved since. */
  unconfirmed: string[][] | null;
  /** Formulas that were not believed (`areMixed`), as text: they are once they are read again as they were. */
  doubted: string | null;
  /** Columns whose cells other cells' formulas seem to fill; of the add-on's only blank ones. A new job leaves these to the user. */
  filled: Set<Role>;
  /** Cells to write with the next commit: noted by `prepare`, or found beside the wrong row. */
  pending: Patches;
  /** Columns were added, and no flush has carried them yet: the job must not note their headers before. */
  unflushed: boolean;
  /** Only the rows of the last write were read back: what became of the others shows the next read. */
  isPartial: boolean;
}

/** A write or read is repeated while colleagues move rows; after this many times the job waits. */
export const MAX_REPEATS = 10;

/**
 * @param grid the cells as they were just read.
 * @param find finds the columns in the cells. @throws what `find` throws.
 * @param needsFormulas whether it matters which cells hold formulas. One call more.
 */
export function loadTable(
  sheet: SheetPort,
  mode: ReadMode,
  grid: Grid,
  tracked: readonly Role[],
  find: (grid: Grid) => Columns,
  needsFormulas: (columns: Columns) => boolean = () => true,
): Table {
  const columns = find(grid);
  const unconfirmed = needsFormulas(columns) ? sheet.formulas() : null;
  const table: Table = {
    sheet,
    mode,
    tracked,
    grid,
    columns,
    unconfirmed,
    doubted: null,
    filled: filledRoles(columns, grid, unconfirmed ?? []),
    links: [],
    rows: [],
    pending: new Map(),
    unflushed: false,
    isPartial: false,
    headers: headersOf(grid, columns),
    formulas: unconfirmed ? null : new Map(),
  };
  understand(table);
  return table;
}

/** The table of a job that began before. @param headers those that the job noted. @throws UserError `columns-changed` */
export const reopenTable = (
  sheet: SheetPort,
  mode: ReadMode,
  tracked: readonly Role[],
  headers: Headers,
): Table => loadTable(sheet, mode, sheet.read(mode), tracked, (grid) => findAgain(grid, headers));

/**
 * Reads the sheet again: after this, row numbers are good until the next write, and all formulas are known.
 * @throws UserError `concurrent-edits` where rows move faster than they can be read.
 */
export function reload(table: Table): void {
  for (let repeat = 0; repeat < MAX_REPEATS; repeat += 1) {
    readAgain(table, new Map());
    if (!table.unconfirmed) return;
  }
  throw concurrentEdits();
}

/**
 * Reads the sheet and compares it with what it should hold.
 * @param written patches that were written since the last read; what was pending and not written stays so.
 * @param grid the cells, where they are known.
 * @param how see `Written`.
 */
export function readAgain(
  table: Table,
  written: Patches,
  how: Pick<Written, 'failed' | 'corrects'> = {},
  grid = table.sheet.read(table.mode),
): void {
  const { columns: columnsBefore, grid: gridBefore } = table;
  const columns = findAgain(grid, table.headers);
  refuseMovedColumns(columns, columnsBefore, written);
  const before = { grid: gridBefore, columns: columnsBefore, formulas: table.formulas };
  const write: Written = { before, patches: written, ...how };
  let result = reconcile(write, grid, columns, table.tracked);
  if (table.unconfirmed) {
    const found = formulasOf(table.unconfirmed, columnsBefore);
    const certain =
      haveStayed(found, before, { grid, columns }, result.pairs) && !isDoubtful(table, found, before);
    table.unconfirmed = certain ? null : table.sheet.formulas();
    if (certain)
      result = reconcile({ ...write, before: { ...before, formulas: found } }, grid, columns, table.tracked);
  } else if (hasNews(write, { grid, columns }, result.pairs)) table.unconfirmed = table.sheet.formulas();
  const waiting = [...table.pending].filter(([index]) => !written.has(index));
  const wasBlank = (index: number) =>
    [before, { grid, columns }].every((view) => isBlank(view, index)) && !result.pairs.has(index);
  table.pending = withMoved(waiting, result.corrections, result.pairs, wasBlank);
  Object.assign(table, { grid, columns, formulas: result.formulas, isPartial: false });
  understand(table);
}

/** Patches that were not written yet go with their rows; those of a blank row stay. */
function withMoved(
  waiting: ReadonlyArray<[number, Patch]>,
  corrections: Patches,
  pairs: Reconciled['pairs'],
  wasBlank: (index: number) => boolean,
): Map<number, Patch> {
  const places = placesOf(pairs);
  const moved = waiting.flatMap(([index, patch]) => {
    const now = places.get(index) ?? index;
    return places.has(index) || wasBlank(index) ? [[now, patch] as const] : [];
  });
  return mergePatches(corrections, new Map(moved));
}

/** The formulas in our columns, by row. */
function formulasOf(formulas: readonly (readonly string[])[], { headerRow, at }: Columns): Formulas {
  const found = new Map<number, Partial<Record<Role, string>>>();
  formulas.forEach((cells, index) => {
    const own: Partial<Record<Role, string>> = {};
    for (const role of ROLE_NAMES) {
      const formula = cells[at[role] ?? -1];
      if (formula) own[role] = formula;
    }
    if (index > headerRow && !isEmpty(own)) found.set(index, own);
  });
  return found;
}

/** Whether formulas must be read once more, as rows may have moved before they were read, and back since. */
function isDoubtful(table: Table, formulas: Formulas, view: View): boolean {
  const text = areMixed(formulas, view) ? JSON.stringify([...formulas]) : null;
  const isNew = text !== null && text !== table.doubted;
  table.doubted = text;
  return isNew;
}

/** Whether users filled in cells since the last read, or copied rows: these may hold formulas. */
function hasNews({ before, patches }: Written, now: View, pairs: Reconciled['pairs']): boolean {
  const { columns } = before;
  const expected = { columns, grid: applyPatches(before.grid, columns, patches) };
  return now.grid.some(
    (_, index) =>
      index > now.columns.headerRow &&
      USERS.some((role) => {
        const text = textAt(now, index, role);
        return text !== '' && text !== textAt(expected, pairs.get(index) ?? -1, role);
      }),
  );
}

const USERS = ROLE_NAMES.filter(isUsers);

function filledRoles({ headerRow, at }: Columns, grid: Grid, formulas: string[][]): Set<Role> {
  const roles = ROLE_NAMES.filter((role) => at[role] !== undefined);
  const ours = new Set(roles.filter((role) => !isUsers(role)).map((role) => at[role]));
  const filled = filledColumns(
    formulas,
    (row, column) => row > headerRow && ours.has(column) && textOf(grid[row]?.[column]) !== '',
  );
  return new Set(roles.filter((role) => filled.has(at[role] ?? -1)));
}

/** Notes patches for the next write, as if they were in the sheet already. @param patches by row of the last read. */
export function prepare(table: Table, patches: Patches): void {
  // A word that its row has already would say nothing new, and could meet another row.
  const isNew = ([index, { status, ...more }]: [number, Patch]) =>
    !isEmpty(more) || status !== textAt(table, index, 'status');
  const news = new Map([...patches].filter(isNew));
  // Formats that columns were given wait for the flush of a write: what Google refuses of them is tried again there.
  if (news.size === 0 && patches.size > 0) table.sheet.write([], []);
  table.pending = mergePatches(table.pending, news);
  understand(table);
}

/** The formula of a cell; `=` where another cell's seems to fill it, empty where it has none, null where that is not certain. */
export function formulaAt({ formulas, filled, grid }: Table, index: number, role: Role): string | null {
  const isFilled = isUsers(role) && filled.has(role) && index < grid.length;
  return formulas && (formulas.get(index)?.[role] ?? (isFilled ? '=' : ''));
}

export function understand(table: Table): void {
  const grid = applyPatches(table.grid, table.columns, table.pending);
  table.links = hasHiddenLinks(grid, table.columns) ? table.sheet.links(table.columns.at.destination) : [];
  const { name } = table.columns.at;
  const merged = once(() =>
    table.sheet.merged([name]).flatMap(({ row, column }) => (column === name ? row : [])),
  );
  table.rows = readRows(grid, table.columns, table.links, merged);
}

/** A column moved at the very moment of a write: it went into others, and only the user can restore what was there. */
function refuseMovedColumns(now: Columns, before: Columns, written: Patches): void {
  const wrote = new Set([...written.values()].flatMap((patch) => Object.keys(patch)));
  const moved = ROLE_NAMES.find((role) => wrote.has(role) && now.at[role] !== before.at[role]);
  if (!moved) return;
  const letter = columnLetter(before.at[moved] ?? 0);
  throw new UserError('columns-changed', words.columnMoved(letter));
}

export const concurrentEdits = (): UserError => new UserError('concurrent-edits', words.rowsMove);
