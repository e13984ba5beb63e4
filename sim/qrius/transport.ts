// Carries requests to the simulator inside one process, on the caller's clock.
import type { Transport, WireRequest, WireResult } from '../wire';
import { handle } from './handle';
import type { State } from './state';

/** The two hosts of Qrius, the API's in the guide and the website's with `/api` in the reference, and the paths of the simulator behind them; null for any other. */
function pathOf(address: string): string | null {
  const { origin, pathname, search } = new URL(address);
  if (origin === 'https://api.qrius.io') return pathname + search;
  if (origin !== 'https://qrius.io') return null;
  return (pathname.startsWith('/api/') ? pathname : `/s${pathname}`) + search;
}

function carry(state: State, request: WireRequest, now: number): WireResult {
  const path = pathOf(request.url);
  if (path === null) return { kind: 'failed', reason: 'unreachable', ms: state.config.latencyMs };
  const { method, headers, body, timeoutMs } = request;
  const reply = handle(state, { method, path, headers, body }, now);
  const ms = state.config.latencyMs + reply.delayMs;
  if (ms > timeoutMs) return { kind: 'failed', reason: 'timeout', ms: timeoutMs };
  if (reply.connection !== 'kept') return { kind: 'failed', reason: 'dropped', ms };
  return { kind: 'answer', status: reply.status, headers: reply.headers, body: reply.body, ms };
}

/**
 * A transport into `state`. Requests are handled in their order, all at the same `now`; a request whose answer comes too
 * late has been worked on all the same. Throws a TypeError for a `url` that is no address.
 */
export function inProcess(state: State): Transport {
  return (requests, now) => requests.map((request) => carry(state, request, now));
}
