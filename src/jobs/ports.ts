// What a job needs of the outside world, each as small as a job uses it. `google/` implements them on Apps Script.

import type { ApiAnswer, ApiRequest } from '../qrius/requests';
import type { ScanCount } from '../shared/contract/scans';
import type { Seal } from '../shared/seal';
import type { Block } from '../table/blocks';
import type { ColumnOverrides } from '../table/candidates';
import type { Grid } from '../table/columns';

/** How cells are read: `text` as they show; `value` as they are, so that numbers are numbers and dates are dates. */
export type ReadMode = 'text' | 'value';

/** Neighbouring rows, the first one 0-based. */
export interface Span {
  row: number;
  count: number;
}

/** A cell, from 0. */
export interface Place {
  row: number;
  column: number;
}

/** One sheet of the document. Rows and columns are 0-based. Each method is one Google call, `write` one more than it has blocks. */
export interface SheetPort {
  name(): string;
  /** Cells from the first to the last that holds anything. @throws UserError `sheet-deleted` */
  read(mode: ReadMode): Grid;
  /** Whole rows from one to another, as far as `read` reads them; none where the sheet has not as many, or Google fails. */
  rows(mode: ReadMode, first: number, last: number): Grid;
  /** How many rows are frozen at the top: the headers are usually the last of them. Asked once. */
  frozenRows(): number;
  /** The formula of each cell in R1C1 notation, empty where there is none, in the shape of `read`. */
  formulas(): string[][];
  /** The link behind each cell of a column, by row; null where there is none, `SEVERAL_LINKS` where there are several. */
  links(column: number): (string | null)[];
  /** The cells that belong to a merged one above or left of them: they show nothing, and what is written there is dropped. One call. */
  merged(columns: readonly number[]): Place[];
  /** The first row, by column, with a rule that refuses what does not fit it, of those columns that have one. One call, none for no columns. */
  strictColumns(columns: readonly number[]): Map<number, number>;
  /**
   * Writes rectangles and flushes them. Where a rule refuses a cell, the others are written, a column at a time.
   * @param keys columns without which a row must say nothing: where such a cell is refused, its row is left as it is.
   * @throws UserError `sheet-protected`; CellsRefused
   */
  write(blocks: readonly Block[], keys: readonly number[]): void;
  /** Gives whole columns a number format, as `@` for plain text; a typed column keeps its own. @throws UserError `sheet-protected` */
  format(columns: readonly number[], pattern: string): void;
  /**
   * Makes rows at least so high, in pixels, and flushes. A span whose first row is high enough stays, and so does what Google
   * refuses: it is a matter of looks. Two calls a span.
   */
  setHeights(spans: readonly Span[], pixels: number): void;
  /** Adds cells at the right of the last column with content, and columns where the sheet ends. @throws UserError `sheet-protected`, `sheet-refused` */
  addHeaders(row: number, column: number, texts: readonly string[]): void;
  /**
   * Refuses whole columns, and cells at the right of a row, that the user may not edit. Up to three calls, more where one is
   * protected.
   * @param cells to be added: the first one may lie where the sheet ends.
   * @throws UserError `sheet-protected`
   */
  refuseProtected(columns: readonly number[], cells?: { row: number; column: number; count: number }): void;
  /** How many rows the sheet has, blank ones included. */
  height(): number;
  /** Adds rows where the sheet has fewer. Two calls. @returns how many it has. @throws UserError `sheet-protected`, `sheet-refused` */
  ensureRows(rows: number): number;
  /** The rows of these that the user does not see, hidden by hand or by a filter. One call a row: the platform has no other way. */
  hidden(rows: readonly number[]): Set<number>;
}

/**
 * The document's log, one for all its sheets. Rows are 0-based, the header is row 0. The first call that needs the sheet
 * finds it, with one Google call more for its header; `append` makes it where there is none, with three.
 */
export interface LogPort {
  /** Up to three calls. @throws UserError `sheet-protected` where there is a log that the user may not edit */
  refuseProtected(): void;
  /** Display values from the header on; empty where there is no log. One call, which finds the sheet as well. */
  read(): string[][];
  /**
   * Adds rows below the last one, and returns how many there are then without the header. One call; one more where the
   * sheet ends. The rows are buffered: they leave with the next flush, before everything written after them.
   * @param rows as `cellsOf` makes them. @throws UserError `sheet-protected`
   */
  append(rows: readonly string[][]): number;
  /** Puts texts into the column Result. Buffered; one call for each run of neighbouring rows. @throws UserError `sheet-protected` */
  setResults(results: ReadonlyArray<{ row: number; text: string }>): void;
  /** Applies what is buffered where no sheet is written that would. One call. */
  flush(): void;
  /** Deletes rows. One call for each run of neighbouring rows, of the longest ones. @throws UserError `sheet-protected` */
  remove(rows: readonly number[]): void;
}

