// What the rows of changed codes are told: their cells, and a Status that is true also where a cell was left.
import { isDone, type ReadLine } from '../../table/log';
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
  if (hasFormula(table, row.index, field)) notes.push(formulaKept(after));
  else if (isSource || !sameField(field, shown, before)) notes.push(words.editedSince(after));
  else return { [field]: after };
  return {};
}
