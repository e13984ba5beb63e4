// Looks at every row before anything is sent: what was asked for, what has a code, and what must be fixed first.
import { doubtfulReason, invalidReason } from '../../table/check';
import type { Row } from '../../table/rows';
import { slugRows } from '../../table/slugs';
import type { Ports } from '../ports';
import type { Table } from '../table/load';
import { hiddenAmong } from '../table/visibility';

export interface Inspection {
  /** Rows with content that were asked for. */
  asked: Row[];
  /** How many of them have a code, and how many the user does not see. */
  already: number;
  hidden: number;
  valid: Row[];
  invalid: Array<{ row: Row; reason: string }>;
  /** How many of the invalid ones are only odd: they can be created if the user says so. */
  doubtful: number;
  /** Rows with content that ask for no code. */
  skipped: Row[];
}

/**
 * @param inScope whether a row (0-based) was asked for.
 * @param withOdd the user wants odd rows created, too.
 * @throws UserError `sheet-too-large`
 */
export function inspectRows(
  ports: Pick<Ports, 'clock' | 'endsAt'>,
  { sheet, rows }: Pick<Table, 'sheet' | 'rows'>,
  inScope: (index: number) => boolean,
  withOdd = false,
): Inspection {
  const filled = rows.filter((row) => !row.empty && inScope(row.index));
  const asked = filled.filter((row) => row.skip === null);
  const open = asked.filter((row) => row.id === '');
  const hidden = hiddenAmong(
    ports,
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
    already: asked.length - open.length,
    hidden: hidden.size,
    valid,
    invalid,
    doubtful,
    skipped,
  };
}
