// One sheet of the active document, as the jobs need it. Rows and columns are 0-based here and 1-based at Google.

import type { Place, ReadMode, SheetPort, Span } from '../jobs/ports';
import { UserError } from '../shared/errors';
import { type CellValue, columnLetter, once, range, textOf } from '../table/cells';
import type { Grid } from '../table/columns';
import { isLog, LOG_NAME } from '../table/log';
import { SEVERAL_LINKS } from '../table/rows';
import { noteError } from './console';
import { book } from './document';
import { grow, strictColumns } from './refusals';
import * as words from './words';
import { guarded, sheetWriter } from './writes';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/**
 * @param sheetId the sheet's ID within the active document.
 * @throws UserError `sheet-deleted` where the document has no such sheet.
 */
export function openSheet(sheetId: number): SheetPort {
  return sheetPort(findSheet(sheetId), sheetId);
}

function fromGoogle(value: unknown): CellValue {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'getTime' in value)
    return { date: (value as Date).getTime() };
  return String(value);
}

/** How often rows may be added while the sheet is read, until what was read is taken as it is. */
const MAX_READS = 5;

const cellsOf = (range: Range, mode: ReadMode): Grid =>
  mode === 'text' ? range.getDisplayValues() : range.getValues().map((row) => row.map(fromGoogle));

/** A range keeps its size: rows inserted between making and reading it push the last ones out of it. */
function readAll(sheet: Sheet, mode: ReadMode): Grid {
  for (let reads = 1; ; reads += 1) {
    const cells = cellsOf(sheet.getDataRange(), mode);
    if (reads === MAX_READS || sheet.getLastRow() <= cells.length) return cells;
  }
}

function readRows(sheet: Sheet, mode: ReadMode, first: number, last: number): Grid {
  try {
    return cellsOf(sheet.getRange(first + 1, 1, last - first + 1, sheet.getLastColumn()), mode);
  } catch {
    return [];
  }
}

/** The IDs of all other sheets of the document that consist of cells, but for the log. */
export const sheetsBeside = (sheetId: number): number[] =>
  book()
    .getSheets()
    .filter((sheet) => String(sheet.getType()) === 'GRID' && sheet.getName() !== LOG_NAME)
    .map((sheet) => sheet.getSheetId())
    .filter((id) => id !== sheetId);

/** @returns the display values of all other sheets of the document. What the log says of a code gives it no row. */
export const textsElsewhere = (sheetId: number): Set<string> =>
  new Set(
    sheetsBeside(sheetId).flatMap((id) => {
      const texts = openSheet(id)
        .read('text')
        .map((cells) => cells.map(textOf));
      return isLog(texts) ? [] : texts.flat();
    }),
  );

const sheetWith = (sheetId: number): Sheet | undefined =>
  book()
    .getSheets()
    .find((sheet) => sheet.getSheetId() === sheetId);

/** The name of a sheet; empty where it is gone. */
export const sheetName = (sheetId: number): string => sheetWith(sheetId)?.getName() ?? '';

/** @throws UserError `sheet-deleted` */
export function findSheet(sheetId: number): Sheet {
  const sheet = sheetWith(sheetId);
  if (!sheet) throw sheetDeleted();
  return sheet;
}

const sheetDeleted = (): UserError => new UserError('sheet-deleted', words.sheetDeleted);

/** What is buffered for a sheet that is gone would fail as the execution ends, where nobody can say why. */
function dropBuffered(): void {
  try {
    SpreadsheetApp.flush();
  } catch (error) {
    noteError(error);
  }
}

function sheetPort(sheet: Sheet, sheetId: number): SheetPort {
  /** A call that fails because the sheet was deleted meanwhile says so, in whatever language Google speaks. */
  const reach = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      if (sheetWith(sheetId)) throw error;
      dropBuffered();
      throw sheetDeleted();
    }
  };
  const writer = sheetWriter(sheet);
  // isRowHiddenByFilter is asked only where there is a filter: each question is a call of its own.
  const filtered = once(() => sheet.getFilter() !== null);
  return {
    name: () => reach(() => sheet.getName()),
    read: (mode) => reach(() => readAll(sheet, mode)),
    rows: (mode, first, last) => readRows(sheet, mode, first, last),
    frozenRows: once(() => reach(() => sheet.getFrozenRows())),
    formulas: () => reach(() => formulasOf(sheet)),
    links: (column) => reach(() => linksOf(wholeColumns(sheet, column, column))),
    merged: (columns) =>
      reach(() =>
        wholeColumns(sheet, Math.min(...columns), Math.max(...columns), sheet.getMaxRows())
          .getMergedRanges()
          .flatMap(coveredIn),
      ),
    write: (blocks, keys) => reach(() => writer.write(blocks, keys)),
    format: (columns, pattern) => reach(() => writer.format(columns, pattern)),
    strictColumns: (columns) => reach(() => strictColumns(sheet, columns)),
    setHeights: (spans, pixels) => setHeights(sheet, spans, pixels),
    addHeaders: (row, column, texts) => reach(() => addHeaders(sheet, row, column, texts)),
    refuseProtected: (columns, cells) => reach(() => refuseProtected(sheet, columns, cells)),
    height: () => reach(() => sheet.getMaxRows()),
    ensureRows: (rows) => reach(() => ensureRows(sheet, rows)),
    hidden: (rows) => reach(() => hiddenRows(sheet, filtered, rows)),
  };
}

