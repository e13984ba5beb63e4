// What the rows of changed codes are told: their cells, and a Status that is true also where a cell was left.
import type { Field } from '../../shared/contract/change';
import { groupBy } from '../../table/cells';
import { DONE, isDone, type LogLine, type ReadLine } from '../../table/log';
import { ROLES } from '../../table/roles';
import { NO_CODE, type Patch, type Row } from '../../table/rows';
import { changed, DELETED, FOLLOWS_QRIUS, keepPaused, NOT_REACHED, notChanged } from '../../table/status';
import { FIELDS, fieldOf, sameField, valueKey } from '../fields';
import { hasFormula, joinSentences } from '../table/formulas';
import type { Table } from '../table/load';
import { formulaKept } from '../words';
import { wordsOf } from './actions';
import * as words from './words';

/** Whether a job may have written a value of a field: what codes had as it began, or have by now. */
export type Wrote = (field: Field, text: string) => boolean;

export function wroteBy(lines: readonly ReadLine[]): Wrote {
  const values = new Set<string>();
  for (const { action, before, after, result } of lines) {
    const field = fieldOf(action);
    if (field === null) continue;
    if (before !== '') values.add(valueKey(field, before));
    if (result === DONE || isFollow({ result })) values.add(valueKey(field, after));
  }
  return (field, text) => values.has(valueKey(field, text));
}

/** Whether nothing is sent for a line, and its row is given what Qrius has. */
export const isFollow = ({ result }: Pick<ReadLine, 'result'>): boolean =>
  result === words.followed || result === words.goneBefore;

/** Whether a line is settled, and its change was refused or left out. */
export const hasFailed = (line: LogLine): boolean => !isDone(line) && !isFollow(line);

/** How a change looks to a row. */
export interface Told {
  isUndo: boolean;
  /** Whether the row itself said what was sent: a cell that differs now was edited since. */
  isSource: boolean;
  /** Whether an interrupted write may have put a value into any row. */
  wrote: Wrote;
  /** Whether the account says that a code is not paused, where such a write may have put *Paused* into any row. */
  isActive(id: string): boolean;
}

/**
 * The cells of a row whose code's lines are all settled.
 * @param lines the lines of its code.
 */
export function settledCells(table: Table, row: Row, lines: readonly ReadLine[], told: Told): Patch {
  const before = told.isActive(row.id) ? '' : row.status;
  const done = lines.filter(isDone);
  const follows = lines.filter(isFollow);
  const others = lines.filter(hasFailed);
  if (done.length === 0 && others[0]?.result === words.stopped)
    return { status: keepPaused(before, NOT_REACHED) };
  const patch: Patch = {};
  const notes: string[] = [];
  for (const line of [...done, ...followsOf(row, follows)]) {
    if (line.action === 'Delete') Object.assign(patch, NO_CODE);
    // A time that was written again since is another switch.
    if (line.action === 'Switch' && row.next === line.after) Object.assign(patch, { next: '', switchOn: '' });
    const how = isFollow(line) ? { ...told, isSource: false } : told;
    Object.assign(patch, fieldCells(table, row, line, how, notes));
  }
  const doneWords = wordOf(lines, told.isUndo);
  const reasons = [...new Set(others.map(({ result }) => result))];
  const status = others.length > 0 ? notChanged(joinSentences([...reasons, doneWords])) : doneWords;
  return { ...patch, status: keepPaused(before, joinSentences([status, ...notes])) };
}

/** Rows of one code may show different values: for each field the line of what this one shows, or any. */
const followsOf = (row: Row, follows: readonly ReadLine[]): ReadLine[] =>
  [...groupBy(follows, ({ action }) => action).values()].map((its) => {
    const own = its.find(({ action, before }) => {
      const field = fieldOf(action);
      return field !== null && sameField(field, FIELDS[field].ofRow(row), before);
    });
    return own ?? its[0];
  });

/** What is said of a code whose lines are settled, but for those that failed; empty where all did. */
export function wordOf(lines: readonly LogLine[], isUndo: boolean): string {
  const done = lines.filter(isDone);
  if (done.length > 0) return changed(wordsOf(done), isUndo);
  const follow = lines.find(isFollow);
  if (!follow) return '';
  return follow.action === 'Delete' ? DELETED : FOLLOWS_QRIUS;
}

/** The former cells of a row that such a write overwrote, and whose code still waits. @param lines those still open. */
export function cellsBefore(table: Table, row: Row, lines: readonly ReadLine[], { wrote }: Told): Patch {
  const patch: Patch = {};
  for (const { action, before, after } of lines) {
    const field = fieldOf(action);
    if (field === null || table.columns.at[field] === undefined) continue;
    const shown = FIELDS[field].ofRow(row);
    const isOwn = [before, after].some((value) => sameField(field, shown, value));
    if (!isOwn && wrote(field, shown)) patch[field] = before;
  }
  return patch;
}

/** The cell of the field that a line changed. @param notes gets a sentence where the cell is left. */
function fieldCells(
  table: Table,
  row: Row,
  { action, before, after }: ReadLine,
  { isSource, wrote }: Told,
  notes: string[],
): Patch {
  const field = fieldOf(action);
  if (field === null || table.columns.at[field] === undefined) return {};
  const shown = FIELDS[field].ofRow(row);
  if (sameField(field, shown, after)) return {};
  const isEdited = isSource || !(sameField(field, shown, before) || wrote(field, shown));
  if (hasFormula(table, row.index, field)) notes.push(formulaKept(ROLES[field].label, after));
  else if (isEdited) notes.push(words.editedSince(ROLES[field].label, after));
  else return { [field]: after };
  return {};
}
