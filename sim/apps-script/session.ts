// One user's doors to the world: executions, the page, the menu.
import { handsOf } from './hands';
import { callFromPage } from './rpc';
import type { MenuItem, User } from './state';
import type { Core, Session } from './types';

/** The function of the item of that label, looked for in submenus too. */
function functionOf(items: MenuItem[], label: string): string | undefined {
  for (const item of items) {
    if ('items' in item) {
      const inside = functionOf(item.items, label);
      if (inside !== undefined) return inside;
    } else if ('functionName' in item && item.label === label) return item.functionName;
  }
  return undefined;
}

/** The doors of one user. Throws where the world has no such user. */
export function sessionOf(core: Core, { id }: User): Session {
  const run: Session['run'] = (functionName, args = [], { user = id, authMode = 'FULL', event } = {}) =>
    core.execute({ functionName, args, user, authMode, ...(event === undefined ? {} : { event }) });
  core.state.answers[id] ??= [];
  const answers = core.state.answers[id];
  const menuOf = (user: string) => core.state.menus[user]?.at(-1) ?? null;
  return {
    id,
    run,
    rpc: (functionName, args = []) => callFromPage(core, functionName, args, id),
    open: (user = id, authMode = 'LIMITED') => {
      delete core.state.menus[user];
      run('onOpen', [], { user, authMode, event: {} });
      return menuOf(user);
    },
    clickMenu: (label) => {
      const functionName = functionOf(core.state.menus[id]?.flatMap(({ items }) => items) ?? [], label);
      if (functionName === undefined) throw new Error(`The menu has no item "${label}".`);
      return run(functionName);
    },
    menu: () => menuOf(id),
    user: handsOf(core.state, id),
    answers,
  };
}
