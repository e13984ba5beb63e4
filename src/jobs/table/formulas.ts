// Cells of rows that a formula of the user's fills: they stay, and Status says what the code has.
import { textOf } from '../../table/cells';
import { isUsers, ROLE_NAMES, ROLES, type Role } from '../../table/roles';
import type { Patch } from '../../table/rows';
import * as words from '../words';
import { formulaAt, type Table } from './load';

/** Whether a cell has a formula of the user's own. A picture is a formula of the add-on. */
export const hasFormula = (table: Table, index: number, role: Role): boolean =>
  isUsers(role) && (formulaAt(table, index, role) ?? '') !== '';

/** A patch without cells that have a formula: the Status says what their code has. */
export function spareFormulas(table: Table, index: number, { status, ...cells }: Patch): Patch {
  const patch: Patch = {};
  const notes: string[] = [];
  for (const role of ROLE_NAMES) {
    const content = role === 'status' ? undefined : cells[role];
    if (content === undefined) continue;
    if (hasFormula(table, index, role))
      notes.push(words.formulaKept(ROLES[role].label, typeof content === 'string' ? content : ''));
    else patch[role] = content;
  }
  return { ...patch, status: joinSentences([typeof status === 'string' ? textOf(status) : '', ...notes]) };
}

/** Sentences one after another; the last one of a Status has no full stop unless it had one. */
export function joinSentences(parts: readonly string[]): string {
  const all = parts.filter((part) => part !== '');
  return all.map((part, at) => (at < all.length - 1 && !part.endsWith('.') ? `${part}.` : part)).join(' ');
}
