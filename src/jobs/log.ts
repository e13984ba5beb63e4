// What a job writes into the log: each code once a job; of all jobs only the newest lines are kept.

import { textsBy } from '../shared/texts';
import { asText, byIdOf, groupBy } from '../table/cells';
import {
  cellsOf,
  compared,
  DONE,
  inTime,
  LOG_HEADER,
  type LogLine,
  MAX_TEXT,
  noteCells,
  type ReadLine,
  readLog,
  SENT,
} from '../table/log';
import type { ClockPort, LogPort, Ports } from './ports';
import { isSameLine, type LineSeals, lineSeals } from './sealed-line';

/** Lines of the user's jobs that the log keeps, and as many of all others; those of the running job are kept however many they are. */
const MAX_LINES = 5_000;

/** The number of the first line of a millisecond: as many digits as the last. */
const FIRST = 100_000;

/** What is noted of a code; the job adds when, who and which job. */
export type NewLine = Omit<LogLine, 'when' | 'who' | 'job' | 'result' | 'seal'> & { result?: string };

/** The log of one job, as one execution knows it. */
export interface JobLog {
  /** The lines of the job whose seal holds. */
  lines(): ReadLine[];
  /** What says that it is a line of the job: enough to see that all is well, and cheaper to read. Nothing may be done for it. */
  unproven(): ReadLine[];
  /** All lines of the user's jobs whose seal holds. */
  all(): ReadLine[];
  /**
   * Adds lines for codes that have none of this job. They leave with the next flush, before what is written after them.
   * @throws UserError `sheet-protected`
   */
  addOnce(lines: readonly NewLine[]): void;
  /** Notes what is about to be changed. Leaves with the next flush. */
  addIntents(lines: readonly NewLine[]): void;
  /**
   * Writes what became of lines whose seal holds. Somebody may have sorted the log since, or deleted it: each line is found again
   * by its seal, and one that is gone is written again. Leaves with the next flush.
   */
  setResults(lines: readonly ReadLine[]): void;
  /** Whether anything waits for a flush. */
  isDirty(): boolean;
  flushed(): void;
  /** Forgets the oldest lines when the job is over. */
  trim(): void;
}

/** What one execution knows of the log. */
interface Known {
  port: LogPort;
  clock: ClockPort;
  seals: LineSeals;
  /** The job whose lines they are, and the name of its owner. */
  job: string;
  who: string;
  /** Lines of the job by their code, as they were read last; their seals are looked at when they matter. */
  logged: Map<string, ReadLine[]> | null;
  /** Codes that got their line in this execution. */
  noted: Set<string>;
  /** Lines of this execution, in their order. */
  written: Array<Omit<ReadLine, 'row'>>;
  /** Lines of the whole log, and of the job, as far as known. */
  held: number;
  own: number;
  /** The millisecond of the last line that was added, and its number within it. */
  stamp: number;
  number: number;
  dirty: boolean;
}

/**
 * @param fresh the job has no lines yet; else they are read once: an execution that was cut off may have left any part of them.
 */
export function jobLog(
  { log: port, clock, store: { me } }: Pick<Ports, 'log' | 'clock' | 'store'>,
  { ownerName: who, id: job }: { ownerName: string; id: string },
  fresh: boolean,
): JobLog {
  const seals = lineSeals(me);
  const log: Known = {
    port,
    clock,
    seals,
    job,
    who,
    logged: fresh ? new Map() : null,
    noted: new Set(),
    written: [],
    held: 0,
    own: 0,
    stamp: 0,
    number: FIRST,
    dirty: false,
  };
  return {
    lines: () => sealedLines(log),
    unproven: () => linesOfJob(log),
    all: () => seals.sealedAmong(readLog(port.read())),
    addOnce: (added) => addOnce(log, added),
    addIntents: (added) => append(log, added, SENT),
    setResults: (changed) => setResults(log, changed),
    isDirty: () => log.dirty,
    flushed: () => {
      log.dirty = false;
    },
    trim: () => trim(log),
  };
}

function linesOfJob(log: Known): ReadLine[] {
  const everything = readLog(log.port.read());
  const found = everything.filter(({ job }) => job === log.job);
  log.logged = groupBy(found, (line) => line.id);
  log.noted.clear();
  log.own = Math.max(log.own, found.length);
  log.held = Math.max(log.held, ...everything.map(({ row }) => row));
  return found;
}

