// A user's hands: edits of the sheets without an execution.
import { applyEdit, type UserEdit } from './edits';
import type { WorldState } from './state';

/** Edits of a user, at once and without an execution. Sheets by name, rows 1-based, columns by letter, texts as typed. */
export interface Hands {
  edit(edit: UserEdit): void;
  setCell(sheet: string, cell: string, text: string): void;
  setCells(sheet: string, cell: string, rows: string[][]): void;
  clearCell(sheet: string, cell: string): void;
  setLink(sheet: string, cell: string, url: string, text?: string): void;
  select(ranges: string[], sheet?: string): void;
  /** Sorts the rows of "A2:F9"; of "B:D" the rows under the header, in these columns only. */
  sortRange(sheet: string, range: string, byColumn: string, ascending?: boolean): void;
  /** Puts the rows under the header in a random order; with `columns` ("B:D") in these columns only. */
  shuffleRows(sheet: string, seed: number, columns?: string): void;
  insertRowAbove(sheet: string, row: number): void;
  deleteRow(sheet: string, row: number): void;
  /** Copies a row over row `to`; without it into a new row inserted below. */
  copyRow(sheet: string, row: number, to?: number): void;
  hideRow(sheet: string, row: number, hidden?: boolean): void;
  /** Sets the rows that the sheet's filter hides; all others show. */
  setFilterHidden(sheet: string, rows: number[]): void;
  protectRange(sheet: string, range: string, editors?: string[]): void;
  deleteColumn(sheet: string, column: string): void;
  moveColumn(sheet: string, from: string, to: string): void;
  renameSheet(sheet: string, name: string): void;
  deleteSheet(sheet: string): void;
}

/** The hands of one user. */
export function handsOf(state: WorldState, userId: string): Hands {
  const edit = (one: UserEdit) => applyEdit(state, one, userId);
  return {
    edit,
    setCell: (sheet, cell, text) => edit({ kind: 'setCell', sheet, cell, text }),
    setCells: (sheet, cell, rows) => edit({ kind: 'setCells', sheet, cell, rows }),
    clearCell: (sheet, cell) => edit({ kind: 'clearCell', sheet, cell }),
    setLink: (sheet, cell, url, text) =>
      edit({ kind: 'setLink', sheet, cell, url, ...(text === undefined ? {} : { text }) }),
    select: (ranges, sheet) => edit({ kind: 'select', ranges, ...(sheet === undefined ? {} : { sheet }) }),
    sortRange: (sheet, range, byColumn, ascending = true) =>
      edit({ kind: 'sort', sheet, range, byColumn, ascending }),
    shuffleRows: (sheet, seed, columns) =>
      edit({ kind: 'shuffle', sheet, seed, ...(columns === undefined ? {} : { columns }) }),
    insertRowAbove: (sheet, above) => edit({ kind: 'insertRow', sheet, above }),
    deleteRow: (sheet, row) => edit({ kind: 'deleteRow', sheet, row }),
    copyRow: (sheet, row, to) => edit({ kind: 'copyRow', sheet, row, ...(to === undefined ? {} : { to }) }),
    hideRow: (sheet, row, hidden = true) => edit({ kind: 'hideRow', sheet, row, hidden }),
    setFilterHidden: (sheet, hidden) => edit({ kind: 'filterRows', sheet, hidden }),
    protectRange: (sheet, range, editors = []) => edit({ kind: 'protect', sheet, range, editors }),
    deleteColumn: (sheet, column) => edit({ kind: 'deleteColumn', sheet, column }),
    moveColumn: (sheet, from, to) => edit({ kind: 'moveColumn', sheet, from, to }),
    renameSheet: (sheet, name) => edit({ kind: 'renameSheet', sheet, name }),
    deleteSheet: (sheet) => edit({ kind: 'deleteSheet', sheet }),
  };
}
