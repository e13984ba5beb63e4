// How many more codes the account's plan has room for.
import { PLANS, type Plan, readPlan } from '../qrius/plans';
import { readAccount, readPage } from '../qrius/readings';
import { listCodes, whoAmI } from '../qrius/requests';
import type { QriusClient } from './qrius-client';
import { keyRefused } from './verdict';

/** Null for what the API does not say. */
export interface PlanCapacity {
  plan: Plan | null;
  /** Codes that it still allows, never below zero. */
  left: number | null;
}

/**
 * Two reading requests.
 * @param guess the plan as it was known before, where the API does not say it.
 * @throws UserError `key-refused`, `no-answer`, `fetch-quota`
 */
export function planCapacity(client: QriusClient, guess: string | null): PlanCapacity {
  const [me, page] = client.query([whoAmI, listCodes(1, 1)]);
  if (me?.kind === 'key-refused') throw keyRefused();
  const plan = (me?.kind === 'done' ? readPlan(readAccount(me.data).plan) : null) ?? readPlan(guess);
  const list = page?.kind === 'done' ? readPage(page) : null;
  // A list that gives no total is counted.
  const total = list ? (list.total ?? client.allCodes().length) : null;
  const left = plan === null || total === null ? null : Math.max(0, PLANS[plan].codes - total);
  return { plan, left };
}
