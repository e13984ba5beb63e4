// The rate limit: fixed windows, one for each key, that open with the key's first request.
import { PLANS } from '../../src/qrius/plans';
import type { Account, State, Window } from './state';

/** Where a key stands: requests in a window, how many are left, and when the window is over (epoch milliseconds). */
export interface Allowance {
  limit: number;
  remaining: number;
  resetAt: number;
}

function windowAt(state: State, key: string, now: number): Window {
  const current = state.windows[key];
  const open = current !== undefined && now < current.openedAt + state.config.windowMs;
  return open ? current : { openedAt: now, used: 0 };
}

/** Where `key` stands at `now`, without counting anything. */
export function allowanceOf(state: State, account: Account, key: string, now: number): Allowance {
  const limit = state.config.requestsPerMinute ?? PLANS[account.plan].requestsAMinute;
  const { openedAt, used } = windowAt(state, key, now);
  return { limit, remaining: Math.max(0, limit - used), resetAt: openedAt + state.config.windowMs };
}

/**
 * Counts one request of `key` and returns null; or, where the window is used up, counts nothing and returns the whole
 * seconds until it resets, rounded up.
 */
export function takeOne(state: State, account: Account, key: string, now: number): number | null {
  const { remaining, resetAt } = allowanceOf(state, account, key, now);
  if (remaining === 0) return Math.ceil((resetAt - now) / 1000);
  const window = windowAt(state, key, now);
  state.windows[key] = { ...window, used: window.used + 1 };
  return null;
}

/** The reference's three headers (qrius-api.md, "Access"), in the configured unit of the reset. */
export function rateHeaders(state: State, allowance: Allowance, now: number): Array<[string, string]> {
  const { limit, remaining, resetAt } = allowance;
  const reset = {
    secondsLeft: Math.ceil((resetAt - now) / 1000),
    epochSeconds: Math.ceil(resetAt / 1000),
    epochMs: resetAt,
  }[state.config.rateResetUnit];
  return [
    ['X-RateLimit-Limit', String(limit)],
    ['X-RateLimit-Remaining', String(remaining)],
    ['X-RateLimit-Reset', String(reset)],
  ];
}
