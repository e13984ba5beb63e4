// What goes into a cell and what comes out of it: tags, text that must stay text, pictures.

/**
 * What a cell holds: text, a number, or a moment in epoch milliseconds. Sheets keeps a moment as wall time in the
 * spreadsheet's zone; the adapters turn it into a `Date` and back.
 */
export type CellValue = string | number | { date: number };

/** Splits a tags cell on comma, semicolon or line break; trimmed, empty ones and doubles left out, order kept. */
export function splitTags(cell: string): string[] {
  const tags = cell.split(/[,;\r\n]+/).map((tag) => tag.trim());
  return [...new Set(tags)].filter((tag) => tag !== '');
}

/**
 * Text from outside, written so that Sheets keeps it as text. A string that begins with `=` would become a formula
 * (Apps Script reference, Range.setValues), one with `+ - @`, tab or return one after an export; a leading apostrophe
 * forces text and is not shown (apps-script.md, section 4). The columns themselves have the format `@`, which keeps
 * `1-2` from becoming a date.
 */
export function asText(text: string): string {
  return /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
}

/** As {@link asText}, for a column whose format is the user's own: there even `jan-1` would become a date. */
export function asTextInAnyFormat(text: string): string {
  return text === '' ? '' : `'${text}`;
}

/** `=IMAGE("…")` for a QR code's picture; empty where the address is not a plain https or http URL. */
export function imageFormula(url: string): string {
  return /^https?:\/\/[^\s"\\]+$/i.test(url) ? `=IMAGE("${url}")` : '';
}

/** A text of a user's or the API's as a sentence quotes it: a cell takes 50,000 characters (apps-script.md, section 1). */
export const short = (text: string): string =>
  text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
const MOST_QUOTED = 200;

/** A number of 0-based column as users see it: 0 → A, 26 → AA. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
