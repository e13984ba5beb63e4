// What passes between the page, the server and the thread of Apps Script: plain data, JSON throughout.
import type { UserEdit } from '../../sim/apps-script/edits';
import type { AuthMode } from '../../sim/apps-script/permissions';
import type { Answer, Dialog, DialogLook } from '../../sim/apps-script/state';
import type { Dialect } from '../../sim/qrius/dialect';
import type { Plan } from '../../sim/qrius/plans';
import type { LogEntry } from '../../sim/qrius/state';

/** A cell that is more than its text. Only http and https addresses get here, and pictures as data. */
export interface CellView {
  text: string;
  formula?: string;
  link?: string;
  /** The picture that is seen: its source, and its side in pixels, as high as the row. */
  image?: { src: string; px: number };
  /** Why Sheets shows no picture here, and how high one would be, in pixels. */
  noImage?: { why: 'unsupported' | 'access needed'; px: number };
}

export interface SheetView {
  name: string;
  /** Up to the last row and column with content; a cell that is its text alone is a string. */
  rows: Array<Array<string | CellView>>;
  /** Numbers of the rows that the user or a filter hides, from 1. */
  hidden: number[];
  maxRows: number;
  maxColumns: number;
}

export interface DocumentView {
  name: string;
  sheets: SheetView[];
  /** Pictures wait until somebody presses “Allow access”. */
  asksForAccess: boolean;
}

/** A bar chart on a sheet: its bars, and the cell at which its upper left corner is. */
export interface ChartView {
  sheet: string;
  title: string;
  bars: Array<{ name: string; value: number }>;
  row: number;
  column: number;
}

/** Somebody who shares the document. */
export interface Person {
  id: string;
  name: string;
}

/** What a page must know before it opens the document. */
export interface StageView {
  /** The first one is the user of a page that names none. */
  people: Person[];
  /** How the script was installed. */
  kind: 'bound' | 'addon';
}

/** What happened while codes were being created or changed. */
export interface Midway {
  /** A job that creates or changes codes is under way. */
  working: boolean;
  /** The sheet was sorted in the middle of one. */
  sorted: boolean;
  /** Google cut an execution off in the middle of one. */
  cut: boolean;
}

/** The steps of the tour, in order. */
export const STEPS = ['create', 'sort', 'kill', 'change', 'scan'] as const;
export type StepName = (typeof STEPS)[number];

/** A row with a code, and its cell with the URL. */
export interface Coded {
  name: string;
  id: string;
  row: number;
  column: number;
  url: string;
  /** The URL was edited since Qrius was told last. */
  edited: boolean;
}

/** How far the tour is. */
export interface TourView {
  done: StepName[];
  /** The first rows of the first sheet that could still get a code: with a web address, and without a short URL of the account. */
  next: number[];
  /** The first rows that show the page of their code. */
  coded: Coded[];
  /** The code that the user may point to another page, and scan. */
  example: Coded | null;
  midway: Midway;
}

/** What one user has selected, in A1 notation; the current range last. */
export interface SelectionView {
  user: string;
  sheet: string;
  ranges: string[];
}

export interface ExecutionView {
  number: number;
  functionName: string;
  user: string;
  outcome: 'returned' | 'threw' | 'killed';
  error: string | null;
  ms: number;
  log: string[];
}

export interface ExecutionsView {
  /** Names of the functions under way, the innermost last. */
  running: string[];
  /** Newest first. */
  ended: ExecutionView[];
  /** What waits for the next execution that changes something at Qrius. */
  armed: Deed[];
}

/** What befalls an execution: Google stops it, or a colleague sorts the sheet meanwhile. */
export type Deed = 'kill' | 'sort';

/** What the thread of Apps Script is asked for. Each is answered with a `reply`. */
export type Order =
  | { kind: 'open'; user: string; authMode: AuthMode }
  | { kind: 'menu'; user: string; label: string }
  | { kind: 'call'; user: string; functionName: string; args: unknown[] }
  | { kind: 'edit'; user: string; edits: UserEdit[] }
  | { kind: 'answer'; dialog: number; answer: Answer }
  | { kind: 'arm'; deed: Deed; on: boolean }
  /** Before the add-on writes anything, so that a job is cut off while it starts. */
  | { kind: 'killEarly' }
  | { kind: 'allowImages' }
  | { kind: 'jump'; minutes: number };

/** What became of a call: the value as the wire carried it, or the message of the error. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: string };

/** What a page is told without having asked. */
export type News =
  | { kind: 'document'; document: DocumentView }
  | { kind: 'selected'; selection: SelectionView }
  | { kind: 'ask'; user: string; dialog: number; question: Dialog }
  /** The dialog is over: it was answered, perhaps in another window. */
  | { kind: 'asked'; dialog: number }
  | { kind: 'toast'; user: string; title: string; message: string; seconds: number }
  /** A sidebar, or a dialog of HTML; `page` is its address on this server. */
  | { kind: 'html'; user: string; dialog: DialogLook | null; title: string; page: string }
  | { kind: 'executions'; executions: ExecutionsView }
  | { kind: 'charts'; charts: ChartView[] }
  | { kind: 'tour'; tour: TourView }
  /** Time was jumped: the sidebar's page looks again, as its user does after a while. */
  | { kind: 'jumped' }
  /** Everything begins again: the page must reload. */
  | { kind: 'reset' }
  /** The answer to what a page asked for under that number. */
  | { kind: 'reply'; page: string; id: number; outcome: Outcome }
  | { kind: 'service'; service: ServiceView };

/** What the thread sends by itself. The HTML of a page is sent whole; the server gives it an address. */
export type ThreadNews =
  | Exclude<News, { kind: 'html' | 'service' | 'reply' | 'tour' | 'reset' }>
  | { kind: 'html'; user: string; dialog: DialogLook | null; title: string; html: string }
  | { kind: 'reply'; id: number; outcome: Outcome }
  | { kind: 'midway'; midway: Midway }
  | { kind: 'ready' };

export interface CodeView {
  id: string;
  name: string;
  shortUrl: string;
  imageUrl: string;
  destinationUrl: string;
  visits: number;
}

/** The simulated service: its switches, the account's codes and the last requests, newest first. */
export interface ServiceView {
  /** The account's newest key that works. */
  key: string;
  /** The one that the user began with no longer works. */
  isKeyNew: boolean;
  plan: Plan;
  dialect: Dialect;
  rateHeaders: boolean;
  latencyMs: number;
  isSlow: boolean;
  /** Faults that wait for their request. */
  faults: number;
  codes: CodeView[];
  /** All requests so far, without those for pictures. */
  requestCount: number;
  requests: LogEntry[];
}