function hiddenRows(sheet: Sheet, filtered: () => boolean, rows: readonly number[]): Set<number> {
  const hasFilter = filtered();
  const isHidden = (row: number) =>
    sheet.isRowHiddenByUser(row) || (hasFilter && sheet.isRowHiddenByFilter(row));
  return new Set(rows.filter((row) => isHidden(row + 1)));
}

function setHeights(sheet: Sheet, spans: readonly Span[], pixels: number): void {
  try {
    for (const { row, count } of spans)
      if (sheet.getRowHeight(row + 1) < pixels) sheet.setRowHeights(row + 1, count, pixels);
    SpreadsheetApp.flush();
  } catch (error) {
    noteError(error);
  }
}

const formulasOf = (sheet: Sheet): string[][] =>
  sheet
    .getDataRange()
    .getFormulasR1C1()
    .map((row) => row.map((formula) => formula ?? ''));

const wholeColumns = (sheet: Sheet, first: number, last: number, rows = sheet.getLastRow()): Range =>
  sheet.getRange(1, first + 1, rows, last - first + 1);

/** The cells of a merged one but for its first, which shows what it holds. */
const coveredIn = (area: Range): Place[] =>
  range(area.getRow() - 1, area.getLastRow() - 1)
    .flatMap((row) =>
      range(area.getColumn() - 1, area.getLastColumn() - 1).map((column) => ({ row, column })),
    )
    .slice(1);

function addHeaders(sheet: Sheet, row: number, column: number, texts: readonly string[]): void {
  const range = () => sheet.getRange(row + 1, column + 1, 1, texts.length);
  guarded(() => {
    const last = sheet.getMaxColumns();
    const missing = column + texts.length - last;
    if (missing > 0) grow(missing * sheet.getMaxRows(), () => insertColumns(sheet, last, missing));
    range().setValues([[...texts]]);
  }, [range]);
}

/** @throws UserError `sheet-refused` where frozen columns leave no room (docs/facts/apps-script.md#refused-columns) */
function insertColumns(sheet: Sheet, after: number, count: number): void {
  try {
    sheet.insertColumnsAfter(after, count);
  } catch (error) {
    if (sheet.getFrozenColumns() > 0) throw new UserError('sheet-refused', words.columnsFrozen);
    throw error;
  }
}

/** All columns are asked about at once; one by one only where a column between them may be the protected one. */
function refuseProtected(
  sheet: Sheet,
  columns: readonly number[],
  { row, column, count } = { row: 0, column: 0, count: 0 },
): void {
  const mayEdit = (first: number, last: number) =>
    sheet.getRange(`${columnLetter(first)}:${columnLetter(last)}`).canEdit();
  const mayWrite =
    columns.length === 0 ||
    mayEdit(Math.min(...columns), Math.max(...columns)) ||
    columns.every((one) => mayEdit(one, one));
  const mayAdd = () => {
    // Beyond its last column the sheet has no cell to ask.
    const last = sheet.getMaxColumns();
    const first = Math.min(column + 1, last);
    return sheet.getRange(row + 1, first, 1, Math.min(count, last - first + 1)).canEdit();
  };
  if (!mayWrite || (count > 0 && !mayAdd())) throw new UserError('sheet-protected', words.cellsProtected);
}

function ensureRows(sheet: Sheet, rows: number): number {
  const most = sheet.getMaxRows();
  if (rows > most)
    guarded(
      () => grow((rows - most) * sheet.getMaxColumns(), () => sheet.insertRowsAfter(most, rows - most)),
      [() => sheet.getRange(most, 1)],
    );
  return Math.max(rows, most);
}

const linksOf = (column: Range): (string | null)[] =>
  column.getRichTextValues().map(([value]) => (value ? linkOf(value) : null));

/** The link of a cell; of several different ones none can be used. */
function linkOf(value: GoogleAppsScript.Spreadsheet.RichTextValue): string | null {
  const links = new Set(value.getRuns().flatMap((run) => run.getLinkUrl() ?? []));
  return value.getLinkUrl() ?? (links.size > 1 ? SEVERAL_LINKS : ([...links][0] ?? null));
}
