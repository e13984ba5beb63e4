// Writes to cells: checked when they are called, applied by row and column number when the buffer is flushed.

import { types } from 'node:util';
import { type Area, overlap } from '../a1';
import { covered } from '../areas';
import { type Cell, type CellPicture, cellAt, emptyCell, putCell, type SheetState } from '../cells';
import { type Typing, typeInto } from '../coercion';
import { cellDateOf } from '../dates';
import { typingIn } from '../edits';
import { setFormat } from '../formats';
import type { RangeState } from '../handles';
import { CELL_TEXT_CHARACTERS } from '../limits';
import { Refusal } from '../refusal';
import type { Execution } from '../types';
import { checkNoTypedHeader, checkUntyped, checkValid, TYPED } from '../validation';
import { pictureIn } from './cell-image';
import { checkInside, documentOf, sheetOf } from './sheet-access';

/** Said when a user writes where a protection forbids it (docs/facts/apps-script.md#protected-ranges). Thrown at the call, the earlier choice. */
const PROTECTED =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

/** Throws where the user may not edit a part of the range. The owner of the spreadsheet always may. */
export function checkEditable(x: Execution, sheet: SheetState, { area }: RangeState): void {
  if (!mayEdit(x, sheet, area)) throw new Refusal(PROTECTED);
}

/** Whether the user may edit all cells of an area. */
export function mayEdit(x: Execution, sheet: SheetState, area: Area): boolean {
  return (
    mayRestructure(x, sheet) &&
    (x.user.id === documentOf(x).ownerId ||
      !sheet.protections.some(
        (protection) => overlap(protection.area, area) && !protection.editors.includes(x.user.id),
      ))
  );
}

/** Whether the user may insert rows and columns: a sheet that is protected as a whole refuses these too. */
function mayRestructure(x: Execution, { protectedFor }: SheetState): boolean {
  return x.user.id === documentOf(x).ownerId || (protectedFor?.includes(x.user.id) ?? true);
}

/** Throws where the sheet is protected as a whole from this user. */
export function checkRestructure(x: Execution, sheet: SheetState): void {
  if (!mayRestructure(x, sheet)) throw new Refusal(PROTECTED);
}

/** Throws unless `rows` has exactly the shape of the range, in Google's words (docs/facts/apps-script.md#range-shape). */
function checkShape({ area }: RangeState, rows: unknown): asserts rows is unknown[][] {
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw new Refusal(
      "The parameters (String) don't match the method signature for SpreadsheetApp.Range.setValues.",
    );
  }
  if (rows.length !== area.rows) {
    throw new Refusal(
      `The number of rows in the data does not match the number of rows in the range. The data has ${rows.length} but the range has ${area.rows}.`,
    );
  }
  for (const { length } of rows) {
    if (length === area.columns) continue;
    throw new Refusal(
      `The number of columns in the data does not match the number of columns in the range. The data has ${length} but the range has ${area.columns}.`,
    );
  }
}

/** Throws where Sheets refuses what a cell is about to be. */
type Check = (sheet: SheetState, row: number, column: number, cell: Cell) => void;

/** What a content write must pass: strict validation, and the headers of typed columns. */
const checkContent: Check = (sheet, row, column, cell) => {
  checkNoTypedHeader(sheet, row, column);
  checkValid(sheet, row, column, cell);
};

/** Puts a write into the buffer. What Sheets refuses throws at the flush, and at the call where the world says so. */
function buffered(
  x: Execution,
  range: RangeState,
  check: (sheet: SheetState) => void,
  put: (sheet: SheetState) => void,
): void {
  if (x.core.state.readings.refusedWrites === 'call') check(sheetOf(x, range.sheetId));
  x.pending.push(() => {
    const sheet = sheetOf(x, range.sheetId);
    checkInside(sheet, range.area);
    check(sheet);
    put(sheet);
  });
}

/**
 * Checks a write and puts it into the buffer; `change` makes the new cell from the one that is there when it is flushed.
 * A call whose range holds one refused cell writes none (assumed); one into a covered cell of a merge is dropped.
 */
