// SpreadsheetApp and Spreadsheet: the document, its sheets and the selection.

import { newSheet } from '../cells';
import { lastColumn, lastRow } from '../extent';
import { enumeration, make, stateOf } from '../facade';
import { flush } from '../lifecycle';
import { NEW_SHEET_COLUMNS, NEW_SHEET_ROWS } from '../limits';
import { Refusal } from '../refusal';
import { goTo } from '../state';
import type { Execution, FacadeClass } from '../types';
import { checkCells } from './growth';
import { handle, method, text, whole } from './methods';
import {
  activeRange,
  activeRangeList,
  documentOf,
  documentSeen,
  makeSheet,
  selectionOf,
  sheetOf,
} from './sheet-access';
import { finder, wholeSheet } from './text-finder';

const activeSpreadsheet = handle<null>((x) => documentSeen(x) && make(x, 'Spreadsheet', null));
const activeSheet = handle<null>((x) => makeSheet(x, sheetOf(x, selectionOf(x).sheetId)));
const activeRanges = handle<null>((x) => activeRangeList(x));

/** What openById and openByUrl say under spreadsheets.currentonly (docs/facts/apps-script.md#scopes). */
function openOther(name: string) {
  return method<null>('read', () => {
    throw new Refusal(
      `Specified permissions are not sufficient to call SpreadsheetApp.${name}. Required permissions: https://www.googleapis.com/auth/spreadsheets`,
    );
  });
}

export const spreadsheetAppClass: FacadeClass<null> = {
  name: 'SpreadsheetApp',
  permission: 'document',
  fields: { SheetType: enumeration('SheetType', ['GRID', 'OBJECT', 'DATASOURCE']) },
  methods: {
    getActiveSpreadsheet: activeSpreadsheet,
    getActive: activeSpreadsheet,
    getActiveSheet: activeSheet,
    getActiveRange: handle((x) => activeRange(x)),
    getActiveRangeList: activeRanges,
    openById: openOther('openById'),
    openByUrl: openOther('openByUrl'),
    flush: method('flush', flush),
    newCellImage: handle((x) => make(x, 'CellImageBuilder', { source: '' })),
    getUi: handle((x) => {
      if (!x.hasEditor) throw new Refusal('Cannot call SpreadsheetApp.getUi() from this context.');
      return make(x, 'Ui', null);
    }, 'menu'),
  },
};

/** The first free name of the kind that Sheets gives: Sheet1, Sheet2. */
function freeName(names: string[]): string {
  let number = names.length + 1;
  while (names.includes(`Sheet${number}`)) number++;
  return `Sheet${number}`;
}

/** The new sheet comes before the one at `index`, or last, and becomes the active one (Spreadsheet.insertSheet). */
function insertSheet(x: Execution, _: null, name?: unknown, index?: unknown): object | null {
  const { sheets } = documentOf(x);
  const names = sheets.map((sheet) => sheet.name);
  const wanted = name === undefined ? freeName(names) : text(name, 'name');
  if (names.includes(wanted)) {
    throw new Refusal(`A sheet with the name "${wanted}" already exists. Please enter another name.`);
  }
  checkCells(x, NEW_SHEET_ROWS * NEW_SHEET_COLUMNS);
  const sheet = newSheet(Math.max(0, ...sheets.map(({ id }) => id)) + 1, wanted, documentOf(x).locale);
  sheets.splice(index === undefined ? sheets.length : whole(index, 'sheetIndex'), 0, sheet);
  goTo(x.core.state, x.user.id, sheet.id);
  return makeSheet(x, sheet);
}

export const spreadsheetClass: FacadeClass<null> = {
  name: 'Spreadsheet',
  permission: 'document',
  methods: {
    getId: handle((x) => documentOf(x).id),
    getName: handle((x) => documentOf(x).name),
    getSheets: handle((x) => x.realm.list(documentOf(x).sheets.map((sheet) => makeSheet(x, sheet)))),
    getSheetByName: handle((x, _, name) =>
      makeSheet(
        x,
        documentOf(x).sheets.find((sheet) => sheet.name === name),
      ),
    ),
    getSheetById: handle((x, _, id) =>
      makeSheet(
        x,
        documentOf(x).sheets.find((sheet) => sheet.id === id),
      ),
    ),
    createTextFinder: handle((x, _, wanted) => {
      const grids = documentOf(x).sheets.filter(({ type }) => type === 'GRID');
      const ranges = grids.flatMap((sheet) => wholeSheet(sheet.id, lastRow(sheet), lastColumn(sheet)));
      return finder(x, ranges, wanted);
    }),
    getActiveSheet: activeSheet,
    getActiveRange: handle((x) => activeRange(x)),
    getActiveRangeList: activeRanges,
    setActiveSheet: handle((x, _, sheet, restoreSelection) => {
      const { sheetId } = stateOf(sheet) as { sheetId: number };
      sheetOf(x, sheetId);
      const before = x.core.state.selections[x.user.id]?.elsewhere?.[sheetId];
      goTo(x.core.state, x.user.id, sheetId, restoreSelection === true ? before : undefined);
      return sheet;
    }),
    getSpreadsheetTimeZone: handle((x) => documentOf(x).timeZone),
    getSpreadsheetLocale: handle((x) => documentOf(x).locale),
    insertSheet: method('structure', insertSheet),
    deleteSheet: method('structure', (x, _, sheet) => {
      const { sheets } = documentOf(x);
      const { sheetId } = stateOf(sheet) as { sheetId: number };
      if (sheets.length === 1) throw new Refusal("You can't remove all the sheets in a document.");
      sheets.splice(sheets.indexOf(sheetOf(x, sheetId)), 1);
    }),
    toast: method('toast', (x, _, message, title = '', seconds = 5) => {
      x.core.state.shown.push({
        kind: 'toast',
        userId: x.user.id,
        at: x.core.now(),
        message: String(message),
        title: String(title),
        seconds: Number(seconds),
      });
    }),
  },
};
