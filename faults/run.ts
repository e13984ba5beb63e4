// Runs of the fuzzer: random scenarios, one after the other, and what they violate.
import type { Violation } from '../sim/oracle/violation';
import type { Scenario } from '../sim/scenario/scenario';
import { withHostile } from './hostile';
import { randomScenario } from './random-scenario';
import { withSwitches } from './switches';
import { violationsOf } from './try';
import { widen } from './widen';

/** A scenario that violates something; a scenario that cannot be played has an `error` instead. */
export interface Failing {
  seed: number;
  scenario: Scenario;
  violations: Violation[];
  error: string | null;
}

export interface Summary {
  runs: number;
  /** How many disturbances of each kind the scenarios had. */
  disturbances: Record<string, number>;
  failing: Failing[];
  /** Runs in which happened what the platform cannot prevent, and the user was told. */
  told: number;
}

/** The kinds of all disturbances of a scenario. */
const disturbancesOf = ({ steps }: Scenario): string[] =>
  steps.flatMap((step) => [
    ...('disturbances' in step ? (step.disturbances ?? []).map((one) => labelOf(one.do)) : []),
    ...('answers' in step ? (step.answers ?? []).map((one) => `answer: ${one.do.kind}`) : []),
    ...(step.kind === 'press' || step.kind === 'settle'
      ? []
      : [`step: ${labelOf({ kind: step.kind, ...('what' in step && { what: step.what }) })}`]),
  ]);

const labelOf = ({ kind, edit, button, what }: Labelled): string =>
  [kind, (edit ?? button ?? what)?.kind, what?.tab, what?.header]
    .filter((part) => part !== undefined)
    .join(': ');

/** What a disturbance is called by. */
interface Labelled {
  kind: string;
  edit?: { kind: string };
  button?: { kind: string };
  what?: { kind: string; tab?: string; header?: string };
}

/** The share of the seeds in which more may happen. */
const WIDE = 0.5;

export interface RunOptions {
  /** The share of the seeds in which more may happen: see `widen`. */
  wide?: number;
  /** See `randomScenario`. */
  harsh?: boolean;
  /** The share of the seeds that have a hostile colleague; see `withHostile`. */
  hostile?: number;
  /** Another bundle than the built one. */
  code?: string;
}

function runOne(
  seed: number,
  { harsh = false, wide = harsh ? 0 : WIDE, hostile, code }: RunOptions,
): Failing {
  const drawn = widen(randomScenario(seed, harsh), seed, wide);
  const scenario = withHostile(withSwitches(drawn, seed), seed, hostile);
  try {
    return { seed, scenario, violations: violationsOf(scenario, code), error: null };
  } catch (error) {
    return { seed, scenario, violations: [], error: error instanceof Error ? error.message : String(error) };
  }
}

/** Plays the scenarios of seeds. */
export function runSeeds(seeds: Iterable<number>, options: RunOptions = {}): Summary {
  const summary: Summary = { runs: 0, disturbances: {}, failing: [], told: 0 };
  for (const seed of seeds) {
    const run = runOne(seed, options);
    summary.runs += 1;
    for (const kind of disturbancesOf(run.scenario))
      summary.disturbances[kind] = (summary.disturbances[kind] ?? 0) + 1;
    const violations = run.violations.filter(({ isTold }) => !isTold);
    if (violations.length > 0 || run.error !== null) summary.failing.push({ ...run, violations });
    else if (run.violations.length > 0) summary.told += 1;
  }
  return summary;
}
