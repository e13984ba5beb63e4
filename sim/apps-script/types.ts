// The types that refer to each other: a world, what its executions share, one execution, its faults and service classes.
import type { Transport } from '../wire';
import type { WorldEvent } from './accounts';
import type { CellValue } from './cells';
import type { CallKind, Cost, CostTable } from './costs';
import type { UserEdit } from './edits';
import type { Handles } from './handles';
import type { Hands } from './hands';
import type { Manifest } from './manifest';
import type { AuthMode, Permission } from './permissions';
import type { PictureSeen } from './pictures';
import type { Realm } from './realm';
import type { Answer, Dialog, Menu, Shown, User, WorldState } from './state';

/** A container-bound script, an editor add-on, or a script without a document. */
export type ScriptKind = 'bound' | 'addon' | 'standalone';

/** Hooks into a world that runs on the real clock, beside a living user. */
export interface Surroundings {
  /**
   * Called before each service call, and every few milliseconds while one waits. The user may edit the sheet here, and
   * other executions may run from start to end.
   */
  meanwhile?: () => void;
  /** The user's answer to a dialog that has none ready in `answers`; the execution waits until it returns. */
  ask?: (dialog: Dialog, user: User) => Answer;
}

/** What all executions of one world share: options, state, clock, held locks. */
export interface Core extends Surroundings {
  code: string;
  html: Record<string, string>;
  manifest: Manifest;
  kind: ScriptKind;
  clock: 'virtual' | 'real';
  transport: Transport;
  users: User[];
  /** What getActiveSpreadsheet gives in a clock trigger; unconfirmed for published add-ons (docs/facts/apps-script.md#trigger-document). */
  clockTriggerDocument: 'active' | 'null';
  /** Whether an add-on comes from the Marketplace. */
  published: boolean;
  /** When an hourly trigger fires: an hour after the last time, or at a random minute of each hour, as Google's do. */
  triggerMinute: 'same' | 'random';
  kinds: Record<CallKind, Cost>;
  costs: CostTable;
  state: WorldState;
  faults: Fault[];
  history: ExecutionResult[];
  /** Who holds which lock; empty between executions. */
  locks: Map<string, Execution>;
  registry: Registry;
  /** Epoch milliseconds. On the real clock: the machine's time plus what the world was moved ahead of it. */
  now(): number;
  /** Starts an execution, also from within another one. */
  execute(request: ExecutionRequest): ExecutionResult;
  /** Runs a test's own action on the world. */
  act(action: (world: World) => void): void;
}

export interface ExecutionRequest {
  functionName: string;
  args: unknown[];
  /** ID of the user it runs as. */
  user: string;
  authMode: AuthMode;
  /** First argument of a trigger function; authMode is added, and `source` where there is an editor. */
  event?: Record<string, unknown>;
  /** False for clock triggers: no Ui, no selection. */
  hasEditor?: boolean;
  /** Longest running time where less is left of a budget than an execution may take, milliseconds. */
  limitMs?: number;
  /** How the value leaves the realm; by default as a copy in plain data. */
  carry?: (value: unknown) => unknown;
}

export interface ExecutionResult {
  functionName: string;
  /** Number within the world, from 1. */
  execution: number;
  user: string;
  outcome: 'returned' | 'threw' | 'killed';
  /** What the function returned, as plain data of the host. */
  value?: unknown;
  /** The message of what was thrown. */
  error?: string;
  /** Where it was thrown, for the reader of a failed test. */
  stack?: string;
  /** Lines of console and Logger. */
  log: string[];
  calls: CallRecord[];
  startedAt: number;
  endedAt: number;
}

/** One service call as it is recorded. */
export interface CallRecord {
  /** Number within the execution, from 1. */
  k: number;
  /** Class and method: 'Range.setValues'. */
  name: string;
  /** When it began, epoch milliseconds. */
  at: number;
  /** Milliseconds it took, without what faults did in it. */
  cost: number;
  /** Whether it left the script. */
  trip: boolean;
  /** Whether writes were waiting to be applied when it was over. */
  buffered: boolean;
}

export interface Execution {
  core: Core;
  /** Number within the world, from 1. */
  number: number;
  user: User;
  authMode: AuthMode;
  /** A clock trigger has no editor window: no Ui, no selection. */
  hasEditor: boolean;
  startedAt: number;
  limitMs: number;
  realm: Realm;
  calls: CallRecord[];
  counts: Map<string, number>;
  log: string[];
  /** Buffered writes, oldest first; each is applied by row and column number as they are at the flush. */
  pending: Array<() => void>;
  /** Where the next set of properties ends it. */
  killInSet?: KillInSet;
  /** Why the execution was ended from outside, once it was. */
  killed?: string;
  /** An error of the world itself, or of a test's own action in it. */
  broken?: unknown;
  enums: Map<string, object>;
}

