// What the first view needs.
import type { JobView } from './job';
import type { ScheduleView, SwitchView } from './schedule';
import type { SheetView } from './sheet';

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
  /** Switches that wait for the user to approve them. */
  waiting: number;
  /** What the user should know of the document; null in the normal case. */
  notice: string | null;
}

/** The longest name of a user, in characters. */
export const MAX_NAME = 40;
