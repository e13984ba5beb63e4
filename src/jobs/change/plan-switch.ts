// The scheduled switch: rows whose time has come lead to their next destination.
import { naming } from '../../table/check';
import { sameDestination } from '../../table/fingerprint';
import type { Row } from '../../table/rows';
import { isTold, type SwitchState } from '../switch/switches';
import { rowsById } from './plan';
import { emptyPlan, type Known, NO_SUCH_CODE, type Plan } from './planned';

/** @param switches what is due, and what cannot be, by the 0-based row. */
export function planSwitch(switches: ReadonlyMap<number, SwitchState>, { rows, live }: Known): Plan {
  const plan = emptyPlan();
  const tell = (own: readonly Row[], sentence: string) => {
    const untold = own.filter((row) => !isTold(row, sentence));
    const [first] = untold;
    if (first) plan.faults.push({ rows: untold, name: first.name, sentence });
  };
  for (const [id, own] of rowsById(rows)) {
    const due = own.filter(({ index }) => switches.get(index)?.kind === 'due');
    const [first] = due;
    const code = live.get(id);
    if (!first) {
      // Where another row of the code is due, the faulty one is told in the next run.
      for (const row of own) {
        const state = switches.get(row.index);
        if (state?.kind === 'fault') tell([row], state.sentence);
      }
    } else if (!code) tell(due, NO_SUCH_CODE);
    else if (new Set(due.map(({ next }) => sameDestination(next))).size > 1) tell(due, disagreeing(due));
    else if (code.destination !== null && sameDestination(code.destination) === sameDestination(first.next)) {
      plan.unchanged += own.length;
      for (const { index, next } of own)
        plan.taken.set(index, {
          destination: first.next,
          // Another row of the code may plan what comes after.
          ...(next === first.next && { next: '', switchOn: '' }),
        });
    } else {
      const line = { action: 'Switch' as const, before: code.destination ?? '', after: first.next };
      plan.intents.push({ id, name: first.name, tags: first.tags, ...line });
    }
  }
  return plan;
}

const disagreeing = (rows: readonly Row[]): string =>
  `the code stands in the rows ${naming(rows.map(({ index }) => index + 1))} with different next destinations. Make them the same.`;
