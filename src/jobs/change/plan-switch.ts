// The scheduled switch: rows whose time has come lead to their next destination.
import { sameDestination } from '../../table/fingerprint';
import type { SwitchState } from '../switch/switches';
import { rowsById } from './plan';
import { emptyPlan, type Known, NO_SUCH_CODE, type Plan } from './planned';

/** @param switches what is due, and what cannot be, by the ID of the row's code. */
export function planSwitch(switches: ReadonlyMap<string, SwitchState>, { rows, live }: Known): Plan {
  const plan = emptyPlan();
  for (const [id, own] of rowsById(rows)) {
    const [row] = own;
    const code = live.get(id);
    const state = switches.get(id);
    if (state?.kind === 'fault' || !code) {
      const sentence = state?.kind === 'fault' ? state.sentence : NO_SUCH_CODE;
      // What a row says already is not written again each hour.
      if (!row.status.includes(sentence)) plan.faults.push({ rows: own, name: row.name, sentence });
    } else if (code.destination !== null && sameDestination(code.destination) === sameDestination(row.next)) {
      plan.unchanged += own.length;
      for (const { index } of own) plan.taken.set(index, { destination: row.next, next: '', switchOn: '' });
    } else {
      const line = { action: 'Switch' as const, before: code.destination ?? '', after: row.next };
      plan.intents.push({ id, name: row.name, tags: row.tags, ...line });
    }
  }
  return plan;
}
