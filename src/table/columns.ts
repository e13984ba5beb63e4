// Finds the columns that the add-on reads and writes by the words in the header row.
import { type FailureCode, Refusal } from '../wire/failure';

/** The columns that a user fills in. */
export type InputRole = 'name' | 'destination' | 'slug' | 'tags' | 'next' | 'switchOn';
/** The columns that the add-on fills in. The slug is one of them where its cell was empty. */
export type OutputRole = 'slug' | 'id' | 'shortUrl' | 'image' | 'status';
export type Role = InputRole | OutputRole;

/** Header texts by role, as they stand in the sheet: how a job finds its columns again when they are moved. */
export type Headers = Partial<Record<Role, string>>;

/** Headers that a user pointed out for a role, where the words of the header do not tell. */
export type Picks = Partial<Record<InputRole, string>>;

/** Where each column stands. All numbers are 0-based; `headerRow` is the row of the headers. */
export interface Columns {
  headerRow: number;
  at: Partial<Record<Role, number>> & { name: number; destination: number };
}

/** The header that each output column gets when it is added. */
export const NEW_HEADERS: Record<OutputRole, string> = {
  slug: 'Slug',
  id: 'QR ID',
  shortUrl: 'Short URL',
  image: 'QR code image',
  status: 'Status',
};

/** Output columns in the order in which missing ones are added at the right. */
export const OUTPUT_ORDER: readonly OutputRole[] = ['slug', 'id', 'shortUrl', 'image', 'status'];
/** All columns: those that only a user fills in when codes are created come first. Changes write them as well. */
export const ROLES: readonly Role[] = ['name', 'destination', 'tags', 'next', 'switchOn', ...OUTPUT_ORDER];
/** Columns in which only cells that change are written: what a user put there, and pictures, which cannot be read back. */
const OWN: readonly Role[] = ['name', 'destination', 'tags', 'next', 'switchOn', 'slug', 'image'];
export const isOwn = (role: Role): boolean => OWN.includes(role);

// Written as `plain` leaves them. A word of the second list counts only where none of the first is there:
// a programme often has a Track beside its Tags, and then Tags is meant.
const WORDS: Record<Role, { sure: string[]; weak?: string[] }> = {
  name: {
    sure: ['name', 'title', 'label', 'qrname', 'qrcodename', 'codename', 'sessiontitle', 'sessionname'],
  },
  destination: {
    sure: [
      ...['url', 'link', 'destination', 'destinationurl', 'destinationlink', 'page', 'pageurl', 'website'],
      ...['websiteurl', 'webpage', 'webaddress', 'target', 'targeturl', 'homepage', 'longurl'],
    ],
  },
  slug: { sure: ['slug', 'shortlink', 'backhalf', 'shortname', 'alias', 'customslug'] },
  tags: {
    sure: ['tags', 'tag', 'labels'],
    weak: ['track', 'tracks', 'category', 'categories', 'topic', 'topics'],
  },
  next: { sure: ['nextdestination', 'nexturl', 'nextlink', 'nextdestinationurl'] },
  switchOn: { sure: ['switchon', 'switchat', 'switchdate'] },
  id: { sure: ['qrid', 'qrcodeid', 'qriusid'] },
  shortUrl: { sure: ['shorturl', 'qrurl', 'qrshorturl'] },
  image: { sure: ['qrcodeimage', 'qrimage', 'qrcode'] },
  status: { sure: ['status', 'qrstatus'] },
};

const WANTED: Record<'name' | 'destination', string> = {
  name: 'a name (a column called Name, Title or Label)',
  destination: 'a destination (a column called URL, Link, Destination, Page or Website)',
};

