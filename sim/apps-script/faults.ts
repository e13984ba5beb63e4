// Faults as data: what is to happen at a given service call of a given execution, and its happening.
import { applyEdit, type UserEdit } from './edits';
import { type Execution, kill } from './execution';
import type { AuthMode } from './permissions';
import { Refusal } from './refusal';
import type { World } from './world';

export type FaultAction =
  /** The call throws this message. `after`: it had its effect, and the script sees a failure. */
  | { kind: 'throw'; message: string }
  /** The execution ends here; its buffered writes are lost, or still applied. */
  | { kind: 'kill'; pendingWrites: 'lost' | 'applied' }
  /** Another execution runs here, from start to end, by google.script.run or as a plain execution. */
  | { kind: 'run'; functionName: string; args?: unknown[]; user?: string; authMode?: AuthMode }
  /** A user edits the sheet here. */
  | UserEdit
  /** Anything else that a test thinks of. */
  | { kind: 'act'; act: (world: World) => void };

export interface Fault {
  /** The k-th call of an execution, or the nth call of that name in it. */
  at: { k: number } | { name: string; nth: number };
  /** The nth execution of the world, from 1; without it the first one that comes to that call. */
  execution?: number;
  when: 'before' | 'after';
  do: FaultAction;
}

function perform(x: Execution, action: FaultAction): void {
  if (action.kind === 'throw') throw new Refusal(action.message);
  if (action.kind === 'kill') kill(x, action.pendingWrites);
  else if (action.kind === 'act') x.core.act(action.act);
  else if (action.kind === 'run') {
    const { functionName, args = [], user = x.user.id, authMode = 'FULL' } = action;
    x.core.execute({ functionName, args, user, authMode });
  } else applyEdit(x.core.state, action, x.user.id);
}

/** Lets the faults happen that wait for this call; each happens once and leaves the list first. */
export function fireFaults(x: Execution, k: number, name: string, nth: number, when: Fault['when']): void {
  const { faults } = x.core;
  for (let index = 0; index < faults.length; index++) {
    const { at, execution, when: moment, do: action } = faults[index] as Fault;
    const here = 'k' in at ? at.k === k : at.name === name && at.nth === nth;
    if (!here || moment !== when || (execution !== undefined && execution !== x.number)) continue;
    faults.splice(index--, 1);
    perform(x, action);
  }
}
