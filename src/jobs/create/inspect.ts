// Looks at every row before anything is sent: what was asked for, what has a code, and what must be fixed first.
import { doubtfulReason, invalidReason } from '../../table/check';
import type { Row } from '../../table/rows';
import { slugRows } from '../../table/slugs';
import { isDeleted } from '../../table/status';
import { fingerprintOf } from '../fingerprint';
import type { PlanContext } from '../kind';
import type { Me } from '../ports';
import type { Table } from '../table/load';
import { hiddenAmong } from '../table/visibility';
import { partsOf } from './binding';
import { isLost, withLostIds } from './lost-ids';

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
  /** How many of the invalid ones are only odd: they can be created if the user says so. */
  doubtful: number;
  /** Rows with content that ask for no code. */
  skipped: Row[];
  /** Rows, whether or not they were asked for, that are marked now: the log has codes for them, and the sheet has no IDs. */
  lost: Row[];
}

/** Stands for the rows that a job would create codes for. */
export const createFingerprint = (me: Me, valid: readonly Row[]): string =>
  fingerprintOf(me, 'create', valid.map(partsOf));

/** Which rows a user asks codes for. */
export interface CreateScope {
  /** Whether a row (0-based) was asked for. */
  inScope: (index: number) => boolean;
  /** The user selected them, and did not just mean the whole sheet. */
  selected: boolean;
  /** The user wants odd rows created, too. */
  withOdd?: boolean;
  /** The user wants another code for rows whose code was deleted. */
  withDeleted?: boolean;
}

/**
 * @throws UserError `sheet-too-large`
 */
export function inspectRows(
  context: Pick<PlanContext, 'ports' | 'sheetId'>,
  table: Pick<Table, 'sheet' | 'rows' | 'columns'>,
  { inScope, selected, withOdd, withDeleted }: CreateScope,
): Inspection {
  const { sheet } = table;
  const rows = withLostIds(context, table);
  const filled = rows.filter((row) => !row.empty && inScope(row.index));
  const asked = filled.filter((row) => row.skip === null);
  const without = asked.filter((row) => row.id === '');
  const open = without.filter((row) => selected || withDeleted || !isDeleted(row.status));
  const hidden = hiddenAmong(
    context.ports,
    sheet,
    open.map((row) => row.index),
  );
  const slugs = slugRows(rows);
  const valid: Row[] = [];
  const invalid: Inspection['invalid'] = [];
  let doubtful = 0;
  for (const row of open) {
    if (hidden.has(row.index)) continue;
    const fault = invalidReason(row, slugs);
    const reason = fault ?? (withOdd ? null : doubtfulReason(row, slugs));
    if (reason === null) valid.push(row);
    else invalid.push({ row, reason });
    if (reason !== null && fault === null) doubtful += 1;
  }
  const skipped = filled.filter((row) => row.skip !== null);
  return {
    asked,
    already: asked.length - without.length,
    hidden: hidden.size,
    deleted: without.length - open.length,
    valid,
    invalid,
    doubtful,
    skipped,
    lost: rows.filter(isLost),
  };
}
