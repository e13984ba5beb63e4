// The same sheet and account again, sharing nothing that changes: setting them up anew would cost as much as a run.
import type { State } from '../../sim/qrius/state';
import { inProcess } from '../../sim/qrius/transport';
import type { Trial } from '../../sim/trial';
import type { Transport } from '../../sim/wire';

/** @param around stands between the add-on and the copy of the account. */
export function copyOf(
  { world, qrius }: Trial,
  around: (inner: Transport, state: State) => Transport = (inner) => inner,
): Trial {
  const state = structuredClone(qrius);
  return { qrius: state, world: world.clone(around(inProcess(state), state)) };
}
