// Update changed rows: what differs between sheet and Qrius, and what becomes of each difference.
import type { Choice, DifferenceView, Field } from '../../shared/contract/change';
import { baseOf, FIELDS } from '../fields';
import { compare, type Difference } from './compare';
import { type ChangePlan, emptyPlan, type Known } from './plan';
import * as words from './words';

/**
 * What was changed in the sheet alone is sent. Where Qrius was changed too, or nobody knows, the user decides; until then
 * nothing is done.
 * @param fields those that the sheet has a column for.
 */
export function planChanged(
  choices: readonly Choice[],
  known: Known,
  fields: ReadonlySet<Field>,
): ChangePlan {
  const compared = compare(known.rows, known.live, baseOf(known.lines()), fields);
  const chosen = new Map(choices.map(({ id, field, keep }) => [`${field} ${id}`, keep] as const));
  const plan = emptyPlan();
  plan.unchanged = compared.unchanged;
  for (const { rows, sentence } of compared.faults)
    for (const row of rows) plan.faults.push({ rows: [row], name: row.name, sentence });
  for (const rows of compared.missing)
    plan.faults.push({ rows, name: rows[0].name, sentence: words.noSuchCode });
  for (const difference of compared.differences) {
    const { id, field, side, rows, here, there } = difference;
    plan.differences.push(viewOf(difference));
    const keep = chosen.get(`${field} ${id}`) ?? (side === 'here' ? 'mine' : null);
    const [{ name, tags }] = rows;
    if (keep === 'mine')
      plan.intents.push({ action: FIELDS[field].action, id, name, tags, before: there, after: here });
    if (keep === 'theirs')
      for (const { index } of rows) plan.follows.set(index, { ...plan.follows.get(index), [field]: there });
  }
  return plan;
}

const viewOf = (difference: Difference): DifferenceView => ({
  ...difference,
  name: difference.rows[0].name,
  rows: difference.rows.map(({ index }) => index + 1),
});
