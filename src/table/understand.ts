// Understands a sheet as people bring it: which row has the headers, which column is which, and what must be asked.
import { CHOOSABLE_ROLES, type ChoosableRole } from '../shared/contract/sheet';
import { type ErrorCode, type ErrorInfo, UserError, unlessRefused } from '../shared/errors';
import { TEXTS } from '../shared/texts';
import {
  type Candidates,
  CHOSEN,
  type ColumnOverrides,
  candidatesFor,
  EXACT,
  type Head,
  WEAK,
} from './candidates';
import { memo, textOf } from './cells';
import { type Columns, findAgain, type Grid, headersOf } from './columns';
import { contentsOf, isLink } from './contents';
import { isScan, ROLE_NAMES, ROLES, type Role } from './roles';
import * as words from './words';

/** Rows with content among which the header row is looked for, and rows below it that show what a column holds. */
const MAX_HEADER_ROWS = 30;
export const SAMPLE_ROWS = 200;

/** One thing that only the user knows: which of these columns a role means. */
export interface Question {
  role: ChoosableRole;
  /** The candidates by their headers; all headers where nothing tells. */
  headers: string[];
}

export interface Understanding {
  /** 0-based; -1 in an empty sheet. */
  headerRow: number;
  /** The texts of the header row. */
  headers: string[];
  at: Partial<Record<Role, number>>;
  question: Question | null;
  /** Why no job can begin; null where one can. */
  failure: ErrorInfo | null;
}

/**
 * @param overrides what the user chose; a header that is no longer there is ignored.
 * @param frozen how many rows are frozen. It is asked only where the first row leaves a doubt.
 */
export function understandSheet(
  grid: Grid,
  overrides: ColumnOverrides = {},
  frozen: () => number = () => 0,
): Understanding {
  const rows = grid.flatMap((cells, index) => (cells.some((cell) => trimmed(cell) !== '') ? [index] : []));
  if (rows.length === 0)
    return { headerRow: -1, headers: [], at: {}, ...refused('columns-missing', words.emptySheet) };
  const { headerRow: pointed } = overrides;
  const headerRow = pointed === undefined ? findHeaderRow(grid, rows, overrides, frozen) : pointed - 1;
  const head = headAt(grid, headerRow);
  if (pointed === undefined && head.headers.some(isLink))
    // To take a row of links for the headers would lose a code.
    return {
      headerRow,
      headers: [...head.headers],
      at: {},
      ...refused('columns-missing', words.noHeaders(headerRow + 1)),
    };
  return asFoundAgain(grid, readHeaders(head, headerRow, overrides));
}

/** A job finds its columns again by their headers: where several rows or columns have these, it would take others, or none. */
function asFoundAgain(grid: Grid, found: Understanding): Understanding {
  const { headerRow, failure } = found;
  const { name, destination } = found.at;
  if (failure || name === undefined || destination === undefined) return found;
  return unlessRefused(
    () => {
      const columns = { headerRow, at: { ...found.at, name, destination } };
      return { ...found, ...findAgain(grid, headersOf(grid, columns)) };
    },
    ({ info }) => ({ ...found, ...refused('columns-unclear', info.message) }),
  );
}

/**
 * The columns of a sheet; those that are not there are left out.
 * @throws UserError `columns-missing` or `columns-unclear`, naming what is needed or asking what is meant.
 */
export function findColumns(grid: Grid, overrides: ColumnOverrides = {}, frozen?: () => number): Columns {
  const { headerRow, at, failure } = understandSheet(grid, overrides, frozen);
  const { name, destination } = at;
  if (failure) throw new UserError(failure.code, failure.message);
  if (name === undefined || destination === undefined) throw new Error('Column missing.');
  return { headerRow, at: { ...at, name, destination } };
}

const trimmed = (cell: Grid[number][number] | undefined): string => textOf(cell).trim();

function headAt(grid: Grid, headerRow: number): Head {
  const below = grid.slice(headerRow + 1, headerRow + 1 + SAMPLE_ROWS);
  const cells = (column: number) => below.map((row) => trimmed(row[column]));
  const contents = memo((column: number) => contentsOf(cells(column)));
  return { headers: (grid[headerRow] ?? []).map(textOf), cells, contents };
}

