// The contract between the sidebar and the server: one door, a list of methods, JSON both ways. The compiler refuses what is not in it.
import type { ErrorInfo } from './errors';

/** What a user asks codes for. `selection`: rows of all selected ranges that are not hidden. */
export type Scope = 'selection' | 'sheet';

/** What happens when a slug is taken: add a suffix and try once more, stop this row, or use the code that has it if it is ours and leads to the same place. */
export type ConflictPolicy = 'suffix' | 'stop' | 'mine';

/** What a change job does. `destination`: one URL for all; `column`, `tags-column`: what the sheet says now; `changed`: only what differs. */
export type ChangeKind =
  | 'destination'
  | 'column'
  | 'changed'
  | 'tags'
  | 'tags-column'
  | 'pause'
  | 'activate'
  | 'delete'
  | 'undo';

/** The fields of a code that are compared with Qrius. */
export type Field = 'destination' | 'name' | 'tags' | 'description';

/** Whose value stays where sheet and Qrius differ. */
export interface Choice {
  id: string;
  field: Field;
  keep: 'mine' | 'theirs';
}

/** A change as a user asks for it. */
export type ChangeRequest =
  | { kind: 'destination'; url: string }
  | { kind: 'tags'; action: 'add' | 'remove' | 'set'; tags: string }
  /** What was changed here alone is sent anyway; what differs otherwise is left as it is unless chosen. */
  | { kind: 'changed'; choices: Choice[] }
  /** The job to undo: the one that the preview showed. */
  | { kind: 'undo'; job: string | null }
  | { kind: 'column' | 'tags-column' | 'pause' | 'activate' | 'delete' };

/** Which codes a change is for. `hidden`: those of hidden rows too. */
export interface ChangeTarget {
  scope: Scope;
  hidden: boolean;
}

/** The columns that a user can point out. */
export type ChoosableRole = 'name' | 'destination' | 'slug' | 'tags' | 'description';

/** The user's connection, without the key: only its last four characters. */
export interface ConnectionView {
  keyEnding: string;
  /** The name that colleagues see beside the user's jobs. */
  name: string;
  plan: string | null;
  /** Codes that the plan has room for, and requests a minute; null for an unknown plan. */
  codes: number | null;
  requestsAMinute: number | null;
}

/** The sheet that the user looks at, as it was understood. */
export interface SheetView {
  name: string;
  /** Nothing stands in it. */
  empty: boolean;
  /** The header texts, in their order; empty ones are left out. */
  headers: string[];
  /** For each role the header that was understood or picked; null where there is none. */
  columns: Record<ChoosableRole, string | null>;
  /** Headers that could be a role's, and are used only if the user says so. */
  offered: Partial<Record<ChoosableRole, string>>;
  /** Why the columns cannot be used; null where they can. The counts are zero then. */
  failure: ErrorInfo | null;
  /** Rows with content, rows fit to be created, rows with a code, rows that need attention. */
  rows: number;
  ready: number;
  created: number;
  attention: number;
  /** Rows with content in the selection. */
  selected: number;
}

/** A row that needs the user's attention. `row` is counted from 1, as in the sheet. */
export interface RowFault {
  row: number;
  name: string;
  sentence: string;
}

/** A code whose row is gone. */
export interface OrphanView {
  id: string;
  name: string;
  shortUrl: string;
}

/** How often scan counts are refreshed. Hours are 0 to 23 in the spreadsheet's zone, weekdays 1 (Monday) to 7 (Sunday). */
export type Every =
  | { kind: 'hour' }
  | { kind: 'sixHours' }
  | { kind: 'day'; hour: number }
  | { kind: 'week'; weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7; hour: number };

/** What runs by itself in the document. Moments are texts in the document's time zone, as `2026-03-14 15:09`. */
export interface ScheduleView {
  /** Whether it runs with the user's own account. */
  mine: boolean;
  owner: string;
  every: Every | null;
  switches: boolean;
  sheet: string;
  lastRun: string | null;
  lastOutcome: string | null;
  nextRun: string | null;
  /** Why it runs no more; null while it runs. */
  pausedWhy: string | null;
  /** It should have run hours ago: Google did not let it, or its owner must authorize the add-on again. */
  overdue: boolean;
}

/** A switch that is still to come. `at` as in `ScheduleView`. */
export interface SwitchView {
  row: number;
  name: string;
  next: string;
  at: string;
}

