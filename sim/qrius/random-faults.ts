// Schedules of faults by chance, the same for the same seed.
import type { Fault, FaultAction } from './faults';
import { type Chance, draw, drawInteger, drawOne } from './random';

/** One request in eight is struck: often enough for several faults in a run of fifty codes. */
const STRIKE_RATE = 1 / 8;

const kinds: Array<(chance: Chance) => FaultAction> = [
  (chance) => ({ kind: 'delay', ms: drawInteger(chance, 200, 5000) }),
  (chance) => ({
    kind: 'status',
    status: drawOne(chance, [500, 502, 503]),
    html: draw(chance) < 0.5,
    after: draw(chance) < 0.5,
  }),
  () => ({ kind: 'cutBody' }),
  () => ({ kind: 'emptyBody' }),
  () => ({ kind: 'dropBefore' }),
  () => ({ kind: 'dropAfter' }),
  (chance) => ({ kind: '429', retryAfter: drawInteger(chance, 1, 5) }),
];

/**
 * Faults for the first `upTo` requests. Every kind but `revokeKey`, after which no request could succeed.
 */
export function randomFaults(seed: number, { upTo }: { upTo: number }): Fault[] {
  const chance = { random: seed };
  const faults: Fault[] = [];
  for (let nth = 1; nth <= upTo; nth += 1) {
    if (draw(chance) < STRIKE_RATE) faults.push({ at: { nth }, do: drawOne(chance, kinds)(chance) });
  }
  return faults;
}
