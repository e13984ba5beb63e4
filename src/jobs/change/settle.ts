// What the rows of changed codes are told: their cells, and a Status that is true also where a cell was left.
import { textOf } from '../../table/cells';
import { isDone, type ReadLine } from '../../table/log';
import { isUsers, ROLE_NAMES, type Role } from '../../table/roles';
import { NO_CODE, type Patch, type Row } from '../../table/rows';
import { changed, keepPaused, NOT_REACHED, notChanged } from '../../table/status';
import { FIELDS, fieldOf, sameField } from '../fields';
import { formulaAt, type Table } from '../table/load';
import { wordsOf } from './actions';
import * as words from './words';

/** Whether a cell has a formula of the user's own. A picture is a formula of the add-on. */
const hasFormula = (table: Table, index: number, role: Role): boolean =>
  isUsers(role) && (formulaAt(table, index, role) ?? '') !== '';

/** A patch without cells that have a formula: the Status says what their code has. */
export function spareFormulas(table: Table, index: number, { status, ...cells }: Patch): Patch {
  const patch: Patch = {};
  const notes: string[] = [];
  for (const role of ROLE_NAMES) {
    const content = role === 'status' ? undefined : cells[role];
    if (content === undefined) continue;
    if (hasFormula(table, index, role))
      notes.push(words.formulaKept(typeof content === 'string' ? content : ''));
    else patch[role] = content;
  }
  return { ...patch, status: joinSentences([typeof status === 'string' ? textOf(status) : '', ...notes]) };
}

/** How a change looks to a row. */
export interface Told {
  isUndo: boolean;
  /** Whether the row itself said what was sent: a cell that differs now was edited since. */
  isSource: boolean;
}

/**
 * The cells of a row whose code's lines are all settled.
 * @param lines the lines of its code.
 */
export function settledCells(table: Table, row: Row, lines: readonly ReadLine[], told: Told): Patch {
  const done = lines.filter(isDone);
  const others = lines.filter((line) => !isDone(line));
  if (done.length === 0 && others[0]?.result === words.stopped)
    return { status: keepPaused(row.status, NOT_REACHED) };
  const patch: Patch = {};
  const notes: string[] = [];
  for (const line of done) {
    if (line.action === 'Delete') Object.assign(patch, NO_CODE);
    // A time that was written again since is another switch.
    if (line.action === 'Switch' && row.next === line.after) Object.assign(patch, { next: '', switchOn: '' });
    Object.assign(patch, fieldCells(table, row, line, told, notes));
  }
  const doneWords = done.length === 0 ? '' : changed(wordsOf(done), told.isUndo);
  const reasons = [...new Set(others.map(({ result }) => result))];
  const status = others.length > 0 ? notChanged(joinSentences([...reasons, doneWords])) : doneWords;
  return { ...patch, status: keepPaused(row.status, joinSentences([status, ...notes])) };
}

/** The cell of the field that a line changed. @param notes gets a sentence where the cell is left. */
function fieldCells(
  table: Table,
  row: Row,
  { action, before, after }: ReadLine,
  { isSource }: Told,
  notes: string[],
): Patch {
  const field = fieldOf(action);
  if (field === null || table.columns.at[field] === undefined) return {};
  const shown = FIELDS[field].ofRow(row);
  if (sameField(field, shown, after)) return {};
  if (hasFormula(table, row.index, field)) notes.push(words.formulaKept(after));
  else if (isSource || !sameField(field, shown, before)) notes.push(words.editedSince(after));
  else return { [field]: after };
  return {};
}

/** Sentences one after another; the last one of a Status has no full stop unless it had one. */
function joinSentences(parts: readonly string[]): string {
  const all = parts.filter((part) => part !== '');
  return all.map((part, at) => (at < all.length - 1 && !part.endsWith('.') ? `${part}.` : part)).join(' ');
}
