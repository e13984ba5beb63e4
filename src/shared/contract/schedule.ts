// What runs by itself in the document.
import type { RowFault } from './sheet';

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
  /** Whether switches happen that its owner has not approved. */
  colleagues: boolean;
  sheet: string;
  lastRun: string | null;
  lastOutcome: string | null;
  nextRun: string | null;
  /** Why it runs no more; null while it runs. */
  pausedWhy: string | null;
  /** It should have run hours ago: Google did not let it, or its owner must authorize the add-on again. */
  overdue: boolean;
  /** Whose unfinished job keeps it from running; null where none does. */
  heldBy: string | null;
}

/** A switch that is still to come. `at` as in `ScheduleView`. */
export interface SwitchView {
  row: number;
  name: string;
  next: string;
  at: string;
}

/** The switches of the sheet that the user looks at, as far as they can be approved at a time, the soonest first. */
export interface SwitchList {
  switches: Array<SwitchView & { waits: boolean }>;
  /** How many more there are. */
  more: number;
  /** At most `MAX_FAULTS` of the rows that cannot be switched as they are, with the reason; `faultCount` is all of them. */
  faults: RowFault[];
  faultCount: number;
  /** Goes back with the press that approves them. */
  fingerprint: string;
}

/** Switches that the first view lists. */
export const MAX_SWITCHES = 5;
