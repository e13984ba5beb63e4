// Writes the finished sheet as a CSV file that any spreadsheet can open.
import { writeFileSync } from 'node:fs';
import Papa from 'papaparse';
import { imageAddress } from '../src/table/images';

/** Excel takes a CSV file without it for one in its own old encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet takes for the beginning of a formula. The library's own pattern passes over cells with a line break. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The sheet as CSV text. Pictures show no text, so each stands there as its address. A cell that a spreadsheet would run
 * as a formula gets an apostrophe in front.
 * @param table display values.
 * @param formulas the formula of each cell, in the same shape.
 */
export function csvOf(table: string[][], formulas: string[][]): string {
  const cells = table.map((row, down) =>
    row.map((text, right) => imageAddress(formulas[down]?.[right] ?? '') || text),
  );
  return Papa.unparse(cells, { escapeFormulae: FORMULA });
}

/** Writes CSV text to a file. */
export function writeCsv(path: string, csv: string): void {
  writeFileSync(path, `${BYTE_ORDER_MARK}${csv}\r\n`);
}
