// TextFinder: cells of a range, a sheet or a document that hold a text (SpreadsheetApp reference, TextFinder).
import type { Area } from '../a1';
import { cellAt } from '../cells';
import { displayAt } from '../display';
import { make } from '../facade';
import type { Handles, RangeState } from '../handles';
import type { Execution, FacadeClass } from '../types';
import { bufferFormulas, bufferValues } from './buffered-writes';
import { handle, method, text } from './methods';
import { sheetOf } from './sheet-access';

type Self = Handles['TextFinder'];

const escaped = (plain: string) => plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf({ text: wanted, entire, matchCase, regular }: Self): RegExp {
  const inner = regular ? wanted : escaped(wanted);
  return new RegExp(entire ? `^(?:${inner})$` : inner, matchCase ? 'g' : 'gi');
}

/** What is searched in a cell: its display text, or its formula where it is asked for. */
function searched(x: Execution, self: Self, sheetId: number, row: number, column: number): string {
  const sheet = sheetOf(x, sheetId);
  return self.formulas ? (cellAt(sheet, row, column).formula ?? '') : displayAt(sheet, row, column);
}

function cellsOf({ sheetId, area }: RangeState): RangeState[] {
  const cells: RangeState[] = [];
  for (let row = area.row; row < area.row + area.rows; row++)
    for (let column = area.column; column < area.column + area.columns; column++)
      cells.push({ sheetId, area: { row, column, rows: 1, columns: 1 } });
  return cells;
}

function found(x: Execution, self: Self): RangeState[] {
  const pattern = patternOf(self);
  return self.ranges.flatMap(cellsOf).filter(({ sheetId, area }) => {
    pattern.lastIndex = 0;
    return pattern.test(searched(x, self, sheetId, area.row, area.column));
  });
}

/** Replaces in each cell that matches, and counts the cells; formulas are only changed where they are searched. */
function replaceAll(x: Execution, self: Self, replacement: string): number {
  const cells = found(x, self).filter(
    ({ sheetId, area }) =>
      self.formulas || cellAt(sheetOf(x, sheetId), area.row, area.column).formula === undefined,
  );
  for (const cell of cells) {
    const before = searched(x, self, cell.sheetId, cell.area.row, cell.area.column);
    const after = before.replace(patternOf(self), () => replacement);
    const write = self.formulas ? bufferFormulas : bufferValues;
    write(x, cell, [[after]]);
  }
  return cells.length;
}

/** The next cell in order, from the first again after the last. */
function next(x: Execution, self: Self, step: 1 | -1): object | null {
  const cells = found(x, self);
  const at = self.at === null ? (step === 1 ? 0 : cells.length - 1) : self.at + step;
  self.at = at;
  const cell = cells[at];
  return cell ? make(x, 'Range', cell) : null;
}

/** A switch of the search; without an argument it is on. */
const setting = (set: (self: Self, on: boolean) => void) =>
  handle<Self>((x, self, on = true) => {
    set(self, on === true);
    return make(x, 'TextFinder', self);
  });

export const textFinderClass: FacadeClass<Self> = {
  name: 'TextFinder',
  permission: 'document',
  methods: {
    matchEntireCell: setting((self, on) => {
      self.entire = on;
    }),
    matchCase: setting((self, on) => {
      self.matchCase = on;
    }),
    matchFormulaText: setting((self, on) => {
      self.formulas = on;
    }),
    useRegularExpression: setting((self, on) => {
      self.regular = on;
    }),
    findAll: method('read', (x, self) => x.realm.list(found(x, self).map((cell) => make(x, 'Range', cell)))),
    findNext: method('read', (x, self) => next(x, self, 1)),
    findPrevious: method('read', (x, self) => next(x, self, -1)),
    getCurrentMatch: method('read', (x, self) => {
      const cell = self.at === null ? undefined : found(x, self)[self.at];
      return cell ? make(x, 'Range', cell) : null;
    }),
    replaceAllWith: method('structure', (x, self, replacement) =>
      replaceAll(x, self, text(replacement, 'replaceText')),
    ),
  },
};

/** Starts a search in ranges. */
export function finder(x: Execution, ranges: RangeState[], wanted: unknown): object {
  const plain = { entire: false, matchCase: false, regular: false, formulas: false, at: null };
  return make(x, 'TextFinder', { ranges, text: text(wanted, 'findText'), ...plain });
}

/** All cells of a sheet that have content. */
export const wholeSheet = (sheetId: number, rows: number, columns: number): RangeState[] => {
  const area: Area = { row: 1, column: 1, rows, columns };
  return rows > 0 && columns > 0 ? [{ sheetId, area }] : [];
};
