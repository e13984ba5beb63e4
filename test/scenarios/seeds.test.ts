// A fixed set of random scenarios: what they violate must be known.
import { runSeeds } from '../../faults/run';
import { patternOf } from '../../faults/shrink';
import { KNOWN } from './known';

/** Fifty runs take some seconds, on a machine that is busy many. */
jest.setTimeout(180_000);

const FIFTY = 50;
const known = Object.values(KNOWN).flat();

test.each([1, 51, 101])('fifty seeds from %i violate nothing that is not known', (first) => {
  const { failing, runs } = runSeeds(Array.from({ length: FIFTY }, (_, index) => first + index));
  const unknown = failing.flatMap(({ seed, violations, error }) => [
    ...(error === null ? [] : [`seed ${seed}: ${error}`]),
    ...violations
      .filter((violation) => !known.includes(patternOf(violation)))
      .map(({ kind, sentence }) => `seed ${seed}: ${kind}: ${sentence}`),
  ]);
  expect(unknown).toEqual([]);
  expect(runs).toBe(FIFTY);
});
