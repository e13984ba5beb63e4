// Sentences about a sheet as it was read: its headers, links, slugs, and the rows that ask for no code.
import { truncate } from './cells';

const quoted = (text: string): string => `“${text.trim()}”`;
const listed = (texts: readonly string[], last: string): string => texts.map(quoted).join(` ${last} `);

/** Rows that a sentence names at the most. */
const MOST_ROWS_NAMED = 5;

/** Two row numbers or more as a sentence names them: “3, 5 and 9”, and of many the first ones. */
export function naming(rows: readonly number[]): string {
  const named = rows.slice(0, MOST_ROWS_NAMED);
  const last = rows.length > named.length ? `${rows.length - named.length} more` : named.pop();
  return `${named.join(', ')} and ${last}`;
}

// Columns.
const REQUIRED = {
  name: 'a name (a column called Name, Title or Label)',
  destination: 'a destination (a column called URL, Link, Destination, Page or Website)',
} as const;
type Required = keyof typeof REQUIRED;
export const emptySheet = `This sheet is empty. Its first row needs ${REQUIRED.name} and ${REQUIRED.destination}.`;
/** @param row as users count. */
export const noHeaders = (row: number): string =>
  `No row has headers: row ${row} already has a link. Insert a row with headers above it.`;
const seen = (headers: readonly string[]): string => `The headers are: ${headers.join(', ')}.`;
/** @param headers all that the sheet has. */
export const columnsMissing = (roles: readonly Required[], headers: readonly string[]): string =>
  `The sheet needs ${roles.map((role) => REQUIRED[role]).join(' and ')}.${roles.includes('destination') ? ' No other column holds links.' : ''} Choose it under Columns, or rename a header. ${seen(headers)}`;
/** @param texts the headers of the candidates. @param label how a sentence calls the column. */
export const columnsDoubled = (
  texts: readonly string[],
  label: string,
  headers: readonly string[],
): string =>
  new Set(texts).size === 1
    ? `${texts.length} columns are called “${texts[0]}”. Rename all but one of them.`
    : `${couldBe(texts, label)} Rename all but one of them. ${seen(headers)}`;
export const whichColumn = (texts: readonly string[], label: string): string =>
  `${couldBe(texts, label)} Choose one under Columns.`;
export const whichLink = (texts: readonly string[]): string =>
  `Which column has the page that a code opens: ${listed(texts, 'or')}? Choose one under Columns.`;
const couldBe = (texts: readonly string[], label: string): string =>
  `${listed(texts, 'and')} could each be the ${label} column.`;
export const headerDoubled = (header: string): string =>
  `Two columns are called ${quoted(header)}. Rename one of them.`;
export const headersGone = (headers: readonly string[]): string =>
  `The job misses ${headers.map(quoted).join(', ')}. Restore the header that was changed.`;

// What follows “the destination” or “the name”.
export const missing = 'is missing.';
export const loading = 'is still loading. Wait until the sheet shows it.';
export const errorValue = (error: string): string => `shows the error ${error}. Fix the formula.`;
export const tooLong = (length: number, most: number): string =>
  `has ${length} characters, but at most ${most} are allowed.`;

// What follows “the destination”.
const ONLY_WEB = 'Only web addresses can become codes.';
const KEEP_ADDRESS = 'Keep only the address.';
export const contactCard = `is a contact card. ${ONLY_WEB}`;
export const wifi = `is a Wi-Fi login. ${ONLY_WEB}`;
export const mail = `is a mail address. ${ONLY_WEB}`;
export const phone = `is a phone number. ${ONLY_WEB}`;
export const file = `is a file on a computer. ${ONLY_WEB}`;
export const otherScheme = (scheme: string): string =>
  `must begin with http:// or https://, not with “${truncate(scheme)}”. ${ONLY_WEB}`;
