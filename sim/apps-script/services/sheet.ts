// Sheet: ranges, extents, hidden rows, and changes of its rows and columns.

import type { Area } from '../a1';
import { cellAt, putCell, type SheetState } from '../cells';
import { typeInto } from '../coercion';
import { lastColumn, lastRow } from '../extent';
import { enumMember, make } from '../facade';
import type { RangeState } from '../handles';
import { ROW_HEIGHT } from '../limits';
import { Refusal } from '../refusal';
import { goTo } from '../state';
import { deleteRows } from '../structure';
import type { Execution, FacadeClass } from '../types';
import { checkValid } from '../validation';
import { checkEditable, typingOf } from './buffered-writes';
import { chartMethods } from './chart';
import { addColumns, addRows, checkCells } from './growth';
import { handle, method, type Run, text, whole } from './methods';
import {
  activeRangeList,
  checkInside,
  documentOf,
  gridOf,
  rangeAt,
  selectionOf,
  sheetOf,
} from './sheet-access';
import { finder, wholeSheet } from './text-finder';

type Self = { sheetId: number };

/** The four forms of Sheet.getRange: A1; row, column; with a number of rows; and with a number of columns. */
function rangeOf(sheet: SheetState, args: unknown[]): RangeState {
  if (typeof args[0] === 'string') return rangeAt(sheet, args[0]);
  const [row, column, rows = 1, columns = 1] = args;
  const area: Area = {
    row: whole(row, 'row'),
    column: whole(column, 'column'),
    rows: whole(rows, 'numRows'),
    columns: whole(columns, 'numColumns'),
  };
  checkInside(sheet, area);
  return { sheetId: sheet.id, area };
}

/** A change of the sheet that is made at once and gives the sheet back, for chaining. */
function change(act: (x: Execution, sheet: SheetState, ...args: unknown[]) => void) {
  const run: Run<Self> = (x, self, ...args) => {
    act(x, gridOf(x, self.sheetId), ...args);
    return make(x, 'Sheet', self);
  };
  return method('structure', run);
}

/** A change of how the sheet looks. Assumed to be buffered and applied in its turn, as all formatting is. */
function looks(act: (sheet: SheetState, ...args: unknown[]) => void) {
  return method<Self>('buffered', (x, self, ...args) => {
    sheetOf(x, self.sheetId);
    x.pending.push(() => act(sheetOf(x, self.sheetId), ...args));
    return make(x, 'Sheet', self);
  });
}

function setHeights(sheet: SheetState, from: unknown, count: unknown, pixels: unknown): void {
  const first = whole(from, 'startRow');
  for (let row = first; row < first + whole(count, 'numRows'); row++)
    sheet.rowHeights[row] = whole(pixels, 'height');
}

/** Appends below the last row with content, in one step with finding it. */
function appendRow(x: Execution, sheet: SheetState, values: unknown): void {
  if (!Array.isArray(values))
    throw new Refusal("The parameters don't match the method signature for Sheet.appendRow.");
  const row = lastRow(sheet) + 1;
  const area = { row, column: 1, rows: 1, columns: values.length };
  checkEditable(x, sheet, { sheetId: sheet.id, area });
  const typing = typingOf(x, sheet);
  const cells = values.map((value, index) => {
    const before = cellAt(sheet, row, index + 1);
    const scalar = typeof value === 'number' || typeof value === 'boolean';
    const cell = scalar ? { ...before, value } : typeInto(before, String(value ?? ''), typing);
    checkValid(sheet, row, index + 1, cell);
    return cell;
  });
  if (row > sheet.maxRows) {
    checkCells(x, sheet.maxColumns);
    sheet.maxRows = row;
  }
  cells.forEach((cell, index) => {
    putCell(sheet, row, index + 1, cell);
  });
}

