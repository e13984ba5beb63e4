// What a job writes into the log: each code once a job, and of all jobs only the newest lines are kept.
import {
  type Base,
  baseOf,
  cellsOf,
  type LogLine,
  type ReadLine,
  readLog,
  SENT,
  wordCells,
} from '../table/log';
import type { LogPort } from './ports';

/** Lines that the log keeps; those of the job that runs are kept beside, however many they are. */
const MOST_LINES = 5_000;

/** What one execution knows of the log and of its own job's lines in it. */
export interface JobLog {
  port: LogPort;
  who: string;
  job: string;
  /** IDs that have a line of this job. */
  logged: Set<string>;
  /** What the codes of this job were made from, as far as the log knew when it was opened. */
  sent: ReadonlyMap<string, Base>;
  /** Lines in the sheet, as far as this execution has added to it; 0 before. */
  held: number;
}

/** The log of a job that has no lines in it yet. */
export function newJobLog(port: LogPort, record: { ownerName: string; id: string }): JobLog {
  return { port, who: record.ownerName, job: record.id, logged: new Set(), sent: new Map(), held: 0 };
}

/** The log of a job that may have lines in it: an execution that was cut off may have left any part of them. */
export function openJobLog(port: LogPort, record: { ownerName: string; id: string }): JobLog {
  const lines = readLog(port.read());
  const own = lines.filter(({ job }) => job === record.id);
  return { ...newJobLog(port, record), logged: new Set(own.map(({ id }) => id)), sent: baseOf(own) };
}

/**
 * Adds lines for codes that have none of this job. They leave with the next flush, before what is written after them.
 * @param now the time of the lines, in epoch milliseconds.
 * @returns whether there was anything to add.
 * @throws Refusal `sheet-protected`
 */
export function addLines(
  log: JobLog,
  lines: ReadonlyArray<Omit<LogLine, 'when' | 'who' | 'job'>>,
  now: number,
): boolean {
  const fresh = new Map(
    lines.filter(({ id }) => !log.logged.has(id)).map((line) => [line.id, line] as const),
  );
  if (fresh.size === 0) return false;
  const { who, job } = log;
  log.held = log.port.append([...fresh.values()].map((line) => cellsOf({ ...line, when: now, who, job })));
  for (const id of fresh.keys()) log.logged.add(id);
  return true;
}

/** The lines of a job, as they stand in the log. */
export const linesOf = (port: LogPort, job: string): ReadLine[] =>
  readLog(port.read()).filter((line) => line.job === job);

/**
 * Notes what is about to be changed, and what is not for the reason that a line has as its result. Leaves with the next flush.
 * @param now the time of the lines, in epoch milliseconds.
 */
export function noteIntents(
  log: JobLog,
  lines: ReadonlyArray<Omit<LogLine, 'when' | 'who' | 'job' | 'result'> & { result?: string }>,
  now: number,
): void {
  if (lines.length === 0) return;
  const { who, job } = log;
  log.held = log.port.append(lines.map((line) => cellsOf({ result: SENT, ...line, when: now, who, job })));
  for (const { id } of lines) log.logged.add(id);
}

/**
 * Writes what became of lines. Somebody may have sorted the log meanwhile, or deleted it: each line is found again by its code
 * and action, and one that is gone is written anew. Leaves with the next flush.
 */
export function tellResults(port: LogPort, job: string, lines: readonly ReadLine[]): void {
  if (lines.length === 0) return;
  const keyOf = ({ action, id }: LogLine) => `${action} ${id}`;
  const now = new Map(linesOf(port, job).map((line) => [keyOf(line), line.row] as const));
  const known = lines.flatMap((line) => {
    const row = now.get(keyOf(line));
    return row === undefined ? [] : [{ row, text: line.result }];
  });
  const gone = lines.filter((line) => !now.has(keyOf(line)));
  if (known.length > 0) port.setResults(known);
  if (gone.length > 0) port.append(gone.map(cellsOf));
}

/** A line for people, of what went wrong while nobody looked. It is of no code, and nothing reads it again. */
export function noteLine(port: LogPort, who: string, sentence: string, now: number): void {
  port.append([wordCells(who, sentence, now)]);
  port.flush();
}

/** Forgets the oldest lines when the job is over. @param own how many are the job's. */
export function trimLog(
  { port, logged, held }: Pick<JobLog, 'port' | 'logged' | 'held'>,
  own: number = logged.size,
): void {
  const most = Math.max(MOST_LINES, own);
  if (held > most) port.trim(most);
}
