// What a job writes into the log: each code once a job; of all jobs only the newest lines are kept.
import { groupBy } from '../table/cells';
import {
  cellsOf,
  compared,
  inTime,
  type LogLine,
  noteCells,
  type ReadLine,
  readLog,
  SENT,
} from '../table/log';
import type { LogPort, Ports } from './ports';
import { isSameLine, lineSeals } from './sealed-line';

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

/**
 * @param fresh the job has no lines yet; else they are read once: an execution that was cut off may have left any part of them.
 */
export function jobLog(
  { log: port, clock, store: { me } }: Pick<Ports, 'log' | 'clock' | 'store'>,
  { ownerName, id }: { ownerName: string; id: string },
  fresh: boolean,
): JobLog {
  /** Lines of the job by their code, as they were read last; their seals are looked at when they matter. */
  let logged: Map<string, ReadLine[]> | null = fresh ? new Map() : null;
  /** Codes that got their line in this execution. */
  const known = new Set<string>();
  const seals = lineSeals(me);
  let held = 0;
  let own = 0;
  let dirty = false;
  let stamp = 0;
  let number = FIRST;
  const unproven = () => {
    const everything = readLog(port.read());
    const found = everything.filter(({ job }) => job === id);
    logged = groupBy(found, (line) => line.id);
    known.clear();
    own = Math.max(own, found.length);
    held = Math.max(held, ...everything.map(({ row }) => row));
    return found;
  };
  /** Lines of this execution, in their order. */
  const written: Array<Omit<ReadLine, 'row'>> = [];
  const append = (added: readonly NewLine[], result: string) => {
    const now = clock.now();
    const when = now - (now % 1000);
    if (now > stamp) number = FIRST;
    stamp = Math.max(now, stamp);
    const head = stamp.toString(36);
    const cells = added.map((one) => {
      const line = { result, description: '', ...one, when, who: ownerName, job: id, seal: '' };
      number += 1;
      line.seal = seals.sealOf(line, head + number);
      written.push(line);
      return cellsOf(line);
    });
    held = port.append(cells);
    own += added.length;
    dirty = true;
  };
  return {
    lines: () => {
      let next = 0;
      // As long as nobody sorted the log, the lines of this execution are in their order.
      const isNext = (line: ReadLine) => {
        const one = written[next];
        const isSame = one !== undefined && isSameLine(one, line);
        if (isSame) next += 1;
        return isSame;
      };
      return seals.sealedAmong(unproven(), isNext);
    },
    unproven,
    all: () => seals.sealedAmong(readLog(port.read())),
    addOnce: (added) => {
      if (added.length === 0) return;
      if (logged === null) unproven();
      const hasLine = ({ id: code }: NewLine) => {
        const lines = logged?.get(code);
        return known.has(code) || (lines !== undefined && seals.sealedAmong(lines).length > 0);
      };
      const fresh = new Map(added.filter((line) => !hasLine(line)).map((line) => [line.id, line] as const));
      if (fresh.size === 0) return;
      append([...fresh.values()], 'done');
      for (const code of fresh.keys()) known.add(code);
    },
    addIntents: (added) => {
      if (added.length > 0) append(added, SENT);
    },
    setResults: (changed) => {
      if (changed.length === 0) return;
      const wanted = new Map(changed.map((line) => [line.seal, line] as const));
      const found = new Set<ReadLine>();
      const known = unproven().flatMap((read) => {
        const line = wanted.get(read.seal);
        // One that was edited since is none: it is written again as it was.
        if (!line || !isSameLine(line, read)) return [];
        found.add(line);
        return { row: read.row, text: line.result };
      });
      const gone = changed.filter((line) => !found.has(line));
      if (known.length > 0) port.setResults(known);
      if (gone.length > 0) port.append(gone.map(cellsOf));
      dirty = true;
    },
    isDirty: () => dirty,
    flushed: () => {
      dirty = false;
    },
    trim: () => {
      if (held <= MAX_LINES) return;
      const grid = port.read();
      const old = oldRows(grid, seals.sealedAmong(readLog(grid)), Math.max(MAX_LINES, own));
      if (old.length > 0) port.remove(old);
    },
  };
}

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
