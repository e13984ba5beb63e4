// What the account was some seconds ago: a list that lags behind shows that.
import type { Account, Code, State } from './state';

/** Keeps `code` as it is until `now`, before it is changed or deleted. Nothing is kept where the list does not lag. */
export function remember(state: State, code: Code, now: number): void {
  if (state.config.lists.lagMs > 0) state.past.push({ until: now, code: structuredClone(code) });
}

/** The codes that the list shows at `now`, oldest first, each as it was then. */
export function listedCodes(state: State, account: Account, now: number): Code[] {
  const own = account.codeIds.flatMap((id) => state.codes[id] ?? []);
  const { lagMs } = state.config.lists;
  if (lagMs === 0) return own;
  const at = now - lagMs;
  const versions = new Map<string, Code>();
  for (const { until, code } of state.past) {
    if (until > at && code.accountId === account.id && !versions.has(code.id)) versions.set(code.id, code);
  }
  const deleted = [...versions.values()].filter(({ id }) => state.codes[id] === undefined);
  return [...deleted, ...own.map((code) => versions.get(code.id) ?? code)]
    .filter(({ createdAt }) => createdAt <= at)
    .sort((one, other) => one.createdAt - other.createdAt);
}
