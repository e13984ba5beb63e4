// What a route is given.
import { type Refused, refuse } from './outcome';
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

/** The status of a body or query that does not fit. The guide's error body is that of a framework that answers 400; 422 is the other custom. (Assumed, both.) */
export function refuseInput(call: Call, message: string): Refused {
  return refuse(call.state.config.dialect === 'guide' ? 400 : 422, message);
}
