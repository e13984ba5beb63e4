// What a user can change of codes, and the preview of a change.
import type { TextName } from '../texts';
import type { RowFault, Scope } from './sheet';

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
export type Field = 'destination' | 'name' | 'tags' | TextName;

/** Whose value stays where sheet and Qrius differ. */
export interface Choice {
  id: string;
  field: Field;
  keep: 'mine' | 'theirs';
}

/** What can be done with the tags of codes: of the three names the guide of the API shows `add`. */
export type TagAction = 'add' | 'remove' | 'set';

/** A change as a user asks for it. */
export type ChangeRequest =
  | { kind: 'destination'; url: string }
  | { kind: 'tags'; action: TagAction; tags: string }
  /** What was changed here alone is sent anyway; what differs otherwise is left as it is unless chosen. */
  | { kind: 'changed'; choices: Choice[] }
  /** The job to undo; null for the last one. */
  | { kind: 'undo'; job: string | null }
  | { kind: 'column' | 'tags-column' | 'pause' | 'activate' | 'delete' };

/** Which codes a change is for. `hidden`: those of hidden rows too. */
export interface ChangeTarget {
  scope: Scope;
  hidden: boolean;
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

/** Another tab that shows codes of a change. */
export interface ElsewhereView {
  sheet: string;
  /** Whether its rows will show what was changed; false where they can't be written. */
  follows: boolean;
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
  /** For `changed`: fields that codes have in Qrius and the sheet has no column for, so that they are not compared. */
  uncompared: Field[];
  /** Other tabs that show any of the codes; at most `MAX_FAULTS`. */
  elsewhere: ElsewhereView[];
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

/** From so many codes on, their number must be typed before they are deleted, and confirmed before they are changed otherwise. */
export const MANY_CODES = 11;

/** A job that the log tells of. */
export interface PastJob {
  job: string;
  who: string;
  /** When it did something last, in epoch milliseconds. */
  when: number;
  /** What it did, in the words of the log. */
  actions: string[];
  codes: number;
  /** Whether the user can undo any of it: their own job, and not all of it was changed again since. */
  undoable: boolean;
}

/** Jobs that the history lists. */
export const MAX_JOBS = 20;
