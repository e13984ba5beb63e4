// The contract between the sidebar and the server: one door, a list of methods, JSON both ways. The compiler refuses what is not in it.
import type { ErrorInfo } from './errors';

/** What a user asks codes for. `selection`: rows of all selected ranges that are not hidden. */
export type Scope = 'selection' | 'sheet';

/** Which codes are printed: of selected rows or of the sheet without what is hidden, or all of the sheet. */
export type PrintScope = 'selection' | 'visible' | 'sheet';

/** What happens when a slug is taken: add a suffix and try once more, stop this row, or use the code that has it if it is ours and opens the same page. */
export type ConflictPolicy = 'suffix' | 'stop' | 'mine';

/** How high rows are made that get a picture; `none` leaves them as they are. */
export type RowHeight = 'none' | 'small' | 'medium' | 'large';

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
  /** What `Shown` names it by. */
  id: number;
  name: string;
  /** Nothing stands in it. */
  empty: boolean;
  /** The row of the headers, counted from 1; 0 in an empty sheet. */
  headerRow: number;
  /** The first rows with content: one of them has the headers. */
  topRows: TopRow[];
  /** The header texts, in their order; empty ones are left out. */
  headers: string[];
  /** For each role the header that was understood or picked; null where there is none. The name has the destination's where names come from the links. */
  columns: Record<ChoosableRole, string | null>;
  /** Roles for which the user has picked a column, or none. */
  picked: ChoosableRole[];
  /** Whether the user has pointed out the header row. */
  rowPicked: boolean;
  /** What only the user knows: which column a role means; null where nothing is asked. */
  question: { role: ChoosableRole; headers: string[] } | null;
  /** Headers that could be a role's, and are used only if the user says so. Nothing is offered where the user has picked. */
  offered: Partial<Record<ChoosableRole, string>>;
  /** Some of the tags that the rows would get from the column that is offered for them; empty where none is. */
  tagsToBe: string[];
  /** Why the columns cannot be used; null where they can. The counts are zero then. */
  failure: ErrorInfo | null;
  /** Rows with content, rows fit to be created, rows with a code, rows that need attention with or without one. */
  rows: number;
  ready: number;
  created: number;
  /** Of those with a code: edited since Qrius was told last, as far as the log knows. */
  edited: number;
  attention: number;
  /** Rows with content in the selection. */
  selected: number;
}

