// Rows of other codes that a write met which was cut off, as rows had moved: they show again what their codes have.
import type { Code } from '../../qrius/readings';
import type { Field } from '../../shared/contract/change';
import { groupBy, isEmpty } from '../../table/cells';
import {
  inTime,
  isDone,
  isOpen,
  type LogAction,
  type LogLine,
  type ReadLine,
  wasDeleted,
} from '../../table/log';
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
import { type Base, baseOf, FIELDS, fieldOf, sameField } from '../fields';
import { formulaAt, type Table } from '../table/load';
import { wordsOf } from './actions';
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
    // A mark is not given up: it is all that its row knows of a request.
    if (row.empty || own.has(row.id) || row.mark.kind !== 'none') return [];
    const isTold = isChangeQueued(row.status) || isSaid(row.status);
    // Without such a Status, which is written first, its user may have entered the same.
    const fields = mayBeHit && isTold ? fieldsOfOthers(table, row, done) : [];
    const isCleared = mayBeHit && row.id !== '' && row.shortUrl === '' && done.some(wasDeleted);
    return isTold || isCleared ? [{ row, fields, isTold }] : [];
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
  const withoutCode = ({ row, fields }: Hit): Patch => {
    if (isDeleted(row.status)) return lostCells(row, free, images) ?? {};
    return { status: fields.length > 0 ? invalid(words.overwritten(fields)) : '' };
  };
  const withCode = ({ row, fields, isTold }: Hit): Patch => {
    const code = codes.get(row.id);
    const said = isTold ? saidBefore(lines.get(row.id) ?? []) : row.status;
    const { status = said, ...cells } = ownFields(row, fields, code, bases.get(row.id) ?? {});
    const patch = { ...(code && row.shortUrl === '' && codeCells(code, row, images)), ...cells };
    if (isEmpty(patch) && status === row.status) return {};
    return { ...patch, status: code?.paused ? keepPaused(PAUSED, String(status)) : status };
  };
  const patchOf = (hit: Hit) => (hit.row.id === '' ? withoutCode(hit) : withCode(hit));
  return new Map(hits.map((hit) => [hit.row.index, patchOf(hit)] as const));
}

/** What a row's code has in fields that show another's, and a Status that says so; none where these are alike. */
function ownFields(row: Row, fields: readonly Field[], code: Code | undefined, base: Base): Patch {
  const patch: Patch = {};
  const unknown: Field[] = [];
  for (const field of fields) {
    const own = base[field] ?? (code && FIELDS[field].ofCode(code)) ?? null;
    if (own === null) unknown.push(field);
    else if (!sameField(field, FIELDS[field].ofRow(row), own)) patch[field] = own;
  }
  if (unknown.length > 0) return { ...patch, status: notChanged(words.overwritten(unknown)) };
  return isEmpty(patch) ? patch : { ...patch, status: TAKEN_BACK };
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