/** The kinds of jobs. */
export type JobKindName = 'create' | 'change' | 'import' | 'refresh';

/** The document's job, as far as everybody may see it. */
export interface JobView {
  id: string;
  kind: JobKindName;
  /** What a change job does; `switch`: rows whose time in *Switch on* has come; null for other jobs. */
  what: ChangeKind | 'switch' | null;
  /** Whether it belongs to the user; nobody else can go on with it or stop it. */
  mine: boolean;
  /** The name of its owner. */
  owner: string;
  phase: 'starting' | 'running' | 'waiting' | 'paused' | 'ended';
  ending: 'done' | 'stopped' | 'given-up' | null;
  /** Why it pauses. */
  failure: ErrorInfo | null;
  /** It is a colleague's who has not been here for a day: the user may end it. */
  mayEnd: boolean;
  /** Somebody works on it right now. */
  busy: boolean;
  /** How long it stays theirs at the most, in milliseconds: an execution that was cut off never gives it back. 0 where nobody works on it. */
  busyMs: number;
  /** Rows of the job; the five counts add up to it. */
  total: number;
  /** Rows that were created or changed. */
  done: number;
  already: number;
  failed: number;
  waiting: number;
  withdrawn: number;
  /** How long the rate limit still keeps it waiting, in milliseconds; 0 where it does not. */
  waitMs: number;
  /** About how long it still takes, in milliseconds; null while nothing is known. */
  leftMs: number | null;
  /** Rows that failed or need a fix, with their reasons; at most `MAX_FAULTS`. */
  faults: RowFault[];
  orphans: OrphanView[];
}

/** Everything that the first view needs. */
export interface Home {
  /** null before a key is set. */
  connection: ConnectionView | null;
  sheet: SheetView;
  /** The document's job; null where there never was one. */
  job: JobView | null;
  schedule: ScheduleView | null;
  /** At most `MAX_SWITCHES`, the next one first. */
  switches: SwitchView[];
  /** What the user should know of the document; null in the normal case. */
  notice: string | null;
}

/** The check before a run. Nothing has been sent that makes anything. */
export interface Check {
  /** Codes that will be made. */
  valid: number;
  already: number;
  hidden: number;
  /** At most `MAX_FAULTS` of the rows that need attention; `invalidCount` is all of them. */
  invalid: RowFault[];
  invalidCount: number;
  /** How many more codes the plan allows; null where that is not known. */
  capacity: number | null;
  plan: string | null;
  /** Whether the plan's total can be extended on request, so that the user may go on beyond it. */
  extendable: boolean;
  /** About how long the run takes on this plan, in milliseconds. */
  runMs: number;
}

/** One field in which the sheet and Qrius differ. `rows` as users count them, from 1. */
export interface DifferenceView {
  id: string;
  rows: number[];
  name: string;
  field: Field;
  here: string;
  there: string;
  /** On which side it was changed since it was last sent; `both` also where nobody knows. */
  side: 'here' | 'there' | 'both';
}

/** What a change would do. Nothing has been sent that changes anything. */
export interface Preview {
  /** Codes that would be changed, and the rows in which they stand. */
  codes: number;
  rows: number;
  /** Of these, codes that would be deleted: their number must be confirmed. */
  deletes: number;
  /** Rows whose code is as wished already. */
  unchanged: number;
  /** Rows without a code, and rows that are hidden: left out. */
  withoutCode: number;
  hidden: number;
  /** At most `MAX_FAULTS` of the rows of which nothing is sent, with the reason; `faultCount` is all of them. */
  faults: RowFault[];
  faultCount: number;
  /** For `changed`: at most `MAX_FAULTS` differences, those that need a choice first; `differenceCount` is all of them. */
  differences: DifferenceView[];
  differenceCount: number;
  /** At most `MAX_FAULTS` of the changes, with the value before and the one after. */
  changes: RowFault[];
  /** Codes of these that belong to the document of which this one is a copy, too. */
  copied: number;
  /** For `undo`: whose job is undone, when it ran (epoch milliseconds), and what it did. */
  undone: { job: string; who: string; when: number; actions: string[] } | null;
  /** Stands for all that would be sent. Goes back with the change: if anything differs by then, nothing is sent. */
  targetFingerprint: string;
  /** Requests that will be sent, and about how long it takes in milliseconds. */
  requests: number;
  runMs: number;
}

