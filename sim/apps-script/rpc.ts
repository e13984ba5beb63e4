// google.script.run: what passes the wire between the page and the script (docs/facts/apps-script.md#sidebar-calls).
import { types } from 'node:util';
import { nextRandom } from '../random';
import { accountOf } from './accounts';
import { RPC_START_MS } from './costs';
import { entryPoints } from './entry-points';
import type { Core, ExecutionResult } from './types';

/** Whether a value holds something that the wire cannot carry: a Date or a function anywhere, or a circle. */
function illegal(value: unknown, above: unknown[] = []): boolean {
  if (typeof value === 'function' || types.isDate(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  return Object.values(value).some((member) => illegal(member, [...above, value]));
}

/** What the page receives: a copy by JSON; null for the whole reply where a part of it is illegal. */
export function carried(value: unknown): unknown {
  if (value === undefined || illegal(value)) return null;
  return JSON.parse(JSON.stringify(value));
}

/** The result of a call that never became an execution. */
function refused(core: Core, functionName: string, user: string, error: string): ExecutionResult {
  const at = core.now();
  return {
    functionName,
    execution: 0,
    user,
    outcome: 'threw',
    error,
    log: [],
    calls: [],
    startedAt: at,
    endedAt: at,
  };
}

/**
 * Calls a function as a page does, after the latency that such a call has on the virtual clock. Names ending in "_" and
 * functions that are not at the top level do not exist for a page. Throws where an argument cannot pass the wire.
 */
export function callFromPage(
  core: Core,
  functionName: string,
  args: unknown[],
  user: string,
): ExecutionResult {
  if (args.some((argument) => illegal(argument))) {
    throw new Error(`An argument of ${functionName} cannot pass google.script.run: only JSON values can.`);
  }
  if (functionName.endsWith('_') || !entryPoints(core.code).has(functionName)) {
    return refused(core, functionName, user, `google.script.run.${functionName} is not a function`);
  }
  if (core.clock === 'virtual') {
    const { least, most } = RPC_START_MS;
    core.state.now += Math.round(least + nextRandom(core.state.latency) * (most - least));
  }
  const copies = args.map((argument) =>
    argument === undefined ? null : JSON.parse(JSON.stringify(argument)),
  );
  const { page } = accountOf(core.state, user);
  if (page && 'fails' in page) return refused(core, functionName, user, page.fails);
  const runsAs = page && 'runsAs' in page ? page.runsAs : user;
  const result = core.execute({ functionName, args: copies, user: runsAs, authMode: 'FULL', carry: carried });
  delete result.stack;
  return result;
}
