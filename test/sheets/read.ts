// The cases: small sheets made after public files, as people bring them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Feature } from '../../sim/apps-script/features';
import { connected, type Desk, SHEET } from '../support/desk';

const FOLDER = join(__dirname, 'cases');

export const CASES: readonly string[] = readdirSync(FOLDER).sort();
export const caseFile = (name: string): string =>
  join(FOLDER, CASES.find((file) => file.startsWith(name)) ?? name);

/** The rows of a case as a spreadsheet opens the file, blank lines included. */
export function caseRows(name: string): string[][] {
  const text = readFileSync(caseFile(name), 'utf8');
  const [, separator = ''] = /^sep=(.)\r?\n/.exec(text) ?? [];
  return Papa.parse<string[]>(text.replace(/\r?\n$/, ''), {
    delimiter: separator,
    delimitersToGuess: [',', ';', '\t'],
  }).data;
}

/** A connected user at a sheet with these rows, each cell as plain text. */
export function deskWith(rows: string[][], frozenRows = 0, features: Feature[] = []): Desk {
  const cells = rows.map((row) => row.map((text) => (text === '' ? '' : `'${text}`)));
  const sheet = { name: SHEET, rows: cells, frozenRows, features, maxRows: Math.max(1000, rows.length) };
  return connected([], { world: { document: { sheets: [sheet] } } });
}
