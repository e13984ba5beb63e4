// A fixed set of random scenarios: they violate nothing.
import { runSeeds } from '../../faults/run';

/** Fifty runs take some seconds, on a machine that is busy many. */
jest.setTimeout(180_000);

const FIFTY = 50;

test.each([1, 51, 101, 151, 201, 251])('fifty seeds from %i violate nothing', (first) => {
  const { failing, runs } = runSeeds(Array.from({ length: FIFTY }, (_, index) => first + index));
  const unknown = failing.flatMap(({ seed, violations, error }) => [
    ...(error === null ? [] : [`seed ${seed}: ${error}`]),
    ...violations.map(({ kind, sentence }) => `seed ${seed}: ${kind}: ${sentence}`),
  ]);
  expect(unknown).toEqual([]);
  expect(runs).toBe(FIFTY);
});
