// Reads a sheet as a user does: by its headers, row by row. It shares no code with the add-on's own reading.
import { columnLetters } from '../apps-script/a1';
import { cellAt, type SheetState } from '../apps-script/cells';
import { computed, displayAt } from '../apps-script/display';
import { lastColumn, lastRow } from '../apps-script/extent';

/** Columns that users fill in, and columns that the add-on fills in. */
const INPUTS = {
  name: ['name', 'title'],
  url: ['url', 'link', 'destination'],
  slug: ['slug'],
  tags: ['tags'],
  description: ['qrdescription'],
  next: ['nextdestination'],
  switchOn: ['switchon'],
} as const;
/** The own name of each of the add-on's columns, where a user has one of the usual name, comes first. */
const OUTPUTS = {
  id: ['qrcodeid', 'qrid'],
  shortUrl: ['qrshorturl', 'shorturl'],
  picture: ['qrpicture', 'qrcodeimage'],
  status: ['qrstatus', 'status'],
  scans: ['qrscans', 'scans'],
  uniqueScans: ['qruniquescans', 'uniquescans'],
  lastScan: ['qrlastscan', 'lastscan'],
  scanChange: ['qrchangesincelastrefresh', 'changesincelastrefresh'],
  scansAsOf: ['qrscansasof', 'scansasof'],
} as const;

export type InputRole = keyof typeof INPUTS;
export type OutputRole = keyof typeof OUTPUTS;
export type TableRole = InputRole | OutputRole;
const OUTPUT_ROLES = Object.keys(OUTPUTS) as OutputRole[];
const INPUT_ROLES = Object.keys(INPUTS) as InputRole[];

export interface TableRow {
  /** As the sheet numbers it. */
  row: number;
  name: string;
  /** The address behind the cell where its text is none. */
  url: string;
  slug: string;
  id: string;
  shortUrl: string;
  /** The formula of the picture; empty where there is none. */
  picture: string;
  status: string;
  scans: string;
  hidden: boolean;
}

export interface Table {
  sheet: SheetState;
  headerRow: number;
  /** 1-based columns by role. */
  at: Partial<Record<TableRole, number>>;
  rows: TableRow[];
}

const plain = (header: string): string =>
  header
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** 1-based column of a header; 0 where there is none. */
const columnOf = (headers: readonly string[], words: readonly string[]): number =>
  headers.findIndex((header) => words.includes(header)) + 1;

function headersIn(sheet: SheetState, row: number, columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => plain(displayAt(sheet, row, index + 1)));
}

/** Header texts, made plain, of columns with an output's name that hold a user's own content. */
export type ForeignHeaders = ReadonlySet<string>;

function columnsIn(headers: readonly string[], foreign: ForeignHeaders): Table['at'] {
  const at: Table['at'] = {};
  for (const role of INPUT_ROLES) {
    const column = columnOf(headers, INPUTS[role]);
    if (column > 0) at[role] = column;
  }
  for (const role of OUTPUT_ROLES) {
    const own = OUTPUTS[role].filter((word) => !foreign.has(word));
    const column = own.map((word) => columnOf(headers, [word])).find((one) => one > 0);
    if (column !== undefined) at[role] = column;
  }
  return at;
}

function rowIn(sheet: SheetState, at: Table['at'], row: number): TableRow {
  const text = (role: TableRole) => (at[role] === undefined ? '' : displayAt(sheet, row, at[role]).trim());
  const link =
    at.url === undefined ? undefined : (cellAt(sheet, row, at.url).link ?? computed(sheet, row, at.url).link);
  const url = text('url');
  const { hiddenByUser = false, hiddenByFilter = false } = sheet.rows[row - 1] ?? {};
  return {
    row,
    name: text('name'),
    url: /^https?:/i.test(url) ? url : (link ?? url),
    slug: text('slug'),
    id: text('id'),
    shortUrl: text('shortUrl'),
    picture: at.picture === undefined ? '' : (cellAt(sheet, row, at.picture).formula ?? ''),
    status: text('status'),
    scans: text('scans'),
    hidden: hiddenByUser || hiddenByFilter,
  };
}

/** The table of a sheet; null where no row has a name and a URL header. */
export function readTable(sheet: SheetState, foreign: ForeignHeaders = new Set()): Table | null {
  const [rows, columns] = [lastRow(sheet), lastColumn(sheet)];
  for (let headerRow = 1; headerRow <= Math.min(rows, 10); headerRow += 1) {
    const at = columnsIn(headersIn(sheet, headerRow, columns), foreign);
    if (at.name === undefined || at.url === undefined) continue;
    const body = Array.from({ length: rows - headerRow }, (_, index) =>
      rowIn(sheet, at, headerRow + 1 + index),
    );
    return { sheet, headerRow, at, rows: body };
  }
  return null;
}

export const isLogSheet = (sheet: SheetState): boolean =>
  ['When', 'Who', 'Action'].every((header, index) => displayAt(sheet, 1, index + 1) === header);

/** The tables of a document, without the log. */
export const tablesOf = (sheets: readonly SheetState[], foreign?: ForeignHeaders): Table[] =>
  sheets.flatMap((sheet) => (isLogSheet(sheet) ? [] : (readTable(sheet, foreign) ?? [])));

/**
 * Headers of outputs under which a document holds something of the user's from the beginning.
 * @param knownIds IDs that Qrius knows: a column with one of them, and the others beside it, are the add-on's.
 */
export function foreignHeaders(sheets: readonly SheetState[], knownIds: ReadonlySet<string>): ForeignHeaders {
  const foreign = new Set<string>();
  for (const sheet of sheets) {
    const table = readTable(sheet);
    const isOurs = ({ id, status }: TableRow) =>
      knownIds.has(id) || (id !== '' && status.startsWith('Created'));
    if (!table || table.rows.some(isOurs)) continue;
    const headers = headersIn(sheet, table.headerRow, lastColumn(sheet));
    for (const role of OUTPUT_ROLES)
      for (const word of OUTPUTS[role]) {
        const column = columnOf(headers, [word]);
        const filled = (row: number) =>
          displayAt(sheet, row, column) !== '' || cellAt(sheet, row, column).formula !== undefined;
        if (column > 0 && table.rows.some(({ row }) => filled(row))) foreign.add(word);
      }
  }
  return foreign;
}

/** `Sheet1!B7`. */
export const place = ({ name }: SheetState, row: number, column: number): string =>
  `${name}!${columnLetters(column)}${row}`;
