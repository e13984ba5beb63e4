// The fuzzer for the command line: npm run faults -- --runs 500 --seed 1
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HIGHEST_SEED, parsingFault, whole } from '../sim/command-line';
import { reportOf } from './report';
import { type Failing, runSeeds } from './run';
import { shrink } from './shrink';
import { spread } from './spread';
import { biteOf, GUARDS } from './teeth';

const MOST_RUNS = 10_000_000;
const MOST_JOBS = 64;
const USAGE = 'Options: --runs N --seed S --jobs N --out FOLDER --wide --hostile --teeth --json --help';

const HELP = `Plays random scenarios and judges them. docs/scenarios.md says what is drawn.

  --runs 100       how many
  --seed 1         from which seed on
  --jobs 1         on how many threads; the result is the same
  --out FOLDER     writes each failing scenario as a file, as small as it can be made
  --wide           more may happen in every run, and not just in half of them
  --hostile        every run has a colleague without a key who tampers with the sheet
  --teeth          switches guards of the add-on off, one at a time, and says how soon each is found
  --json           one JSON object
`;

interface Options {
  runs: number;
  seed: number;
  jobs: number;
  /** Folder for the scenario files of what fails; null for none. */
  out: string | null;
  /** Whether more may happen in every run, and not just in half of them: see `widen`. */
  wide: boolean;
  /** Whether every run has a hostile colleague, and not just some. */
  hostile: boolean;
  /** Whether guards of the add-on are switched off, one at a time, with at most `runs` runs each. */
  teeth: boolean;
  json: boolean;
}

/** Null where only help is wanted. Throws an Error with a sentence. */
function readOptions(args: string[]): Options | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        runs: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        jobs: { type: 'string', default: '1' },
        out: { type: 'string' },
        wide: { type: 'boolean', default: false },
        hostile: { type: 'boolean', default: false },
        teeth: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return null;
    return {
      runs: whole('--runs', values.runs, 1, MOST_RUNS),
      seed: whole('--seed', values.seed, 0, HIGHEST_SEED),
      jobs: whole('--jobs', values.jobs, 1, MOST_JOBS),
      out: values.out ?? null,
      wide: values.wide,
      hostile: values.hostile,
      teeth: values.teeth,
      json: values.json,
    };
  } catch (error) {
    throw new Error(parsingFault(error, USAGE) ?? (error instanceof Error ? error.message : String(error)));
  }
}

const bySeed = (a: Failing, b: Failing) => a.seed - b.seed;

/** Writes the smallest scenario of each kind of violation, and gives the names of the files. */
function writeFiles(failing: readonly Failing[], out: string): string[] {
  mkdirSync(out, { recursive: true });
  return failing.flatMap(({ seed, scenario, violations }) => {
    const [violation] = violations;
    if (!violation) return [];
    const file = join(out, `${violation.kind}-${seed}.json`);
    const smallest = { ...shrink(scenario, violation), title: violation.sentence };
    writeFileSync(file, `${JSON.stringify(smallest, null, 2)}\n`);
    return [file];
  });
}

/** Switches guards off, one at a time; each must be found. */
function showTeeth({ runs, seed, json }: Options): void {
  const bites = Object.keys(GUARDS).map((guard) => {
    const bite = biteOf(guard, seed, runs);
    const found = bite.kind === null ? `not found in ${runs} runs` : `${bite.kind} after ${bite.runs} runs`;
    if (!json) console.log(`${guard.padEnd(34)}${found}`);
    return bite;
  });
  if (json) process.stdout.write(`${JSON.stringify(bites, null, 2)}\n`);
  process.exitCode = bites.some(({ kind }) => kind === null) ? 1 : 0;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(HELP);
    return;
  }
  const { runs, seed, jobs, out, wide, json } = options;
  const how = { ...(wide && { wide: 1 }), ...(options.hostile && { hostile: 1 }) };
  if (options.teeth) {
    showTeeth(options);
    return;
  }
  const started = performance.now();
  const summary =
    jobs === 1
      ? runSeeds(
          Array.from({ length: runs }, (_, index) => seed + index),
          how,
        )
      : await spread(runs, seed, jobs, how);
  summary.failing.sort(bySeed);
  const seconds = (performance.now() - started) / 1000;
  const files = out === null ? [] : writeFiles(summary.failing, out);
  if (json) {
    const { failing, ...rest } = summary;
    const found = failing.map(({ seed: one, violations, error }) => ({ seed: one, violations, error }));
    process.stdout.write(`${JSON.stringify({ ...rest, seconds, failing: found, files }, null, 2)}\n`);
  } else console.log(reportOf(summary, seconds, files));
  process.exitCode = summary.failing.length > 0 ? 1 : 0;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  });
}
