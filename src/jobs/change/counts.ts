// The rows of a change when it begins, each counted in one place.
import type { Row } from '../../table/rows';
import type { Counts } from '../record';
import type { Look } from './look';
import { rowsById } from './plan';
import type { Plan } from './planned';

export function countsAtStart({
  plan,
  rows,
  hidden,
  withoutCode,
}: Look): Pick<Counts, 'asked' | 'already' | 'hidden' | 'unfit'> {
  const codes = rowsById(rows);
  const ids = [...new Set(plan.intents.map(({ id }) => id))];
  const queued = new Set(ids.flatMap((id) => codes.get(id) ?? []).map(({ index }) => index));
  const { taken, undecided } = differing(plan, queued);
  return {
    // A code without a row counts as one.
    asked: ids.reduce((sum, id) => sum + (codes.get(id)?.length ?? 1), 0),
    already: plan.unchanged + taken,
    hidden: hidden + withoutCode + undecided,
    unfit: unfit(plan),
  };
}

/** Rows that differ from Qrius and send nothing: they follow it, or nobody chose yet. */
function differing({ differences, taken: cells }: Plan, queued: ReadonlySet<number>) {
  const indices = [...new Set(differences.flatMap(({ rows }) => rows.map((row) => row - 1)))];
  const still = indices.filter((index) => !queued.has(index));
  const taken = still.filter((index) => cells.has(index)).length;
  return { taken, undecided: still.length - taken };
}

/** Rows of which nothing is sent at all; a code without a row counts as one. */
function unfit({ intents, faults }: Plan): number {
  const ids = new Set(intents.map(({ id }) => id));
  const whole = faults.filter(({ skipped }) => !skipped || !ids.has(skipped.id));
  const keyOf = (row: Row): string => String(row.index);
  const keys = whole.flatMap(({ rows, name, skipped }) =>
    rows.length > 0 ? rows.map(keyOf) : [skipped?.id ?? name],
  );
  return new Set(keys).size;
}
