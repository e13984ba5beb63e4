// Runs one function of the bundle in a realm where nothing of an earlier execution is left, and tells what became of it.
import { nextRandom } from '../random';
import { entryPoints } from './entry-points';
import { enumMember, make } from './facade';
import { loadBundle } from './gas-local';
import { flush, kill } from './lifecycle';
import { EXECUTION_LIMIT_MS, SIMPLE_TRIGGER_LIMIT_MS } from './limits';
import { giveBack, takeRealm, toHost } from './realm';
import { installServices } from './services';
import type { Core, Execution, ExecutionRequest, ExecutionResult } from './types';

export type { ExecutionResult } from './types';

/** The user of that ID. Throws where the world has none. */
export function userOf(core: Core, id: string) {
  const user = core.users.find((candidate) => candidate.id === id);
  if (!user) throw new Error(`The world has no user "${id}".`);
  return user;
}

function begin(core: Core, request: ExecutionRequest): Execution {
  const { state } = core;
  state.executions++;
  return {
    core,
    number: state.executions,
    user: userOf(core, request.user),
    authMode: request.authMode,
    hasEditor: request.hasEditor ?? true,
    startedAt: core.now(),
    limitMs: request.limitMs ?? (request.authMode === 'FULL' ? EXECUTION_LIMIT_MS : SIMPLE_TRIGGER_LIMIT_MS),
    realm: takeRealm({ now: core.now, random: () => nextRandom(state.random) }),
    calls: [],
    counts: new Map(),
    log: [],
    pending: [],
    enums: new Map(),
  };
}

function eventOf(x: Execution, event: Record<string, unknown>): unknown {
  const object = x.realm.data(event) as Record<string, unknown>;
  object.authMode = enumMember(x, 'AuthMode', x.authMode);
  if (x.hasEditor && x.core.state.document) object.source = make(x, 'Spreadsheet', null);
  return object;
}

/**
 * One execution from its start to its end, with the writes that are still buffered then. Nothing that the script throws comes
 * out of here. Throws where the bundle has no such top-level function, where the world has no such user, and what went wrong in
 * the world itself (a transport or a test's deed that threw).
 */
export function execute(core: Core, request: ExecutionRequest): ExecutionResult {
  const { functionName, args, event, carry = toHost } = request;
  if (!entryPoints(core.code).has(functionName))
    throw new Error(`Script function not found: ${functionName}`);
  const x = begin(core, request);
  const result: ExecutionResult = {
    functionName,
    execution: x.number,
    user: x.user.id,
    outcome: 'returned',
    log: x.log,
    calls: x.calls,
    startedAt: x.startedAt,
    endedAt: x.startedAt,
  };
  core.history.push(result);
  const fail = (thrown: unknown) => {
    result.outcome = 'threw';
    const { message, stack } = Object(thrown) as Partial<Error>;
    result.error = message ?? String(thrown);
    if (stack !== undefined) result.stack = stack;
  };
  try {
    installServices(x);
    const run = loadBundle(core.code, functionName, x.realm);
    const values = event === undefined ? args.map(x.realm.data) : [eventOf(x, event)];
    result.value = carry(run(...values));
    if (core.now() >= x.startedAt + x.limitMs) kill(x, 'lost');
  } catch (thrown) {
    fail(thrown);
  }
  try {
    // An uncaught error does not take the buffered writes back (assumed); a kill has dealt with them already.
    flush(x);
  } catch (thrown) {
    fail(thrown);
  }
  if (x.killed !== undefined) {
    result.outcome = 'killed';
    result.error = x.killed;
    delete result.value;
  }
  giveBack(x.realm, core.code);
  for (const [key, holder] of core.locks) if (holder === x) core.locks.delete(key);
  result.endedAt = core.now();
  if (x.broken !== undefined) throw x.broken;
  return result;
}
