// What data validation and typed columns refuse, in Google's words (docs/facts/apps-script.md#data-validation).
import { a1Of } from './a1';
import { inside } from './areas';
import type { Cell, SheetState, ValidationRule } from './cells';
import { displayValue } from './display';
import { type Locale, localeOf } from './locales';
import { Refusal } from './refusal';

/** Said of formats, checkboxes, validation and headers in typed columns. */
export const TYPED = 'This operation is not allowed on cells in typed columns.';

function fits(rule: ValidationRule, { value, format }: Cell, locale: Locale): boolean {
  if ('oneOf' in rule) return rule.oneOf.includes(displayValue(value, format, locale));
  if ('pattern' in rule) return new RegExp(rule.pattern).test(displayValue(value, format, locale));
  if ('between' in rule)
    return typeof value === 'number' && value >= rule.between[0] && value <= rule.between[1];
  return rule.type === 'date' ? typeof value === 'object' : typeof value === 'boolean';
}

/**
 * Throws where a strict validation does not accept what a cell is about to hold. A formula is refused whatever it gives:
 * the worse reading, as its result is not known yet. An empty cell always passes.
 */
export function checkValid(sheet: SheetState, row: number, column: number, cell: Cell): void {
  if (cell.formula === undefined && cell.value === '') return;
  const broken = sheet.validations.some(
    ({ area, rule, reject }) =>
      reject &&
      inside(area, row, column) &&
      (cell.formula !== undefined || !fits(rule, cell, localeOf(sheet.locale))),
  );
  if (!broken) return;
  const at = a1Of({ row, column, rows: 1, columns: 1 });
  throw new Refusal(
    `The data you entered in cell ${at} violates the data validation rules set on this cell.`,
  );
}

/** Throws where the cell is in a typed column. Which methods Sheets refuses there is not documented: formats, assumed. */
export function checkUntyped(sheet: SheetState, row: number, column: number): void {
  if (sheet.typedColumns.some(({ area }) => inside(area, row, column))) throw new Refusal(TYPED);
}

/** Throws where the cell is the header of a typed column. */
export function checkNoTypedHeader(sheet: SheetState, row: number, column: number): void {
  if (sheet.typedColumns.some(({ area }) => area.row === row && inside(area, row, column)))
    throw new Refusal(TYPED);
}
