// Google Apps Script in memory: one document, its users, and executions of a bundle on them.
//
//   const world = createWorld({ code, manifest, transport, document: { sheets: [{ name: 'Talks', rows: [['Name', 'URL']] }] } });
//   world.open();                                  runs onOpen, gives the menu as data
//   world.clickMenu('Create QR codes…');           runs the item's function with full authorisation
//   world.rpc('createSlice', [{ … }]);             as google.script.run: latency first, JSON both ways
//   world.run('anyFunction', [1, 2]);              one execution, its value as plain data
//   world.user.setCell('Talks', 'A2', '012');      a user's hands: edits without an execution
//   world.asUser('bob').rpc('createSlice', []);    the same doors for another user
//   world.answers.push({ button: 'OK' });          what the user will do with the next dialog; CLOSE without an answer
//   world.faults.push({ at: { name: 'UrlFetchApp.fetchAll', nth: 2 }, when: 'after', do: { kind: 'kill', pendingWrites: 'lost' } });
//   world.table('Talks');                          what a user sees; also values, formulas, world.shown, world.menu()
//   world.now(); world.advance(ms);                the clock; due triggers run on the way
//   world.totals(); world.history;                 service calls that left the script by name; every execution so far
//   world.happen({ kind: 'account', user: 'bob', set: { deniedScopes: ['script.scriptapp'] } });   outside the sheets
//   world.copyDocument('bob');                     a world around Bob's copy of the document
//   world.clone();                                 the same world again, sharing nothing that changes
//
// Executions never overlap, except that a fault, or `meanwhile` on the real clock, may run one inside another. Writes of an execution are buffered and applied,
// by row and column number, at flush, at its next read, or at its end. See limits.ts and costs.ts for numbers and sources.
import type { Transport } from '../wire';
import { applyEvent } from './accounts';
import { copiedState } from './copies';
import { callKinds, costTable } from './costs';
import { sheetNamed } from './edits';
import { execute, userOf } from './execute';
import { picturesOf } from './pictures';
import { registry } from './services/registry';
import { sessionOf } from './session';
import { firstState, type WorldOptions } from './setup';
import { cloneState, type User } from './state';
import { displayTable, formulaTable, valueTable } from './tables';
import { fire, nextDue } from './triggers';
import type { Core, Execution, ExecutionResult, World } from './types';

export type { SheetSetup, WorldOptions } from './setup';
export type { World } from './types';

/** Every fetch of a world without a transport. */
const nowhere: Transport = (requests) =>
  requests.map(() => ({ kind: 'failed', reason: 'unreachable', ms: 0 }));

/** What makes a core, before its functions are put around its state. */
type Parts = Omit<Core, 'now' | 'execute' | 'act'>;

function worldOf(parts: Parts): World {
  const core: Core = {
    ...parts,
    now: parts.clock === 'real' ? () => Date.now() + core.state.aheadMs : () => core.state.now,
    execute: (request) => execute(core, request),
    act: (deed) => deed(world),
  };
  const { state } = core;
  /** What another world with the same script begins with. */
  const fresh = { ...parts, faults: [], history: [], locks: new Map<string, Execution>() };
  const fireUntil = (until: number) => {
    const results: ExecutionResult[] = [];
    for (let trigger = nextDue(core, until); trigger; trigger = nextDue(core, until)) {
      state.now = Math.max(state.now, trigger.dueAt);
      results.push(...fire(core, trigger));
    }
    return results;
  };
  const world: World = {
    ...sessionOf(core, core.users[0] as User),
    state,
    faults: core.faults,
    history: core.history,
    shown: state.shown,
    asUser: (id: string) => sessionOf(core, userOf(core, id)),
    table: (sheet?: string) => displayTable(sheetNamed(state, sheet)),
    values: (sheet?: string) => valueTable(sheetNamed(state, sheet)),
    formulas: (sheet?: string) => formulaTable(sheetNamed(state, sheet)),
    pictures: (sheet?: string) => picturesOf(sheetNamed(state, sheet), state.document?.imagesAllowed ?? true),
    now: core.now,
    advance: (ms: number) => {
      if (parts.clock === 'real') {
        state.aheadMs += ms;
        return fireUntil(core.now());
      }
      const until = state.now + ms;
      const results = fireUntil(until);
      state.now = Math.max(state.now, until);
      return results;
    },
    fireDueTriggers: () => fireUntil(core.now()),
    happen: (event) => applyEvent(state, event),
    copyDocument: (userId = core.users[0]?.id ?? '', transport = core.transport) =>
      worldOf({ ...fresh, transport, state: copiedState(state, core.kind, userOf(core, userId).id) }),
    totals: () => ({ ...state.trips }),
    clone: (transport = core.transport) =>
      worldOf({
        ...fresh,
        transport,
        state: cloneState(state),
        faults: [...core.faults],
        history: [...core.history],
      }),
  };
  return world;
}

/** The user of a world that was told of none. */
const plainUser: User = { id: 'owner', email: 'owner@example.com' };

/** Makes a world. Defaults: an add-on with one user who owns an empty sheet, every scope granted, a virtual clock. */
export function createWorld(options: WorldOptions): World {
  const {
    clock = 'virtual',
    users = [plainUser],
    kind = 'addon',
    startMs = Date.UTC(2027, 0, 4, 9),
  } = options;
  const [owner, ...others] = users;
  if (!owner) throw new Error('A world needs at least one user.');
  return worldOf({
    code: options.code,
    html: options.html ?? {},
    manifest: options.manifest ?? {},
    kind,
    clock,
    transport: options.transport ?? nowhere,
    users,
    clockTriggerDocument: options.clockTriggerDocument ?? 'active',
    published: options.published ?? false,
    triggerMinute: options.triggerMinute ?? 'same',
    kinds: callKinds,
    costs: costTable(clock, options.costs ?? {}),
    ...(options.meanwhile && { meanwhile: options.meanwhile }),
    ...(options.ask && { ask: options.ask }),
    state: firstState(options, clock === 'real' ? Date.now() : startMs, [owner, ...others]),
    faults: [],
    history: [],
    locks: new Map(),
    registry,
  });
}
