// The demo for the terminal: makes a QR code for each row of a CSV file, and changes codes if wanted, with the built add-on and a simulated Qrius.
import { rmSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { changeAll, createAll } from './act';
import { csvOf, writeCsv } from './csv-out';
import { startBrowser } from './find-browser';
import { HELP, withOption } from './help';
import { laterJobs, rowsFor } from './jobs';
import { type Options, readOptions, refuseKeptByNpm } from './options';
import { type Printed, printAll } from './print';
import { type ProgressBar, progressBar } from './progress';
import { type Result, resultOf, usedSoFar } from './result';
import { playFile, reportOf } from './scenario';
import { NOTHING, scheduleOf } from './schedule';
import { readSheet } from './sheet-file';
import { countsOf, LABEL_COLUMNS, tableOf } from './show';
import { type Stage, setStage } from './stage';
import { struckBy } from './struck';
import { printableLines } from './text';

/** In the current folder. */
const CSV_FILE = 'demo-result.csv';
const LABELS_FILE = 'labels.pdf';
const CODES_FILE = 'codes.zip';
/** The columns of a table that goes into a file or a pipe. */
const PLAIN_COLUMNS = 100;

/** What is left on the stage. */
export interface Finished {
  result: Result;
  /** The add-on's last dialog. */
  said: string;
  csv: string;
  /** What the job print made; null for other jobs. */
  printed: Printed | null;
  /** What went wrong on the way, in one sentence; null where nothing was to. */
  struck: string | null;
}

/**
 * The whole demo without a terminal: from a CSV file to what came out of it.
 * @param bar is told how far it is.
 * @param findBrowser starts a browser for the job print.
 * @throws Error with a sentence for the user, often the add-on's own.
 */
export async function runDemo(
  options: Omit<Options, 'help'>,
  bar?: (codes: number) => ProgressBar,
  findBrowser: () => Promise<Browser> = startBrowser,
): Promise<Finished> {
  const browser = options.job === 'print' ? await findBrowser() : null;
  try {
    return await play(options, browser, bar);
  } finally {
    await browser?.close();
  }
}

async function play(
  options: Omit<Options, 'help'>,
  browser: Browser | null,
  bar?: (codes: number) => ProgressBar,
): Promise<Finished> {
  const { clock, faults, job } = options;
  const rows = rowsFor(job, readSheet(options.sheet, options.overrides), options.overrides);
  let total = 0;
  let progress: ProgressBar | undefined;
  const tell = ({ traffic }: Pick<Stage, 'traffic'>, note = '', done = traffic.created) =>
    progress?.update({ ...traffic, done: Math.min(total, done), note });
  const schedule = faults === null ? NOTHING : scheduleOf(faults, clock === 'virtual');
  const stage = await setStage(rows, options, schedule, (part) => tell(part));
  try {
    // What opening the document took counts with the creation of the codes.
    let since = { ...usedSoFar(stage), googleCalls: 0 };
    const wait = (ms: number) => {
      tell(stage, `waiting for ${Math.ceil(ms / 1000)} s`);
      stage.wait(ms);
    };
    const waiting = { ...stage, wait };
    let course = createAll(waiting, faults !== null, (codes) => {
      total = codes;
      progress = bar?.(codes);
    });
    for (const next of laterJobs(job)) {
      since = usedSoFar(stage);
      course = changeAll(waiting, next, faults !== null);
    }
    const result = await resultOf(stage, job, course, since);
    // Codes whose answer was lost on the way were not counted while it ran.
    tell(stage, '', result.rows.filter(({ id }) => id !== '').length);
    const csv = csvOf(stage.world.table(), stage.world.formulas());
    const struck =
      faults === null ? null : struckBy(schedule.world, stage.world.faults, (await stage.snapshot()).faults);
    const printed = browser && (await printAll(browser, stage.world));
    return { result, said: course.said, csv, struck, printed };
  } finally {
    progress?.end();
    await stage.close();
  }
}

/** Plays a scenario file; the exit code tells whether something was violated. */
function showScenario(file: string, json: boolean): void {
  const played = playFile(file);
  if (json) process.stdout.write(`${JSON.stringify(played, null, 2)}\n`);
  else console.log(reportOf(played, process.stdout.columns || PLAIN_COLUMNS));
  process.exitCode = played.violations.length > 0 ? 1 : 0;
}

async function main(): Promise<void> {
  refuseKeptByNpm(process.env);
  const options = readOptions(process.argv.slice(2));
  const { json, faults, clock, help, scenario } = options;
  if (help) {
    console.log(HELP);
    return;
  }
  if (scenario !== null) {
    showScenario(scenario, json);
    return;
  }
  // A run that is refused leaves no file, nor that of a former run, which would look like its own.
  const files = options.job === 'print' ? [CSV_FILE, LABELS_FILE, CODES_FILE] : [CSV_FILE];
  if (!json) for (const file of files) rmSync(file, { force: true });
  if (faults !== null && clock === 'real') {
    console.error('On the real clock only the API fails: no execution is cut off and no key is revoked.');
  }
  const bar = (total: number) => progressBar(total, process.stderr);
  const { result, said, csv, struck, printed } = await runDemo(options, json ? undefined : bar);
  if (json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  writeCsv(CSV_FILE, csv);
  console.log(`\n${tableOf(result.rows, process.stdout.columns || PLAIN_COLUMNS)}\n`);
  console.log(countsOf(result, clock));
  if (struck !== null) console.log(`${'On the way'.padEnd(LABEL_COLUMNS)}${struck}`);
  console.log(`${'CSV'.padEnd(LABEL_COLUMNS)}${CSV_FILE}`);
  if (printed) {
    writeFileSync(LABELS_FILE, printed.labels);
    writeFileSync(CODES_FILE, printed.codes);
    console.log(`${'Labels'.padEnd(LABEL_COLUMNS)}${LABELS_FILE}: ${printed.said.labels}`);
    console.log(`${'Pictures'.padEnd(LABEL_COLUMNS)}${CODES_FILE}: ${printed.said.codes}`);
  }
  console.log(`\nThe add-on says: ${printableLines(said)}`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(printableLines(withOption((error as Error).message)));
    process.exitCode = 1;
  });
}
