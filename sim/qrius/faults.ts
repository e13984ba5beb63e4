// Faults as data: when one strikes, and what it makes of the request that it strikes.
import type { Config } from './config';
import { refuse, tooMany } from './outcome';
import { firewallPage, loginPage, loginRedirect, replyOf } from './render';
import { emptyReply, pageReply, type Reply } from './reply';

/** What goes wrong. */
export type FaultAction =
  | { kind: 'delay'; ms: number }
  /**
   * An error as JSON of the dialect, or as a gateway's HTML page; before the work, or with `after` when it is done.
   * `message`: the sentence in the JSON. `retryAfter`: seconds in a `Retry-After` header, as a 503 has it.
   */
  | { kind: 'status'; status: number; html?: boolean; after?: boolean; message?: string; retryAfter?: number }
  /** A page of something in front of the API; nothing is done. */
  | { kind: 'loginPage' | 'firewallPage' | 'loginRedirect' }
  /** The work is done; its JSON ends in the middle. */
  | { kind: 'cutBody' }
  /** The work is done; its body is empty. */
  | { kind: 'emptyBody' }
  /** The work is done; in its answer is the ID of the code that was made before, as from a cache. */
  | { kind: 'formerId' }
  | { kind: 'dropBefore' }
  | { kind: 'dropAfter' }
  /** The answer is lost at once, to a gateway's page or without a `status` to a dropped connection; the work is done `ms` later. */
  | { kind: 'doneLater'; ms: number; status?: number }
  /** `retryAfter` in whole seconds. The window is as it was. */
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

function errorReply(action: FaultAction & { kind: 'status' }, config: Config): Reply {
  const { status, html, message = 'Something went wrong.', retryAfter } = action;
  const reply = html ? pageReply(status) : replyOf(config, refuse(status, message));
  if (retryAfter !== undefined) reply.headers.push(['Retry-After', String(retryAfter)]);
  return reply;
}

const dropped = (connection: Reply['connection']): Reply => ({ ...emptyReply(0), connection });

type Strike = (action: FaultAction, config: Config) => Reply | null;

/** The reply that an action gives in place of the work; null for one that lets the work be done. */
const replyInstead: Strike = (action, config) => {
  switch (action.kind) {
    case 'dropBefore':
      return dropped('droppedBefore');
    case 'doneLater':
      return action.status === undefined ? dropped('droppedBefore') : pageReply(action.status);
    case 'status':
      return action.after ? null : errorReply(action, config);
    case '429':
      return replyOf(config, tooMany(action.retryAfter));
    case 'loginPage':
      return loginPage();
    case 'firewallPage':
      return firewallPage();
    case 'loginRedirect':
      return loginRedirect();
    default:
      return null;
  }
};

/** The reply of the first strike that keeps the work from being done; null where none does. */
export function replyBeforeWork(strikes: FaultAction[], config: Config): Reply | null {
  for (const action of strikes) {
    const reply = replyInstead(action, config);
    if (reply) return reply;
  }
  return null;
}

/**
 * What the strikes leave of a reply whose work is done.
 * @param ids the IDs of the account's codes, oldest first.
 */
export function replyAfterWork(
  strikes: FaultAction[],
  reply: Reply,
  config: Config,
  ids: readonly string[],
): Reply {
  for (const action of strikes) {
    if (action.kind === 'dropAfter') return { ...reply, connection: 'droppedAfter' };
    if (action.kind === 'status' && action.after) return errorReply(action, config);
    if (action.kind === 'emptyBody') return { ...reply, body: '' };
    if (action.kind === 'cutBody') {
      return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
    }
    const [former, latest] = ids.slice(-2);
    if (action.kind === 'formerId' && former !== undefined && latest !== undefined) {
      return { ...reply, body: reply.body.replaceAll(latest, former) };
    }
  }
  return reply;
}

/** How much longer the answer takes, in milliseconds. */
export function delayOf(strikes: FaultAction[]): number {
  return strikes.reduce((sum, action) => sum + (action.kind === 'delay' ? action.ms : 0), 0);
}
