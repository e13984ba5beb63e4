// What a job writes into the log: each code once a job; of all jobs only the newest lines are kept.
import { groupBy } from '../table/cells';
import { cellsOf, DONE, type LogLine, noteCells, type ReadLine, readLog, SENT } from '../table/log';
import type { ClockPort, LogPort, Ports } from './ports';
import { type LineSeals, lineSeals, type SealedLine } from './sealed-line';

/** Lines that the log keeps; those of the running job are kept besides, however many they are. */
const MAX_LINES = 5_000;

/** Room for the numbers of lines that are written in one millisecond. */
const LINES_A_MS = 1_000;

/** What is noted of a code; the job adds when, who and which job. */
export type NewLine = Omit<LogLine, 'when' | 'who' | 'job' | 'result' | 'seal'> & { result?: string };

/** The log of one job, as one execution knows it. */
export interface JobLog {
  /** The lines of the job whose seal holds. */
  lines(): SealedLine<ReadLine>[];
  /** What says that it is a line of the job: enough to see that all is well, and cheaper to read. Nothing may be done for it. */
  unproven(): ReadLine[];
  /** All lines of the user's jobs whose seal holds. */
  all(): SealedLine<ReadLine>[];
  /**
   * Adds lines for codes that have none of this job. They leave with the next flush, before what is written after them.
   * @throws UserError `sheet-protected`
   */
  addOnce(lines: readonly NewLine[]): void;
  /** Notes what is about to be changed. Leaves with the next flush. */
  addIntents(lines: readonly NewLine[]): void;
  /**
   * Writes what became of lines. Somebody may have sorted the log since, or deleted it: each line is found again by its code
   * and action, and one that is gone is written again. Leaves with the next flush.
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
  written: Set<string>;
  /** Lines of the whole log, and of the job, as far as known. */
  held: number;
  own: number;
  /** The number of the last line that was added. */
  order: number;
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
    written: new Set(),
    held: 0,
    own: 0,
    order: 0,
    dirty: false,
  };
  return {
    lines: () => seals.sealedAmong(linesOfJob(log)),
    unproven: () => linesOfJob(log),
    all: () => seals.sealedAmong(readLog(port.read())),
    addOnce: (added) => addOnce(log, added),
    addIntents: (added) => {
      if (added.length > 0) append(log, added, SENT);
    },
    setResults: (changed) => {
      if (changed.length > 0) setResults(log, changed);
    },
    isDirty: () => log.dirty,
    flushed: () => {
      log.dirty = false;
    },
    trim: () => {
      const most = Math.max(MAX_LINES, log.own);
      if (log.held > most) port.trim(most);
    },
  };
}

function linesOfJob(log: Known): ReadLine[] {
  const everything = readLog(log.port.read());
  const found = everything.filter(({ job }) => job === log.job);
  log.logged = groupBy(found, (line) => line.id);
  log.written.clear();
  log.own = Math.max(log.own, found.length);
  log.held = Math.max(log.held, ...everything.map(({ row }) => row));
  return found;
}

function append(log: Known, added: readonly NewLine[], result: string): void {
  const { who, job } = log;
  const when = log.clock.now();
  const cells = added.map((one) => {
    const line = { result, ...one, when, who, job };
    log.order = Math.max(log.order + 1, when * LINES_A_MS);
    return cellsOf({ ...line, seal: log.seals.sealOf(line, log.order) });
  });
  log.held = log.port.append(cells);
  log.own += added.length;
  log.dirty = true;
}

function addOnce(log: Known, added: readonly NewLine[]): void {
  if (added.length === 0) return;
  if (log.logged === null) linesOfJob(log);
  const hasLine = ({ id }: NewLine) =>
    log.written.has(id) || log.seals.sealedAmong(log.logged?.get(id) ?? []).length > 0;
  const fresh = new Map(added.filter((line) => !hasLine(line)).map((line) => [line.id, line] as const));
  if (fresh.size === 0) return;
  append(log, [...fresh.values()], DONE);
  for (const code of fresh.keys()) log.written.add(code);
}

function setResults(log: Known, changed: readonly ReadLine[]): void {
  const keyOf = ({ action, id }: LogLine) => `${action} ${id}`;
  const wanted = new Set(changed.map(keyOf));
  const found = log.seals.sealedAmong(linesOfJob(log).filter((line) => wanted.has(keyOf(line))));
  const places = new Map(found.map((line) => [keyOf(line), line.row] as const));
  const there = changed.flatMap((line) => {
    const row = places.get(keyOf(line));
    return row === undefined ? [] : [{ row, text: line.result }];
  });
  const gone = changed.filter((line) => !places.has(keyOf(line)));
  if (there.length > 0) log.port.setResults(there);
  if (gone.length > 0) log.port.append(gone.map(cellsOf));
  log.dirty = true;
}

/** A line for people, about what went wrong while nobody looked. It is about no code, and nothing reads it again. */
export function noteLine(port: LogPort, who: string, sentence: string, now: number): void {
  port.append([noteCells(who, sentence, now)]);
  port.flush();
}
