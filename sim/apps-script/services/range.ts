// Range: reading cells, buffering writes, and what a range knows about itself.

import { a1Of, overlap } from '../a1';
import { inside } from '../areas';
import { cellAt } from '../cells';
import { momentOf } from '../dates';
import { computed, displayAt } from '../display';
import { make } from '../facade';
import type { Handles, RangeState } from '../handles';
import { spend } from '../lifecycle';
import { fromR1C1, toR1C1 } from '../r1c1';
import { goTo } from '../state';
import { sortArea } from '../structure';
import type { Execution, FacadeClass } from '../types';
import {
  bufferClear,
  bufferFormat,
  bufferFormats,
  bufferFormulas,
  bufferValues,
  checkEditable,
  mayEdit,
} from './buffered-writes';
import { handle, method, whole } from './methods';
import { documentOf, sheetOf } from './sheet-access';
import { finder } from './text-finder';

type Self = RangeState;

/** Reads each cell of the area into a grid of the script's realm. */
function grid(
  x: Execution,
  { sheetId, area }: Self,
  read: (row: number, column: number) => unknown,
): unknown[][] {
  sheetOf(x, sheetId);
  spend(x, Math.ceil(area.rows * area.columns * x.core.costs.cell));
  const rows: unknown[][] = [];
  for (let row = area.row; row < area.row + area.rows; row++) {
    const cells: unknown[] = [];
    for (let column = area.column; column < area.column + area.columns; column++)
      cells.push(read(row, column));
    rows.push(cells);
  }
  return x.realm.grid(rows);
}

function displayValues(x: Execution, self: Self): unknown[][] {
  const sheet = sheetOf(x, self.sheetId);
  return grid(x, self, (row, column) => displayAt(sheet, row, column));
}

/** Numbers, booleans, texts, and dates as Date of the realm in the spreadsheet's zone (docs/facts/apps-script.md#display-values). */
function values(x: Execution, self: Self): unknown[][] {
  const sheet = sheetOf(x, self.sheetId);
  const { timeZone } = documentOf(x);
  return grid(x, self, (row, column) => {
    const { picture } = cellAt(sheet, row, column);
    if (picture !== undefined) return make(x, 'CellImage', picture);
    const { value } = computed(sheet, row, column);
    return typeof value === 'object' ? x.realm.date(momentOf(value, timeZone)) : value;
  });
}

/**
 * Text of a cell with the links behind it; null where the cell holds a number, a date or a boolean (Range.getRichTextValues),
 * and a formula where the world says so.
 */
function richTexts(x: Execution, self: Self): unknown[][] {
  const sheet = sheetOf(x, self.sheetId);
  const formulas = x.core.state.readings.richTextOfFormulas;
  return grid(x, self, (row, column) => {
    const { formula, runs } = cellAt(sheet, row, column);
    const { value, link } = computed(sheet, row, column);
    if (typeof value !== 'string' || (formula !== undefined && formulas === 'null')) return null;
    const whole = link === undefined ? { text: value } : { text: value, url: link };
    return make(x, 'RichTextValue', { runs: runs ?? [whole] });
  });
}

const canEdit = (x: Execution, { sheetId, area }: Self) => mayEdit(x, sheetOf(x, sheetId), area);

/** The first cell alone, which getValue and getDisplayValue read. */
const topLeft = ({ sheetId, area }: Self): Self => ({
  sheetId,
  area: { row: area.row, column: area.column, rows: 1, columns: 1 },
});

/** One value for each cell of the range. */
const filled = ({ area }: Self, value: unknown): unknown[][] =>
  Array.from({ length: area.rows }, () => new Array(area.columns).fill(value));

/** Formulas in A1 notation from formulas in R1C1 notation; what has another shape is left to the check of the write. */
function absoluteFormulas({ area }: Self, rows: unknown): unknown {
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) return rows;
  return rows.map((row: unknown[], down) =>
    row.map((formula, right) => fromR1C1(String(formula), area.row + down, area.column + right)),
  );
}

/** Writes are buffered and the range is given back, for chaining. */
function buffered(write: (x: Execution, self: Self, argument: unknown) => void) {
  return method<Self>('buffered', (x, self, argument) => {
    write(x, self, argument);
    return make(x, 'Range', self);
  });
}

