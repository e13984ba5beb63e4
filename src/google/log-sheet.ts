// The document's log as a hidden sheet: found by its name and its header, made when the first line comes.

import type { LogPort } from '../jobs/ports';
import { UserError } from '../shared/errors';
import { runsOf, type Span } from '../table/blocks';
import { asText, columnLetter, range } from '../table/cells';
import { isLog, LOG_HEADER, LOG_NAME, RESULT_COLUMN } from '../table/log';
import { book } from './document';
import { ownSheet } from './own-sheet';
import { guardProtected } from './protected';
import * as words from './words';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

const COLUMNS = `A:${columnLetter(LOG_HEADER.length - 1)}`;
/** Rows of a new sheet (the Sheets editor makes 1,000); a chunk adds up to as many. */
const NEW_SHEET_ROWS = 1_000;
/** Rows that are added at once where the sheet ends: as many lines as the log keeps of all jobs (`jobs/log.ts`). */
const MORE_ROWS = 5_000;
/** Runs of rows that are deleted at once: the next job deletes others. */
const MOST_RUNS = 20;
/** Widths in pixels: of all columns, and of Before and After, which hold destinations. */
const WIDTH = 160;
const WIDE = 260;

/** The log's sheet as this execution knows it. */
interface Known {
  sheet: Sheet;
  id: number;
  /** It has just been made, and what it holds is still buffered. */
  empty: boolean;
  /** Rows of its grid, as far as known; asked for before the first line is added. */
  rows: number;
}

export function logSheet(): LogPort {
  let known: Known | null = null;
  const opened = (): Known => {
    known ??= find(headerRow).log ?? null;
    known ??= make();
    return known;
  };
  /** Somebody may delete the sheet at any moment: then it is created again. */
  const reach = <T>(action: (log: Known) => T): T => {
    const log = opened();
    try {
      return guardProtected(() => action(log), [() => log.sheet.getRange(COLUMNS)], words.logProtected);
    } catch (error) {
      if (sheets().some((sheet) => sheet.getSheetId() === log.id)) throw error;
      known = null;
      return action(opened());
    }
  };
  return {
    refuseProtected: () => {
      known = find(headerRow).log;
      if (known?.sheet.getRange(COLUMNS).canEdit() === false)
        throw new UserError('sheet-protected', words.logProtected);
    },
    read: () => {
      const { log, grid } = find((sheet) => sheet.getDataRange());
      known = log;
      return log ? grid : [];
    },
    append: (rows) => reach((log) => append(log, rows)),
    setResults: (results) => reach(({ sheet }) => setResults(sheet, results)),
    flush: () => SpreadsheetApp.flush(),
    remove: (rows) => reach(({ sheet }) => remove(sheet, rows)),
  };
}

const sizeOf = ([first, last]: Span): number => last - first + 1;

function setResults(sheet: Sheet, results: Parameters<LogPort['setResults']>[0]): void {
  const texts = new Map(results.map(({ row, text }) => [row, asText(text)] as const));
  for (const run of runsOf([...texts.keys()]))
    sheet
      .getRange(run[0] + 1, RESULT_COLUMN + 1, sizeOf(run), 1)
      .setValues(range(...run).map((row) => [texts.get(row)]));
}

function remove(sheet: Sheet, rows: readonly number[]): void {
  const longest = runsOf(rows)
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, MOST_RUNS);
  // From the last one up: rows above stay where they are.
  for (const run of longest.sort(([a], [b]) => b - a)) sheet.deleteRows(run[0] + 1, sizeOf(run));
}

function append(log: Known, rows: readonly string[][]): number {
  const { sheet } = log;
  const last = log.empty ? 1 : sheet.getLastRow();
  log.empty = false;
  if (last + rows.length > log.rows) log.rows = sheet.getMaxRows();
  if (last + rows.length > log.rows) {
    const added = Math.max(MORE_ROWS, rows.length);
    sheet.insertRowsAfter(log.rows, added);
    log.rows += added;
  }
  sheet.getRange(last + 1, 1, rows.length, LOG_HEADER.length).setValues(rows.map((row) => [...row]));
  return last - 1 + rows.length;
}

const sheets = () => book().getSheets();
const headerRow = (sheet: Sheet): Range => sheet.getRange('1:1');

/**
 * The sheet with our header, or with nothing in it: an execution may have been cut off while it made it.
 * @param area what is read of each sheet, its first row among it.
 */
function find(area: (sheet: Sheet) => Range): { log: Known | null; grid: string[][] } {
  let grid: string[][] = [];
  const { sheet } = ownSheet(LOG_NAME, (one) => {
    grid = area(one).getDisplayValues();
    return isLog(grid) || (one.getLastRow() === 0 && one.getMaxColumns() >= LOG_HEADER.length);
  });
  if (!sheet) return { log: null, grid: [] };
  const log: Known = { sheet, id: sheet.getSheetId(), empty: false, rows: 0 };
  return { log: isLog(grid) ? log : setUp(log), grid };
}

function make(): Known {
  const { name } = ownSheet(LOG_NAME, () => false);
  // The new sheet becomes the one that is shown: the user gets back where they were, with what they had selected.
  const shown = book().getActiveSheet();
  const sheet = book().insertSheet(name, sheets().length);
  book().setActiveSheet(shown, true);
  return setUp({ sheet, id: sheet.getSheetId(), empty: false, rows: NEW_SHEET_ROWS });
}

/** The header comes last: where it stands, all the rest is done. */
function setUp(log: Known): Known {
  const { sheet } = log;
  const columns = () => sheet.getRange(COLUMNS);
  const dress = () => {
    sheet.hideSheet();
    sheet.setFrozenRows(1);
    sheet.setColumnWidths(1, LOG_HEADER.length, WIDTH);
    sheet.setColumnWidths(LOG_HEADER.indexOf('Before') + 1, 2, WIDE);
    columns().setNumberFormat('@');
    sheet.getRange(1, 1, 1, LOG_HEADER.length).setValues([[...LOG_HEADER]]);
  };
  guardProtected(dress, [columns], words.logProtected);
  return { ...log, empty: true };
}
