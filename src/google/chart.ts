// The chart of the most scanned codes: a sheet with a small table and one chart, found by its name and its header.

import { MAX_TOP } from '../jobs/refresh/top';
import type { ScanCount } from '../shared/contract/scans';
import { asTextInAnyFormat } from '../table/cells';
import { CHART_HEADER as HEADER, CHART_NAME as NAME } from '../table/own-tab';
import { book, properties } from './document';
import { ownSheet } from './own-sheet';
import { guardProtected } from './protected';
import * as words from './words';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The ID of the sheet that the chart was made from, in the document's properties. */
const SOURCE = 'qrius.chart';

/**
 * Makes the chart, or updates its table, and takes the user there. A chart that is there is kept: it may have been
 * styled, so any chart on that sheet is taken for it.
 * @param shown the ID of the sheet that the user looks at: the chart is made from it, or, where it is the chart's own, from
 * the sheet that the chart was made from before.
 * @param topOf the codes of a sheet by its ID; where it throws nothing is made.
 * @returns the name of the sheet on which the chart stands.
 * @throws UserError `sheet-protected`
 */
export function insertChart(shown: number, topOf: (source: number) => readonly ScanCount[]): string {
  const { sheet: found, name } = find();
  const source = found?.getSheetId() === shown ? Number(properties().getProperty(SOURCE) ?? shown) : shown;
  const top = topOf(source);
  const sheet = found ?? book().insertSheet(name, book().getSheets().length);
  book().setActiveSheet(sheet);
  properties().setProperty(SOURCE, String(source));
  guardProtected(
    () => {
      fill(sheet, top);
      if (sheet.getCharts().length > 0) return;
      const chart = sheet.newChart().asBarChart().addRange(table(sheet)).setNumHeaders(1);
      sheet.insertChart(chart.setOption('title', words.chartTitle).setPosition(2, 4, 0, 0).build());
    },
    [() => table(sheet)],
    words.chartProtected,
  );
  return name;
}

/** See `ChartPort`. */
export function updateChart(source: number, top: readonly ScanCount[]): void {
  if (properties().getProperty(SOURCE) !== String(source)) return;
  const { sheet } = find();
  if (!sheet) return;
  fill(sheet, top);
  SpreadsheetApp.flush();
}

const table = (sheet: Sheet) => sheet.getRange(1, 1, MAX_TOP + 1, HEADER.length);

/** All lines of the table are written, so that none stays of a longer one. */
function fill(sheet: Sheet, top: readonly ScanCount[]): void {
  const lines = Array.from({ length: MAX_TOP }, (_, index) => {
    const line = top[index];
    return line ? [asTextInAnyFormat(line.name), line.scans] : ['', ''];
  });
  table(sheet).setValues([[...HEADER], ...lines]);
}

/** The sheet with our header alone in its first row, or with nothing in it: an execution may have been cut off while it made it. */
const find = () =>
  ownSheet(NAME, (sheet) => {
    const header = sheet.getRange('1:1').getDisplayValues()[0] ?? [];
    const texts = header.filter((text) => text !== '').join();
    return header.length >= HEADER.length && (texts === HEADER.join() || sheet.getLastRow() === 0);
  });
