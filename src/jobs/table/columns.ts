// The columns that a job fills in: found, told apart from a user's own of the same name, added where they are missing.

import { UserError } from '../../shared/errors';
import type { ColumnOverrides } from '../../table/candidates';
import { type CellValue, columnLetter, groupBy, range, textOf } from '../../table/cells';
import { type Columns, findAgain, type Grid, textAt, type View } from '../../table/columns';
import { normalizeHeader } from '../../table/header-words';
import { isImageFormula } from '../../table/images';
import { ownTab } from '../../table/own-tab';
import { foreignRoles } from '../../table/ownership';
import { ADDED_ROLES, type AddedRole, CODE_ROLES, isUsers, ROLES } from '../../table/roles';
import { findColumns } from '../../table/understand';
import { emptySheet } from '../../table/words';
import type { ReadMode, SheetPort } from '../ports';
import * as words from '../words';
import { loadTable, type Table, understand } from './load';

/** What a kind of job writes. */
export interface Writes {
  /** Columns that it fills in. All are added where the sheet has none of them. */
  writes: readonly AddedRole[];
  /** Those of them that must be there in any case. */
  needs: readonly AddedRole[];
}

/** What opening a table must know of the job. */
interface Opens {
  /** How the cells were read; as text where it is left out. */
  reads?: ReadMode;
  writes?: readonly AddedRole[];
  writesUserCells?: boolean;
  /** Columns that a job has used as its own, whatever they hold by now. */
  own?: readonly AddedRole[];
}

/**
 * The table of a new job. Columns of a user's own that have one of our headers count as not there.
 * @param cells as they were just read.
 * @throws UserError `own-tab` for a tab that the add-on made, `columns-missing`, `columns-unclear`, `columns-changed`, `sheet-deleted`, `sheet-refused`
 */
export function openTable(
  sheet: SheetPort,
  cells: Grid,
  { reads = 'text', writes = [], writesUserCells = false, own: used = [] }: Opens,
  overrides: ColumnOverrides,
  mayRepeat = true,
): Table {
  const own = ownTab(sheet.name, cells);
  if (own !== null) throw new UserError('own-tab', own);
  const table = loadTable(
    sheet,
    reads,
    cells,
    writes,
    (grid) => findColumns(grid, overrides, sheet.frozenRows),
    // A sheet without columns of ours holds nothing that could be overwritten, where nothing else is written.
    (columns) =>
      writesUserCells ||
      ADDED_ROLES.some((role) => role !== 'slug' && columns.at[role] !== undefined) ||
      (writes.includes('slug') && hasBlankSlug({ grid: cells, columns })),
  );
  const formulas = table.unconfirmed ?? [];
  // Formulas are read after the cells: they say nothing of columns that moved meanwhile.
  if (mayRepeat && hasFormulas(formulas, table.columns) && hasOtherHeaders(table)) {
    const again = sheet.read(reads);
    findAgain(again, table.headers);
    return openTable(sheet, again, { reads, writes, writesUserCells, own: used }, overrides, false);
  }
  const others = foreignRoles({ ...table, formulas }).filter((role) => !used.includes(role));
  const foreign = ADDED_ROLES.filter(
    (role) => others.includes(role) || (table.filled.has(role) && !isUsers(role)),
  );
  // Who writes nothing asks only of columns that another one may take the place of, but for pictures.
  const isAsked = (role: AddedRole) =>
    writes.length > 0 ? writes.includes(role) : role !== 'image' && isSpare(table, role);
  const strict = strictRoles(
    table,
    ADDED_ROLES.filter((role) => !foreign.includes(role) && isAsked(role)),
  );
  refuseStrict(table, strict);
  const { at } = table.columns;
  for (const role of [...foreign, ...strict.keys()]) {
    delete at[role];
    delete table.headers[role];
    table.filled.delete(role);
  }
  if (foreign.length + strict.size > 0) understand(table);
  return table;
}

/** Whether there are others than those of pictures in their column, where they belong. */
const hasFormulas = (formulas: readonly string[][], { at }: Columns): boolean =>
  formulas.some((cells) =>
    cells.some((text, column) => text !== '' && !(column === at.image && isImageFormula(text))),
  );

function hasOtherHeaders({ sheet, mode, grid, columns: { headerRow } }: Table): boolean {
  const textsOf = (cells: readonly CellValue[] = []) => cells.map(textOf).join('\t').trimEnd();
  return textsOf(sheet.rows(mode, headerRow, headerRow)[0]) !== textsOf(grid[headerRow]);
}

/** Cells of our columns that may refuse what is written, as `G2`; of the slug's, which is the user's, a rule may fit. */
function strictRoles(table: Table, roles: readonly AddedRole[]): Map<AddedRole, string> {
  const { at } = table.columns;
  const present = roles.filter((role) => role !== 'slug' && at[role] !== undefined);
  const strict = strictColumns(
    table,
    present.flatMap((role) => at[role] ?? []),
  );
  return new Map(
    present.flatMap((role): Array<[AddedRole, string]> => {
      const column = at[role] ?? -1;
      const row = strict.get(column);
      return row === undefined ? [] : [[role, `${columnLetter(column)}${row + 1}`]];
    }),
  );
}

/** Columns with a rule that may refuse what is written, or with a merged cell that covers that of a row with a URL; and the row. */
export function strictColumns({ sheet, rows }: Table, columns: readonly number[]): Map<number, number> {
  const strict = sheet.strictColumns(columns);
  if (columns.length === 0) return strict;
  const asked = new Set(rows.flatMap(({ index, destination }) => (destination === '' ? [] : index)));
  for (const { row, column } of sheet.merged(columns))
    if (columns.includes(column) && asked.has(row)) strict.set(column, row);
  return strict;
}

