// Draws by chance: the same seed gives the same draws.
import { nextRandom, type RandomState, randomChoice, randomInteger } from '../sim/random';

/** A source of chance for one scenario. */
export interface Draw {
  /** True in this share of the draws. */
  chance(share: number): boolean;
  /** A whole number, both bounds included. */
  whole(low: number, high: number): number;
  one<T>(choices: readonly T[]): T;
  /** One of the makers, by weight. */
  weighted<T>(makers: ReadonlyArray<readonly [weight: number, make: () => T]>): T;
}

export function drawFrom(seed: number): Draw {
  const random: RandomState = { value: seed };
  // Seeds that follow each other must not begin alike.
  for (let skip = 0; skip < 3; skip += 1) nextRandom(random);
  return {
    chance: (share) => nextRandom(random) < share,
    whole: (low, high) => randomInteger(random, low, high),
    one: (choices) => randomChoice(random, choices),
    weighted: (makers) => {
      const sum = makers.reduce((total, [weight]) => total + weight, 0);
      let left = nextRandom(random) * sum;
      for (const [weight, make] of makers) {
        left -= weight;
        if (left < 0) return make();
      }
      const [, last] = makers.at(-1) ?? [];
      if (!last) throw new Error('There is nothing to draw from.');
      return last();
    },
  };
}
