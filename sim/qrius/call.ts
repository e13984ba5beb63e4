// What a route is given, and what it hands back before a dialect puts it into words.
import type { Account, State } from './state';

/** One request that was let in: whose it is, the parts of its path, and its body as far as it was JSON. */
export interface Call {
  state: State;
  account: Account;
  /** The `:id` of the route, decoded; empty for a route without one. */
  id: string;
  query: URLSearchParams;
  body: unknown;
  now: number;
}

export interface Pagination {
  page: number;
  limit: number;
  total: number;
}

export interface Refused {
  kind: 'refused';
  status: number;
  message: string;
  /** Whole seconds; on a 429 only. */
  retryAfter?: number;
}

export type Outcome = { kind: 'done'; status: number; data: unknown; pagination?: Pagination } | Refused;

/** The work is done; `data` is what the answer holds, before any envelope. */
export function done(status: number, data: unknown): Outcome {
  return { kind: 'done', status, data };
}

/** The request is refused with `status` and a sentence for its sender. */
export function refuse(status: number, message: string): Refused {
  return { kind: 'refused', status, message };
}

/** The status of a body or query that does not fit. The guide's error body is that of a framework that answers 400; 422 is the other custom. (Assumed, both.) */
export function refuseInput(call: Call, message: string): Refused {
  return refuse(call.state.config.dialect === 'guide' ? 400 : 422, message);
}
