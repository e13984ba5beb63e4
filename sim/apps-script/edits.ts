// What a user's hands do to the sheets: each edit is plain data, so that a fault can carry it, and one function applies it.

import { nextRandom } from '../random';
import { type Area, columnNumber } from './a1';
import { areaIn } from './areas';
import { cellAt, cloneSheet, newSheet, putCell, rowAt, type SheetState } from './cells';
import { type Typing, typeInto } from './coercion';
import { lastColumn, lastRow } from './extent';
import { addFeature, type Feature, isFeature } from './features';
import { localeOf } from './locales';
import { goTo, type WorldState } from './state';
import { copyCells, deleteColumns, deleteRows, insertRows, moveColumn, reorder, sortArea } from './structure';

/** One edit. `sheet` is a sheet's name; without it the first sheet is meant. Rows are 1-based, columns are letters. */
export type UserEdit = { sheet?: string } & (
  | { kind: 'setCell'; cell: string; text: string }
  | { kind: 'setCells'; cell: string; rows: string[][] }
  | { kind: 'clearCell'; cell: string }
  | { kind: 'setLink'; cell: string; url: string; text?: string }
  /** Rows of `range` ("A2:F9", "A:F"; default: all rows under the header). A range of some columns tears the rows apart. */
  | { kind: 'sort'; byColumn: string; ascending?: boolean; range?: string }
  | { kind: 'sortColumns'; columns: string; byColumn: string; ascending?: boolean }
  /** Puts the rows under the header in a random order; with `columns` ("A:C") the cells of these columns only. */
  | { kind: 'shuffle'; seed: number; columns?: string }
  | { kind: 'insertRow'; above: number }
  | { kind: 'deleteRow'; row: number }
  /** Copies a row: over row `to`, or without it into a new row inserted below. */
  | { kind: 'copyRow'; row: number; to?: number }
  | { kind: 'hideRow'; row: number; hidden?: boolean }
  | { kind: 'filterRows'; hidden: number[] }
  | { kind: 'protect'; range: string; editors?: string[] }
  | { kind: 'deleteColumn'; column: string }
  | { kind: 'moveColumn'; from: string; to: string }
  | { kind: 'renameSheet'; name: string }
  | { kind: 'deleteSheet' }
  /** A new, empty sheet of that name, the last one. */
  | { kind: 'insertSheet'; name: string }
  /** A copy of the sheet with all it has, right of it. */
  | { kind: 'duplicateSheet'; name: string }
  | { kind: 'select'; ranges: string[] }
  | Feature
);

/** The sheet of that name, or the first one. Throws where there is none. */
export function sheetNamed(state: WorldState, name?: string): SheetState {
  const sheets = state.document?.sheets ?? [];
  const sheet = name === undefined ? sheets[0] : sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new Error(`The world's document has no sheet "${name ?? '(first)'}".`);
  return sheet;
}

/** How a text is read that is typed into a sheet now. */
export const typingIn = (state: WorldState, sheet: SheetState): Typing => ({
  year: new Date(state.now).getUTCFullYear(),
  locale: localeOf(sheet.locale),
});

/** The rows under the header (row 1) within the columns of a range: what a user sorts with one click. */
function body(sheet: SheetState, a1?: string): Area {
  const area =
    a1 === undefined ? { row: 2, column: 1, rows: 0, columns: lastColumn(sheet) } : areaIn(sheet, a1);
  if (a1 !== undefined && area.whole === undefined)
    return { ...area, rows: Math.min(area.rows, sheet.maxRows - area.row + 1) };
  return { row: 2, column: area.column, rows: Math.max(0, lastRow(sheet) - 1), columns: area.columns };
}

