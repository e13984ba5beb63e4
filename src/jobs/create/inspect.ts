// Looks at every row before anything is sent: what was asked for, what has a code, and what must be fixed first.
import { invalidReason, slugRows } from '../../table/check';
import { hash } from '../../table/fingerprint';
import { inputsKey } from '../../table/locate';
import type { Row } from '../../table/rows';
import { isDeleted } from '../../table/status';
import type { Ports } from '../ports';
import type { Table } from '../table/load';
import { hiddenAmong } from '../table/visibility';

export interface Inspection {
  /** Rows with content that were asked for. */
  asked: Row[];
  /** How many of them have a code, and how many the user does not see. */
  already: number;
  hidden: number;
  /** Rows whose code was deleted: they get another one only if they were selected. */
  deleted: number;
  valid: Row[];
  invalid: Array<{ row: Row; reason: string }>;
}

/** Stands for the rows that a job would create codes for, in any order: rows may be sorted between check and press. */
export const createFingerprint = (valid: readonly Row[]): string => hash(valid.map(inputsKey).sort());

/** Which rows a user asks codes for. */
export interface CreateScope {
  /** Whether a row (0-based) was asked for. */
  inScope: (index: number) => boolean;
  /** The user selected them, and did not just mean the whole sheet. */
  selected: boolean;
}

/**
 * @throws UserError `sheet-too-large`
 */
export function inspectRows(
  ports: Pick<Ports, 'clock' | 'endsAt'>,
  { sheet, rows }: Pick<Table, 'sheet' | 'rows'>,
  { inScope, selected }: CreateScope,
): Inspection {
  const asked = rows.filter((row) => !row.empty && inScope(row.index));
  const without = asked.filter((row) => row.id === '');
  const open = without.filter((row) => selected || !isDeleted(row.status));
  const hidden = hiddenAmong(
    ports,
    sheet,
    open.map((row) => row.index),
  );
  const slugs = slugRows(rows);
  const checked = open
    .filter((row) => !hidden.has(row.index))
    .map((row) => ({ row, reason: invalidReason(row, slugs) }));
  return {
    asked,
    already: asked.length - without.length,
    hidden: hidden.size,
    deleted: without.length - open.length,
    valid: checked.flatMap(({ row, reason }) => (reason === null ? [row] : [])),
    invalid: checked.flatMap(({ row, reason }) => (reason === null ? [] : [{ row, reason }])),
  };
}
