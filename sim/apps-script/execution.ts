// One execution and what it meets on each service call: numbering, permission, faults, cost, the time limit, the buffer of writes.

import type { Core } from './core';
import type { CallKind } from './costs';
import { fireFaults } from './faults';
import { type AuthMode, checkPermission, type Permission } from './permissions';
import type { Realm } from './realm';
import { Refusal } from './refusal';
import type { User } from './state';

/** One service call as it is recorded. */
export interface CallRecord {
  /** Number within the execution, from 1. */
  k: number;
  /** Class and method: 'Range.setValues'. */
  name: string;
  /** When it began, epoch milliseconds. */
  at: number;
  /** Milliseconds it took, without what faults did in it. */
  cost: number;
  /** Whether it left the script. */
  trip: boolean;
}

export interface Execution {
  core: Core;
  /** Number within the world, from 1. */
  number: number;
  user: User;
  authMode: AuthMode;
  /** A clock trigger has no editor window: no Ui, no selection. */
  hasEditor: boolean;
  startedAt: number;
  limitMs: number;
  realm: Realm;
  calls: CallRecord[];
  counts: Map<string, number>;
  log: string[];
  /** Buffered writes, oldest first; each is applied by row and column number as they are at the flush. */
  pending: Array<() => void>;
  /** Why the execution was ended from outside, once it was. */
  killed?: string;
  /** An error of the world itself, or of a test's own deed in it. */
  broken?: unknown;
  /** Façade objects by class, made when first needed. */
  prototypes: Map<string, object>;
  enums: Map<string, object>;
}

/** A service method: how it is charged, what it needs, what it does. */
export interface Method<State> {
  kind: CallKind;
  needs?: Permission;
  run(x: Execution, self: State, args: unknown[]): unknown;
}

/** Said by Google when an execution reaches its limit (apps-script.md, section 10). */
export const KILL_MESSAGE = 'Exceeded maximum execution time';

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

/**
 * Turns what a service threw into an error of the script's realm. What is no refusal is a fault of the world or of its test:
 * the script sees it too, and at the end of the execution it is thrown to the test, whatever the script caught.
 */
function inRealm(x: Execution, thrown: unknown): unknown {
  if (thrown instanceof Refusal) return x.realm.error(thrown.message);
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
    const record: CallRecord = { k: x.calls.length + 1, name, at: x.core.now(), cost: 0, trip };
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
