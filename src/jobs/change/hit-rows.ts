// Rows of other codes that a write met which was cut off, as rows had moved: they show again what their codes have.
import type { Code } from '../../qrius/readings';
import type { Field } from '../../shared/contract/change';
import { groupBy, isEmpty, once } from '../../table/cells';
import { comparableSlug } from '../../table/fingerprint';
import { isDone, type LogLine, type ReadLine, wasDeleted } from '../../table/log';
import { type Patch, type Patches, type Row, rowsById } from '../../table/rows';
import {
  changed,
  DELETED,
  FOLLOWS_QRIUS,
  invalid,
  isChangeQueued,
  isDeleted,
  keepPaused,
  notChanged,
  PAUSED,
  TAKEN_BACK,
  withoutPaused,
} from '../../table/status';
import { lostCells } from '../create/lost-codes';
import { nearbyAmong } from '../create/near';
import { codeCells } from '../create/settle';
import { type Base, baseOf, FIELD_NAMES, FIELDS, sameField, valueKey } from '../fields';
import type { Table } from '../table/load';
import { wordsOf } from './actions';
import { saidBefore } from './said-before';
import { wroteBy } from './settle';
import * as words from './words';

/** A row that no line of the job is for, and whose Status is one of the job's. */
export interface Hit {
  row: Row;
  /** Those that show what another row's code has. */
  fields: Field[];
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
 * Finds such rows by their Status, which is written first: where it is another one, their users may have entered what they show.
 * @param lines those of the job.
 * @param deletes whether it also clears rows whose codes were gone before.
 */
export function hitRows(
  { rows, columns }: Table,
  lines: readonly ReadLine[],
  isUndo: boolean,
  deletes = false,
): Hit[] {
  const own = groupBy(lines, ({ id }) => id);
  const says = new Set([...own.values()].map((its) => saidOf(its, isUndo)));
  says.add(FOLLOWS_QRIUS);
  if (deletes) says.add(DELETED);
  const wrote = wroteBy(lines);
  const isHit = ({ id, empty, mark, status }: Row): boolean =>
    // A mark is not given up: it is all that its row knows of a request.
    !empty &&
    !own.has(id) &&
    mark.kind === 'none' &&
    (isChangeQueued(status) || wordsIn(status).some((word) => says.has(word)));
  return rows.filter(isHit).map((row) => ({
    row,
    fields: FIELD_NAMES.filter(
      (field) => columns.at[field] !== undefined && (isTaken(row) || wrote(field, FIELDS[field].ofRow(row))),
    ),
  }));
}

/** What a Status says of a change, as it is, and without what it adds of cells that were left. */
function wordsIn(status: string): string[] {
  const text = withoutPaused(status);
  const [word = ''] = text.split('. The ');
  return [text, word, `${word}.`];
}

/** It says that it shows what its code has, which is then no other code's. */
const isTaken = ({ status }: Row): boolean => wordsIn(status).includes(FOLLOWS_QRIUS);

/** The Status of a row whose lines are all settled, but for what its cells add. */
function saidOf(lines: readonly ReadLine[], isUndo: boolean): string {
  const failed = lines.find((line) => !isDone(line));
  return failed ? notChanged(failed.result) : changed(wordsOf(lines), isUndo);
}

/** The cells that such rows had, as far as their codes and the log say. */
export function restored(table: Table, hits: readonly Hit[], { codes, log, elsewhere }: Known): Patches {
  const shown = rowsById(table.rows);
  const isFree = ({ id }: Code) => !shown.has(id) && !elsewhere.has(id);
  const nearby = once(() => nearbyAmong([...codes.values()].filter(isFree)));
  const images = table.columns.at.image !== undefined;
  const bases = baseOf(log);
  const lines = groupBy(log.filter(isDone), ({ id }) => id);
  const held = once(
    () =>
      new Set(
        [...codes.values()].flatMap((code) =>
          FIELD_NAMES.flatMap((field) => {
            const value = FIELDS[field].ofCode(code);
            return value === null ? [] : valueKey(field, value);
          }),
        ),
      ),
  );
  const isHeld = (field: Field, row: Row) => held().has(valueKey(field, FIELDS[field].ofRow(row)));
  const unshown = [...codes.values()].filter(({ id }) => !shown.has(id));
  const nearbyUnshown = once(() => nearbyAmong(unshown));
  const bySlug = once(() => new Map(unshown.map((code) => [comparableSlug(code.slug), code])));
  const deleted = once(() => new Set(log.filter(wasDeleted).map(({ name }) => name)));
  /** The cells of a row that lost its code. It may be one that another tab shows as well, unless a line says that it was deleted. */
  const ownCells = (row: Row): Patch | null => {
    const own = lostCells(row, nearby()(row), images);
    if (own?.id !== undefined || deleted().has(row.name)) return own;
    const named = row.slug === '' ? undefined : bySlug().get(comparableSlug(row.slug));
    if (named) return codeCells(named, row, images);
    return own ?? (isDeleted(row.status) ? lostCells(row, nearbyUnshown()(row), images) : null);
  };
  const withoutCode = ({ row, fields }: Hit): Patch => {
    // It is below the table, and holds nothing else.
    const isBlank = FIELD_NAMES.every((field) => fields.includes(field) || FIELDS[field].ofRow(row) === '');
    if (isBlank && row.slug === '')
      return { ...Object.fromEntries(fields.map((field) => [field, ''])), status: '' };
    const own = ownCells(row);
    // The code of its own may have been deleted.
    if (own || isDeleted(row.status)) return own ?? {};
    return { status: fields.length > 0 ? invalid(words.overwritten(fields)) : '' };
  };
  const withCode = ({ row, fields }: Hit): Patch => {
    const code = codes.get(row.id);
    const said = isTaken(row) ? row.status : saidBefore(row, lines.get(row.id) ?? []);
    const { status = said, ...cells } = isTaken(row)
      ? ownFields(
          row,
          fields.filter((field) => isHeld(field, row)),
          code,
          {},
        )
      : ownFields(row, fields, code, bases.get(row.id) ?? {});
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
