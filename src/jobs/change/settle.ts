// What the rows of changed codes are told: their cells, and a Status that is true also where a cell was left.
import type { Field } from '../../shared/contract/change';
import { isDone, type LogAction, type ReadLine } from '../../table/log';
import { ROLES } from '../../table/roles';
import { NO_CODE, type Patch, type Row } from '../../table/rows';
import { changed, keepPaused, NOT_REACHED, notChanged } from '../../table/status';
import { FIELDS, fieldOf, sameField } from '../fields';
import { hasFormula, joinSentences } from '../table/formulas';
import type { Table } from '../table/load';
import { formulaKept } from '../words';
import { wordsOf } from './actions';
import * as words from './words';

/** How a change looks to a row. */
export interface Told {
  isUndo: boolean;
  /** Whether the row itself said what was sent: a cell that differs now was edited since. */
  isSource: boolean;
  /** Finished lines by action: an interrupted write may have put their values into other rows. */
  written: ReadonlyMap<string, readonly ReadLine[]>;
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

/** Whether a write that was cut off may have put a value there, for another row. */
const isWritten = (field: Field, shown: string, action: LogAction, written: Told['written']): boolean =>
  written.get(action)?.some(({ after }) => sameField(field, shown, after)) === true;

/** The former cells of a row that such a write overwrote, and whose code still waits. @param lines those still open. */
export function cellsBefore(table: Table, row: Row, lines: readonly ReadLine[], { written }: Told): Patch {
  const patch: Patch = {};
  for (const { action, before, after } of lines) {
    const field = fieldOf(action);
    if (field === null || table.columns.at[field] === undefined) continue;
    const shown = FIELDS[field].ofRow(row);
    const isOwn = [before, after].some((value) => sameField(field, shown, value));
    if (!isOwn && isWritten(field, shown, action, written)) patch[field] = before;
  }
  return patch;
}

/** The cell of the field that a line changed. @param notes gets a sentence where the cell is left. */
function fieldCells(
  table: Table,
  row: Row,
  { action, before, after }: ReadLine,
  { isSource, written }: Told,
  notes: string[],
): Patch {
  const field = fieldOf(action);
  if (field === null || table.columns.at[field] === undefined) return {};
  const shown = FIELDS[field].ofRow(row);
  if (sameField(field, shown, after)) return {};
  const isEdited = isSource || !(sameField(field, shown, before) || isWritten(field, shown, action, written));
  if (hasFormula(table, row.index, field)) notes.push(formulaKept(ROLES[field].label, after));
  else if (isEdited) notes.push(words.editedSince(ROLES[field].label, after));
  else return { [field]: after };
  return {};
}