/** A header without case, accents, spaces and punctuation: `"  Back-Hälf "` → `"backhalf"`. */
export function plain(header: string): string {
  return header
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Reads the header row: the first row in which anything stands.
 * @param grid display values of the sheet, from its first cell.
 * @param picks headers that the user pointed out; one that is not there any more is passed over.
 * @returns the columns; output columns that are not there yet are left out.
 * @throws Refusal `columns-missing` or `columns-unclear`, naming the headers that were seen and what is wanted.
 */
export function findColumns(grid: string[][], picks: Picks = {}): Columns {
  const headerRow = grid.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const headers = grid[headerRow] ?? [];
  const seen = headers.filter((header) => header.trim() !== '');
  if (seen.length === 0) {
    throw refuse(
      'columns-missing',
      `This sheet is empty. Its first row needs ${WANTED.name} and ${WANTED.destination}.`,
    );
  }
  const at: Partial<Record<Role, number>> = {};
  for (const role of Object.keys(WORDS) as Role[]) {
    const found =
      picked(headers, role, picks) ??
      matching(headers, role).filter((column) => !isPicked(headers[column], role, picks));
    if (found.length > 1) {
      const names = found.map((column) => quoted(headers[column] ?? '')).join(' and ');
      throw refuse(
        'columns-unclear',
        `The headers ${names} could each be the ${spoken(role)} column. Rename all but one of them. ${seenSentence(seen)}`,
      );
    }
    if (found[0] !== undefined) at[role] = found[0];
  }
  const { name, destination } = at;
  if (name === undefined || destination === undefined) {
    const missing = (['name', 'destination'] as const)
      .filter((role) => at[role] === undefined)
      .map((role) => WANTED[role]);
    throw refuse('columns-missing', `The sheet needs ${missing.join(' and ')}. ${seenSentence(seen)}`);
  }
  return { headerRow, at: { ...at, name, destination } };
}

/**
 * Finds a running job's columns again, wherever they have been moved to.
 * @param headers the header texts that the job noted when it began.
 * @throws Refusal `columns-changed` where a header was renamed, removed or doubled meanwhile.
 */
export function findAgain(grid: string[][], headers: Headers): Columns {
  const wanted = Object.entries(headers) as Array<[Role, string]>;
  const headerRow = grid.findIndex((row) => wanted.every(([, text]) => row.includes(text)));
  const row = grid[headerRow];
  if (row === undefined) {
    const names = wanted.map(([, text]) => quoted(text)).join(', ');
    throw refuse(
      'columns-changed',
      `The job needs the columns ${names} under these names. Put back the header that was changed, then continue.`,
    );
  }
  const at: Partial<Record<Role, number>> = {};
  for (const [role, text] of wanted) {
    if (row.indexOf(text) !== row.lastIndexOf(text)) {
      throw refuse(
        'columns-changed',
        `There are now two columns called ${quoted(text)}. Rename one of them, then continue.`,
      );
    }
    at[role] = row.indexOf(text);
  }
  return { headerRow, at: at as Columns['at'] };
}

/** The header texts of columns, to be noted in a job. */
export function headersOf(grid: string[][], columns: Columns): Headers {
  const headers: Headers = {};
  for (const [role, column] of Object.entries(columns.at) as Array<[Role, number]>) {
    headers[role] = grid[columns.headerRow]?.[column] ?? '';
  }
  return headers;
}

/** The column that the user pointed out for a role, if its header is there just once. */
function picked(headers: string[], role: Role, picks: Picks): number[] | null {
  const header = role in picks ? picks[role as InputRole] : undefined;
  const columns = headers.flatMap((text, column) =>
    header !== undefined && text.trim() === header.trim() ? [column] : [],
  );
  return columns.length === 1 ? columns : null;
}

/** A column that was pointed out for one role is no other. */
function isPicked(header: string | undefined, role: Role, picks: Picks): boolean {
  return Object.entries(picks).some(([other, text]) => other !== role && text.trim() === header?.trim());
}

function matching(headers: string[], role: Role): number[] {
  const { sure, weak = [] } = WORDS[role];
  const among = (words: string[]) =>
    headers.flatMap((header, column) => (words.includes(plain(header)) ? [column] : []));
  const found = among(sure);
  return found.length > 0 ? found : among(weak);
}

function spoken(role: Role): string {
  if (role === 'next') return 'next destination';
  if (role === 'switchOn') return 'switch on';
  return role === 'id' || role === 'shortUrl' || role === 'image' ? NEW_HEADERS[role] : role;
}

const quoted = (text: string) => `“${text.trim()}”`;
const seenSentence = (seen: string[]) =>
  `The headers seen are: ${seen.map((header) => header.trim()).join(', ')}.`;
const refuse = (code: FailureCode, message: string) => new Refusal(code, message);
