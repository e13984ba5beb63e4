// Faults as data: lets each one happen at its service call.
import { applyEvent, isEvent } from './accounts';
import { applyEdit } from './edits';
import { kill } from './lifecycle';
import { Refusal } from './refusal';
import type { Execution, Fault, FaultAction } from './types';

export type { Fault, FaultAction } from './types';

function perform(x: Execution, action: FaultAction): void {
  if (action.kind === 'throw') throw new Refusal(action.message);
  if (action.kind === 'kill') kill(x, action.pendingWrites);
  else if (action.kind === 'killInSet') x.killInSet = action;
  else if (action.kind === 'act') x.core.act(action.act);
  else if (action.kind === 'run') {
    const { functionName, args = [], user = x.user.id, authMode = 'FULL' } = action;
    x.core.execute({ functionName, args, user, authMode });
  } else if (isEvent(action)) applyEvent(x.core.state, action);
  else applyEdit(x.core.state, action, x.user.id);
}

/** Lets the faults happen that wait for this call; each happens once and leaves the list first. */
export function fireFaults(x: Execution, k: number, name: string, nth: number, when: Fault['when']): void {
  const { faults } = x.core;
  for (let index = 0; index < faults.length; index++) {
    const { at, execution, when: moment, do: action } = faults[index] as Fault;
    const here = 'k' in at ? at.k === k : at.name === name && (at.nth ?? nth) === nth;
    if (!here || moment !== when || (execution !== undefined && execution !== x.number)) continue;
    faults.splice(index--, 1);
    perform(x, action);
  }
}
