// The rate limit: fixed windows that open with the first request, and a number of requests a day.
import { PLANS } from '../../src/qrius/plans';
import { type Refused, tooMany } from './outcome';
import type { Account, State, Window } from './state';

const DAY_MS = 86_400_000;

/** How far an account, or a key, has used its window. */
export interface Allowance {
  limit: number;
  remaining: number;
  /** When the window is over, in epoch milliseconds. */
  resetAt: number;
}

/** Whose window a request counts in. */
function ownerOf(state: State, account: Account, key: string): string {
  return state.config.limits.windowsPer === 'account' ? account.id : key;
}

function windowAt(state: State, owner: string, now: number): Window {
  const current = state.windows[owner];
  const open = current !== undefined && now < current.openedAt + state.config.windowMs;
  return open ? current : { openedAt: now, used: 0 };
}

/** What is left at `now` for a request with `key`; nothing is counted. */
export function allowanceOf(state: State, account: Account, key: string, now: number): Allowance {
  const limit = state.config.requestsPerMinute ?? PLANS[account.plan].requestsAMinute;
  const { openedAt, used } = windowAt(state, ownerOf(state, account, key), now);
  return { limit, remaining: Math.max(0, limit - used), resetAt: openedAt + state.config.windowMs };
}

/** Requests of the account so far on the day of `now`, in UTC. */
function usedToday(state: State, account: Account, now: number): Window {
  const openedAt = Math.floor(now / DAY_MS) * DAY_MS;
  const current = state.days[account.id];
  return current?.openedAt === openedAt ? current : { openedAt, used: 0 };
}

/** Counts one request and returns null; or, where a limit is reached, counts nothing and returns the 429. Seconds are rounded up. */
export function takeOne(state: State, account: Account, key: string, now: number): Refused | null {
  const { requestsPerDay } = state.config.limits;
  const day = usedToday(state, account, now);
  if (requestsPerDay !== null && day.used >= requestsPerDay) {
    return tooMany(
      Math.ceil((day.openedAt + DAY_MS - now) / 1000),
      `Daily limit of ${requestsPerDay} requests`,
    );
  }
  const { remaining, resetAt } = allowanceOf(state, account, key, now);
  if (remaining === 0) return tooMany(Math.ceil((resetAt - now) / 1000));
  const owner = ownerOf(state, account, key);
  const window = windowAt(state, owner, now);
  state.windows[owner] = { ...window, used: window.used + 1 };
  state.days[account.id] = { ...day, used: day.used + 1 };
  return null;
}

/** The three headers that the reference names, with the reset in the configured unit. */
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