/** The first row whose headers say all that is needed; else the last frozen row, if it will do; else the row that says most. */
function findHeaderRow(
  grid: Grid,
  rows: readonly number[],
  overrides: ColumnOverrides,
  frozen: () => number,
): number {
  const fits = rows.slice(0, MAX_HEADER_ROWS).map((row) => ({ row, ...fitOf(grid, row, overrides) }));
  const [first] = fits;
  if (first === undefined || first.least >= EXACT) return first?.row ?? 0;
  const hint = frozen();
  const pinned = fits.filter(({ row }) => row < hint).pop();
  if (pinned?.least) return pinned.row;
  const exact = fits.find(({ least }) => least >= EXACT);
  if (exact) return exact.row;
  // Below a row with a link only words make a header row: what cells hold says as much of any other row there.
  const linked = rows.find((row) => (grid[row] ?? []).some((cell) => isLink(textOf(cell)))) ?? Infinity;
  const possible = fits.filter(({ row, least }) => row < linked || least > WEAK);
  return possible.reduce((most, one) => (isBetter(one, most) ? one : most), first).row;
}

type Fit = { least: number; sum: number; filled: number };
/** Headings above groups of columns are fewer than the headers below them. */
const isBetter = (one: Fit, other: Fit): boolean =>
  one.sum > other.sum || (one.sum === other.sum && one.least > 0 && one.filled > other.filled);

/** How well a row would do as the header row: its less sure column, and both. A row with a link in it is none. */
function fitOf(grid: Grid, row: number, overrides: ColumnOverrides) {
  const head = headAt(grid, row);
  if (head.headers.some(isLink)) return { least: 0, sum: 0, filled: 0 };
  const a = candidatesFor('name', head, overrides).fit;
  const b = candidatesFor('destination', head, overrides).fit;
  const least = Math.min(a, b);
  const filled = textsOf(head.headers).length;
  return { least, sum: a + b + (least > 0 ? CHOSEN : 0), filled };
}

function readHeaders(head: Head, headerRow: number, overrides: ColumnOverrides): Understanding {
  const found = new Map(ROLE_NAMES.map((role) => [role, candidatesFor(role, head, overrides)] as const));
  const at: Partial<Record<Role, number>> = {};
  for (const [role, { columns }] of found)
    if (columns.length === 1 && columns[0] !== undefined) at[role] = columns[0];
  // Names that the user takes from the links have no column of their own; nothing else makes one column both.
  if (at.name === at.destination && found.get('name')?.fit !== CHOSEN) delete at.name;
  // A short URL that is only a slug is one of another service.
  if (at.shortUrl === at.slug) delete at.shortUrl;
  if (overrides.name === '' && at.destination !== undefined) at.name = at.destination;
  const made = { headerRow, headers: [...head.headers], at };
  for (const [role, candidates] of found) {
    const asked = candidates.columns.length > 1 ? doubt(role, candidates, head, found) : null;
    if (asked) return { ...made, ...asked };
  }
  return { ...made, ...missing(at, head) };
}

type Asked = Pick<Understanding, 'question' | 'failure'>;

/** Without them codes are created all the same. */
const OPTIONAL = ['tags', ...TEXTS] as const;

/** What several candidates mean: a question, a refusal, or for a column that nobody needs nothing. */
function doubt(
  role: Role,
  { columns, fit }: Candidates,
  { headers }: Head,
  found: ReadonlyMap<Role, Candidates>,
): Asked | null {
  const texts = columns.map((column) => headers[column]?.trim() ?? '');
  const isDouble = texts.some((text, index) => texts.indexOf(text) !== index);
  const choosable = CHOOSABLE_ROLES.find((one) => one === role);
  const noCodes = found.get('id')?.columns.length === 0;
  // A column of scan counts that cannot be told apart is left alone: a refresh adds its own. So is a user's own Status, twice.
  if (isScan(role) || (fit < EXACT && noCodes && ROLES[role].header !== null && role !== 'slug')) return null;
  if (isDouble && OPTIONAL.some((one) => one === role)) return null;
  const { label } = ROLES[role];
  const all = textsOf(headers);
  if (choosable === undefined || isDouble)
    return refused('columns-unclear', words.columnsDoubled(texts, label, all));
  const ask = role === 'destination' ? words.whichLink(texts) : words.whichColumn(texts, label);
  return refused('columns-unclear', ask, { role: choosable, headers: texts });
}

const refused = (code: ErrorCode, message: string, question: Question | null = null): Asked => ({
  question,
  failure: { code, message },
});

function missing(at: Understanding['at'], { headers }: Head): Asked {
  const roles = (['name', 'destination'] as const).filter((role) => at[role] === undefined);
  const [role] = roles;
  if (role === undefined) return { question: null, failure: null };
  const others = textsOf(headers).filter((text) => text !== headers[at.destination ?? -1]?.trim());
  const question = at.destination === undefined ? null : { role, headers: [...new Set(others)] };
  return refused('columns-missing', words.columnsMissing(roles, textsOf(headers)), question);
}

const textsOf = (headers: readonly string[]) =>
  headers.map((header) => header.trim()).filter((header) => header !== '');
