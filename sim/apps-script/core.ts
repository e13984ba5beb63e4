// What all executions of one world share: its options, its state, its clock, the locks that are held.
import type { Transport } from '../wire';
import { type CallKind, type Cost, type CostOverride, callKinds, SHEET_WRITE_MS } from './costs';
import type { ExecutionRequest, ExecutionResult } from './execute';
import type { Execution } from './execution';
import type { Registry } from './facade';
import type { Fault } from './faults';
import type { Answer, Dialog, User, WorldState } from './state';
import type { World } from './world';

/** The fields of appsscript.json that the world obeys. */
export interface Manifest {
  timeZone?: string;
  /** Absent: every scope is granted, as Apps Script would find them by itself. */
  oauthScopes?: string[];
  /** Prefixes of the URLs that may be fetched; absent: all. */
  urlFetchWhitelist?: string[];
}

/** A container-bound script, an editor add-on, or a script without a document. */
export type ScriptKind = 'bound' | 'addon' | 'standalone';

/** What surrounds a world on the real clock, where its user is a living one. A world without it is left alone. */
export interface Surroundings {
  /**
   * Called before each service call, and every few milliseconds while one waits: here the user may edit the sheet, and
   * other executions may run from start to end.
   */
  meanwhile?: () => void;
  /** The user's answer to a dialog for which none is ready in `answers`; the execution stands still until it returns. */
  ask?: (dialog: Dialog, user: User) => Answer;
}

export interface Core extends Surroundings {
  code: string;
  html: Record<string, string>;
  manifest: Manifest;
  kind: ScriptKind;
  clock: 'virtual' | 'real';
  transport: Transport;
  users: User[];
  /** What getActiveSpreadsheet gives in a clock trigger; unconfirmed for published add-ons (apps-script.md, section 3). */
  clockTriggerDocument: 'active' | 'null';
  /** When an hourly trigger fires: an hour after the last time, or at a random minute of each hour, as Google's do. */
  triggerMinute: 'same' | 'random';
  kinds: Record<CallKind, Cost>;
  costs: Record<CallKind | 'write', number>;
  state: WorldState;
  faults: Fault[];
  history: ExecutionResult[];
  /** Who holds which lock; empty between executions. */
  locks: Map<string, Execution>;
  registry: Registry;
  /** Epoch milliseconds. On the real clock: the machine's, and what the world was moved ahead of it. */
  now(): number;
  /** Starts an execution, also from within another one. */
  execute(request: ExecutionRequest): ExecutionResult;
  /** Runs a test's own deed on the world. */
  act(deed: (world: World) => void): void;
}

/** Milliseconds a call by its kind; on the real clock time passes by itself and nothing is added. */
export function costTable(clock: Core['clock'], override: CostOverride): Core['costs'] {
  const table: CostOverride = { write: SHEET_WRITE_MS };
  for (const kind of Object.keys(callKinds) as CallKind[]) table[kind] = callKinds[kind].ms;
  Object.assign(table, override);
  const names = Object.keys(table) as Array<CallKind | 'write'>;
  return Object.fromEntries(names.map((name) => [name, clock === 'real' ? 0 : table[name]])) as Core['costs'];
}
