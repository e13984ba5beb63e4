// What each Qrius plan allows.

/** The three plans, as `GET /users/me` names them. Source: qrius-api.md, "Reading". */
export const PLANS = ['FREE', 'PRO', 'BUSINESS'] as const;
export type Plan = (typeof PLANS)[number];

/** Codes in total, and requests in one window. Source: qrius-api.md, "Plans" (the guide's numbers). */
export const PLAN_LIMITS: Record<Plan, { codes: number; requestsPerMinute: number }> = {
  FREE: { codes: 5, requestsPerMinute: 10 },
  PRO: { codes: 50, requestsPerMinute: 100 },
  BUSINESS: { codes: 250, requestsPerMinute: 10_000 },
};
