// Where each row stands, as home counts it and its lists name it. Pure.
import type { Field } from '../shared/contract/change';
import { doubtfulReason, invalidReason } from '../table/check';
import type { Columns } from '../table/columns';
import type { Row } from '../table/rows';
import { slugRows } from '../table/slugs';
import { isChangeFault, isDeleted, isNotFound, withoutToken } from '../table/status';
import { type Base, FIELD_NAMES, FIELDS, sameField } from './fields';
import { isIncomplete } from './import/missing';
import * as words from './words';

/**
 * `ready`: can get a code. `coded`: has one, and Qrius was told what the row says. `edited`: has one, and was edited since.
 * `attention`: must be fixed or looked at. `deleted`: its code was deleted on purpose.
 */
export interface RowState {
  row: Row;
  state: 'ready' | 'coded' | 'edited' | 'attention' | 'deleted';
  /** What to know of it: why it needs attention, or what was edited; empty otherwise. */
  sentence: string;
}

/**
 * The state of every row with content.
 * @param bases what Qrius was told last of each code (`baseOf`); a code that is not in it counts as told.
 */
export function rowStates(
  rows: readonly Row[],
  { at }: Pick<Columns, 'at'>,
  bases: ReadonlyMap<string, Base>,
): RowState[] {
  const slugs = slugRows(rows);
  const fields = FIELD_NAMES.filter((field) => at[field] !== undefined);
  return rows
    .filter((row) => !row.empty && row.skip === null)
    .map((row) =>
      row.id === ''
        ? openState(row, invalidReason(row, slugs) ?? doubtfulReason(row, slugs))
        : codedState(row, fields, bases.get(row.id)),
    );
}

function openState(row: Row, reason: string | null): RowState {
  if (isDeleted(row.status)) return { row, state: 'deleted', sentence: '' };
  if (row.mark.kind === 'doubt') return { row, state: 'attention', sentence: withoutToken(row.status) };
  return { row, state: reason === null ? 'ready' : 'attention', sentence: reason ?? '' };
}

function codedState(row: Row, fields: readonly Field[], base: Base = {}): RowState {
  if (isIncomplete(row)) return { row, state: 'attention', sentence: words.importToComplete };
  if (isChangeFault(row.status) || isNotFound(row.status))
    return { row, state: 'attention', sentence: row.status };
  const edited = fields.filter((field) => {
    const told = base[field];
    return told !== undefined && !sameField(field, FIELDS[field].ofRow(row), told);
  });
  const faulty = edited.flatMap((field) => FIELDS[field].fault(FIELDS[field].ofRow(row)) ?? [])[0];
  if (faulty !== undefined) return { row, state: 'attention', sentence: faulty };
  return { row, state: edited.length > 0 ? 'edited' : 'coded', sentence: edited.join(', ') };
}