function shuffled(area: Area, seed: number): number[] {
  const order = Array.from({ length: area.rows }, (_, index) => area.row + index);
  const random = { value: seed };
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(nextRandom(random) * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

/** Types texts into the cells from `cell` on; what is pasted over the end of the sheet makes it larger. */
function typeCells(state: WorldState, sheet: SheetState, cell: string, rows: string[][]): void {
  const corner = areaIn(sheet, cell);
  const typing = typingIn(state, sheet);
  sheet.maxRows = Math.max(sheet.maxRows, corner.row + rows.length - 1);
  sheet.maxColumns = Math.max(sheet.maxColumns, ...rows.map(({ length }) => corner.column + length - 1));
  rows.forEach((texts, down) => {
    texts.forEach((text, right) => {
      const [row, column] = [corner.row + down, corner.column + right];
      putCell(sheet, row, column, typeInto(cellAt(sheet, row, column), text, typing));
    });
  });
}

/** An ID that no sheet has. */
const freeId = (sheets: SheetState[]) => Math.max(0, ...sheets.map(({ id }) => id)) + 1;

type CellEdit = Exclude<UserEdit, Feature>;
type Apply<Kind extends CellEdit['kind']> = (
  edit: Extract<CellEdit, { kind: Kind }>,
  sheet: SheetState,
  state: WorldState,
  userId: string,
) => void;

const apply: { [Kind in CellEdit['kind']]: Apply<Kind> } = {
  setCell: ({ cell, text }, sheet, state) => typeCells(state, sheet, cell, [[text]]),
  setCells: ({ cell, rows }, sheet, state) => typeCells(state, sheet, cell, rows),
  clearCell: ({ cell }, sheet, state) => typeCells(state, sheet, cell, [['']]),
  setLink: ({ cell, url, text }, sheet) => {
    const { row, column } = areaIn(sheet, cell);
    const before = cellAt(sheet, row, column);
    putCell(sheet, row, column, { ...before, value: text ?? before.value, link: url });
  },
  sort: ({ range, byColumn, ascending = true }, sheet) =>
    sortArea(sheet, body(sheet, range), columnNumber(byColumn), ascending),
  sortColumns: ({ columns, byColumn, ascending = true }, sheet) =>
    sortArea(sheet, body(sheet, columns), columnNumber(byColumn), ascending),
  shuffle: ({ seed, columns }, sheet) => {
    const area = body(sheet, columns);
    reorder(sheet, area, shuffled(area, seed));
  },
  insertRow: ({ above }, sheet) => insertRows(sheet, above),
  deleteRow: ({ row }, sheet) => deleteRows(sheet, row),
  copyRow: ({ row, to }, sheet) => {
    if (to === undefined) insertRows(sheet, row + 1);
    copyCells(sheet, row, to ?? row + 1);
  },
  hideRow: ({ row, hidden = true }, sheet) => {
    rowAt(sheet, row).hiddenByUser = hidden;
  },
  filterRows: ({ hidden }, sheet) => {
    sheet.filter ??= { row: 1, column: 1, rows: lastRow(sheet), columns: lastColumn(sheet) };
    for (const row of sheet.rows) row.hiddenByFilter = false;
    for (const row of hidden) rowAt(sheet, row).hiddenByFilter = true;
  },
  protect: ({ range, editors = [] }, sheet) => {
    sheet.protections.push({ area: areaIn(sheet, range), editors });
  },
  deleteColumn: ({ column }, sheet) => deleteColumns(sheet, columnNumber(column)),
  moveColumn: ({ from, to }, sheet) => moveColumn(sheet, columnNumber(from), columnNumber(to)),
  renameSheet: ({ name }, sheet) => {
    sheet.name = name;
  },
  deleteSheet: (_, sheet, state) => {
    const sheets = state.document?.sheets ?? [];
    sheets.splice(sheets.indexOf(sheet), 1);
  },
  insertSheet: ({ name }, _, state) => {
    const sheets = state.document?.sheets ?? [];
    sheets.push(newSheet(freeId(sheets), name, state.document?.locale));
  },
  duplicateSheet: ({ name }, sheet, state) => {
    const sheets = state.document?.sheets ?? [];
    sheets.splice(sheets.indexOf(sheet) + 1, 0, { ...cloneSheet(sheet), id: freeId(sheets), name });
  },
  select: ({ ranges }, sheet, state, userId) => {
    goTo(
      state,
      userId,
      sheet.id,
      ranges.map((a1) => areaIn(sheet, a1)),
    );
  },
};

/**
 * Applies one edit to the state, at once and without an execution.
 * @param userId whose selection `select` changes
 */
export function applyEdit(state: WorldState, edit: UserEdit, userId: string): void {
  const sheet = sheetNamed(state, edit.sheet);
  if (isFeature(edit)) {
    addFeature(sheet, edit);
    return;
  }
  const applyKind = apply[edit.kind] as Apply<CellEdit['kind']>;
  applyKind(edit, sheet, state, userId);
}
