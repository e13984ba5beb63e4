// The plan table of the Qrius guide: the first guess, until the API's own answers teach better.

export type Plan = 'FREE' | 'PRO' | 'BUSINESS';

/** Codes in total and requests a minute (docs/facts/qrius-api.md#plan-table; the guide's column). BUSINESS can be extended on request. */
export const PLANS: Record<Plan, { codes: number; requestsAMinute: number }> = {
  FREE: { codes: 5, requestsAMinute: 10 },
  PRO: { codes: 50, requestsAMinute: 100 },
  BUSINESS: { codes: 250, requestsAMinute: 10_000 },
};

/** Reads a plan's name from an answer; null for a plan that the table does not know. */
export function readPlan(value: unknown): Plan | null {
  const name = typeof value === 'string' ? value.toUpperCase() : '';
  return name === 'FREE' || name === 'PRO' || name === 'BUSINESS' ? name : null;
}

/**
 * Requests in flight together (the guide: 5 by default, 10 at most on PRO, 50 on BUSINESS).
 * @param requestsAMinute the learned limit, or null while nothing is known.
 */
export function requestsInFlight(requestsAMinute: number | null): number {
  if (requestsAMinute === null || requestsAMinute <= PLANS.FREE.requestsAMinute) return 5;
  return requestsAMinute <= PLANS.PRO.requestsAMinute ? 10 : 50;
}
