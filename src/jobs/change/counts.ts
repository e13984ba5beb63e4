// The rows of a change, each counted in one place.
import { groupBy, idsOf } from '../../table/cells';
import { isDone, isOpen, type LogAction, type ReadLine, wasDeleted } from '../../table/log';
import { type Row, rowsById } from '../../table/rows';
import type { Counts } from '../job';
import type { ChangeInspection } from './inspect';
import type { ChangePlan } from './plan';
import { isFollow } from './settle';
import * as words from './words';

const hasLeft = ({ result }: ReadLine): boolean => result.startsWith(words.LEFT_OUT);

/** What a row says that a change has ended. */
const ENDED: Partial<Record<LogAction, RegExp>> = { Pause: /^Activated\b/, Activate: /^Paused\b/ };
/** Whether a row says of its code what a line has ended: it was copied right before it was marked. */
export const isStale = ({ status }: Row, line: ReadLine): boolean =>
  isDone(line) && ENDED[line.action]?.test(status) === true;

export function countsAtStart({ plan, table, hidden, withoutCode }: ChangeInspection): Partial<Counts> {
  const codes = rowsById(table.rows);
  const ids = [...idsOf(plan.intents)];
  const queued = new Set(ids.flatMap((id) => codes.get(id) ?? []).map(({ index }) => index));
  const { following, undecided } = differing(plan, queued);
  return {
    // A code without a row counts as one.
    asked: ids.reduce((sum, id) => sum + (codes.get(id)?.length ?? 1), 0),
    already: plan.unchanged + following,
    hidden: hidden + withoutCode + undecided,
    invalid: invalidRows(plan),
  };
}

/** Rows that differ from Qrius and send nothing: they follow it, or nobody decided yet. */
function differing({ differences, follows }: ChangePlan, queued: ReadonlySet<number>) {
  const indices = [...new Set(differences.flatMap(({ rows }) => rows.map((row) => row - 1)))];
  const still = indices.filter((index) => !queued.has(index));
  const following = still.filter((index) => follows.has(index)).length;
  return { following, undecided: still.length - following };
}

/** Rows of which nothing is sent at all; a code without a row counts as one. */
function invalidRows({ intents, faults }: ChangePlan): number {
  const ids = idsOf(intents);
  const whole = faults.filter(({ skipped }) => !skipped || !ids.has(skipped.id));
  const keyOf = (row: Row): string => String(row.index);
  const keys = whole.flatMap(({ rows, name, skipped }) =>
    rows.length > 0 ? rows.map(keyOf) : [skipped?.id ?? name],
  );
  return new Set(keys).size;
}

/** Counted from log and sheet, so that an execution that is cut off makes none of them wrong. */
export function countsOf(before: Counts, lines: readonly ReadLine[], sheetRows: readonly Row[]): Counts {
  const rows = rowsById(sheetRows);
  const counts = { ...before, done: 0, failed: 0, waiting: 0 };
  const byId = groupBy(
    lines.filter((line) => !isFollow(line)),
    ({ id }) => id,
  );
  for (const [id, own] of byId) {
    const weight = rows.get(id)?.length ?? 1;
    if (own.some(isOpen)) counts.waiting += weight;
    else if (own.every(isDone)) counts.done += weight;
    else if (!own.every(hasLeft)) counts.failed += weight;
  }
  // A row that is told Deleted loses its ID: of a code in several rows all but one are missing from the rows asked for.
  if (lines.some(wasDeleted)) {
    const seen = [...byId.keys()].reduce((sum, id) => sum + Math.max(1, rows.get(id)?.length ?? 1), 0);
    counts.done += Math.max(0, before.asked - seen);
  }
  return counts;
}