/** Whether another column may take its place: it says nothing of any row. A picture reads as nothing, and is made again. */
const isSpare = ({ columns, rows, grid }: Table, role: AddedRole): boolean =>
  role === 'image' || rows.every(({ index }) => textAt({ grid, columns }, index, role) === '');

/** @throws UserError `sheet-refused` where a column has a rule, and holds what the add-on must find again */
function refuseStrict(table: Table, strict: ReadonlyMap<AddedRole, string>): void {
  for (const [role, cell] of strict)
    if (!isSpare(table, role))
      throw new UserError('sheet-refused', words.columnRefuses(cell, table.headers[role] ?? ''));
}

/** A slug is written only where the cell shows none, and that may be a formula's doing. */
const hasBlankSlug = (view: View): boolean =>
  view.columns.at.slug !== undefined &&
  view.grid.some(
    (_, index) =>
      index > view.columns.headerRow &&
      textAt(view, index, 'slug').trim() === '' &&
      textAt(view, index, 'name').trim() !== '',
  );

/** The headers of columns that a job would add, in their order. @throws UserError `columns-unclear` */
function columnsToAdd(
  { columns, grid }: Table,
  { writes, needs }: Writes,
): Array<{ role: AddedRole; header: string }> {
  const none = writes.every((role) => role === 'slug' || columns.at[role] === undefined);
  const headerCells = grid[columns.headerRow] ?? [];
  const taken = headerCells.map((cell) => normalizeHeader(textOf(cell)));
  const isTaken = (role: AddedRole) => taken.includes(normalizeHeader(ROLES[role].header));
  // Beside a user's own column of that name the add-on gets another: else it would take the user's for its own the next time.
  const missing = writes.filter(
    (role) => columns.at[role] === undefined && (none || needs.includes(role) || isTaken(role)),
  );
  const added = missing.map((role) => ({
    role,
    header: ROLES[role][isTaken(role) ? 'ownHeader' : 'header'],
  }));
  const twice = added.find(({ header }) => headerCells.includes(header));
  if (twice) throw new UserError('columns-unclear', words.columnTaken(twice.header));
  return added;
}

/** Columns that a job adds because a user's own has the header, each with that of the user's. @throws UserError `columns-unclear` */
export function besideUsers(table: Table, writes: Writes): Array<{ users: string; added: string }> {
  const texts = (table.grid[table.columns.headerRow] ?? []).map(textOf);
  return columnsToAdd(table, writes).flatMap(({ role, header }) => {
    const users = texts.find((text) => normalizeHeader(text) === normalizeHeader(ROLES[role].header));
    return users === undefined ? [] : [{ users: users.trim(), added: header }];
  });
}

const widthOf = ({ grid }: Table): number => Math.max(...grid.map((cells) => cells.length));

/** Refuses columns that a job could not add or format, before it begins. @throws UserError `columns-unclear`, `sheet-protected`, `sheet-refused` */
export function refuseColumns(table: Table, kind: Writes): void {
  const { sheet, columns } = table;
  sheet.refuseProtected(
    kind.writes.flatMap((role) => (ROLES[role].format === null ? [] : (columns.at[role] ?? []))),
    { row: columns.headerRow, column: widthOf(table), count: columnsToAdd(table, kind).length },
  );
  refuseStrict(table, strictRoles(table, kind.writes));
}

/**
 * Adds the missing columns at the right, and gives the columns of texts the format of plain text.
 * @throws UserError `sheet-protected`, `columns-unclear`
 */
export function ensureColumns(table: Table, writes: Writes): void {
  const added = columnsToAdd(table, writes);
  const { sheet, columns, grid } = table;
  const width = freeWidth(table, added.length);
  const texts = added.map(({ header }) => header);
  if (added.length > 0) sheet.addHeaders(columns.headerRow, width, texts);
  table.unflushed = added.length > 0;
  table.grid = grid.map((cells, index) => [
    ...cells,
    ...range(cells.length, width - 1).map(() => ''),
    ...texts.map((text) => (index === columns.headerRow ? text : '')),
  ]);
  added.forEach(({ role, header }, offset) => {
    columns.at[role] = width + offset;
    table.headers[role] = header;
  });
  understand(table);
  formatColumns(
    table,
    writes.writes,
    added.map(({ role }) => role),
  );
}

/** The first column from which on so many are free, of content and of rules that refuse what the add-on writes. */
function freeWidth(table: Table, count: number): number {
  for (let width = widthOf(table); ; ) {
    const wanted = Array.from({ length: count }, (_, offset) => width + offset);
    const strict = table.sheet.strictColumns(wanted);
    if (strict.size === 0) return width;
    width = Math.max(...strict.keys()) + 1;
  }
}

/** Texts must stay texts in any column; numbers and moments keep the format that a user gave them. */
function formatColumns(
  { sheet, columns }: Table,
  writes: readonly AddedRole[],
  added: readonly AddedRole[],
): void {
  const meant = writes.filter(
    (role) => columns.at[role] !== undefined && (ROLES[role].type === 'text' || added.includes(role)),
  );
  for (const [pattern, roles] of groupBy(meant, (role) => ROLES[role].format ?? ''))
    sheet.format(
      roles.flatMap((role) => columns.at[role] ?? []),
      pattern,
    );
}

/** What creating and importing write. */
export const CODE_COLUMNS: Writes = { writes: CODE_ROLES, needs: CODE_ROLES };

/** The table of a sheet that must not be empty. @throws UserError `columns-missing` */
export function requireTable(table: Table | null): Table {
  if (table) return table;
  throw new UserError('columns-missing', emptySheet);
}
