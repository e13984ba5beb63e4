// The names of the plans. What each allows is in the add-on's own table, src/qrius/plans.ts, the guide's.
import type { Plan } from '../../src/qrius/plans';

export type { Plan };

/** The three plans, as `GET /users/me` names them (reference). */
export const PLANS: readonly Plan[] = ['FREE', 'PRO', 'BUSINESS'];
