// Reads the CSV file that becomes the sheet; what is no such file is refused with one sentence.
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { ColumnOverrides } from '../src/table/candidates';
import { understandSheet } from '../src/table/understand';

/** What programs write between two cells; others, like the bar, stand in titles. */
const DELIMITERS = [',', ';', '\t'];

const READ_FAULTS: Record<string, string> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'cannot be read: this user may not open it',
};

function textOf(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new Error(`The file ${path} ${READ_FAULTS[code] ?? `cannot be read: ${message}`}.`);
  }
  if (UTF_16.test(bytes.toString('latin1', 0, 2))) throw notUtf8(path);
  // No text holds the byte 0; a picture or a spreadsheet does.
  if (bytes.includes(0))
    throw new Error(`The file ${path} is not a CSV file: it holds no text. ${HOW_TO_SAVE}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8(path);
  }
}

/** The mark at the beginning of a text in UTF-16, in either order of its bytes. */
const UTF_16 = /^(\xff\xfe|\xfe\xff)/;
const HOW_TO_SAVE =
  'Save the sheet as CSV in UTF-8: in Excel as “CSV UTF-8 (Comma delimited)”, in Google Sheets with File → Download → Comma-separated values.';

const notUtf8 = (path: string) =>
  new Error(`The file ${path} is not written in UTF-8, so its letters cannot be told. ${HOW_TO_SAVE}`);

/** What a text is that is no CSV, by its beginning; null where it may be one. */
function otherFormat(text: string): string | null {
  const start = text.trimStart();
  if (/^begin:v(calendar|card)/i.test(start)) return 'a calendar or contact file';
  if (start.startsWith('<')) return 'XML or HTML';
  const lines = start.split(/\r?\n/).filter((line) => line !== '');
  // Each line may be an object of its own.
  if (/^[[{]/.test(start) && (isJson(start) || isJson(lines[0] ?? ''))) return 'JSON';
  const barred = lines.filter((line) => line.split('|').length > 2 && !/[,;\t]/.test(line));
  return lines.length > 1 && barred.length === lines.length ? 'a table with bars between its cells' : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What Excel writes in the first line of a file to say what is between two cells. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * The rows of a CSV file as a spreadsheet opens it: blank lines and titles stay, so that rows have the file's numbers. Whether
 * the headers will do is for the add-on to say. Throws an Error with a sentence where the file is not there, is no CSV, has no
 * rows, or has a row with more cells than headers: one that is cut at a comma would become a wrong link.
 * @param path as the user gave it; the sentence repeats it.
 * @param overrides what the user chose.
 */
export function readSheet(path: string, overrides: ColumnOverrides = {}): string[][] {
  const text = textOf(path);
  const other = otherFormat(text);
  if (other !== null) throw new Error(`The file ${path} is ${other}, not a CSV file. ${HOW_TO_SAVE}`);
  const [, delimiter = ''] = SEPARATOR_LINE.exec(text) ?? [];
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, delimitersToGuess: DELIMITERS });
  const fault = errors.find(({ type }) => type === 'Quotes');
  if (fault)
    throw new Error(
      `The file ${path} is not a CSV file: the quotes in row ${(fault.row ?? 0) + 1} do not match.`,
    );
  while (data.length > 0 && isBlank(data[data.length - 1] ?? [])) data.pop();
  if (data.length === 0) throw new Error(`The file ${path} is empty.`);
  if (data.filter((cells) => !isBlank(cells)).length === 1)
    throw new Error(`The file ${path} has one row only: below its headers there is none.`);
  refuseCutRows(path, data, overrides);
  return data;
}

function refuseCutRows(path: string, rows: string[][], overrides: ColumnOverrides): void {
  const { headerRow, headers, failure } = understandSheet(rows, overrides);
  if (failure) return;
  const cut = rows.findIndex((cells, row) => row > headerRow && !isBlank(cells.slice(headers.length)));
  if (cut < 0) return;
  const line = rows.slice(0, cut).reduce((sum, cells) => sum + 1 + cells.join('').split('\n').length - 1, 1);
  throw new Error(
    `The file ${path} has ${rows[cut]?.length} cells in line ${line}, but only ${headers.length} headers. Put quotes around a cell that holds the separator.`,
  );
}
