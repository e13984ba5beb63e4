// The cells of a row that hold what a change concerns: whether they show it already, and whether they may be written.
import { splitTags } from '../../table/cells';
import type { Role } from '../../table/columns';
import { sameDestination } from '../../table/fingerprint';
import type { LogAction } from '../../table/log';
import type { Patch, Row } from '../../table/rows';
import type { Ledger } from '../ledger';
import { setOf } from './planned';

/** Columns that a change brings in line with Qrius. */
type Field = 'destination' | 'tags' | 'name';
const isField = (role: Role): role is Field => role === 'destination' || role === 'tags' || role === 'name';

const FIELDS: Partial<Record<LogAction, Field>> = {
  'Change destination': 'destination',
  Switch: 'destination',
  'Change tags': 'tags',
  Rename: 'name',
};

/** The column that an action concerns; undefined for one that no column of a user's shows. */
export const fieldOf = (action: LogAction): Field | undefined => FIELDS[action];

/** Whether a row shows a value, as the log has it. */
export function shows(row: Row, field: Field, text: string): boolean {
  if (field === 'destination') return sameDestination(row.destination) === sameDestination(text);
  if (field === 'tags') return setOf(row.tags) === setOf(splitTags(text));
  return row.name === text.trim();
}

/** Whether a formula of the user's own stands in a cell, by 0-based row. Asks the sheet once, and only if it is asked. */
export function formulaCells(ledger: Ledger): (index: number, field: Field) => boolean {
  let formulas: string[][] | null = null;
  return (index, field) => {
    const column = ledger.columns.at[field];
    if (column === undefined) return false;
    formulas ??= ledger.sheet.formulas();
    return (formulas[index]?.[column] ?? '') !== '';
  };
}

export const formulaNote = (text: string): string =>
  `The cell holds a formula and was left: the code has “${text}”.`;

/** Cells and a Status, without those in which a formula stands: the Status says what their code has. */
export function sparingFormulas(
  index: number,
  { status = '', ...cells }: Patch,
  isFormula: ReturnType<typeof formulaCells>,
): Patch {
  const patch: Patch = {};
  const notes: string[] = [];
  for (const [role, text] of Object.entries(cells) as Array<[Role, string]>) {
    // A picture is a formula of ours.
    if (isField(role) && isFormula(index, role)) notes.push(formulaNote(text));
    else patch[role] = text;
  }
  return { ...patch, status: sentences([status, ...notes]) };
}

/** Sentences one after another; the last one of a Status has no stop unless it had one. */
export function sentences(parts: readonly string[]): string {
  const all = parts.filter((part) => part !== '');
  return all.map((part, at) => (at < all.length - 1 && !part.endsWith('.') ? `${part}.` : part)).join(' ');
}
