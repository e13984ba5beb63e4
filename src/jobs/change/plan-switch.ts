// The scheduled switch: rows whose time has come get their next destination.
import { type Row, rowsById } from '../../table/rows';
import { isTold, type SwitchState } from '../automation/switch-due';
import { codeHas, sameField } from '../fields';
import { type ChangePlan, emptyPlan, type Known } from './plan';
import * as words from './words';

/** @param switches what is due, and what cannot be done, by the 0-based row. */
export function planSwitch(switches: ReadonlyMap<number, SwitchState>, { rows, live }: Known): ChangePlan {
  const plan = emptyPlan();
  for (const [id, own] of rowsById(rows)) {
    const due = own.filter(({ index }) => switches.get(index)?.kind === 'due');
    const [first] = due;
    const code = live.get(id);
    // Where another row of the code is due, the faulty one is told in the next run.
    if (!first) tellFaults(plan, own, switches);
    else if (!code) tell(plan, due, words.noSuchCode);
    else if (due.some(({ next }) => !sameField('destination', next, first.next)))
      tell(plan, due, words.rowsDiffer(due, 'next destinations'));
    else if (codeHas(code, 'destination', first.next, false)) follow(plan, own, first.next);
    else {
      const line = {
        action: 'Switch' as const,
        before: code.destination ?? first.destination,
        after: first.next,
      };
      plan.intents.push({ id, name: first.name, tags: first.tags, ...line });
    }
  }
  return plan;
}

/** What a row says already is not written again each hour. */
function tell(plan: ChangePlan, own: readonly Row[], sentence: string): void {
  const untold = own.filter((row) => !isTold(row, sentence));
  const [first] = untold;
  if (first) plan.faults.push({ rows: untold, name: first.name, sentence });
}

function tellFaults(plan: ChangePlan, own: readonly Row[], switches: ReadonlyMap<number, SwitchState>): void {
  for (const row of own) {
    const state = switches.get(row.index);
    if (state?.kind === 'fault') tell(plan, [row], state.sentence);
  }
}

/** The code opens its next destination already; another row of it may plan what comes after. */
function follow(plan: ChangePlan, own: readonly Row[], url: string): void {
  plan.unchanged += own.length;
  for (const { index, next } of own)
    plan.follows.set(index, { destination: url, ...(next === url && { next: '', switchOn: '' }) });
}
