// Schedules of faults by chance, the same for the same seed.

import { nextRandom, type RandomState, randomChoice, randomInteger } from '../random';
import type { Fault, FaultAction } from './faults';

/** One request in eight is struck: often enough for several faults in a run of fifty codes. */
const STRIKE_RATE = 1 / 8;

const kinds: Array<(random: RandomState) => FaultAction> = [
  (random) => ({ kind: 'delay', ms: randomInteger(random, 200, 5000) }),
  (random) => ({
    kind: 'status',
    status: randomChoice(random, [500, 502, 503]),
    html: nextRandom(random) < 0.5,
    after: nextRandom(random) < 0.5,
  }),
  () => ({ kind: 'cutBody' }),
  () => ({ kind: 'emptyBody' }),
  () => ({ kind: 'dropBefore' }),
  () => ({ kind: 'dropAfter' }),
  (random) => ({ kind: '429', retryAfter: randomInteger(random, 1, 5) }),
];

/**
 * Faults for the first `upTo` requests. Every kind but `revokeKey`, after which no request could succeed.
 */
export function randomFaults(seed: number, { upTo }: { upTo: number }): Fault[] {
  const random = { value: seed };
  const faults: Fault[] = [];
  for (let nth = 1; nth <= upTo; nth += 1) {
    if (nextRandom(random) < STRIKE_RATE)
      faults.push({ at: { nth }, do: randomChoice(random, kinds)(random) });
  }
  return faults;
}
