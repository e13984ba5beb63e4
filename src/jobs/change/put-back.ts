// What rows of other codes get back after a write that was cut off: what their codes have, by account and log.
import type { Code } from '../../qrius/readings';
import type { Field } from '../../shared/contract/change';
import { groupBy, isEmpty, once } from '../../table/cells';
import { comparableSlug } from '../../table/fingerprint';
import { type LogLine, type ReadLine, wasDeleted } from '../../table/log';
import { type Patch, type Patches, type Row, rowsById } from '../../table/rows';
import {
  invalid,
  isChangeQueued,
  isDeleted,
  keepPaused,
  notChanged,
  PAUSED,
  saysPaused,
  TAKEN_BACK,
} from '../../table/status';
import { lostCells } from '../create/lost-codes';
import { nearbyAmong } from '../create/near';
import { codeCells } from '../create/settle';
import { type Base, baseOf, FIELD_NAMES, FIELDS, sameField } from '../fields';
import type { Table } from '../table/load';
import type { Hit, Hits } from './hit-rows';
import { saidBefore } from './said-before';
import * as words from './words';

/** What is known of codes, by their IDs. */
export interface Known {
  /** All of the account. */
  codes: ReadonlyMap<string, Code>;
  /** The lines of all the user's jobs whose seal holds; and all lines, whoever wrote them, for words alone. */
  log: readonly LogLine[];
  logged: readonly ReadLine[];
  /** Texts of other tabs: codes there are not looking for a row. */
  elsewhere: ReadonlySet<string>;
}

/** The cells that such rows had, as far as their codes and the log say. */
export function putBack(table: Table, { rows: hits, lacking }: Hits, known: Known): Patches {
  if (hits.length === 0) return new Map();
  const withoutCode = cellsWithoutCode(table, known);
  const lines = groupBy(known.logged, ({ id }) => id);
  // A log that was trimmed or deleted explains no word: where more rows have it than can be hit, it is their own.
  const unexplained = hits.filter(
    ({ row: { id, status }, fields }) =>
      id !== '' && fields.length === 0 && !isChangeQueued(status) && !lines.has(id),
  );
  const isOwn = unexplained.length > lacking ? new Set(unexplained) : new Set<Hit>();
  const withCode = cellsOfCode(table, known, lines, isOwn);
  const cellsOf = (hit: Hit) => (hit.row.id === '' ? withoutCode(hit) : withCode(hit));
  return new Map(hits.map((hit) => [hit.row.index, cellsOf(hit)] as const));
}

function cellsWithoutCode(table: Table, { codes, logged, elsewhere }: Known): (hit: Hit) => Patch {
  const { rows } = table;
  const images = table.columns.at.image !== undefined;
  const shown = rowsById(rows);
  const unshown = [...codes.values()].filter(({ id }) => !shown.has(id));
  const free = once(() => nearbyAmong(unshown.filter(({ id }) => !elsewhere.has(id))));
  const any = once(() => nearbyAmong(unshown));
  const bySlug = once(() => new Map(unshown.map((code) => [comparableSlug(code.slug), code])));
  const contentOf = ({ name, destination }: Row) => JSON.stringify([name, destination]);
  const contents = once(() => groupBy(rows, contentOf));
  const wasDeletedBefore = once(() => deletedRows(rows, logged));
  /** The cells of a row that lost its code, which another tab may show as well. */
  const ownCells = (row: Row): Patch | null => {
    const own = lostCells(row, free()(row), images);
    const named = row.slug === '' ? undefined : bySlug().get(comparableSlug(row.slug));
    if (own?.id !== undefined || !named)
      return own ?? (isDeleted(row.status) ? lostCells(row, any()(row), images) : null);
    return codeCells(named, row, images);
  };
  return ({ row, fields }) => {
    if (isDeleted(row.status) && wasDeletedBefore()(row)) return {};
    // It is below the table, and holds nothing else; a row that a user copied is like another one.
    const isBlank = FIELD_NAMES.every((field) => fields.includes(field) || FIELDS[field].ofRow(row) === '');
    if (isBlank && row.slug === '' && contents().get(contentOf(row))?.length === 1)
      return { ...Object.fromEntries(fields.map((field) => [field, ''])), status: '' };
    const own = ownCells(row);
    if (own) return own;
    // It was a copy of a row that has its code.
    const isCopy =
      contents()
        .get(contentOf(row))
        ?.some(({ id }) => codes.has(id)) === true;
    if (isDeleted(row.status)) return isCopy ? { status: '' } : {};
    return { status: fields.length > 0 ? invalid(words.overwritten(fields)) : '' };
  };
}

/** Whether lines of the log say why a row is *Deleted*: as many as there are such rows of its name. */
function deletedRows(rows: readonly Row[], logged: readonly ReadLine[]): (row: Row) => boolean {
  const lines = groupBy(
    logged.filter((line) => wasDeleted(line) || line.result === words.goneBefore),
    ({ name }) => name,
  );
  const saying = groupBy(
    rows.filter(({ id, status }) => id === '' && isDeleted(status)),
    ({ name }) => name,
  );
  return ({ name }) => (lines.get(name)?.length ?? 0) >= (saying.get(name)?.length ?? 0);
}

function cellsOfCode(
  table: Table,
  { codes, log }: Known,
  lines: ReadonlyMap<string, readonly ReadLine[]>,
  isOwn: ReadonlySet<Hit>,
): (hit: Hit) => Patch {
  const images = table.columns.at.image !== undefined;
  const bases = baseOf(log);
  return (hit) => {
    const { row, fields } = hit;
    const code = codes.get(row.id);
    const isDenied = saysPaused(row.status) && code?.paused === false;
    const said = isOwn.has(hit) && !isDenied ? row.status : saidBefore(row, lines.get(row.id) ?? []);
    const { status = said, ...cells } = ownFields(row, fields, code, bases.get(row.id) ?? {});
    const patch = { ...(code && row.shortUrl === '' && codeCells(code, row, images)), ...cells };
    if (isEmpty(patch) && status === row.status) return {};
    if (!code?.paused) return { ...patch, status };
    return { ...patch, status: status === '' ? PAUSED : keepPaused(PAUSED, String(status)) };
  };
}

/** What a row's code has in fields that show another's, and a Status that says so; none where these are alike. */
function ownFields(row: Row, fields: readonly Field[], code: Code | undefined, base: Base): Patch {
  const patch: Patch = {};
  const unknown: Field[] = [];
  for (const field of fields) {
    const kept = (code && FIELDS[field].ofCode(code)) ?? null;
    const told = base[field] ?? null;
    // As the row had it, where Qrius writes it otherwise.
    const own = kept === null || (told !== null && sameField(field, told, kept)) ? (told ?? kept) : kept;
    if (own === null) unknown.push(field);
    else if (!sameField(field, FIELDS[field].ofRow(row), own)) patch[field] = own;
  }
  if (unknown.length > 0) return { ...patch, status: notChanged(words.overwritten(unknown)) };
  return isEmpty(patch) ? patch : { ...patch, status: TAKEN_BACK };
}
