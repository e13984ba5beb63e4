// What a user takes from a sheet with codes: CSV, short URLs, the code of one row, the chart; and a first sheet.
import { insertChart } from '../google/chart';
import { clock } from '../google/document';
import { activeFileName, activeSheetId, selectCell, selectedRow } from '../google/selection';
import { openSheet } from '../google/spreadsheet';
import { spreadsheetLocale } from '../google/zone';
import { scanRows } from '../jobs/refresh/scans';
import { topCodes, topFingerprint } from '../jobs/refresh/top';
import { requireTable } from '../jobs/table/columns';
import type { Table } from '../jobs/table/load';
import type { Input } from '../shared/contract/methods';
import type { SelectedCode } from '../shared/contract/print';
import { csvOf, guarded, lineOf, separatorFor } from '../shared/csv';
import { UserError, unlessRefused } from '../shared/errors';
import { textOf } from '../table/cells';
import { faultyRole, TEMPLATE_ROW } from '../table/check';
import { imageAddress } from '../table/images';
import type { Role } from '../table/roles';
import type { Row } from '../table/rows';
import { slugRows } from '../table/slugs';
import { isChangeFault, isFault, isNotFound } from '../table/status';
import { activeTable, alone, tableOf } from './context';
import * as words from './words';

/** The address of the picture in a row; empty where it has none. */
export const pictureIn = ({ columns, unconfirmed }: Table, index: number): string =>
  imageAddress(unconfirmed?.[index]?.[columns.at.image ?? -1] ?? '');

/** The address of a picture that the page may load: of no other host than Qrius's. */
export const ofQrius = (url: string): string => (/^https:\/\/(?:api\.)?qrius\.io\//.test(url) ? url : '');

/** The whole sheet as it shows; pictures as their addresses. */
export function csv(): { fileName: string; text: string } {
  const table = activeTable();
  const { headerRow, at } = table.columns;
  const cells = table.grid
    .slice(headerRow)
    .map((row, offset) =>
      row.map((cell, column) =>
        column === at.image && offset > 0 ? pictureIn(table, headerRow + offset) : textOf(cell),
      ),
    );
  return {
    fileName: `${guarded(activeFileName().replace(/[\\/:*?"<>|\p{C}]/gu, '_'))}.csv`,
    // Excel takes a file without a byte order mark for Windows-1252.
    text: `\uFEFF${csvOf(cells, separatorFor(spreadsheetLocale()))}`,
  };
}

export function shortUrls(): { count: number; text: string } {
  const lines = activeTable()
    .rows.filter((row) => row.shortUrl !== '')
    .map((row) => lineOf([row.name, row.shortUrl]));
  return { count: lines.length, text: lines.join('\n') };
}

/** The code of the row in which the user's cursor is; null where it has none. */
export function picked(): SelectedCode | null {
  const table = activeTable();
  const index = selectedRow();
  const row = table.rows.find((candidate) => candidate.index === index);
  if (!row || row.id === '') return null;
  const { name, id, shortUrl } = row;
  return { row: index + 1, name, id, shortUrl, imageUrl: ofQrius(pictureIn(table, index)) };
}

/** Puts the user's cursor on the cell of a row that needs them. */
export function show({ row, sheet }: Input<'selectRow'>): null {
  const sheetId = sheet ?? activeSheetId();
  selectCell(sheetId, row, columnToShow(sheetId, row - 1));
  return null;
}

/** The 0-based column of the cell at fault; where none is, of the page that the code opens. The first one in a sheet that is not understood. */
function columnToShow(sheetId: number, index: number): number {
  const port = openSheet(sheetId);
  return unlessRefused(
    () => {
      const { rows, columns } = requireTable(tableOf(port, sheetId));
      const row = rows.find((candidate) => candidate.index === index);
      return columns.at[row ? roleToShow(row, rows) : 'destination'] ?? 0;
    },
    () => 0,
  );
}

function roleToShow(row: Row, rows: readonly Row[]): Role {
  const told = isFault(row.status) || isChangeFault(row.status) || isNotFound(row.status);
  return faultyRole(row, slugRows(rows)) ?? (told ? 'status' : 'destination');
}

/**
 * Inserts the chart of the most scanned codes: from the sheet that the user looks at, or the one that it was made from.
 * @param seen the fingerprint of the counts that the user saw; null where there were none.
 * @throws UserError `target-changed` where they are others by now
 */
export function chart(seen: string | null): { sheet: string } {
  // Two clicks must not make two charts.
  const insert = () =>
    insertChart(activeSheetId(), (sheetId) => {
      const table = requireTable(tableOf(openSheet(sheetId), sheetId, 'value'));
      const top = topCodes(scanRows(table, clock.now()));
      if (seen !== null && seen !== topFingerprint(top))
        throw new UserError('target-changed', words.changedSince);
      if (top.length === 0) throw new UserError('nothing-to-do', words.noCounts);
      return top;
    });
  return { sheet: alone(insert, words.chartBegins) };
}

const TEMPLATE: string[][] = [
  ['Name', 'URL', 'Slug', 'Tags'],
  [TEMPLATE_ROW.name, TEMPLATE_ROW.destination, '', 'example'],
];

/**
 * Writes headers and one example row.
 * @throws UserError `target-changed` where the sheet that was shown as empty holds anything, also what shows nothing
 */
export function insertTemplate(): void {
  const sheet = openSheet(activeSheetId());
  const cells = [...sheet.read('value'), ...sheet.formulas()].flat();
  if (cells.some((cell) => cell !== '')) throw new UserError('target-changed', words.notEmpty);
  sheet.write([{ row: 0, column: 0, cells: TEMPLATE, turns: [] }], []);
}