/** A service method: how it is charged, what it needs, what it does. */
export interface Method<State> {
  kind: CallKind;
  needs?: Permission;
  run(x: Execution, self: State, args: unknown[]): unknown;
}

/** A class of the façade. */
export interface FacadeClass<State> {
  name: string;
  /** What its calls need unless a method says otherwise. */
  permission: Permission;
  methods: Record<string, Method<State>>;
  /** Fields that are no methods, such as enumerations. */
  fields?: Record<string, (x: Execution) => unknown>;
}

export type Registry = { [Name in keyof Handles]: FacadeClass<Handles[Name]> };

/** From this call on: the next `setProperties` writes so many of its properties, from one end, and the execution ends. */
export interface KillInSet {
  kind: 'killInSet';
  after: number;
  from: 'first' | 'last';
}

export type FaultAction =
  /** The call throws this message. `after`: it had its effect, and the script sees a failure. */
  | { kind: 'throw'; message: string }
  /** The execution ends here; its buffered writes are lost, or still applied. */
  | { kind: 'kill'; pendingWrites: 'lost' | 'applied' }
  | KillInSet
  /** Another execution runs here, from start to end, by google.script.run or as a plain execution. */
  | { kind: 'run'; functionName: string; args?: unknown[]; user?: string; authMode?: AuthMode }
  /** A user edits the sheet here. */
  | UserEdit
  /** Google, an admin or a user changes something outside the sheets here. */
  | WorldEvent
  /** Anything else that a test thinks of. */
  | { kind: 'act'; act: (world: World) => void };

/** What happens at a given service call of a given execution. */
export interface Fault {
  /** The k-th call of an execution, or the nth call of that name in it; without `nth` the next one, whichever it is. */
  at: { k: number } | { name: string; nth?: number };
  /** The nth execution of the world, from 1; without it the first one that comes to that call. */
  execution?: number;
  when: 'before' | 'after';
  do: FaultAction;
}

export interface RunOptions {
  /** ID of the user; by default the one of the session. */
  user?: string;
  authMode?: AuthMode;
  /** First argument of a trigger function, as data. */
  event?: Record<string, unknown>;
}

/** One user's doors to the world: executions, the page, the menu, and the user's own hands. */
export interface Session {
  readonly id: string;
  /** One execution. Throws where the bundle has no such top-level function. */
  run(functionName: string, args?: unknown[], options?: RunOptions): ExecutionResult;
  /** One call of google.script.run; the result's value is what the page receives. */
  rpc(functionName: string, args?: unknown[]): ExecutionResult;
  /** Opens the document: runs onOpen as a simple trigger and gives the menu it built, or null where it built none. */
  open(user?: string, authMode?: AuthMode): Menu | null;
  /** Runs the function of the menu item of that label. Throws where the menu last built has none. */
  clickMenu(label: string): ExecutionResult;
  /** The menu last built for the user. */
  menu(): Menu | null;
  readonly user: Hands;
  /** What the user will do with the next dialogs, in order. */
  readonly answers: Answer[];
}

export interface World extends Session {
  /** Everything the world remembers, as plain data. */
  readonly state: WorldState;
  /** Waiting faults; one that has happened has left the list. */
  readonly faults: Fault[];
  readonly history: readonly ExecutionResult[];
  readonly shown: readonly Shown[];
  /** The same doors for another user. */
  asUser(id: string): Session;
  /** Display values, as a user sees them. */
  table(sheet?: string): string[][];
  values(sheet?: string): CellValue[][];
  formulas(sheet?: string): string[][];
  /** What a user sees of pictures in cells. */
  pictures(sheet?: string): PictureSeen[];
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Moves the virtual clock, and runs each trigger on the way when it is due. Gives these executions. The real clock jumps
   * first, and then all triggers run that are due.
   */
  advance(ms: number): ExecutionResult[];
  /** Lets something happen outside the sheets: a scope is denied, triggers are disabled. */
  happen(event: WorldEvent): void;
  /** A world around a copy of the document, for the user who copies it; with the same transport unless another is given. */
  copyDocument(userId?: string, transport?: Transport): World;
  /** Runs the triggers that are due by now. */
  fireDueTriggers(): ExecutionResult[];
  /** Service calls that left the script, counted by name. */
  totals(): Record<string, number>;
  /** The same world again, sharing nothing that changes; with a transport of its own where the other end is copied as well. */
  clone(transport?: Transport): World;
}
