// What any order for a job says, and the record that a new job begins with.
import { PLANS, readPlan } from '../qrius/plans';
import { newThrottle } from '../qrius/throttle';
import type { Picks } from '../table/columns';
import type { Ports } from './ports';

/** What a user asks for, of whatever kind. */
export interface AnyOrder {
  /** The user's random ID and name, and their Qrius account and plan as far as known. */
  owner: string;
  ownerName: string;
  account: string | null;
  plan: string | null;
  /** The sheet that the user looks at. */
  sheetId: number;
  /** Headers that the user pointed out in this sheet. */
  picks: Picks;
  /** Whether a row (0-based) is wanted. */
  wanted: (index: number) => boolean;
}

/** What the record of every new job holds, before anything is known of its rows. */
export function newJob(ports: Ports, { owner, ownerName, account, plan, sheetId }: AnyOrder) {
  const known = readPlan(plan);
  return {
    ...{ version: 0, id: ports.random(8), owner, ownerName, account, sheetId, headers: {} },
    ...{ phase: 'starting' as const, ending: null, failure: null, notBefore: null, lease: null },
    counts: { asked: 0, done: 0, failed: 0, already: 0, hidden: 0, unfit: 0, lost: 0, waiting: 0 },
    throttle: newThrottle(known ? PLANS[known].requestsAMinute : null),
  };
}