/** The chart of the most scanned codes, on a sheet of its own. */
export interface ChartPort {
  /** Updates it where the document has one that was made from this sheet. Four calls, else one. It may throw: nothing depends on it. */
  update(sheetId: number, top: readonly ScanCount[]): void;
}

/** Sends requests that are in flight together. Answers come in the order of the requests. @throws SendFault */
export interface ApiPort {
  sendAll(requests: readonly ApiRequest[]): ApiAnswer[];
}

/** Why a whole batch has no answer. Its requests may have reached Qrius all the same. */
export class SendFault extends Error {
  /** `quota`: Google sends nothing more today. `network`: anything else. */
  readonly kind: 'network' | 'quota';

  constructor(kind: 'network' | 'quota', message: string) {
    super(message);
    this.name = 'SendFault';
    this.kind = kind;
  }
}

/** Time, in epoch milliseconds. `sleep` blocks. */
export interface ClockPort {
  now(): number;
  sleep(ms: number): void;
}

/** A moment as a clock on the wall of a time zone shows it. Months are 1 to 12, weekdays 1 (Monday) to 7 (Sunday). */
export interface WallParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

/** The time zone of the spreadsheet. The way back, from a wall time to a moment, is `momentOf` in `automation/zone-time.ts`. */
export interface ZonePort {
  /** @param ms epoch milliseconds. */
  parts(ms: number): WallParts;
}

/** Whose execution this is, and where. */
export interface Me {
  /** A random ID. */
  id: string;
  /** The Qrius account, where the API said. */
  account: string | null;
  /** The ID of the document. */
  document: string;
  /** Seals what the user's jobs leave in this document. */
  seal: Seal;
}

/**
 * What the user began in this document and did not end, in their own properties: what colleagues put back from earlier is not
 * it.
 */
export interface BegunPort {
  /** Whether a record is of what they began, and no earlier than the one noted last. @param version null where only the ID is meant. */
  is(what: 'job' | 'schedule', id: string, version: number | null): boolean;
  /** Before the first record is saved. One call where it is another than before. */
  set(what: 'job' | 'schedule', id: string, version: number): void;
  /** After a record was saved: earlier ones are not believed any more. One call where its version is another. */
  reached(what: 'job' | 'schedule', id: string, version: number): void;
  /** It ended. One call. What another window began since stays. */
  end(what: 'job' | 'schedule', id: string): void;
}

/** Whenever in this execution it was read: enough for what is only shown. */
export const ANY_AGE = Infinity;

/** Strings that belong to the document and that all its users share, and can change. */
export interface StorePort {
  me: Me;
  begun: BegunPort;
  /**
   * All strings by their keys, in one call.
   * @param maxAgeMs where this execution read them at most so long ago, they are not read again; always where it is left out, as
   * they must be under the lock.
   */
  all(maxAgeMs?: number): Readonly<Record<string, string>>;
  set(entries: Record<string, string>): void;
  delete(key: string): void;
}

/** The document's lock. */
export interface LockPort {
  /** Runs the action alone; null where the lock could not be had in time. */
  alone<T>(action: () => T): T | null;
}

/** How long one answer is waited for, in seconds (docs/facts/apps-script.md#fetch-timeout). A created code answers within one. */
export const FETCH_TIMEOUT_SECONDS = 30;

/** All that a job needs. */
export interface Ports {
  /** @param sheetId the sheet's ID within the document. @throws UserError `sheet-deleted` */
  openSheet(sheetId: number): SheetPort;
  log: LogPort;
  chart: ChartPort;
  /** Every text in the document's other sheets except the log: IDs in a duplicated tab are among them. */
  textsElsewhere(sheetId: number): Set<string>;
  /** The document's other sheets of cells except the log, each with the columns that were chosen for it. One call. */
  otherSheets(sheetId: number): Array<{ sheetId: number; overrides: ColumnOverrides }>;
  /** When the platform ends this execution, in epoch milliseconds. */
  endsAt: number;
  api: ApiPort;
  clock: ClockPort;
  store: StorePort;
  lock: LockPort;
  /** The time zone of the document. */
  zone(): ZonePort;
  /**
   * Has the platform continue a job where it lets us: its sidebar may be closed, and its execution may die. A refusal is no
   * reason not to begin.
   */
  ensureHourlyTrigger(): void;
  /** A new random string of lower-case letters and digits. */
  random(length: number): string;
}