function sealedLines(log: Known): ReadLine[] {
  let next = 0;
  // As long as nobody sorted the log, the lines of this execution are in their order.
  const isNext = (line: ReadLine) => {
    const one = log.written[next];
    const isSame = one !== undefined && isSameLine(one, line);
    if (isSame) next += 1;
    return isSame;
  };
  return log.seals.sealedAmong(linesOfJob(log), isNext);
}

function append(log: Known, added: readonly NewLine[], result: string): void {
  if (added.length === 0) return;
  const { who, job, seals } = log;
  const now = log.clock.now();
  const when = now - (now % 1000);
  if (now > log.stamp) log.number = FIRST;
  log.stamp = Math.max(now, log.stamp);
  const head = log.stamp.toString(36);
  const cells = added.map((one) => {
    const line = { result, ...textsBy(() => ''), ...one, when, who, job, seal: '' };
    log.number += 1;
    line.seal = seals.sealOf(line, head + log.number);
    log.written.push(line);
    return cellsOf(line);
  });
  log.held = log.port.append(cells);
  log.own += added.length;
  log.dirty = true;
}

function addOnce(log: Known, added: readonly NewLine[]): void {
  if (added.length === 0) return;
  if (log.logged === null) linesOfJob(log);
  const hasLine = ({ id }: NewLine) => {
    const lines = log.logged?.get(id);
    return log.noted.has(id) || (lines !== undefined && log.seals.sealedAmong(lines).length > 0);
  };
  const fresh = byIdOf(added.filter((line) => !hasLine(line)));
  append(log, [...fresh.values()], DONE);
  for (const code of fresh.keys()) log.noted.add(code);
}

function setResults(log: Known, changed: readonly ReadLine[]): void {
  if (changed.length === 0) return;
  const wanted = new Map(changed.map((line) => [line.seal, line] as const));
  const found = new Set<ReadLine>();
  const there = linesOfJob(log).flatMap((read) => {
    const line = wanted.get(read.seal);
    // One that was edited since is none: it is written again as it was.
    if (!line || !isSameLine(line, read)) return [];
    found.add(line);
    return { row: read.row, text: line.result };
  });
  const gone = changed.filter((line) => !found.has(line));
  if (there.length > 0) log.port.setResults(there);
  if (gone.length > 0) log.port.append(gone.map(cellsOf));
  log.dirty = true;
}

function trim({ port, seals, held, own }: Known): void {
  const most = Math.max(MAX_LINES, own);
  if (held <= most) return;
  const grid = port.read();
  const old = oldRows(grid, seals.sealedAmong(readLog(grid)), most);
  if (old.length === 0) return;
  port.remove(old);
  // Rows are deleted by their numbers, and somebody may have moved them meanwhile: what was not meant is put back.
  const there = new Set(port.read().map(textOf));
  const isOld = new Set(old);
  const lost = grid.filter((cells, row) => row > 0 && !isOld.has(row) && !there.has(textOf(cells)));
  // What anybody typed may be as long as a cell allows.
  const written = (text = ''): string => asText(text.slice(0, MAX_TEXT));
  if (lost.length > 0) port.append(lost.map((cells) => LOG_HEADER.map((_, at) => written(cells[at]))));
}

const textOf = (cells: readonly string[]): string => JSON.stringify(cells.slice(0, LOG_HEADER.length));

/**
 * Rows beyond the newest. Those of the user's jobs are counted apart, by what is sealed: what anybody can type keeps none of them
 * from being seen.
 * @param most how many lines of the user's jobs are kept.
 */
function oldRows(grid: readonly (readonly string[])[], sealed: readonly ReadLine[], most: number): number[] {
  const own = inTime(sealed).map(({ row }) => row);
  const isOwn = new Set(own);
  const others = grid
    .map(([when = ''], row) => ({ when, row }))
    .filter(({ row }) => row > 0 && !isOwn.has(row));
  others.sort((a, b) => compared(a.when, b.when));
  return [...own.slice(0, -most), ...others.slice(0, -MAX_LINES).map(({ row }) => row)];
}

/** A line for people, about what went wrong while nobody looked. It is about no code, and nothing reads it again. */
export function noteLine(port: LogPort, who: string, sentence: string, now: number): void {
  port.append([noteCells(who, sentence, now)]);
  port.flush();
}
