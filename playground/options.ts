// The command line of the demo.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HIGHEST_SEED, oneOf, parsingFault, whole } from '../sim/command-line';
import { DIALECTS, type Dialect } from '../sim/qrius/dialect';
import { PLANS, type Plan } from '../sim/qrius/plans';
import { CHOOSABLE_ROLES } from '../src/shared/contract/sheet';
import type { ColumnOverrides } from '../src/table/candidates';
import { AFTER_DASHES, USAGE } from './help';
import { type DemoJob, JOBS } from './jobs';

const CLOCKS = ['real', 'virtual'] as const;

/** What the demo is to show. */
export interface Options {
  /** Path of a CSV file with a header row. */
  sheet: string;
  /** The header row and the columns that the user points out, as in the sidebar. */
  overrides: ColumnOverrides;
  /** What is shown; for any other than `create` the codes are created first. */
  job: DemoJob;
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
  /** The options are to be explained, and nothing else. */
  help: boolean;
}

/** The whole command line. */
export interface CommandLine extends Options {
  /** Path of a scenario file that is played instead; null for none. */
  scenario: string | null;
}

const CONFERENCE = join(__dirname, '..', 'examples', 'conference.csv');

/** A negative number after --faults, bound to it by =: `parseArgs` of node:util takes it for an option of its own otherwise. */
function bound(args: string[]): string[] {
  const at = args.indexOf('--faults');
  const seed = args[at + 1] ?? '';
  if (at < 0 || !/^-\d/.test(seed)) return args;
  return [...args.slice(0, at), `--faults=${seed}`, ...args.slice(at + 2)];
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args: bound(args),
      options: {
        sheet: { type: 'string', default: CONFERENCE },
        column: { type: 'string', multiple: true, default: [] },
        'header-row': { type: 'string' },
        job: { type: 'string', default: 'create' },
        plan: { type: 'string', default: 'PRO' },
        clock: { type: 'string' },
        dialect: { type: 'string', default: 'guide' },
        'no-rate-headers': { type: 'boolean', default: false },
        faults: { type: 'string' },
        scenario: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Error(parsingFault(error, `${USAGE} ${AFTER_DASHES}.`) ?? (error as Error).message);
  }
}

const OPTIONS = [
  'sheet',
  'column',
  'header_row',
  'job',
  'plan',
  'clock',
  'dialect',
  'faults',
  'scenario',
  'json',
] as const;

/**
 * Options that stood before npm's two dashes: npm takes such for its own settings, without a word, and hands them on as
 * environment variables only (npm documentation, config, Environment Variables).
 * @throws Error with a sentence where there are any.
 */
export function refuseKeptByNpm(env: Readonly<Record<string, string | undefined>>): void {
  const kept = OPTIONS.filter((name) => env[`npm_config_${name}`]).map(
    (name) => `--${name.replace('_', '-')}`,
  );
  if (env.npm_config_rate_headers !== undefined) kept.push('--no-rate-headers');
  if (kept.length === 0) return;
  throw new Error(
    `npm kept ${kept.join(' and ')} for itself: put -- before the options, as in: npm run demo -- ${kept[0]}`,
  );
}

/** `name=Nom`, `tags=` for no column. */
function overridesOf(columns: readonly string[], headerRow: string | undefined): ColumnOverrides {
  const overrides: ColumnOverrides = {};
  for (const column of columns) {
    const [, role = '', header = ''] = /^([a-z]+)=(.*)$/s.exec(column) ?? [];
    overrides[oneOf('--column', role, CHOOSABLE_ROLES)] = header.trim();
  }
  if (headerRow !== undefined) overrides.headerRow = whole('--header-row', headerRow, 1, MAX_ROW);
  return overrides;
}

/** The last row that a sheet of Google's can have. */
const MAX_ROW = 10_000_000;

/**
 * Reads the command line. With faults the clock is virtual unless told otherwise: after an execution was killed a user
 * waits up to six minutes for its lease. Throws an Error with a sentence for the user.
 */
export function readOptions(args: string[]): CommandLine {
  const values = parse(args);
  return {
    sheet: values.sheet,
    overrides: overridesOf(values.column, values['header-row']),
    job: oneOf('--job', values.job, JOBS),
    plan: oneOf('--plan', values.plan.toUpperCase(), PLANS),
    clock: oneOf('--clock', values.clock ?? (values.faults === undefined ? 'real' : 'virtual'), CLOCKS),
    dialect: oneOf('--dialect', values.dialect, DIALECTS),
    rateHeaders: !values['no-rate-headers'],
    faults: values.faults === undefined ? null : whole('--faults', values.faults, 0, HIGHEST_SEED),
    scenario: values.scenario ?? null,
    json: values.json,
    help: values.help,
  };
}
