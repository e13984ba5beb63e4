// What a cell, a row and a sheet are: plain data, with the few functions to read and put cells.
import type { Area } from './a1';
import { NEW_SHEET_COLUMNS, NEW_SHEET_ROWS } from './limits';

/** A date or time as Sheets keeps it: days since 1899-12-30, wall time in the spreadsheet's zone. */
export interface CellDate {
  serial: number;
}

export type CellValue = string | number | boolean | CellDate;

/** Never changed in place: a write puts a new record, so that a clone of a sheet may share its cells. */
export interface Cell {
  /** '' in an empty cell and in a cell with a formula. */
  value: CellValue;
  /** With its leading '='. */
  formula?: string;
  /** Number format, as setNumberFormat takes it; absent means automatic. */
  format?: string;
  /** The link behind the whole text. */
  link?: string;
}

export interface Row {
  cells: Array<Cell | undefined>;
  hiddenByUser: boolean;
  hiddenByFilter: boolean;
}

export interface Protection {
  area: Area;
  /** IDs of the users who may edit it, beside the owner of the document. */
  editors: string[];
}

/** A chart that stands in a sheet, as a builder made it. */
export interface ChartState {
  /** 'BAR'; null where none was chosen. */
  type: string | null;
  ranges: Array<{ sheetId: number; area: Area }>;
  /** Rows that count as headers; null where Sheets decides. */
  headers: number | null;
  options: Record<string, unknown>;
  /** The cell, from 1, at which its upper left corner is. */
  anchor: { row: number; column: number };
}

/** The format of a column from a row down to the end of the sheet, where a cell has no record of its own. */
export interface ColumnFormat {
  /** First row with the format, from 1. */
  from: number;
  /** What such a cell is: nothing but its format. */
  blank: Cell;
}

export interface SheetState {
  id: number;
  name: string;
  maxRows: number;
  maxColumns: number;
  /** Row 1 first; rows below the last one kept here are empty. */
  rows: Row[];
  frozenRows: number;
  hidden: boolean;
  filter: Area | null;
  protections: Protection[];
  charts: ChartState[];
  /** By column, first one at 0. A whole column formatted cell by cell would cost a thousand records. */
  columnFormats: Array<ColumnFormat | undefined>;
}

export const emptyCell: Cell = { value: '' };

/** A new, empty sheet of Google's usual size. */
export function newSheet(id: number, name: string): SheetState {
  return {
    id,
    name,
    maxRows: NEW_SHEET_ROWS,
    maxColumns: NEW_SHEET_COLUMNS,
    rows: [],
    frozenRows: 0,
    hidden: false,
    filter: null,
    protections: [],
    charts: [],
    columnFormats: [],
  };
}

export function newRow(): Row {
  return { cells: [], hiddenByUser: false, hiddenByFilter: false };
}

/** The cell at a 1-based place; an empty one, with its column's format, where nothing was written. */
export function cellAt(sheet: SheetState, row: number, column: number): Cell {
  return sheet.rows[row - 1]?.cells[column - 1] ?? blankAt(sheet, row, column);
}

/** The empty cell that a place without a record has. */
export function blankAt(sheet: SheetState, row: number, column: number): Cell {
  const format = sheet.columnFormats[column - 1];
  return format !== undefined && row >= format.from ? format.blank : emptyCell;
}

/** The row's record, made where the sheet has none so far. */
export function rowAt(sheet: SheetState, row: number): Row {
  for (let next = sheet.rows.length; next < row; next++) sheet.rows.push(newRow());
  return sheet.rows[row - 1] as Row;
}

/** Puts a cell at a 1-based place. */
export function putCell(sheet: SheetState, row: number, column: number, cell: Cell): void {
  rowAt(sheet, row).cells[column - 1] = cell;
}

/** Whether the cell counts as content for getLastRow: a value or a formula, not a format alone. */
export function hasContent(cell: Cell | undefined): boolean {
  return cell !== undefined && (cell.value !== '' || cell.formula !== undefined);
}

/** Number of the last row with content; 0 in an empty sheet. */
export function lastRow(sheet: SheetState): number {
  let row = sheet.rows.length;
  while (row > 0 && !sheet.rows[row - 1]?.cells.some(hasContent)) row--;
  return row;
}

/** Number of the last column with content; 0 in an empty sheet. */
export function lastColumn(sheet: SheetState): number {
  let last = 0;
  for (const { cells } of sheet.rows) {
    for (let column = cells.length; column > last; column--) if (hasContent(cells[column - 1])) last = column;
  }
  return last;
}

/** A copy that shares the (never changed) cells. */
export function cloneSheet(sheet: SheetState): SheetState {
  return {
    ...sheet,
    rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.slice() })),
    protections: sheet.protections.map((protection) => ({ ...protection })),
    charts: sheet.charts.length === 0 ? [] : structuredClone(sheet.charts),
    columnFormats: sheet.columnFormats.slice(),
  };
}
