// One service call: numbering, permission, faults, cost, the time limit.

import { accountOf } from './accounts';
import type { CallKind } from './costs';
import { fireFaults } from './faults';
import { inLanguage } from './languages';
import { flush, spend } from './lifecycle';
import { checkPermission, type Permission } from './permissions';
import { Refusal } from './refusal';
import type { CallRecord, Execution, Method } from './types';

/**
 * Turns what a service threw into an error of the script's realm. What is no refusal is a fault of the world or of its test:
 * the script sees it too, and at the end of the execution it is thrown to the test, whatever the script caught.
 */
function inRealm(x: Execution, thrown: unknown): unknown {
  if (thrown instanceof Refusal)
    return x.realm.error(inLanguage(thrown.message, accountOf(x.core.state, x.user.id).language));
  if (x.realm.isError(thrown)) return thrown;
  x.broken ??= thrown;
  return x.realm.error(`The world is broken: ${String(thrown)}`);
}

/** Does a call and lets its time pass, also where it fails. */
function timed(x: Execution, record: CallRecord, kind: CallKind, act: () => unknown): unknown {
  const began = x.core.now();
  try {
    return act();
  } finally {
    spend(x, x.core.costs[kind]);
    record.cost = x.core.now() - began;
    record.buffered = x.pending.length > 0;
  }
}

/** Makes one service call for the script. Throws only errors of the script's realm. */
export function callService<State>(
  x: Execution,
  name: string,
  method: Method<State>,
  permission: Permission,
  self: State,
  args: unknown[],
): unknown {
  try {
    if (x.killed !== undefined) throw new Refusal(x.killed);
    x.core.meanwhile?.();
    const { trip, flushes } = x.core.kinds[method.kind];
    const record: CallRecord = {
      k: x.calls.length + 1,
      name,
      at: x.core.now(),
      cost: 0,
      trip,
      buffered: false,
    };
    x.calls.push(record);
    const nth = (x.counts.get(name) ?? 0) + 1;
    x.counts.set(name, nth);
    if (trip) x.core.state.trips[name] = (x.core.state.trips[name] ?? 0) + 1;
    checkPermission(x, name, method.needs ?? permission);
    fireFaults(x, record.k, name, nth, 'before');
    spend(x, 0);
    const result = timed(x, record, method.kind, () => {
      if (flushes) flush(x);
      return method.run(x, self, args);
    });
    fireFaults(x, record.k, name, nth, 'after');
    return result;
  } catch (thrown) {
    throw inRealm(x, thrown);
  }
}
