// How an execution spends its time, applies its buffered writes, and ends.
import { Refusal } from './refusal';
import type { Execution } from './types';

/** Said by Google when an execution reaches its limit (docs/facts/apps-script.md#execution-limit-error). */
const KILL_MESSAGE = 'Exceeded maximum execution time';

/** Ends an execution from outside: every service call from now on throws, whatever the script catches. */
export function kill(x: Execution, pendingWrites: 'lost' | 'applied'): never {
  if (pendingWrites === 'applied') applyPending(x);
  x.pending = [];
  x.killed = KILL_MESSAGE;
  throw new Refusal(KILL_MESSAGE);
}

/**
 * Lets time pass for an execution; on the real clock it has passed already. Past the limit the execution is killed and its
 * buffered writes are lost (the worse case; what Google does with them is unconfirmed).
 */
export function spend(x: Execution, ms: number): void {
  const end = x.startedAt + x.limitMs;
  if (x.core.clock === 'virtual') {
    const { state } = x.core;
    state.now = Math.max(state.now, Math.min(state.now + ms, end));
    if (state.now < end) return;
  }
  if (x.core.now() >= end) kill(x, 'lost');
}

function applyPending(x: Execution): void {
  const writes = x.pending;
  x.pending = [];
  for (const write of writes) write();
}

/** Applies the buffered writes, for the price of one write of the sheet. */
export function flush(x: Execution): void {
  if (x.pending.length === 0) return;
  applyPending(x);
  spend(x, x.core.costs.write);
}