export const NOT_WEB = 'is not a web address.';
export const notWeb = `${NOT_WEB} It must begin with http:// or https://. ${ONLY_WEB}`;
export const fullWidth = 'is written in full-width letters.';
export const severalAddresses = 'holds several addresses. Keep one.';
export const marksAround = `has marks around its address. ${KEEP_ADDRESS}`;
export const textBefore = `has text before its address. ${KEEP_ADDRESS}`;
export const noteAfter = `has a note after its address. ${KEEP_ADDRESS}`;
const INVISIBLE: Readonly<Record<string, string>> = {
  '\u200b': 'a zero-width space',
  '\u00ad': 'a soft hyphen',
  '\ufeff': 'a byte order mark',
  '\u2060': 'a word joiner',
  '\u00a0': 'a non-breaking space',
};
export const invisibleInside = (character: string, before: string): string =>
  `contains ${INVISIBLE[character] ?? 'an invisible character'}. Remove it after “${truncate(before)}”.`;
export const lineBreak = 'contains a line break. Remove it.';
export const space = 'contains a space. Remove it, or write %20 if it belongs to the address.';
export const control = 'contains a character that no address has. Type it again.';
export const userName = 'contains a user name. Write the address without it.';
export const comma = (host: string): string => `has a comma in “${truncate(host)}”. Did you mean a dot?`;
export const dots = (host: string): string => `has a dot too many in “${truncate(host)}”.`;
export const twice = 'has its beginning twice.';
export const noHost = 'has no proper host after http:// or https://.';
export const bare = (proposed: string): string => `is missing https://. Did you mean ${truncate(proposed)}?`;
export const part = 'is only a part of an address. Write all of it, with https:// and the site.';
export const severalLinks = 'has several links behind its text. Keep one, or write the address itself.';
export const smartChip = 'If it is a smart chip, paste its address instead.';
export const insideNetwork = (host: string): string => `opens only inside your network: “${truncate(host)}”`;
export const isShort = 'is a short link itself';
export const placeholder = 'has brackets like a placeholder';
export const oddCharacter = 'has a character that links usually don’t have';
export const percent = 'has a % without two digits after it';
export const endsWith = (end: string): string => `ends with “${end}”`;

// Rows.
export const theDestination = 'the destination';
export const theName = 'the name';
export const templateRow = 'the row is the template’s example. Write your own name and URL over it.';
export const templateName = 'My first code';
export const sameRows = (rows: readonly number[]): string => `rows ${naming(rows)} are the same.`;
export const samePage = (rows: readonly number[]): string => `rows ${naming(rows)} open the same page.`;
export const slugCharacters = (slug: string): string =>
  `the slug “${truncate(slug)}” can contain only letters, numbers, - and _.`;
export const slugDoubled = (slug: string, rows: readonly number[]): string =>
  `rows ${naming(rows)} have the same slug, “${truncate(slug)}”. Slugs must be unique.`;
export const slugsAlike = (slugs: readonly string[]): string =>
  `the slugs ${slugs.map((slug) => `“${truncate(slug)}”`).join(', ')} differ only in upper and lower case.`;

// Why a row is skipped, as the end of a sentence.
export const line = 'is only a line';
export const repeatedHeaders = 'repeats the headers';
export const explanation = 'explains the headers';
export const total = 'is a total';
export const comment = 'is a comment';
export const heading = 'has only a heading';
export const mergedName = 'has its name merged with a row above';

// Tabs and pictures of the add-on.
export const logTab = 'This tab is the Qrius log: what was created and changed. Open the tab with your rows.';
export const chartTab =
  'This tab is the Qrius chart. It updates with every refresh. Open the tab with your rows.';
/** In place of a picture. @param isSvg otherwise Qrius sent no address. */
export const noPicture = (isSvg: boolean, url: string): string =>
  isSvg
    ? `Google Sheets can’t show SVG. Use Print or download codes. ${url}`
    : `Qrius sent ${url === '' ? 'none' : 'one without a web address'}. Use Print or download codes.`;
