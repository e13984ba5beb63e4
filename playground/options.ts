// The command line of the demo.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HIGHEST_SEED, oneOf, parsingFault, whole } from '../sim/command-line';
import { DIALECTS, type Dialect } from '../sim/qrius/dialect';
import { PLANS, type Plan } from '../sim/qrius/plans';

const CLOCKS = ['real', 'virtual'] as const;

/** What the demo is to show. */
export interface Options {
  /** Path of a CSV file with a header row. */
  sheet: string;
  plan: Plan;
  /** `real`: over HTTP and in real time. `virtual`: in one process, and waiting takes no time. */
  clock: (typeof CLOCKS)[number];
  dialect: Dialect;
  /** Whether the API tells its rate limit in headers. */
  rateHeaders: boolean;
  /** The seed of a schedule of faults; null where nothing is to go wrong. */
  faults: number | null;
  /** One JSON object on stdout, and nothing else there. */
  json: boolean;
}

const USAGE =
  'Options: --sheet FILE.csv --plan FREE|PRO|BUSINESS --clock real|virtual --dialect guide|reference --no-rate-headers --faults SEED --json';

const CONFERENCE = join(__dirname, '..', 'examples', 'conference.csv');

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        sheet: { type: 'string', default: CONFERENCE },
        plan: { type: 'string', default: 'PRO' },
        clock: { type: 'string' },
        dialect: { type: 'string', default: 'guide' },
        'no-rate-headers': { type: 'boolean', default: false },
        faults: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Error(parsingFault(error, USAGE) ?? (error as Error).message);
  }
}

/**
 * Reads the command line. With faults the clock is virtual unless told otherwise: after an execution was killed a user
 * waits up to six minutes for its lease. Throws an Error with a sentence for the user.
 */
export function readOptions(args: string[]): Options {
  const values = parse(args);
  return {
    sheet: values.sheet,
    plan: oneOf('--plan', values.plan, PLANS),
    clock: oneOf('--clock', values.clock ?? (values.faults === undefined ? 'real' : 'virtual'), CLOCKS),
    dialect: oneOf('--dialect', values.dialect, DIALECTS),
    rateHeaders: !values['no-rate-headers'],
    faults: values.faults === undefined ? null : whole('--faults', values.faults, 0, HIGHEST_SEED),
    json: values.json,
  };
}
