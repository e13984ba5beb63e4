// What a user takes away from a sheet with codes: a CSV, the short URLs, the picture of one row; and the way to a row.
import { loadPicks } from '../../google/picks';
import { activeSheetId, activeSheetName, selectedRow, selectRow } from '../../google/selection';
import { openSheet } from '../../google/spreadsheet';
import { findColumns } from '../../table/columns';
import { csvOf } from '../../table/csv';
import { cell, readRows } from '../../table/rows';
import type { PickedCode } from '../../wire/contract';
import { record, rowNumber } from './inputs';

function readActive() {
  const sheetId = activeSheetId();
  const sheet = openSheet(sheetId);
  const grid = sheet.read();
  const columns = findColumns(grid, loadPicks(sheetId));
  return { grid, columns, formulas: sheet.formulas(), rows: readRows(grid, columns) };
}

const addressIn = (formula: string): string => /^=IMAGE\("([^"]+)"\)$/i.exec(formula)?.[1] ?? '';

/** The whole sheet as it shows; pictures as their addresses. */
export function csv(): { fileName: string; text: string } {
  const { grid, columns, formulas } = readActive();
  const { image } = columns.at;
  const table = grid
    .slice(columns.headerRow)
    .map((cells, offset) =>
      cells.map((text, column) =>
        column === image && offset > 0
          ? addressIn(formulas[columns.headerRow + offset]?.[column] ?? '')
          : text,
      ),
    );
  return {
    fileName: `${activeSheetName()}.csv`,
    // Excel takes a file without a byte order mark for Windows-1252.
    text: `\uFEFF${csvOf(table)}`,
  };
}

export function shortUrls(): { count: number; text: string } {
  const lines = readActive()
    .rows.filter((row) => row.shortUrl !== '')
    .map((row) => `${row.name}\t${row.shortUrl}`);
  return { count: lines.length, text: lines.join('\n') };
}

/** The code of the row in which the user's cursor is; null where it has none. */
export function picked(): PickedCode | null {
  const { grid, columns, formulas, rows } = readActive();
  const index = selectedRow();
  const row = rows.find((candidate) => candidate.index === index);
  if (!row || row.id === '') return null;
  const formula = columns.at.image === undefined ? '' : (formulas[index]?.[columns.at.image] ?? '');
  return {
    row: index + 1,
    name: row.name,
    id: row.id,
    shortUrl: cell(grid, columns, index, 'shortUrl'),
    imageUrl: addressIn(formula),
  };
}

/** Puts the user's cursor on a row. */
export function show(input: unknown): null {
  selectRow(rowNumber(record(input).row));
  return null;
}
