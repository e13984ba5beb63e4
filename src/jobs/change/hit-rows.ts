// Rows of other codes that a write met which was cut off, as rows had moved: they show again what their codes have.
import type { Code } from '../../qrius/readings';
import type { Field } from '../../shared/contract/change';
import { groupBy, isEmpty } from '../../table/cells';
import { inTime, isDone, type LogAction, type LogLine, type ReadLine } from '../../table/log';
import { type Patch, type Patches, type Row, rowsById } from '../../table/rows';
import {
  CREATED,
  changed,
  IMPORTED,
  invalid,
  isChangeQueued,
  isDeleted,
  keepPaused,
  notChanged,
  PAUSED,
  TAKEN_BACK,
  USED_MINE,
} from '../../table/status';
import { lostCells } from '../create/lost-codes';
import { codeCells } from '../create/settle';
import { baseOf, FIELDS, fieldOf, sameField } from '../fields';
import { formulaAt, type Table } from '../table/load';
import { wordsOf } from './actions';
import { isOpen, wasDeleted } from './counts';
import { settledCells } from './settle';
import * as words from './words';

/** A row that no line of the job is for, and that shows what the job wrote. */
export interface Hit {
  row: Row;
  /** Those that show what another row's code has. */
  fields: Field[];
  /** Its Status is one of the job's. */
  isTold: boolean;
}

/** What is known of codes, by their IDs. */
export interface Known {
  /** All of the account; none where it can't be asked. */
  codes: ReadonlyMap<string, Code>;
  /** The lines of all jobs. */
  log: readonly LogLine[];
  /** Texts of other tabs: codes there are not looking for a row. */
  elsewhere: ReadonlySet<string>;
}

/**
 * @param lines those of the job.
 * @returns none where each row of the job shows what its lines wrote: then no other row can have got it.
 */
export function hitRows(table: Table, lines: readonly ReadLine[], isUndo: boolean): Hit[] {
  const own = groupBy(lines, ({ id }) => id);
  const told = { isUndo, isSource: true, written: new Map() };
  const isMissing = (row: Row): boolean => {
    const its = own.get(row.id);
    return !!its && !its.some(isOpen) && settledCells(table, row, its, told).status !== row.status;
  };
  const mayBeHit = table.rows.some(isMissing);
  const done = lines.filter(isDone);
  const says = new Set([...own.values()].map((its) => saidOf(its, isUndo)));
  const isSaid = (status: string) => mayBeHit && says.has(status.replace(/^Paused\. /, ''));
  return table.rows.flatMap((row): Hit[] => {
    if (row.empty || own.has(row.id)) return [];
    const fields = mayBeHit ? fieldsOfOthers(table, row, done) : [];
    const isTold = isChangeQueued(row.status) || isSaid(row.status);
    const isCleared = mayBeHit && row.id !== '' && row.shortUrl === '' && done.some(wasDeleted);
    return fields.length > 0 || isTold || isCleared ? [{ row, fields, isTold }] : [];
  });
}

/** The Status of a row whose lines are all settled, but for what its cells add. */
function saidOf(lines: readonly ReadLine[], isUndo: boolean): string {
  const failed = lines.find((line) => !isDone(line));
  return failed ? notChanged(failed.result) : changed(wordsOf(lines), isUndo);
}

const fieldsOfOthers = ({ columns }: Table, row: Row, done: readonly ReadLine[]): Field[] => [
  ...new Set(
    done.flatMap(({ action, after }) => {
      const field = fieldOf(action);
      const isShown = field !== null && columns.at[field] !== undefined;
      return isShown && after !== '' && sameField(field, FIELDS[field].ofRow(row), after) ? field : [];
    }),
  ),
];

/** The cells that such rows had, as far as their codes and the log say. */
export function restored(table: Table, hits: readonly Hit[], { codes, log, elsewhere }: Known): Patches {
  const shown = rowsById(table.rows);
  const free = [...codes.values()].filter(({ id }) => !shown.has(id) && !elsewhere.has(id));
  const images = table.rows.some(({ index }) => (formulaAt(table, index, 'image') ?? '') !== '');
  const bases = baseOf(log);
  const lines = groupBy(log.filter(isDone), ({ id }) => id);
  return new Map(hits.map((hit) => [hit.row.index, patchOf(hit)] as const));

  function patchOf(hit: Hit): Patch {
    const { row, fields, isTold } = hit;
    if (row.id === '' && isDeleted(row.status)) return lostCells(row, free, images) ?? {};
    if (row.id === '') return fields.length > 0 ? { status: invalid(words.overwritten) } : { status: '' };
    const code = codes.get(row.id);
    const patch: Patch = code && row.shortUrl === '' ? codeCells(code, row, images) : {};
    let status = isTold ? saidBefore(lines.get(row.id) ?? []) : row.status;
    for (const field of fields) {
      const value = bases.get(row.id)?.[field] ?? (code ? FIELDS[field].ofCode(code) : null);
      if (value !== null && sameField(field, FIELDS[field].ofRow(row), value)) continue;
      status = value === null ? notChanged(words.overwritten) : TAKEN_BACK;
      if (value !== null) patch[field] = value;
    }
    if (isEmpty(patch) && status === row.status) return {};
    return { ...patch, status: code?.paused ? keepPaused(PAUSED, status) : status };
  }
}

const FIRST_WORDS: Partial<Record<LogAction, string>> = {
  Create: CREATED,
  'Use existing': USED_MINE,
  Import: IMPORTED,
};

/** The Status of a row after the last job that was done with its code. */
function saidBefore(lines: readonly LogLine[]): string {
  const last = inTime(lines).pop();
  if (!last) return '';
  return FIRST_WORDS[last.action] ?? changed(wordsOf(lines.filter(({ job }) => job === last.job)));
}
