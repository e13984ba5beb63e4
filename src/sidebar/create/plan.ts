// Whether the user's plan has room for the codes. Pure.
import type { Check } from '../../shared/contract/create';
import { words } from './words';

/** Whether the plan is known to have too little room. */
export const isBeyondPlan = ({ capacity: room, valid: fit }: Check): boolean => room !== null && fit > room;

/** How much room the plan has, and what to do. */
export function planSentence({ valid: fit, capacity: room, plan }: Check): string {
  const left = room ?? 0;
  const why =
    left === 0
      ? words.planFull(fit, plan)
      : `${words.beyondPlan(fit, left, plan)} ${words.firstOrUpgrade(left)}`;
  return `${why} ${words.ifRaised}`;
}

/** What the first button does: never more than the plan has room for. */
export function headlineOf({ valid, capacity, unconfirmed }: Check): string {
  if (valid === 0) return words.nothing;
  if (capacity === null || valid <= capacity) return words.willCreate(valid, unconfirmed > 0);
  return capacity === 0 ? words.noRoom(valid) : words.willCreateFirst(capacity, valid);
}