export const sheetClass: FacadeClass<Self> = {
  name: 'Sheet',
  permission: 'document',
  methods: {
    getSheetId: handle((x, { sheetId }) => sheetOf(x, sheetId).id),
    getName: handle((x, { sheetId }) => sheetOf(x, sheetId).name),
    getRange: handle((x, { sheetId }, ...args) => make(x, 'Range', rangeOf(gridOf(x, sheetId), args))),
    getRangeList: handle((x, { sheetId }, list) => {
      const sheet = gridOf(x, sheetId);
      if (!Array.isArray(list))
        throw new Refusal("The parameters don't match the method signature for Sheet.getRangeList.");
      return make(x, 'RangeList', {
        ranges: Array.from(list, (a1) => rangeAt(sheet, text(a1, 'a1Notation'))),
      });
    }),
    getDataRange: method('extent', (x, { sheetId }) => {
      const sheet = gridOf(x, sheetId);
      const [rows, columns] = [Math.max(1, lastRow(sheet)), Math.max(1, lastColumn(sheet))];
      return make(x, 'Range', { sheetId, area: { row: 1, column: 1, rows, columns } });
    }),
    getLastRow: method('extent', (x, { sheetId }) => lastRow(gridOf(x, sheetId))),
    getLastColumn: method('extent', (x, { sheetId }) => lastColumn(gridOf(x, sheetId))),
    getMaxRows: method('extent', (x, { sheetId }) => gridOf(x, sheetId).maxRows),
    getMaxColumns: method('extent', (x, { sheetId }) => gridOf(x, sheetId).maxColumns),
    getFrozenRows: method('extent', (x, { sheetId }) => gridOf(x, sheetId).frozenRows),
    getFrozenColumns: method('extent', (x, { sheetId }) => gridOf(x, sheetId).frozenColumns),
    getType: handle((x, { sheetId }) => enumMember(x, 'SheetType', sheetOf(x, sheetId).type)),
    isSheetHidden: method('extent', (x, { sheetId }) => sheetOf(x, sheetId).hidden),
    getFilter: method('extent', (x, { sheetId }) => {
      const { filter } = gridOf(x, sheetId);
      return filter && make(x, 'Filter', { sheetId, area: filter });
    }),
    isRowHiddenByUser: method('hiddenRow', (x, { sheetId }, row) => {
      return gridOf(x, sheetId).rows[whole(row, 'rowPosition') - 1]?.hiddenByUser ?? false;
    }),
    isRowHiddenByFilter: method('hiddenRow', (x, { sheetId }, row) => {
      return gridOf(x, sheetId).rows[whole(row, 'rowPosition') - 1]?.hiddenByFilter ?? false;
    }),
    getActiveRangeList: handle((x, { sheetId }) => {
      sheetOf(x, sheetId);
      return selectionOf(x).sheetId === sheetId ? activeRangeList(x) : null;
    }),
    activate: handle((x, { sheetId }) => {
      sheetOf(x, sheetId);
      goTo(x.core.state, x.user.id, sheetId);
      return make(x, 'Sheet', { sheetId });
    }),
    insertColumnsAfter: change((x, sheet, after, count) =>
      addColumns(x, sheet, whole(after, 'afterPosition') + 1, whole(count, 'howMany')),
    ),
    insertRowsAfter: change((x, sheet, after, count) =>
      addRows(x, sheet, whole(after, 'afterPosition') + 1, whole(count, 'howMany')),
    ),
    deleteRows: change((x, sheet, from, count) => {
      const [row, rows] = [whole(from, 'rowPosition'), whole(count, 'howMany')];
      const area = { row, column: 1, rows, columns: sheet.maxColumns };
      checkInside(sheet, area);
      checkEditable(x, sheet, { sheetId: sheet.id, area });
      if (sheet.maxRows - Math.max(sheet.frozenRows, row - 1) <= rows && row - 1 <= sheet.frozenRows)
        throw new Refusal('Sorry, it is not possible to delete all non-frozen rows.');
      deleteRows(sheet, row, rows);
    }),
    appendRow: change(appendRow),
    createTextFinder: handle((x, { sheetId }, wanted) => {
      const sheet = gridOf(x, sheetId);
      return finder(x, wholeSheet(sheetId, lastRow(sheet), lastColumn(sheet)), wanted);
    }),
    getRowHeight: method('extent', (x, { sheetId }, row) => {
      return gridOf(x, sheetId).rowHeights[whole(row, 'rowPosition')] ?? ROW_HEIGHT;
    }),
    setRowHeight: looks((sheet, row, pixels) => setHeights(sheet, row, 1, pixels)),
    setRowHeights: looks(setHeights),
    setRowHeightsForced: looks(setHeights),
    setFrozenColumns: looks((sheet, columns) => {
      sheet.frozenColumns = whole(columns, 'columns');
    }),
    setFrozenRows: looks((sheet, rows) => {
      sheet.frozenRows = whole(rows, 'rows');
    }),
    hideSheet: method('buffered', (x, self) => {
      const others = documentOf(x).sheets.filter(({ id, hidden }) => id !== self.sheetId && !hidden);
      // Google's words are not known.
      if (others.length === 0) throw new Refusal("You can't hide all the sheets in a document.");
      return looks((sheet) => {
        sheet.hidden = true;
      }).run(x, self, []);
    }),
    showSheet: change((_, sheet) => {
      sheet.hidden = false;
    }),
    ...chartMethods,
    // No part of what this world shows.
    setColumnWidth: looks(() => undefined),
    setColumnWidths: looks(() => undefined),
  },
};

export const filterClass: FacadeClass<RangeState> = {
  name: 'Filter',
  permission: 'document',
  methods: { getRange: handle((x, self) => make(x, 'Range', self)) },
};
