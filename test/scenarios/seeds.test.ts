// A fixed set of random scenarios: they violate nothing. And what the fuzzer says of many runs.
import { reportOf } from '../../faults/report';
import { runSeeds, type Summary } from '../../faults/run';

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

describe('the report', () => {
  const scenario = { title: '', document: { sheets: [] }, steps: [] };
  const kinds = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`kind ${index}`, index + 1]));
  const clean: Summary = { runs: 40, disturbances: kinds(12), failing: [], told: 1 };

  test('names the ten most frequent disturbances, and ends with the verdict', () => {
    expect(reportOf(clean, 20, []).split('\n')).toEqual([
      '40 runs in 20.0 s, 2.0 a second',
      expect.stringMatching(/^Disturbances: 12 kind 11, 11 kind 10, .*, 3 kind 2, and 2 more kinds$/),
      '1 run with what the platform cannot prevent, and the user was told',
      'No violations',
    ]);
    expect(reportOf({ ...clean, disturbances: kinds(2) }, 20, [])).toMatch(
      /^Disturbances: 2 kind 1, 1 kind 0$/m,
    );
  });

  test('lists what was violated before the verdict, and what cannot be played', () => {
    const violation = { kind: 'orphan', where: 'qr_1', sentence: 'It is in no row.' } as const;
    const failing: Summary['failing'] = [
      { seed: 3, scenario, violations: [violation, violation], error: null },
      { seed: 4, scenario, violations: [], error: 'No sheet.' },
    ];
    expect(
      reportOf({ ...clean, failing }, 20, ['out/orphan-3.json'])
        .split('\n')
        .slice(2),
    ).toEqual([
      '  seed 3  orphan  qr_1  It is in no row.',
      '  seed 3  orphan  qr_1  It is in no row.',
      '  seed 4 cannot be played: No sheet.',
      '  out/orphan-3.json',
      '1 run with what the platform cannot prevent, and the user was told',
      '2 violations in 1 run, 1 run that cannot be played',
    ]);
  });
});
