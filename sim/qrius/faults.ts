// Faults as data: when one strikes, and what it makes of the request that it strikes.
import { bodyOf, type Dialect } from './dialect';
import { pageReply, plainReply, type Reply } from './reply';

/** What goes wrong. */
export type FaultAction =
  | { kind: 'delay'; ms: number }
  /** An error as JSON of the dialect, or as a gateway's HTML page; before the work, or with `after` when it is done. `message`: the sentence in the JSON. */
  | { kind: 'status'; status: number; html?: boolean; after?: boolean; message?: string }
  /** The work is done; its JSON ends in the middle. */
  | { kind: 'cutBody' }
  /** The work is done; its body is empty. */
  | { kind: 'emptyBody' }
  | { kind: 'dropBefore' }
  | { kind: 'dropAfter' }
  /** `retryAfter` in whole seconds. The key's window stays as it is. */
  | { kind: '429'; retryAfter: number }
  /** The key of this request is worth nothing from now on. */
  | { kind: 'revokeKey' };

/** Strikes the `nth` request (from 1) to the API that fits `at`, counted from when the fault was put into the state. */
export interface Fault {
  /** `path` as the route is written, e.g. `/qr/:id`, or as it is asked for, e.g. `/qr/qr_abc`; without query and `/api`. */
  at: { nth: number; method?: string; path?: string };
  do: FaultAction;
  /** How many fitting requests there were. Kept by the simulator. */
  seen?: number;
}

/** Counts one request against every fault and returns what strikes it. `paths`: the request's path and its route. */
export function strikesOf(faults: Fault[], method: string, paths: readonly string[]): FaultAction[] {
  const fitting = faults.filter(
    ({ at }) =>
      (at.method === undefined || at.method === method) && (at.path === undefined || paths.includes(at.path)),
  );
  for (const fault of fitting) fault.seen = (fault.seen ?? 0) + 1;
  return fitting.filter(({ at, seen }) => seen === at.nth).map((fault) => fault.do);
}

function errorReply(action: FaultAction & { kind: 'status' }, dialect: Dialect): Reply {
  const { status, html, message = 'Something went wrong.' } = action;
  if (html) return pageReply(status);
  const outcome = { kind: 'refused', status, message } as const;
  return plainReply(status, 'application/json; charset=utf-8', bodyOf(dialect, outcome));
}

/** The reply of the first strike that keeps the work from being done; null where none does. */
export function replyBeforeWork(strikes: FaultAction[], dialect: Dialect): Reply | null {
  for (const action of strikes) {
    if (action.kind === 'dropBefore') {
      return { status: 0, headers: [], body: '', delayMs: 0, connection: 'droppedBefore' };
    }
    if (action.kind === 'status' && !action.after) return errorReply(action, dialect);
    if (action.kind === '429') {
      const { retryAfter } = action;
      const outcome = { kind: 'refused', status: 429, message: 'Too many requests.', retryAfter } as const;
      return plainReply(429, 'application/json; charset=utf-8', bodyOf(dialect, outcome));
    }
  }
  return null;
}

/** What the strikes leave of a reply whose work is done. */
export function replyAfterWork(strikes: FaultAction[], reply: Reply, dialect: Dialect): Reply {
  for (const action of strikes) {
    if (action.kind === 'dropAfter') return { ...reply, connection: 'droppedAfter' };
    if (action.kind === 'status' && action.after) return errorReply(action, dialect);
    if (action.kind === 'emptyBody') return { ...reply, body: '' };
    if (action.kind === 'cutBody') {
      return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
    }
  }
  return reply;
}

/** How much longer the answer takes, in milliseconds. */
export function delayOf(strikes: FaultAction[]): number {
  return strikes.reduce((sum, action) => sum + (action.kind === 'delay' ? action.ms : 0), 0);
}
