// The scheduled switch: rows whose time has come get their next destination.
import { type Row, rowsById } from '../../table/rows';
import { isTold, type SwitchState } from '../automation/switch-due';
import { codeHas, sameField } from '../fields';
import { NO_SUCH_CODE } from './actions';
import { type ChangePlan, disagreeing, emptyPlan, type Known } from './plan';

/** @param switches what is due, and what cannot be done, by the 0-based row. */
export function planSwitch(switches: ReadonlyMap<number, SwitchState>, { rows, live }: Known): ChangePlan {
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
    else if (due.some(({ next }) => !sameField('destination', next, first.next)))
      tell(due, disagreeing(due, 'next destinations'));
    else if (codeHas(code, 'destination', first.next, false)) {
      plan.unchanged += own.length;
      for (const { index, next } of own)
        plan.follows.set(index, {
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
