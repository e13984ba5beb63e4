// What creating codes asks for, and the check before it.
import type { Texts } from '../texts';
import type { CellFix, RowFault } from './sheet';

/** What happens when a slug is taken: add a suffix and try once more, stop this row, or use the code that has it if it is ours and opens the same page. */
export type ConflictPolicy = 'suffix' | 'stop' | 'mine';

/** How high rows are made that get a picture; `none` leaves them as they are. */
export type RowHeight = 'none' | 'small' | 'medium' | 'large';

/** A row as it will be sent. `row` is counted from 1. An empty slug is made by the add-on; other empty fields are left out. */
export interface ExampleRow extends Texts {
  row: number;
  name: string;
  destination: string;
  slug: string;
  tags: string[];
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
  /** Of `valid`: rows of which nobody knows whether they have a code. Qrius is asked before anything is created for them. */
  unconfirmed: number;
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
  /** Columns of the user's own that keep a column from being filled in, and the headers of those that are added instead. */
  beside: Array<{ users: string; added: string }>;
  /** How many more codes the plan allows; null where that is not known. */
  capacity: number | null;
  plan: string | null;
  /** About how long the codes that the plan has room for take, in milliseconds. */
  runMs: number;
  /** Stands for the rows that will get a code, and for what is in them. */
  fingerprint: string;
}
