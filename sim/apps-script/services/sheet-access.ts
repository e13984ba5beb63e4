// How services find the document, its sheets and the selection.

import { type Area, parseA1 } from '../a1';
import type { SheetState } from '../cells';
import { make } from '../facade';
import type { RangeState } from '../handles';
import { Refusal } from '../refusal';
import type { DocumentState, Selection } from '../state';
import type { Execution } from '../types';

/** The document that the execution sees; null for a standalone script, and for a clock trigger where the world says so. */
export function documentSeen(x: Execution): DocumentState | null {
  if (!x.hasEditor && x.core.clockTriggerDocument === 'null') return null;
  return x.core.state.document;
}

/** The document. Throws where there is none. */
export function documentOf(x: Execution): DocumentState {
  const document = documentSeen(x);
  if (!document) throw new Refusal('There is no active spreadsheet.');
  return document;
}

/** The sheet of an ID. Throws where it has been deleted since the script got hold of it. */
export function sheetOf(x: Execution, sheetId: number): SheetState {
  const sheet = documentOf(x).sheets.find(({ id }) => id === sheetId);
  if (!sheet) throw new Refusal(`Sheet ${sheetId} not found`);
  return sheet;
}

/** A sheet with cells. Throws for a chart or a data source on a sheet of its own (docs/facts/apps-script.md#object-sheets). */
export function gridOf(x: Execution, sheetId: number): SheetState {
  const sheet = sheetOf(x, sheetId);
  if (sheet.type !== 'GRID') throw new Refusal(`The action is not supported for ${sheet.type} sheet.`);
  return sheet;
}

/** What the user has selected: A1 of the first sheet until something else is; whole columns reach to the last row. */
export function selectionOf(x: Execution): Selection {
  const { sheets } = documentOf(x);
  const chosen = x.hasEditor ? x.core.state.selections[x.user.id] : undefined;
  // A sheet that is hidden while somebody looks at it gives way to another one.
  const sheet = sheets.find(({ id, hidden }) => id === chosen?.sheetId && !hidden);
  if (!sheet || !chosen) {
    const first = sheets.find(({ hidden }) => !hidden) ?? (sheets[0] as SheetState);
    return { sheetId: first.id, areas: [{ row: 1, column: 1, rows: 1, columns: 1 }] };
  }
  const grown = (area: Area): Area => {
    if (area.whole === 'columns') return { ...area, rows: sheet.maxRows };
    return area.whole === 'rows' ? { ...area, columns: sheet.maxColumns } : area;
  };
  return { sheetId: sheet.id, areas: chosen.areas.map(grown) };
}

export function makeSheet(x: Execution, sheet: SheetState | undefined): object | null {
  return sheet ? make(x, 'Sheet', { sheetId: sheet.id }) : null;
}

/** The range last selected; null on a sheet without cells (assumed). */
export function activeRange(x: Execution): object | null {
  const { sheetId, areas } = selectionOf(x);
  if (sheetOf(x, sheetId).type !== 'GRID') return null;
  const area = areas.at(-1);
  return area ? make(x, 'Range', { sheetId, area }) : null;
}

/** All selected ranges, the current one last; null where nothing is selected. */
export function activeRangeList(x: Execution): object | null {
  const { sheetId, areas } = selectionOf(x);
  return areas.length === 0 || sheetOf(x, sheetId).type !== 'GRID'
    ? null
    : make(x, 'RangeList', { ranges: areas.map((area) => ({ sheetId, area })) });
}

/** Reads A1 notation within a sheet. Throws in Google's words. */
export function rangeAt(sheet: SheetState, a1: string): RangeState {
  const area = parseA1(a1, { rows: sheet.maxRows, columns: sheet.maxColumns });
  if (!area) throw new Refusal('Range not found');
  checkInside(sheet, area);
  return { sheetId: sheet.id, area };
}

/** Throws where an area lies outside the sheet. */
export function checkInside(sheet: SheetState, area: Area): void {
  if (area.row < 1) throw new Refusal('The starting row of the range is too small.');
  if (area.column < 1) throw new Refusal('The starting column of the range is too small.');
  if (area.rows < 1) throw new Refusal('The number of rows in the range must be at least 1.');
  if (area.columns < 1) throw new Refusal('The number of columns in the range must be at least 1.');
  const outside =
    area.row + area.rows - 1 > sheet.maxRows || area.column + area.columns - 1 > sheet.maxColumns;
  if (outside) throw new Refusal(OUTSIDE);
}

const OUTSIDE = 'The coordinates of the range are outside the dimensions of the sheet.';