export const rangeClass: FacadeClass<Self> = {
  name: 'Range',
  permission: 'document',
  methods: {
    getDisplayValues: method('read', displayValues),
    getDisplayValue: method('read', (x, self) => displayValues(x, topLeft(self))[0]?.[0]),
    getValues: method('read', values),
    getValue: method('read', (x, self) => values(x, topLeft(self))[0]?.[0]),
    getFormulas: method('read', (x, self) => {
      const sheet = sheetOf(x, self.sheetId);
      return grid(x, self, (row, column) => cellAt(sheet, row, column).formula ?? '');
    }),
    getFormulasR1C1: method('read', (x, self) => {
      const sheet = sheetOf(x, self.sheetId);
      return grid(x, self, (row, column) => toR1C1(cellAt(sheet, row, column).formula ?? '', row, column));
    }),
    createTextFinder: handle((x, self, wanted) => finder(x, [self], wanted)),
    getRichTextValues: method('read', richTexts),
    getNumberFormats: method('read', (x, self) => {
      const sheet = sheetOf(x, self.sheetId);
      return grid(x, self, (row, column) => cellAt(sheet, row, column).format ?? 'General');
    }),
    setValues: buffered((x, self, rows) => bufferValues(x, self, rows)),
    setValue: buffered((x, self, value) => bufferValues(x, self, filled(self, value))),
    setFormulas: buffered((x, self, rows) => bufferFormulas(x, self, rows)),
    setFormulasR1C1: buffered((x, self, rows) => bufferFormulas(x, self, absoluteFormulas(self, rows))),
    setFormulaR1C1: buffered((x, self, formula) =>
      bufferFormulas(x, self, absoluteFormulas(self, filled(self, formula))),
    ),
    setNumberFormat: buffered(bufferFormat),
    setNumberFormats: buffered((x, self, rows) => bufferFormats(x, self, rows)),
    clearContent: buffered((x, self) => bufferClear(x, self)),
    // Looks only: no part of what this world shows.
    setFontWeight: buffered((x, self) => {
      sheetOf(x, self.sheetId);
    }),
    /** Ascending by one column of the sheet; the form with an object is not modelled. */
    sort: method('structure', (x, self, column) => {
      const sheet = sheetOf(x, self.sheetId);
      checkEditable(x, sheet, self);
      sortArea(sheet, self.area, whole(column, 'sortSpecObj'), true);
      return make(x, 'Range', self);
    }),
    getDataValidations: method('read', (x, self) => {
      const { validations } = sheetOf(x, self.sheetId);
      return grid(x, self, (row, column) => {
        const rule = validations.find(({ area }) => inside(area, row, column));
        return rule ? make(x, 'DataValidation', rule) : null;
      });
    }),
    canEdit: method('read', canEdit),
    getMergedRanges: method('read', (x, { sheetId, area }) => {
      const merges = sheetOf(x, sheetId).merges.filter((merge) => overlap(merge.area, area));
      return x.realm.list(merges.map((merge) => make(x, 'Range', { sheetId, area: merge.area })));
    }),
    getRow: handle((_, { area }) => area.row),
    getColumn: handle((_, { area }) => area.column),
    getNumRows: handle((_, { area }) => area.rows),
    getNumColumns: handle((_, { area }) => area.columns),
    getLastRow: handle((_, { area }) => area.row + area.rows - 1),
    getLastColumn: handle((_, { area }) => area.column + area.columns - 1),
    getA1Notation: handle((_, { area }) => a1Of(area)),
    isStartRowBounded: handle((_, { area }) => area.whole !== 'columns'),
    isEndRowBounded: handle((_, { area }) => area.whole !== 'columns'),
    getSheet: handle((x, { sheetId }) => make(x, 'Sheet', { sheetId })),
    activate: handle((x, self) => {
      sheetOf(x, self.sheetId);
      goTo(x.core.state, x.user.id, self.sheetId, [self.area]);
      return make(x, 'Range', self);
    }),
  },
};

export const rangeListClass: FacadeClass<{ ranges: Self[] }> = {
  name: 'RangeList',
  permission: 'document',
  methods: {
    getRanges: handle((x, { ranges }) => x.realm.list(ranges.map((range) => make(x, 'Range', range)))),
    setNumberFormat: method('buffered', (x, self, format) => {
      for (const range of self.ranges) bufferFormat(x, range, format);
      return make(x, 'RangeList', self);
    }),
    setValue: method('buffered', (x, self, value) => {
      for (const range of self.ranges) bufferValues(x, range, filled(range, value));
      return make(x, 'RangeList', self);
    }),
  },
};

export const richTextClass: FacadeClass<Handles['RichTextValue']> = {
  name: 'RichTextValue',
  permission: 'document',
  methods: {
    getText: handle((_, { runs }) => runs.map(({ text }) => text).join('')),
    // null where the parts of the text have several links (docs/facts/apps-script.md#rich-text-links).
    getLinkUrl: handle((_, { runs }) => (runs.length === 1 ? (runs[0]?.url ?? null) : null)),
    getRuns: handle((x, { runs }) =>
      x.realm.list(runs.map((run) => make(x, 'RichTextValue', { runs: [run] }))),
    ),
  },
};
