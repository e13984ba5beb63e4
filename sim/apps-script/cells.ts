// What a cell, a row and a sheet are: plain data, with the few functions to read and put cells.
import type { Area } from './a1';
import { NEW_SHEET_COLUMNS, NEW_SHEET_ROWS } from './limits';

/** A date or time as Sheets keeps it: days since 1899-12-30, wall time in the spreadsheet's zone. */
export interface CellDate {
  serial: number;
}

export type CellValue = string | number | boolean | CellDate;

/** A part of a text, with the link behind it. */
export interface TextRun {
  text: string;
  url?: string;
}

/** A picture in a cell, made by CellImageBuilder. */
export interface CellPicture {
  source: string;
  title?: string;
  description?: string;
}

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
  /** The parts of the text where they have links of their own; `value` is the whole. */
  runs?: TextRun[];
  picture?: CellPicture;
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

/** What a validation accepts; an empty cell always passes. `date` and `checkbox` accept values of that type. */
export type ValidationRule =
  | { oneOf: string[] }
  | { between: [least: number, most: number] }
  | { pattern: string }
  | { type: 'date' | 'checkbox' };

export interface Validation {
  area: Area;
  rule: ValidationRule;
  /** Whether a value that does not fit is refused; it is only marked otherwise. */
  reject: boolean;
}

/** A column of a structured table, header included. */
export interface TypedColumn {
  area: Area;
  type: string;
}

/** The result of a formula that fills an area; the formula is in the first cell. */
export interface Spill {
  area: Area;
  values: CellValue[][];
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
  /** OBJECT is a chart on a sheet of its own (SpreadsheetApp reference, SheetType). */
  type: 'GRID' | 'OBJECT' | 'DATASOURCE';
  /** The document's locale; cells are written and read by it. */
  locale: string;
  maxRows: number;
  maxColumns: number;
  /** Row 1 first; rows below the last one kept here are empty. */
  rows: Row[];
  frozenRows: number;
  frozenColumns: number;
  /** Whether the frozen columns leave no place where a column can be inserted. */
  freezeBlocksInsert: boolean;
  hidden: boolean;
  filter: Area | null;
  protections: Protection[];
  /** Who may edit a sheet that is protected as a whole, beside the owner; null where it is not. */
  protectedFor: string[] | null;
  validations: Validation[];
  typedColumns: TypedColumn[];
  merges: Array<{ area: Area }>;
  spills: Spill[];
  /** Heights in pixels by row number, where they are not the default. */
  rowHeights: Record<number, number>;
  charts: ChartState[];
  /** By column, first one at 0. A whole column formatted cell by cell would cost a thousand records. */
  columnFormats: Array<ColumnFormat | undefined>;
  /** Cells that were put so far: volatile formulas give something else after each. */
  changes: number;
}

export const emptyCell: Cell = { value: '' };

/** A new, empty sheet of Google's usual size. */
export function newSheet(id: number, name: string, locale = 'en_US'): SheetState {
  return {
    id,
    name,
    type: 'GRID',
    locale,
    maxRows: NEW_SHEET_ROWS,
    maxColumns: NEW_SHEET_COLUMNS,
    rows: [],
    frozenRows: 0,
    frozenColumns: 0,
    freezeBlocksInsert: false,
    hidden: false,
    filter: null,
    protections: [],
    protectedFor: null,
    validations: [],
    typedColumns: [],
    merges: [],
    spills: [],
    rowHeights: {},
    charts: [],
    columnFormats: [],
    changes: 0,
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
  sheet.changes += 1;
  rowAt(sheet, row).cells[column - 1] = cell;
}

/** Whether the cell counts as content for getLastRow: a value or a formula, not a format alone. */
export function hasContent(cell: Cell | undefined): boolean {
  return (
    cell !== undefined && (cell.value !== '' || cell.formula !== undefined || cell.picture !== undefined)
  );
}

/** A copy that shares the (never changed) cells. */
export function cloneSheet(sheet: SheetState): SheetState {
  return {
    ...sheet,
    rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.slice() })),
    protections: sheet.protections.slice(),
    validations: sheet.validations.slice(),
    typedColumns: sheet.typedColumns.slice(),
    merges: sheet.merges.slice(),
    spills: sheet.spills.slice(),
    rowHeights: { ...sheet.rowHeights },
    charts: sheet.charts.length === 0 ? [] : structuredClone(sheet.charts),
    columnFormats: sheet.columnFormats.slice(),
  };
}
