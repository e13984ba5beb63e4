// Whose a column is that has a name of ours: the add-on's, or a user's for something else. A user's is never written.
import { type CellValue, textOf } from './cells';
import { textAt, type View, valueAt } from './columns';
import { isImageFormula } from './images';
import { ADDED_ROLES, type AddedRole, isScan, type Role } from './roles';
import type { Row } from './rows';
import { isChangeQueued, isOurs } from './status';

/** What a refresh writes into “Scans as of” of a row that waits for its turn. */
export const SCAN_QUEUED = 'Queued';

/** What a moment in “Scans as of” looks like where cells are read as text. */
const MOMENT = /^\d{4}-\d\d-\d\d \d\d?:\d\d$/;

/** Whether a refresh wrote what “Scans as of” of a row shows, read as text. */
export const isRefreshed = (text: string): boolean => text === SCAN_QUEUED || MOMENT.test(text);

/** A sheet as it was read. */
interface SheetRead extends View {
  rows: readonly Row[];
  /** The formula of each cell, in the shape of the grid; empty where formulas were not read. */
  formulas: readonly (readonly string[])[];
  /** How the cells were read. */
  mode: 'text' | 'value';
}

/** Columns that are a user's own, although their headers are the add-on's. */
export const foreignRoles = (contents: SheetRead): AddedRole[] =>
  ADDED_ROLES.filter((role) => contents.columns.at[role] !== undefined && isForeign(role, contents));

/**
 * A column is ours while one of its cells is certainly ours, whatever users noted in it since, or while it is blank. The
 * slug is the user's in any case, and an ID is whatever stands there: users paste IDs to have their rows completed.
 */
function isForeign(role: AddedRole, contents: SheetRead): boolean {
  const { rows } = contents;
  const cells = rows.map((row) => cellOf(contents, row, role));
  const withText = cells.filter(({ text, formula }) => text !== '' || formula !== '');
  if (role === 'slug' || withText.length === 0) return false;
  if (role === 'image') return !withText.some(({ formula }) => isImageFormula(formula));
  if (isScan(role)) return isForeignScan(role, contents);
  const hasFormula = withText.some(({ formula }) => formula !== '');
  // One formula must not hide all other IDs: their rows would get second codes.
  if (role === 'id') return hasFormula && !withText.some((cell) => cell.formula === '' && hasCode(cell.row));
  if (hasFormula) return true;
  if (role === 'shortUrl') return !withText.some(({ row }) => row.id !== '');
  // Marks are ours even where the column of IDs is gone: without its token a row would get a second code.
  const hasIds = contents.columns.at.id !== undefined;
  return !withText.some(
    ({ row, text }) => row.mark.token !== '' || isChangeQueued(text) || (hasIds && isOurs(text)),
  );
}

const hasCode = ({ id, shortUrl, status }: Row): boolean => id !== '' && (shortUrl !== '' || isOurs(status));

interface RowCell {
  row: Row;
  text: string;
  value: CellValue;
  formula: string;
}

const cellOf = (sheet: SheetRead, row: Row, role: Role): RowCell => ({
  row,
  text: textAt(sheet, row.index, role).trim(),
  value: valueAt(sheet, row.index, role),
  formula: sheet.formulas[row.index]?.[sheet.columns.at[role] ?? -1] ?? '',
});

const isBlank = ({ value }: RowCell): boolean => typeof value !== 'object' && textOf(value).trim() === '';

/** Only rows with a code count: a total below them is the user's, and stays. Each refreshed row says when it was refreshed. */
function isForeignScan(role: AddedRole, contents: SheetRead): boolean {
  const coded = contents.rows.filter(({ id }) => id !== '');
  const refreshed = (row: Row): boolean => {
    const { value, formula } = cellOf(contents, row, 'scansAsOf');
    const isMoment = typeof value === 'object' || (contents.mode === 'text' && isRefreshed(textOf(value)));
    return formula === '' && (isMoment || value === SCAN_QUEUED);
  };
  const filled = coded
    .map((row) => cellOf(contents, row, role))
    .filter((cell) => !isBlank(cell) || cell.formula !== '');
  // A row takes its turn by the moment in this cell, which a formula would never let it note.
  if (role === 'scansAsOf' && filled.some(({ formula }) => formula !== '')) return true;
  return filled.length > 0 && !filled.some(({ row, formula }) => formula === '' && refreshed(row));
}
