// What a kind of job says of itself. All that jobs share is in `engine.ts`.

import type { Outcome } from '../qrius/answers';
import type { ApiRequest } from '../qrius/requests';
import type { JobKindName, JobView, Orphan } from '../shared/contract/job';
import type { UserError } from '../shared/errors';
import type { Parser } from '../shared/parse';
import type { ColumnOverrides } from '../table/candidates';
import type { Patches, Row } from '../table/rows';
import type { Counts, Job } from './job';
import type { JobLog } from './log';
import type { Ports, ReadMode, SendFault, SheetPort, Span } from './ports';
import type { QriusClient } from './qrius-client';
import type { Writes } from './table/columns';
import type { Table } from './table/load';

export interface JobKind extends Writes {
  name: JobKindName;
  /** How it reads cells. */
  reads: ReadMode;
  /** Whether it writes cells of the user's own columns: then it must know their formulas first. */
  writesUserCells: boolean;
  /** Whether the log holds what it did to each code, so that it can be undone. */
  logs: boolean;
  /** Reads what only this kind notes in the record. */
  details: Parser<unknown>;
  /** What a change does, for the sidebar. */
  what?(details: unknown): JobView['what'];
  /** Whether a row says that the job failed for it. */
  isFault?(row: Row): boolean;
  /** Continues the job from what sheet and log say. */
  session(run: Run): Session;
  /**
   * Ends the job where its sheet was deleted, or its user stops it and the columns can't be found.
   * @param orphans codes that were just created and are in no row.
   * @throws UserError where it cannot be told yet what became of open requests.
   */
  withoutSheet?(parts: RunParts, orphans: readonly Orphan[]): SheetlessEnd;
}

/** What the record notes of a job whose sheet was deleted. */
export interface SheetlessEnd {
  counts: Counts;
  /** Codes to tell the user of. */
  orphans: readonly Orphan[];
}

/** A run as far as it needs no sheet. */
export type RunParts = Pick<Run, 'ports' | 'client' | 'log' | 'job'>;

/** A new job, as a user or a schedule asks for it. */
export interface JobRequest {
  kind: JobKindName;
  sheetId: number;
  overrides: ColumnOverrides;
  /** The details of the record before anything is planned. */
  details: unknown;
  /** Plans the job. Reads only; the preview shows the same plan. */
  plan(context: PlanContext): Plan | UserError;
}

/** What a job is planned from. */
export interface PlanContext {
  ports: Ports;
  client: QriusClient;
  sheetId: number;
  sheet: SheetPort;
  /** The sheet as it was just read; null where it is empty. */
  table: Table | null;
  /** The name of the user's plan as far as it is known; null for none. */
  plan: string | null;
}

/** What a job would do. */
export interface Plan {
  details: unknown;
  counts: Partial<Counts>;
  /** Cells that leave with the first write. */
  marks: Patches;
  /**
   * Further cells of rows that are the same as when it was planned. They are written once the record says that the job runs: where that
   * write is cut off, the next slice knows of it.
   */
  later?: ((rows: readonly Row[]) => Patches) | null;
  /** Notes in the log what is about to be sent; leaves with the first write, too. */
  noteIntents?: (log: JobLog) => void;
  /** Rows that are made higher before anything is written. */
  heights?: { spans: readonly Span[]; pixels: number } | null;
  /** Headers that an empty sheet gets first. */
  firstHeaders?: readonly string[];
}

/** When the last batch may leave, in epoch milliseconds, where the sheet was open at a moment, and it took so long to open it. */
export type Deadline = (openedAt: number, openingMs: number) => number;

/** What one execution knows of the job that it runs. */
export interface Run {
  ports: Ports;
  client: QriusClient;
  table: Table;
  log: JobLog;
  job: Job;
  /** When no further batch may leave, in epoch milliseconds; counted from the first thing that the slice does. */
  until: number;
  /** It was moved once, since little was left to do. */
  isExtended: boolean;
  /** The same, from when the work begins. */
  deadline: Deadline;
  /** How long it took from the start of the execution until the work began, and to read the sheet once more, in milliseconds. */
  openingMs: number;
  reloadMs: number;
  /** A batch has left, or rows were written: before that no slice is over. */
  hasBegun: boolean;
  /** See {@link Plan}; null once it is written. */
  later: ((rows: readonly Row[]) => Patches) | null;
  /** Why the whole job must pause. */
  pauseReason: UserError | null;
}

/** Requests that are in flight together. */
export interface Batch {
  requests: ApiRequest[];
  /** How long to wait before they leave, since some of them had no proper answer before. */
  pauseMs: number;
  /** @param outcomes in the order of the requests; null where the whole batch has no answer, with the fault. */
  accept(outcomes: readonly Outcome[] | null, fault: SendFault | null): void;
}

/**
 * `marked`: intents are in the sheet, and their requests must leave. `ready`: a batch can leave as soon as the window opens.
 * `queued`: rows wait, and must be marked before anything leaves. `writing`: there is more to write, and nothing to send.
 */
export type Progress = 'marked' | 'ready' | 'queued' | 'writing' | 'done';

/** One kind's part in a slice. It is derived from sheet and log, never from memory. */
export interface Session {
  /**
   * Turns what is known into cells and log lines, and marks what is sent next: intent before request.
   * @param stopping the user asked to stop: nothing more is to be sent.
   */
  settle(stopping: boolean): Patches;
  /** Looks at the sheet after the write. @returns further cells. */
  confirm?(): Patches;
  /** Looks at the sheet after a failed write. @returns the user's cells that it overwrote, to restore them. */
  restore?(): Patches;
  /** What the record notes. Orphans are those since the last call. */
  notes(): { counts: Counts; details: unknown; orphans: Orphan[] };
  /** Whether outcomes are unknown that must be looked up before anything else happens. */
  isUnsure(): boolean;
  /** Looks up unknown outcomes. @throws UserError where Qrius cannot be asked. */
  resolve(): void;
  /** What is written where Qrius cannot be asked. */
  unresolved?(): Patches;
  progress(): Progress;
  /** @param most requests that may leave together. @returns null where nothing more is to be sent before the next write. */
  next(most: number): Batch | null;
  /** After the last batch of a chunk: answers that need a look at the account. */
  afterSending?(): void;
  /** Cells of rows that wait no more. */
  finish(how: 'done' | 'stopped'): Patches;
  /** After the end was saved; nothing depends on it. */
  ended?(): void;
  /** The sheet was deleted: codes that were created in this slice and are in no row. They are noted in the log. */
  orphans?(): Orphan[];
  /** A run of a schedule: it ends with its slice, and the next run takes up what was not reached. */
  endsWithSlice?: boolean;
}