function buffer<Input>(
  x: Execution,
  range: RangeState,
  rows: unknown,
  parse: (input: unknown) => Input,
  change: (before: Cell, input: Input) => Cell,
  check: Check = checkContent,
): void {
  checkShape(range, rows);
  checkEditable(x, sheetOf(x, range.sheetId), range);
  const inputs = rows.map((row) => row.map(parse));
  const each = (sheet: SheetState, act: (row: number, column: number, cell: Cell) => void) =>
    inputs.forEach((cells, down) => {
      cells.forEach((input, right) => {
        const row = range.area.row + down;
        const column = range.area.column + right;
        if (covered(sheet, row, column)) return;
        act(row, column, change(cellAt(sheet, row, column), input));
      });
    });
  buffered(
    x,
    range,
    (sheet) => {
      if (sheet.validations.length + sheet.typedColumns.length === 0) return;
      each(sheet, (row, column, cell) => check(sheet, row, column, cell));
    },
    (sheet) => each(sheet, (row, column, cell) => putCell(sheet, row, column, cell)),
  );
}

const formatOf = (before: Cell) => (before.format === undefined ? {} : { format: before.format });

/** A value that a script wrote: text, number, boolean, a moment, a picture, or nothing. */
type Written = string | number | boolean | { moment: number } | { picture: CellPicture };

function written(input: unknown): Written {
  if (input === null || input === undefined) return '';
  if (types.isDate(input)) return { moment: input.getTime() };
  const picture = pictureIn(input);
  if (picture !== undefined) return { picture };
  if (typeof input === 'number' || typeof input === 'boolean') return input;
  const text = String(input);
  if (text.length > CELL_TEXT_CHARACTERS) {
    throw new Refusal(
      `Your input contains more than the maximum of ${CELL_TEXT_CHARACTERS} characters in a single cell.`,
    );
  }
  return text;
}

/** How a text is read that a script writes. */
export function typingOf(x: Execution, sheet: SheetState): Typing {
  const { state } = x.core;
  return { ...typingIn(state, sheet), keepApostrophe: state.readings.apostropheInText === 'kept' };
}

/** Buffers values, which are read as if a user had typed them (docs/facts/apps-script.md#values-as-typed). */
export function bufferValues(x: Execution, range: RangeState, rows: unknown): void {
  const { timeZone } = documentOf(x);
  const typing = typingOf(x, sheetOf(x, range.sheetId));
  buffer(x, range, rows, written, (before, input) => {
    if (typeof input === 'string') return typeInto(before, input, typing);
    if (typeof input !== 'object') return { value: input, ...formatOf(before) };
    if ('picture' in input) return { ...emptyCell, ...formatOf(before), picture: input.picture };
    const value = cellDateOf(input.moment, timeZone);
    return {
      value,
      format:
        before.format ?? `${typing.locale.dateFormat}${Number.isInteger(value.serial) ? '' : ' h:mm:ss'}`,
    };
  });
}

/** Buffers formulas; an empty text empties the cell. */
export function bufferFormulas(x: Execution, range: RangeState, rows: unknown): void {
  buffer(x, range, rows, String, (before, formula) => {
    if (formula === '') return { ...emptyCell, ...formatOf(before) };
    return { value: '', formula: formula.startsWith('=') ? formula : `=${formula}`, ...formatOf(before) };
  });
}

/** Buffers one number format for all cells of a range. */
export function bufferFormat(x: Execution, range: RangeState, format: unknown): void {
  checkEditable(x, sheetOf(x, range.sheetId), range);
  const untyped = (sheet: SheetState) => {
    if (sheet.typedColumns.some(({ area }) => overlap(area, range.area))) throw new Refusal(TYPED);
  };
  buffered(x, range, untyped, (sheet) => setFormat(sheet, range.area, String(format)));
}

/** Buffers number formats. */
export function bufferFormats(x: Execution, range: RangeState, rows: unknown): void {
  buffer(x, range, rows, String, (before, format) => ({ ...before, format }), checkUntyped);
}

/** Buffers the emptying of cells; their formats stay. */
export function bufferClear(x: Execution, range: RangeState): void {
  const rows = Array.from({ length: range.area.rows }, () => new Array(range.area.columns).fill(''));
  buffer(x, range, rows, String, (before) => ({ ...emptyCell, ...formatOf(before) }));
}
