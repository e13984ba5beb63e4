// What leaves the sheet as text: CSV (RFC 4180), and lines for the clipboard. Every cell of a CSV is quoted, which leaves
// nothing to decide; a library would take a quarter of the bundle for these lines.

/** What a spreadsheet takes for the beginning of a formula, also full-width or after signs that nobody sees; and such a text that is guarded already. */
const FORMULA = /^'*([\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r])/u;

/** The one guard of every text that leaves, for cells, files and the clipboard: no spreadsheet takes it for a formula. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text that was guarded: a file that left and came back may show its apostrophes. */
export const unguarded = (text: string): string =>
  /^'/.test(text) && FORMULA.test(text) ? text.slice(1) : text;

/** @param table rows of cells as they show. */
export function csvOf(table: readonly (readonly string[])[], separator: ',' | ';'): string {
  const quoted = (cell: string) => `"${guarded(cell).replace(/"/g, '""')}"`;
  return table.map((cells) => `${cells.map(quoted).join(separator)}\r\n`).join('');
}

/** Cells as one line of the clipboard. */
export const lineOf = (cells: readonly string[]): string =>
  cells.map((cell) => guarded(cell.replace(/[\s\p{Cc}]+/gu, ' ').trim())).join('\t');

/** Languages that write a comma into 1.5, and countries that nevertheless do not (Unicode CLDR, decimal separators). */
const COMMA =
  /^(az|be|bg|bs|ca|cs|da|de|el|es|et|eu|fi|fr|gl|hr|hu|hy|id|is|it|ka|kk|lt|lv|mk|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|tr|uk|uz|vi)(_|$)/i;
const POINT = /_(CH|LI|MX|US|PR|GT|HN|NI|PA|PE|DO|SV)$/i;

/** Excel opens a CSV by the separator of its own region: a semicolon where a comma is in numbers. @param locale as `de_DE`. */
export const separatorFor = (locale: string): ',' | ';' =>
  COMMA.test(locale) && !POINT.test(locale) ? ';' : ',';
