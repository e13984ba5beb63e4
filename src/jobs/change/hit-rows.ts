// Rows of other codes that a write met which was cut off, as rows had moved.
import type { Field } from '../../shared/contract/change';
import { groupBy } from '../../table/cells';
import { type ReadLine, wasDeleted } from '../../table/log';
import { type Row, rowsById } from '../../table/rows';
import { isChangeQueued, isDeleted, notChanged, withoutPaused } from '../../table/status';
import { FIELD_NAMES, FIELDS, fieldOf, sameField } from '../fields';
import type { Table } from '../table/load';
import type { ChangeDetails } from './details';
import { hasFailed, wordOf, wroteBy } from './settle';

/** A row that no line of the job is for, and that has a word of the job's. */
export interface Hit {
  row: Row;
  /** Those that show what another row's code has. */
  fields: Field[];
}

export interface Hits {
  rows: Hit[];
  /** Codes of the job whose row was not written, or was deleted. */
  lacking: number;
}

/**
 * Finds such rows by their Status, which is written first: where it is another one, their users may have entered what they show.
 * A job row that was written has its Status: only one that is missing can be in another row. Any other comes from an earlier job.
 * @param lines those of the job.
 */
export function hitRows(table: Table, lines: readonly ReadLine[], what: ChangeDetails['what']): Hits {
  const { rows, columns } = table;
  const own = groupBy(lines, ({ id }) => id);
  const shown = rowsById(rows);
  const cleared = new Set(
    rows.flatMap(({ id, name, status }) => (id === '' && isDeleted(status) ? name : [])),
  );
  const lacking = [...own].flatMap(([id, its]) => {
    const said = saidOf(its, what);
    const isTold = (row: Row) =>
      wordsIn(row.status).includes(said) && its.every((line) => showsIt(table, row, line));
    const itsRows = shown.get(id) ?? [];
    const isCleared = itsRows.length === 0 && its.some((line) => wasDeleted(line) && cleared.has(line.name));
    return isCleared || (itsRows.length > 0 && itsRows.every(isTold)) ? [] : [{ said, its }];
  });
  const says = new Set(lacking.map(({ said }) => said));
  const wrote = wroteBy(lacking.flatMap(({ its }) => its));
  const isHit = ({ id, empty, mark, status }: Row): boolean =>
    // A mark is not given up: it is all that its row knows of a request.
    !empty &&
    !own.has(id) &&
    mark.kind === 'none' &&
    (isChangeQueued(status) || wordsIn(status).some((word) => says.has(word)));
  const hits = rows.filter(isHit).map((row) => ({
    row,
    fields: FIELD_NAMES.filter(
      (field) => columns.at[field] !== undefined && wrote(field, FIELDS[field].ofRow(row)),
    ),
  }));
  return { rows: hits, lacking: lacking.length };
}

/** What a Status says of a change, as it is, and without what it adds of cells that were left. */
function wordsIn(status: string): string[] {
  const text = withoutPaused(status);
  const [word = ''] = text.split('. The ');
  return [text, word, `${word}.`];
}

/** The Status of a row whose lines are all settled, but for what its cells add. */
function saidOf(lines: readonly ReadLine[], what: ChangeDetails['what']): string {
  const failed = lines.find(hasFailed);
  return failed ? notChanged(failed.result) : wordOf(lines, what === 'undo');
}

/** Whether a row shows what a line says that its code has. */
function showsIt({ columns: { at } }: Table, row: Row, line: ReadLine): boolean {
  const field = fieldOf(line.action);
  if (field === null || hasFailed(line) || at[field] === undefined) return true;
  return sameField(field, FIELDS[field].ofRow(row), line.after);
}