/** The code in the row that is selected. */
export interface SelectedCode {
  row: number;
  name: string;
  id: string;
  shortUrl: string;
  /** The picture's address; empty where the row has none. */
  imageUrl: string;
}

/** Faults that travel in one reply at the most. */
export const MAX_FAULTS = 200;
/** Switches that the first view lists. */
export const MAX_SWITCHES = 5;
/** The longest name of a user, in characters. */
export const MAX_NAME = 40;
/** From so many codes on, their number must be typed before they are deleted. */
export const MANY_DELETES = 11;

/** The methods of the door, each with what goes in and what comes out. */
export interface Methods {
  getHome: { input: null; output: Home };
  connect: { input: { key: string; name: string }; output: Home };
  forgetKey: { input: null; output: Home };
  /** Points out a column for this sheet; null takes the choice back. */
  chooseColumn: { input: { role: ChoosableRole; header: string | null }; output: Home };
  insertTemplate: { input: null; output: Home };
  checkRows: { input: { scope: Scope }; output: Check };
  /** Begins a job and runs its first slice. `beyondPlan`: the user knows that the plan's total is exceeded. */
  createCodes: {
    input: { scope: Scope; conflict: ConflictPolicy; images: boolean; beyondPlan: boolean };
    output: JobView;
  };
  /** Begins a job with the rows that failed in the last one, and runs its first slice. */
  retryFailed: { input: null; output: JobView };
  /** Compares with Qrius, and says what a change would do. */
  previewChange: { input: { request: ChangeRequest } & ChangeTarget; output: Preview };
  /**
   * Begins a change job and runs its first slice. `deletes`: how many codes the user agreed to delete; null for none.
   * `targetFingerprint`: that of the preview which the user saw; null where there was none.
   */
  changeCodes: {
    input: {
      request: ChangeRequest;
      deletes: number | null;
      targetFingerprint: string | null;
    } & ChangeTarget;
    output: JobView;
  };
  /** How many codes of the account stand in no row of the sheet. */
  countImportable: { input: null; output: { codes: number } };
  /** Begins a job that brings them into the sheet, below its last row, and runs its first slice. */
  importCodes: { input: null; output: JobView };
  /** Begins a job that refreshes the scan counts of rows with a code, and runs its first slice. */
  refreshScans: { input: { scope: Scope }; output: JobView };
  /** Sets what runs by itself, with the user's own account from now on; neither of both switches it off. */
  setSchedule: { input: { every: Every | null; switches: boolean }; output: Home };
  /**
   * Makes the chart of the sheet's most scanned codes, or brings the one that is there up to date, and shows it. `sheet`: the
   * name of the sheet on which it stands.
   */
  insertChart: { input: null; output: { sheet: string } };
  /** Runs one slice of the unfinished job, about 20 s. */
  continueJob: { input: null; output: JobView };
  /** The job as it stands, without working on it; null where there is none. */
  getJob: { input: null; output: JobView | null };
  stopJob: { input: null; output: JobView };
  /** Ends the job of a colleague who has not been here for a day. Nothing is sent. */
  endJob: { input: null; output: Home };
  /** Selects the row's first cell in the sheet. */
  selectRow: { input: { row: number }; output: null };
  /** The sheet with its codes as CSV, safe to open in a spreadsheet. */
  exportCsv: { input: null; output: { fileName: string; text: string } };
  /** Name and short URL of all rows that have one, a line each, to be copied. */
  listShortUrls: { input: null; output: { count: number; text: string } };
  selectedCode: { input: null; output: SelectedCode | null };
}

export type MethodName = keyof Methods;
export type Input<M extends MethodName> = Methods[M]['input'];
export type Output<M extends MethodName> = Methods[M]['output'];

/** What every call of the door answers with, as JSON text. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: ErrorInfo };

/**
 * The door itself, a top-level function of the server: `google.script.run.call(method, inputAsJson)` answers with a
 * `Result` as JSON text. Text both ways, since the wire of google.script.run turns a Date into null without a word.
 */
export type Door = (method: string, input: string) => string;

/** The views that the menu opens. */
export type View = 'home' | 'check-selection' | 'check-sheet' | 'change-selection' | 'undo' | 'connect';
