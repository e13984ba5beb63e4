// The document's log as a hidden sheet: found by its name and its header, made when the first line comes.
import type { LogPort } from '../jobs/ports';
import { asText, columnLetter } from '../table/cells';
import { isLog, LOG_HEADER, LOG_NAME, RESULT_COLUMN } from '../table/log';
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
    read: () => {
      const { log, grid } = find((sheet) => sheet.getDataRange());
      known = log;
      return log ? grid : [];
    },
    append: (rows) => reach((log) => append(log, rows)),
    setResults: (results) =>
      reach(({ sheet }) => {
        for (const { row, texts } of runsOf(results))
          sheet
            .getRange(row + 1, RESULT_COLUMN + 1, texts.length, 1)
            .setValues(texts.map((text) => [asText(text)]));
      }),
    flush: () => SpreadsheetApp.flush(),
    remove: (rows) =>
      reach(({ sheet }) => {
        const runs = runsOf(rows.map((row) => ({ row, text: '' })));
        const longest = runs.sort((a, b) => b.texts.length - a.texts.length).slice(0, MOST_RUNS);
        // From the last one up: rows above stay where they are.
        for (const { row, texts } of longest.sort((a, b) => b.row - a.row))
          sheet.deleteRows(row + 1, texts.length);
      }),
  };
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

const book = () => SpreadsheetApp.getActiveSpreadsheet();
const sheets = () => book().getSheets();
const headerRow = (sheet: Sheet): Range => sheet.getRange('1:1');
const nameOf = (number: number) => (number === 1 ? LOG_NAME : `${LOG_NAME} ${number}`);

/**
 * The sheet of our name with our header, or with nothing in it: an execution may have been cut off while it made it. Where
 * a user's own sheet has the name, the next one is tried.
 * @param area what is read of each sheet, its first row among it.
 */
function find(area: (sheet: Sheet) => Range): { log: Known | null; grid: string[][] } {
  for (let number = 1; ; number += 1) {
    const sheet = book().getSheetByName(nameOf(number));
    if (!sheet) return { log: null, grid: [] };
    const grid = area(sheet).getDisplayValues();
    const log: Known = { sheet, id: sheet.getSheetId(), empty: false, rows: 0 };
    if (isLog(grid)) return { log, grid };
    if (sheet.getLastRow() === 0 && sheet.getMaxColumns() >= LOG_HEADER.length)
      return { log: setUp(log), grid };
  }
}

function make(): Known {
  let number = 1;
  while (book().getSheetByName(nameOf(number))) number += 1;
  // The new sheet becomes the one that is shown: the user gets back where they were, with what they had selected.
  const shown = book().getActiveSheet();
  const sheet = book().insertSheet(nameOf(number), sheets().length);
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

/** Texts of neighbouring rows together. */
function runsOf(
  results: ReadonlyArray<{ row: number; text: string }>,
): Array<{ row: number; texts: string[] }> {
  const runs: Array<{ row: number; texts: string[] }> = [];
  for (const { row, text } of [...results].sort((a, b) => a.row - b.row)) {
    const run = runs[runs.length - 1];
    if (run && run.row + run.texts.length === row) run.texts.push(text);
    else runs.push({ row, texts: [text] });
  }
  return runs;
}
