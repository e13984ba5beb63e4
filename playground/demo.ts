// The demo for the terminal: makes a QR code for each row of a CSV file, with the built add-on and a simulated Qrius.
import { join, relative } from 'node:path';
import { createAll } from './act';
import { csvOf, writeCsv } from './csv-out';
import { type Options, readOptions } from './options';
import { type ProgressBar, progressBar } from './progress';
import { type Result, resultOf } from './result';
import { NOTHING, scheduleOf } from './schedule';
import { readSheet } from './sheet-file';
import { countsOf, tableOf } from './show';
import { type Stage, setStage } from './stage';
import { printableLines } from './text';

const CSV_FILE = join(__dirname, '..', '.cache', 'demo', 'result.csv');
/** The columns of a table that goes into a file or a pipe. */
const PLAIN_COLUMNS = 100;

/** What is left on the stage. */
export interface Finished {
  result: Result;
  /** The add-on's last dialog. */
  said: string;
  csv: string;
}

/**
 * The whole demo without a terminal: from a CSV file to what came out of it.
 * @param bar is told how far it is.
 * @throws Error with a sentence for the user, often the add-on's own.
 */
export async function runDemo(options: Options, bar?: (rows: number) => ProgressBar): Promise<Finished> {
  const { clock, faults } = options;
  const rows = readSheet(options.sheet);
  const total = rows.length - 1;
  const progress = bar?.(total);
  const tell = ({ world, traffic }: Pick<Stage, 'world' | 'traffic'>) => {
    const toast = world.shown.findLast(({ kind }) => kind === 'toast');
    const note = toast?.kind === 'toast' ? toast.message : '';
    progress?.update({ ...traffic, done: Math.min(total, traffic.created), note });
  };
  const schedule = faults === null ? NOTHING : scheduleOf(faults, clock === 'virtual');
  const stage = await setStage(rows, options, schedule, tell);
  try {
    const startedAt = stage.world.now();
    const course = createAll(stage, faults !== null);
    const result = await resultOf(stage, course, startedAt);
    // Codes whose answer was lost on the way were not counted while it ran.
    progress?.update({
      ...result.requests,
      done: result.rows.filter(({ id }) => id !== '').length,
      note: '',
    });
    const csv = csvOf(stage.world.table(), stage.world.formulas());
    return { result, said: course.said, csv };
  } finally {
    progress?.end();
    await stage.close();
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { json, faults, clock } = options;
  if (faults !== null && clock === 'real') {
    console.error('On the real clock only the API fails: no execution is cut off and no key is revoked.');
  }
  const bar = (total: number) => progressBar(total, process.stderr);
  const { result, said, csv } = await runDemo(options, json ? undefined : bar);
  if (json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  writeCsv(CSV_FILE, csv);
  console.log(`\n${tableOf(result.rows, process.stdout.columns || PLAIN_COLUMNS)}\n`);
  console.log(countsOf(result, clock));
  console.log(`${'CSV'.padEnd(10)}${relative(process.cwd(), CSV_FILE)}`);
  console.log(`\nThe add-on says: ${printableLines(said)}`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(printableLines((error as Error).message));
    process.exitCode = 1;
  });
}
