// Reads the CSV file that becomes the sheet; what is no such file is refused with one sentence.
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

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

/**
 * The rows of a CSV file, its header row first; lines without anything in them are left out. Whether the headers will do
 * is for the add-on to say. Throws an Error with a sentence where the file is not there, is no CSV or has no rows.
 * @param path as the user gave it; the sentence repeats it.
 */
export function readSheet(path: string): string[][] {
  const text = textOf(path);
  const { data, errors } = Papa.parse<string[]>(text, {
    skipEmptyLines: 'greedy',
    delimitersToGuess: DELIMITERS,
  });
  const fault = errors.find(({ type }) => type === 'Quotes');
  if (fault)
    throw new Error(
      `The file ${path} is not a CSV file: the quotes in row ${(fault.row ?? 0) + 1} do not match.`,
    );
  if (data.length === 0) throw new Error(`The file ${path} is empty.`);
  if (data.length === 1)
    throw new Error(`The file ${path} has one row only: below its headers there is none.`);
  return data;
}
