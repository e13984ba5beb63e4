// The document's job, as the page shows it.
import type { ErrorInfo } from '../errors';
import type { ChangeKind } from './change';
import type { RowFault } from './sheet';

/** The kinds of jobs. */
export type JobKindName = 'create' | 'change' | 'import' | 'refresh';

/** How a job ended. `given-up`: its sheet or columns are gone, or it never began. */
export type Ending = 'done' | 'stopped' | 'given-up';

/** The document's job, as far as everybody may see it. */
export interface JobView {
  id: string;
  kind: JobKindName;
  /**
   * What a change job does; `switch`: rows whose time in *Switch on* has come; `undo-create`: an undo that deletes the codes which
   * a job created; null for other jobs.
   */
  what: ChangeKind | 'switch' | 'undo-create' | null;
  /** Whether it belongs to the user; nobody else can continue or stop it. */
  mine: boolean;
  /** The name of its owner. */
  owner: string;
  phase: 'starting' | 'running' | 'waiting' | 'paused' | 'ended';
  ending: Ending | null;
  /** Why it pauses. */
  failure: ErrorInfo | null;
  /** It is a colleague's who has not been here for a day: the user may end it. */
  mayEnd: boolean;
  /** Somebody works on it right now. */
  busy: boolean;
  /** How long it stays theirs at the most, in milliseconds: an execution that was cut off never gives it back. 0 where nobody works on it. */
  busyMs: number;
  /** The sheet that it runs in. */
  sheetId: number;
  /** Rows of the job; the six counts add up to it. */
  total: number;
  /** Rows that were created or changed. */
  done: number;
  already: number;
  failed: number;
  /** Rows of which nothing was sent, since something in them must be fixed first. */
  invalid: number;
  waiting: number;
  withdrawn: number;
  /** How long the rate limit still keeps it waiting, in milliseconds; 0 where it does not. */
  waitMs: number;
  /** About how long it still takes, in milliseconds; null while nothing is known. */
  leftMs: number | null;
  /** Rows of the sheet that need the user, whichever job says so, with their reasons; at most `MAX_FAULTS`. Empty while it works. */
  faults: RowFault[];
  /** How many there are. A retry is for all of them. */
  faultCount: number;
  orphans: Orphan[];
  /** Stands for the job and its rows that failed: goes back with a press to try them again. */
  fingerprint: string;
}

/** A code whose row is gone: its owner is told of it. */
export interface Orphan {
  id: string;
  name: string;
  shortUrl: string;
  /** It may be somebody else's: no answer said which code the row got. */
  isUnsure: boolean;
}
