// Where the columns are that the add-on reads and writes, and how a running job finds them again.
import { UserError } from '../shared/errors';
import { type CellValue, textOf } from './cells';
import { ROLE_NAMES, type Role } from './roles';
import * as words from './words';

/** Cells as they were read, from the sheet's first cell on. */
export type Grid = CellValue[][];

/** Where each column is. All numbers are 0-based. @typeParam W roles that are certainly there. */
export interface Columns<W extends Role = never> {
  headerRow: number;
  at: Partial<Record<Role, number>> & Record<W | 'name' | 'destination', number>;
}

/** Cells with their columns, at one moment. */
export interface View {
  grid: Grid;
  columns: Columns;
}

/** The value of a cell by its row and role; empty where the column is not there. */
export const valueAt = ({ grid, columns: { at } }: View, index: number, role: Role): CellValue =>
  grid[index]?.[at[role] ?? -1] ?? '';

export const textAt = (view: View, index: number, role: Role): string => textOf(valueAt(view, index, role));

/** Equal for rows that hold the same in these columns. */
export const keyAt = (view: View, index: number, roles: readonly Role[]): string =>
  JSON.stringify(roles.map((role) => textAt(view, index, role)));

/** Header texts by role: how a job finds its columns again when they are moved. */
export type Headers = Partial<Record<Role, string>>;

export const isEmptyGrid = (grid: Grid): boolean =>
  grid.every((cells) => cells.every((cell) => textOf(cell).trim() === ''));

/**
 * Finds a running job's columns again, wherever they have been moved to.
 * @param headers the header texts that the job noted when it began.
 * @throws UserError `columns-changed` where a header was renamed, removed or doubled since.
 */
export function findAgain(grid: Grid, headers: Headers): Columns {
  const wanted = ROLE_NAMES.flatMap((role) => {
    const text = headers[role];
    return text === undefined ? [] : [{ role, text }];
  });
  const headerRow = grid.findIndex((cells) => wanted.every(({ text }) => cells.includes(text)));
  const row = (grid[headerRow] ?? []).map(textOf);
  const at: Partial<Record<Role, number>> = {};
  for (const { role, text } of wanted) {
    if (row.indexOf(text) !== row.lastIndexOf(text)) throw refusal(words.headerDoubled(text));
    if (row.includes(text)) at[role] = row.indexOf(text);
  }
  const { name, destination } = at;
  if (name === undefined || destination === undefined) {
    throw refusal(words.headersGone(missing(grid, wanted)));
  }
  return { headerRow, at: { ...at, name, destination } };
}

/** The headers that are gone, seen from the row that has most of them. */
const missing = (grid: Grid, wanted: ReadonlyArray<{ text: string }>): string[] =>
  grid
    .map((cells) => wanted.filter(({ text }) => !cells.includes(text)))
    .reduce((least, one) => (one.length < least.length ? one : least), wanted)
    .map(({ text }) => text);

/** The header texts of columns, to be noted in a job. */
export function headersOf(grid: Grid, columns: Columns): Headers {
  const headers: Headers = {};
  for (const role of ROLE_NAMES) {
    const column = columns.at[role];
    if (column !== undefined) headers[role] = textOf(grid[columns.headerRow]?.[column]);
  }
  return headers;
}

const refusal = (message: string) => new UserError('columns-changed', message);