/** A row at the top of the sheet, counted from 1, with the texts of its first cells. */
export interface TopRow {
  row: number;
  text: string;
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
  /** Whether it belongs to the user; nobody else can continue or stop it. */
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

/** A cell that could be changed at a click: what it holds, and what it would hold. `row` is counted from 1. */
export interface CellFix {
  row: number;
  role: 'destination' | 'slug';
  from: string;
  to: string;
}

/** A row as it will be sent. `row` is counted from 1. An empty slug is made by the add-on; other empty fields are left out. */
export interface ExampleRow {
  row: number;
  name: string;
  destination: string;
  slug: string;
  tags: string[];
  description: string;
}

/** The check before a run. Nothing has been sent that makes anything. */
export interface Check {
  /** Codes that will be made. */
  valid: number;
  /** The first of them, so that a column that was not understood is noticed; null where there is none. */
  example: ExampleRow | null;
  already: number;
  hidden: number;
  /** Rows whose code was deleted: they get another one only if they are selected. */
  deleted: number;
  /** At most `MAX_FAULTS` of the rows that need attention; `invalidCount` is all of them. */
  invalid: RowFault[];
  invalidCount: number;
  /** How many of them are only odd: they are created if the user says that they are meant so. */
  doubtful: number;
  /** At most `MAX_FIXES` cells that could be made valid at a click. */
  fixes: CellFix[];
  /** At most `MAX_FAULTS` rows with content that ask for no code, and why; `skippedCount` is all of them. */
  skipped: RowFault[];
  skippedCount: number;
  /** At most `MAX_FAULTS` rows of which another one is the same, or opens the same page. */
  repeated: RowFault[];
  repeatedCount: number;
  /** How many more codes the plan allows; null where that is not known. */
  capacity: number | null;
  plan: string | null;
  /** About how long the run takes on this plan, in milliseconds. */
  runMs: number;
  /** Stands for the rows that will get a code, and for what is in them. */
  fingerprint: string;
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

/** A value that will change. `row` is counted from 1; 0 where the code is in no row. */
export interface ChangeLine {
  row: number;
  name: string;
  before: string;
  after: string;
}

/** What a change would do. Nothing has been sent that changes anything. */
export interface Preview {
  /** Codes that would be changed, and the rows in which they stand. */
  codes: number;
  rows: number;
  /** At most `MAX_FAULTS` of the values that will change, in the order of the plan; `changeCount` is all of them. */
  changes: ChangeLine[];
  changeCount: number;
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

/** A code that can be printed. */
export interface PrintableCode {
  /** As in the sheet, from 1. */
  row: number;
  id: string;
  name: string;
  slug: string;
  shortUrl: string;
  destination: string;
  /** The address of Qrius's own picture; empty where the row has none. */
  imageUrl: string;
  /** What the row's cells show, in the order of the headers; each at most `MAX_CELL` characters. */
  cells: string[];
}

export interface Printables {
  /** The sheet's name. */
  sheet: string;
  /** All header cells in their order, empty ones too. */
  headers: string[];
  codes: PrintableCode[];
}

/** Codes that can be printed, as many as one reply carries. */
export interface PrintablePart extends Printables {
  /** Where the next part begins; null after the last one. */
  next: { row: number; targetFingerprint: string } | null;
}

/** The longest text of a cell in a list of printable codes: more fits no label and no file name. */
export const MAX_CELL = 500;
/** Faults that travel in one reply at the most. */
export const MAX_FAULTS = 200;
/** Cells that are changed at a click at the most. */
export const MAX_FIXES = 5_000;
/** Switches that the first view lists. */
export const MAX_SWITCHES = 5;
/** The longest name of a user, in characters. */
export const MAX_NAME = 40;
/** From so many codes on, their number must be typed before they are deleted, and confirmed before they are changed otherwise. */
export const MANY_CODES = 11;

/** The methods of the door, each with what goes in and what comes out. */
export interface Methods {
  getHome: { input: null; output: Home };
  connect: { input: { key: string; name: string }; output: Home };
  forgetKey: { input: null; output: Home };
  /**
   * Takes key, properties, schedule and triggers of the user away. `tabs`: the add-on's tabs and what the document's properties hold
   * of nobody else, too. Refused while a job is unfinished.
   */
  removeEverything: { input: { tabs: boolean }; output: Home };
  /** Points out a column for this sheet; an empty header is no column (names then come from the links), null takes the choice back. */
  chooseColumn: { input: { role: ChoosableRole; header: string | null }; output: Home };
  /** Points out the row of the headers, counted from 1; null takes the choice back. */
  chooseHeaderRow: { input: { row: number | null }; output: Home };
  insertTemplate: { input: null; output: Home };
  /** The rows behind the counts of home that need attention, and those that were edited; at most `MAX_FAULTS` each. */
  listAttention: {
    input: null;
    output: { attention: RowFault[]; attentionCount: number; edited: RowFault[]; editedCount: number };
  };
  /** `withOdd`: odd links and slugs are meant as they are, here and when codes are created. */
  checkRows: { input: { scope: Scope; withOdd?: boolean }; output: Check };
  /** Changes cells that still hold what the user saw in them; of the others it says nothing. The way back is the same, turned around. */
  fixCells: { input: { fixes: CellFix[] }; output: { fixed: CellFix[] } };
  /** Begins a job and runs its first slice. `most`: only the first rows get a code; null for all. */
  createCodes: {
    input: {
      scope: Scope;
      conflict: ConflictPolicy;
      images: boolean;
      /** `none` where it is left out. */
      rowHeight?: RowHeight;
      most: number | null;
      withOdd?: boolean;
    };
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
  countImportable: { input: null; output: { codes: number; fingerprint: string } };
  /** Begins a job that brings them into the sheet, below its last row, and runs its first slice. `null` leaves heights alone. */
  importCodes: { input: { rowHeight: RowHeight } | null; output: JobView };
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
  /** Opens the page that prints and downloads codes, in place of the sidebar. */
  openPrint: { input: null; output: null };
  /** Codes to print. `from`: the `next` of the part before; null for the first. Needs neither key nor Qrius. */
  listPrintable: {
    input: { scope: PrintScope; from: PrintablePart['next'] };
    output: PrintablePart;
  };
}

export type MethodName = keyof Methods;
export type Input<M extends MethodName> = Methods[M]['input'];
export type Output<M extends MethodName> = Methods[M]['output'];

/** What every call of the door answers with, as JSON text. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: ErrorInfo };

/**
 * What the page showed when a button was pressed. Where the user looks at another sheet by now, or the fingerprint of a check
 * or a count no longer fits, nothing is done and the code is `target-changed`.
 */
export interface Shown {
  /** null where no sheet was shown. */
  sheet: number | null;
  /** null where there was no check and no count. */
  fingerprint: string | null;
}

/**
 * The door itself, a top-level function of the server: `google.script.run.call(method, inputAsJson, shownAsJson)` answers with
 * a `Result` as JSON text. Text both ways, since the wire of google.script.run turns a Date into null without a word.
 */
export type Door = (method: string, input: string, shown: string) => string;

/** The views that the menu opens. */
export type View = 'home' | 'check-selection' | 'check-sheet' | 'change-selection' | 'undo' | 'connect';
