// Finds the columns that the add-on reads and writes, by the words in the header row.
import { type ErrorCode, UserError } from '../shared/errors';
import { type CellValue, textOf } from './cells';
import { type CHOOSABLE_ROLES, ROLE_NAMES, ROLES, type Role, SCAN_ROLES } from './roles';

/** Cells as they were read, from the sheet's first cell on. */
export type Grid = CellValue[][];

/** Where each column is. All numbers are 0-based. @typeParam W roles that are certainly there. */
export interface Columns<W extends Role = never> {
  headerRow: number;
  at: Partial<Record<Role, number>> & Record<W | 'name' | 'destination', number>;
}

/** Header texts by role: how a job finds its columns again when they are moved. */
export type Headers = Partial<Record<Role, string>>;

/** Headers that a user chose for a role, where the words of the header do not say. */
export type ColumnOverrides = Partial<Record<(typeof CHOOSABLE_ROLES)[number], string>>;

const REQUIRED = {
  name: 'a name (a column called Name, Title or Label)',
  destination: 'a destination (a column called URL, Link, Destination, Page or Website)',
} as const;

/** A header without case, accents, spaces and punctuation: `"  Back-Hälf "` → `"backhalf"`. */
export function normalizeHeader(header: string): string {
  return header
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

export const isEmptyGrid = (grid: Grid): boolean =>
  grid.every((cells) => cells.every((cell) => textOf(cell).trim() === ''));

/**
 * Reads the header row: the first row with any content.
 * @param overrides headers that the user chose; one that is no longer there is ignored.
 * @returns the columns; columns that are not there are left out.
 * @throws UserError `columns-missing` or `columns-unclear`, naming the headers that were seen and what is needed.
 */
export function findColumns(grid: Grid, overrides: ColumnOverrides = {}): Columns {
  const headerRow = grid.findIndex((row) => row.some((cell) => textOf(cell).trim() !== ''));
  const headers = (grid[headerRow] ?? []).map(textOf);
  const seen = headers.filter((header) => header.trim() !== '');
  if (seen.length === 0)
    throw refusal(
      'columns-missing',
      `This sheet is empty. Its first row needs ${REQUIRED.name} and ${REQUIRED.destination}.`,
    );
  const at: Partial<Record<Role, number>> = {};
  for (const role of ROLE_NAMES) {
    const found = candidates(headers, role, overrides);
    // A column of scan counts that cannot be told apart is left alone: a refresh adds its own.
    if (found.length > 1 && isScanRole(role)) continue;
    if (found.length > 1) throw unclear(found, headers, role, seen);
    if (found[0] !== undefined) at[role] = found[0];
  }
  const { name, destination } = at;
  if (name === undefined || destination === undefined) {
    const missing = (['name', 'destination'] as const)
      .filter((role) => at[role] === undefined)
      .map((role) => REQUIRED[role]);
    throw refusal('columns-missing', `The sheet needs ${missing.join(' and ')}. ${seenSentence(seen)}`);
  }
  return { headerRow, at: { ...at, name, destination } };
}

const isScanRole = (role: Role): boolean => SCAN_ROLES.some((scan) => scan === role);

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
    if (row.indexOf(text) !== row.lastIndexOf(text))
      throw refusal(
        'columns-changed',
        `There are now two columns called ${quoted(text)}. Rename one of them, then continue.`,
      );
    if (row.includes(text)) at[role] = row.indexOf(text);
  }
  const { name, destination } = at;
  if (name === undefined || destination === undefined) {
    const names = wanted.map(({ text }) => quoted(text)).join(', ');
    throw refusal(
      'columns-changed',
      `The job needs the columns ${names} under these names. Restore the header that was changed, then continue.`,
    );
  }
  return { headerRow, at: { ...at, name, destination } };
}

/** The header texts of columns, to be noted in a job. */
export function headersOf(grid: Grid, columns: Columns): Headers {
  const headers: Headers = {};
  for (const role of ROLE_NAMES) {
    const column = columns.at[role];
    if (column !== undefined) headers[role] = textOf(grid[columns.headerRow]?.[column]);
  }
  return headers;
}

/** The columns that could be a role's: the one that the user chose, else those whose header says so. */
function candidates(headers: readonly string[], role: Role, overrides: ColumnOverrides): number[] {
  const chosen = overrides[role as keyof ColumnOverrides]?.trim();
  const places = headers.flatMap((text, column) => (text.trim() === chosen ? [column] : []));
  if (chosen !== undefined && places.length === 1) return places;
  const others = Object.entries(overrides).flatMap(([other, text]) => (other === role ? [] : [text.trim()]));
  const among = (words: readonly string[]) =>
    headers.flatMap((header, column) => (words.includes(normalizeHeader(header)) ? [column] : []));
  const { aliases, fallbacks } = ROLES[role];
  const found = among(aliases);
  // A column that was chosen for one role is no other.
  return (found.length > 0 ? found : among(fallbacks)).filter(
    (column) => !others.includes(headers[column]?.trim() ?? ''),
  );
}

function unclear(found: readonly number[], headers: readonly string[], role: Role, seen: readonly string[]) {
  const names = found.map((column) => quoted(headers[column] ?? '')).join(' and ');
  return refusal(
    'columns-unclear',
    `${names} could each be the ${ROLES[role].label} column. Rename all but one of them. ${seenSentence(seen)}`,
  );
}

const quoted = (text: string) => `“${text.trim()}”`;
const seenSentence = (seen: readonly string[]) =>
  `The headers are: ${seen.map((header) => header.trim()).join(', ')}.`;
const refusal = (code: ErrorCode, message: string) => new UserError(code, message);
