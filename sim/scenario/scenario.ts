// A scenario: a sheet, a world, a service, users, and what happens, as plain data. docs/scenarios.md describes the file.

import type { ChangeRequest } from '../../src/shared/contract/change';
import type { ConflictPolicy } from '../../src/shared/contract/create';
import type { Every } from '../../src/shared/contract/schedule';
import type { Scope } from '../../src/shared/contract/sheet';
import type { TextName } from '../../src/shared/texts';
import type { WorldEvent } from '../apps-script/accounts';
import type { UserEdit } from '../apps-script/edits';
import type { SheetSetup, WorldOptions } from '../apps-script/setup';
import type { User } from '../apps-script/state';
import type { KillInSet } from '../apps-script/types';
import type { ConfigOptions } from '../qrius/config';
import type { Fault as ApiFault } from '../qrius/faults';
import type { Plan } from '../qrius/plans';
import type { Code } from '../qrius/state';
import type { Tamper } from './tamper';

/** Which document: the one that the scenario begins with, or the copy that a step made of it. */
export type DocumentName = 'original' | 'copy';

export interface ScenarioSheet extends SheetSetup {
  /** The rows as CSV text, instead of `rows`. */
  csv?: string;
}

/** Options of the world that a scenario may choose. */
export type ScenarioWorld = Pick<
  WorldOptions,
  'startMs' | 'seed' | 'kind' | 'published' | 'costs' | 'clockTriggerDocument' | 'triggerMinute' | 'readings'
>;

export interface ScenarioUser extends User {
  /** The name that colleagues see beside the user's jobs; by default the ID. */
  name?: string;
  /** Number of the Qrius account whose key the user begins with; null for no key. By default 0. */
  account?: number | null;
}

/** A code that Qrius has from the beginning. */
export type SeedCode = Pick<Code, 'id' | 'name' | 'destinationUrl'> &
  Partial<Pick<Code, 'slug' | 'tags' | 'paused' | TextName>> & {
    /** Number of its account, from 0. */
    account?: number;
  };

export interface ScenarioService {
  /** The plan of each account; by default one account on PRO. */
  accounts?: Plan[];
  seed?: number;
  takenSlugs?: string[];
  config?: ConfigOptions;
  codes?: SeedCode[];
}

/** What happens at a service call while a step runs. */
export interface Disturbance {
  /** The step's nth execution, from 1; absent: the first that comes to that call. */
  execution?: number;
  at: { k: number } | { name: string; nth: number };
  when: 'before' | 'after';
  do:
    | { kind: 'throw'; message: string }
    | { kind: 'kill'; pendingWrites: 'lost' | 'applied' }
    | KillInSet
    | { kind: 'edit'; user?: string; edit: UserEdit }
    | { kind: 'tamper'; user?: string; what: Tamper }
    | { kind: 'event'; event: WorldEvent }
    /** One call of a sidebar, in another window or by a colleague. */
    | { kind: 'press'; user?: string; button: Button };
}

/** A button of the sidebar. */
export type Button =
  | { kind: 'create'; scope?: Scope; conflict?: ConflictPolicy; images?: boolean; most?: number }
  | { kind: 'retry' | 'import' | 'continue' | 'stop' }
  | { kind: 'refresh'; scope?: Scope }
  /** By default all deletions that the preview counts are agreed to. */
  | { kind: 'change'; request: ChangeRequest; scope?: Scope; hidden?: boolean; deletes?: number | null }
  | { kind: 'undo' };

/** What may happen while a step that runs executions is under way. */
export interface During {
  /** What happens at service calls. What its call never came is dropped when the step is over. */
  disturbances?: Disturbance[];
  /** What Qrius does to requests of the step, counted from its beginning. */
  answers?: ApiFault[];
}

export type Step = {
  /** ID of the user who does it; by default the first one. */
  user?: string;
  document?: DocumentName;
} & (
  | ({
      kind: 'press';
      button: Button;
      /** What the user selects before the click. */
      select?: { sheet?: string; ranges: string[] };
      /** What happens between the check or preview and the click. */
      between?: UserEdit[];
      /** The sidebar is closed after this many slices; by default it stays open until the job rests. */
      slices?: number;
    } & During)
  /** Carries on as a user would until no job is unfinished: waits, continues, sets a new key, and at last stops. */
  | ({ kind: 'settle' } & During)
  /** Opens the sidebar without pressing anything. */
  | ({ kind: 'open' } & During)
  /** `newKey`: Qrius gives the account a new key first. */
  | { kind: 'connect'; account?: number; newKey?: boolean }
  /** The switches that are listed then are approved. */
  | { kind: 'schedule'; every: Every | null; switches: boolean }
  /** Approves the switches of the sheet as they are listed. */
  | { kind: 'approve' }
  | { kind: 'edit'; edit: UserEdit }
  /** Somebody changes what the add-on keeps in the document. */
  | { kind: 'tamper'; what: Tamper }
  | { kind: 'event'; event: WorldEvent }
  /** Time passes; triggers that are due run. */
  | ({ kind: 'advance'; minutes: number } & During)
  /** The user copies the document. Later steps name it as `"document": "copy"`. */
  | { kind: 'copyDocument' }
  /** Somebody changes or deletes a code at Qrius, on its website. */
  | {
      kind: 'atQrius';
      name: string;
      set: Partial<Pick<Code, 'name' | 'destinationUrl' | 'tags' | 'paused'>> | null;
    }
);

export interface Scenario {
  title: string;
  world?: ScenarioWorld;
  document: Omit<NonNullable<WorldOptions['document']>, 'sheets'> & { sheets: ScenarioSheet[] };
  service?: ScenarioService;
  /** By default one user, `ada`, with the key of account 0. */
  users?: ScenarioUser[];
  steps: Step[];
}
