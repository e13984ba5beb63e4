// How many more codes the account's plan has room for.
import { PLANS, type Plan, readPlan } from '../../qrius/plans';
import { readAccount, readPage } from '../../qrius/readings';
import { listCodes, whoAmI } from '../../qrius/requests';
import { Refusal } from '../../wire/failure';
import { keyRefused } from '../batch';
import { exchange } from '../exchange';
import { allCodes } from '../look-up';
import type { Ports } from '../ports';
import type { Throttled } from '../record';

/** What the account holds and may hold; null for what the API does not tell. */
export interface Room {
  plan: Plan | null;
  total: number | null;
  /** Never below zero. */
  left: number | null;
}

/**
 * Two reading requests.
 * @param record its throttle is updated.
 * @param guess the plan as it was known before, where the API does not tell it.
 * @throws Refusal `key-refused`, `no-answer`, `fetch-quota`.
 */
export function askRoom(ports: Ports, record: Throttled, guess: string | null): Room {
  const [me, page] = exchange(ports, record, [whoAmI, listCodes(1, 1)]);
  if (me?.kind === 'key-refused') throw keyRefused();
  const plan = (me?.kind === 'done' ? readPlan(readAccount(me.data).plan) : null) ?? readPlan(guess);
  const list = page?.kind === 'done' ? readPage(page) : null;
  // A list that tells no total is counted.
  const total = list ? (list.total ?? allCodes(ports, record).length) : null;
  const left = plan === null || total === null ? null : Math.max(0, PLANS[plan].codes - total);
  return { plan, total, left };
}

/**
 * @param count codes that are asked for.
 * @param beyondPlan the user says that the plan was extended; it counts only where it can be.
 * @throws Refusal `over-plan` where the plan has no room for them.
 */
export function refuseOverPlan({ plan, total, left }: Room, count: number, beyondPlan: boolean): void {
  if (plan === null || left === null || count <= left) return;
  const { codes, extendable } = PLANS[plan];
  if (extendable && beyondPlan) return;
  throw new Refusal(
    'over-plan',
    `Your plan ${plan} has room for ${codes} codes in total. ${total} are there already and ${count} more are asked for. Nothing was sent. Select at most ${left} rows, or ask Qrius for a larger plan.`,
  );
}
