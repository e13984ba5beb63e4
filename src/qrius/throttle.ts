// How many requests may leave now, or until when to wait. Windows are fixed: nothing is gained by spreading requests evenly.

import { WINDOW_MS } from './assumptions';
import { PLANS, readPlan, requestsInFlight } from './plans';
import type { ApiAnswer } from './requests';

/** What is known of the rate limit. Plain JSON: it travels in the job from slice to slice. Times are epoch milliseconds. */
export interface Throttle {
  /** Requests a window, as learned from the API; before that the plan's, or null. */
  limit: number | null;
  /** Requests that the open window still takes; null while that is not known. */
  left: number | null;
  /** When the window that `left` speaks of is over at the latest; null while none is open. */
  resetAt: number | null;
  /** Nothing may leave before this moment: a 429 said so. */
  closedUntil: number;
  /** Halved each time a whole batch failed on the network, until the guilty request is alone; null in good times. */
  cap: number | null;
}

/** @param limit the plan's requests a minute as a first guess, or null. */
export function newThrottle(limit: number | null): Throttle {
  return { limit, left: null, resetAt: null, closedUntil: 0, cap: null };
}

/** What is known of the rate limit before Qrius has said anything: the plan's own. @param plan its name; null where it is not known. */
export function throttleOf(plan: string | null): Throttle {
  const known = readPlan(plan);
  return newThrottle(known && PLANS[known].requestsAMinute);
}

/** Whether nothing was sent yet, so that only the plan's guess is known. */
export const isFresh = ({ resetAt, closedUntil }: Throttle): boolean => resetAt === null && closedUntil === 0;

/**
 * What may happen now.
 * @returns how many requests may leave together, at least 1; or the moment to wait for.
 */
export function allow(throttle: Throttle, now: number): { send: number } | { waitUntil: number } {
  if (now < throttle.closedUntil) return { waitUntil: throttle.closedUntil };
  const together = Math.min(requestsInFlight(throttle.limit), throttle.cap ?? Infinity);
  const { left } = windowAt(throttle, now);
  if (left === null) return { send: together };
  if (left === 0) return { waitUntil: throttle.resetAt ?? now };
  return { send: Math.min(together, left) };
}

/** How many requests the open window takes from now on; infinite while the API does not tell. */
export function leftNow(throttle: Throttle, now: number): number {
  return windowAt(throttle, now).left ?? Infinity;
}

/** Counts requests before they leave, so that no answer that is lost lets one too many go. */
export function sent(throttle: Throttle, count: number, now: number): Throttle {
  const { left, resetAt } = windowAt(throttle, now);
  // The server's window began with our first request at the latest, so it is over a window later at the latest.
  return {
    ...throttle,
    left: left === null ? null : Math.max(0, left - count),
    resetAt: resetAt ?? now + WINDOW_MS,
  };
}

/**
 * Learns from the answers of one batch.
 * @param now when they arrived.
 * @param retryAfterMs for each answer that was a 429 how long it asked to wait, null where it named no time.
 */
export function learn(
  throttle: Throttle,
  answers: readonly ApiAnswer[],
  retryAfterMs: readonly (number | null)[],
  now: number,
): Throttle {
  let next: Throttle = { ...throttle };
  const told = answers.flatMap((answer) => readHeaders(answer, now) ?? []);
  const newest = Math.max(...told.map((facts) => facts.resetAt ?? 0));
  // A batch can straddle the edge of a window: answers of the older one say nothing of the new one.
  const current = told.filter((facts) => newest - (facts.resetAt ?? 0) < SAME_WINDOW_MS);
  if (current.length > 0) {
    next = {
      ...next,
      limit: Math.min(...current.map((facts) => facts.limit)),
      left: Math.min(...current.map((facts) => facts.left)),
      resetAt: newest > 0 ? newest : next.resetAt,
    };
  }
  const refusedBefore = told.some((facts) => facts.refused) && !current.some((facts) => facts.refused);
  if (retryAfterMs.length > 0 && !refusedBefore) {
    const waits = retryAfterMs.filter((wait): wait is number => wait !== null);
    const soonest = now + SHORTEST_WAIT_MS;
    const until = waits.length > 0 ? now + Math.max(...waits) : (next.resetAt ?? 0);
    // The next window is whole. How much it takes is known only where the API told its limit: a plan's guess may be wrong.
    next = {
      ...next,
      closedUntil: Math.max(until, soonest),
      left: current.length > 0 ? next.limit : null,
      resetAt: null,
    };
  }
  return next;
}

/** After a whole batch failed on the network: the next one is half as large. */
export function halve(throttle: Throttle, batch: number): Throttle {
  return { ...throttle, cap: Math.max(1, Math.floor(batch / 2)) };
}

/** After all that a failed batch left open is settled: batches are as large as before. */
export function recover(throttle: Throttle): Throttle {
  return { ...throttle, cap: null };
}

/** A 429 closes the window at least this long, in milliseconds: a server that rounds seconds down says 0 in the last one. */
const SHORTEST_WAIT_MS = 1_000;

interface Facts {
  limit: number;
  left: number;
  resetAt: number | null;
  /** The answer was a 429. */
  refused: boolean;
}

/**
 * Two resets closer than this are of the same window. Seconds left are counted when an answer is made, and all answers of
 * a batch are read when the slowest is there: their resets lie apart by as much as the batch took.
 */
const SAME_WINDOW_MS = WINDOW_MS / 2;

/** A reset in whole seconds is at most this much later than the real one. */
const ROUNDING_MS = 1_000;

function windowAt(throttle: Throttle, now: number): { left: number | null; resetAt: number | null } {
  if (throttle.resetAt === null || now >= throttle.resetAt) {
    return { left: throttle.left === null ? null : throttle.limit, resetAt: null };
  }
  return { left: throttle.left, resetAt: throttle.resetAt };
}

function readHeaders({ status, headers }: ApiAnswer, now: number): Facts | null {
  const limit = whole(headers['x-ratelimit-limit']);
  const left = whole(headers['x-ratelimit-remaining']);
  if (limit === null || left === null || limit === 0) return null;
  const resetAt = readReset(headers['x-ratelimit-reset'], now);
  return { limit, left: Math.min(left, limit), resetAt, refused: status === 429 };
}

/** The unit of X-RateLimit-Reset is not documented (docs/facts/qrius-api.md#reset-unit): epoch milliseconds, epoch seconds and seconds left differ in size. */
function readReset(header: string | undefined, now: number): number | null {
  const value = whole(header);
  if (value === null) return null;
  const at = value > 1e11 ? value : value > 1e9 ? value * 1000 : now + value * 1000;
  // The answer may arrive just after its window is over, and whole seconds may lie a rounding behind a window's end.
  return value > 0 && at > now - SAME_WINDOW_MS && at <= now + WINDOW_MS + ROUNDING_MS ? at : null;
}

function whole(header: string | undefined): number | null {
  if (header === undefined || !/^\d{1,15}$/.test(header.trim())) return null;
  return Number(header.trim());
}
