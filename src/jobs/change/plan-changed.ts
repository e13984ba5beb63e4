// Update changed rows: what differs between sheet and Qrius, and what becomes of each difference.
import type { Base } from '../../table/log';
import type { Patch, Row } from '../../table/rows';
import type { Choice, DifferenceView } from '../../wire/contract';
import { compare, type Difference } from './compare';
import { type Intent, tagsText } from './intents';
import { emptyPlan, type Known, NO_SUCH_CODE, type Plan } from './planned';

/**
 * What was changed in the sheet alone is sent. Where Qrius was changed too, or nobody knows, the user chooses; without a
 * choice nothing is done.
 * @param base what was last sent, by ID.
 */
export function planChanged(choices: readonly Choice[], known: Known, base: ReadonlyMap<string, Base>): Plan {
  const { rows, live, hasTags } = known;
  const compared = compare(rows, live, base, hasTags);
  const byNumber = new Map(rows.map((row) => [row.index + 1, row] as const));
  const rowsOf = (numbers: readonly number[]): Row[] =>
    numbers.flatMap((number) => byNumber.get(number) ?? []);
  const chosen = new Map(choices.map(({ id, field, keep }) => [`${field} ${id}`, keep] as const));
  const plan = emptyPlan();
  plan.unchanged = compared.unchanged;
  for (const { row, sentence } of compared.faults) {
    const rows = rowsOf([row]);
    plan.faults.push({ rows, name: rows[0]?.name ?? '', sentence });
  }
  for (const { rows: numbers, name } of compared.gone)
    plan.faults.push({ rows: rowsOf(numbers), name, sentence: NO_SUCH_CODE });
  for (const difference of compared.differences) {
    plan.differences.push(viewOf(difference));
    const keep =
      chosen.get(`${difference.field} ${difference.id}`) ?? (difference.kind === 'here' ? 'mine' : null);
    const rows = rowsOf(difference.rows);
    if (keep === 'mine') plan.intents.push(intentOf(difference, rows));
    if (keep === 'theirs')
      for (const { index } of rows)
        plan.taken.set(index, { ...plan.taken.get(index), ...cellsOf(difference) });
  }
  return plan;
}

const text = (value: string | string[]): string => (typeof value === 'string' ? value : tagsText(value));

const viewOf = ({ id, rows, name, field, here, there, kind }: Difference): DifferenceView => ({
  ...{ id, rows, name, field, side: kind },
  ...{ here: text(here), there: text(there) },
});

const ACTIONS = { destination: 'Change destination', name: 'Rename', tags: 'Change tags' } as const;

function intentOf({ id, name, field, here, there }: Difference, rows: readonly Row[]): Intent {
  return {
    ...{ action: ACTIONS[field], id, name, tags: rows[0]?.tags ?? [] },
    ...{ before: text(there), after: text(here) },
  };
}

const cellsOf = ({ field, there }: Difference): Patch => ({ [field]: text(there) });
