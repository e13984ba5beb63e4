// The switches of the simulated service: what the page sends is checked, and put into the service's state.
import { DIALECTS } from '../../sim/qrius/dialect';
import type { FaultAction } from '../../sim/qrius/faults';
import { PLANS } from '../../sim/qrius/plans';
import type { State } from '../../sim/qrius/state';
import { shortUrlOf } from '../../sim/qrius/views';
import { randomText } from '../../sim/random';
import { keyOf } from '../../sim/scenario/stage';
import type { ServiceView } from './messages';

/** Requests that the page lists. */
const LISTED = 100;
/** Letters and digits of a new key, after what all keys begin with. */
const KEY_LENGTH = 12;
/** Longest latency that can be set, in milliseconds: an answer that comes at all. */
const LONGEST_LATENCY_MS = 60_000;

/** An answer on a slow connection, in milliseconds. */
export const SLOW_MS = 3_000;
/** One answer of a public API seen from Google's data centre; an estimate, as in the service's own configuration. */
export const LATENCY_MS = 400;

/** What can go wrong, under the names that the page uses. */
export const FAULTS: Record<string, FaultAction> = {
  error: { kind: 'status', status: 500 },
  page: { kind: 'status', status: 502, html: true },
  errorAfter: { kind: 'status', status: 500, after: true },
  dropBefore: { kind: 'dropBefore' },
  dropAfter: { kind: 'dropAfter' },
  cutBody: { kind: 'cutBody' },
  emptyBody: { kind: 'emptyBody' },
  slow: { kind: 'delay', ms: 3000 },
  limit: { kind: '429', retryAfter: 5 },
  revokeKey: { kind: 'revokeKey' },
};

const oneOf = <T extends string>(value: unknown, choices: readonly T[]): T => {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new Error(`Choose one of ${choices.join(', ')}.`);
  return choice;
};

type Settings = Record<string, unknown>;

/** Each switch by the last part of its address: POST /world/plan. */
const switches: Record<string, (state: State, settings: Settings) => void> = {
  plan: (state, { plan }) => {
    const chosen = oneOf(plan, PLANS);
    for (const account of state.accounts) account.plan = chosen;
  },
  dialect: (state, { dialect }) => {
    state.config.dialect = oneOf(dialect, DIALECTS);
  },
  rateHeaders: (state, { on }) => {
    state.config.rateHeaders = on === true;
  },
  latency: (state, { ms }) => {
    if (typeof ms !== 'number' || !(ms >= 0 && ms <= LONGEST_LATENCY_MS))
      throw new Error(`The latency must be 0 to ${LONGEST_LATENCY_MS} ms.`);
    state.config.latencyMs = ms;
  },
  slow: (state, { on }) => {
    state.config.latencyMs = on === true ? SLOW_MS : LATENCY_MS;
  },
  /** `creation`: the next request that creates a code, instead of the next one of any kind. */
  fault: (state, { fault, creation }) => {
    const action = FAULTS[oneOf(fault, Object.keys(FAULTS))] as FaultAction;
    const at = creation === true ? { method: 'POST', path: '/qr', nth: 1 } : { nth: 1 };
    state.faults.push({ at, do: structuredClone(action) });
  },
  noFaults: (state) => {
    state.faults = [];
  },
};

/** Turns a switch. Gives false where there is none of that name, and throws an Error with a sentence for a wrong setting. */
export function turn(state: State, name: string, settings: Settings): boolean {
  if (!Object.hasOwn(switches, name)) return false;
  switches[name]?.(state, settings);
  return true;
}

/** Creates a key where none works any longer, as the user would on Qrius's website. */
export function renewKey(state: State): void {
  const [account] = state.accounts;
  if (!account || keyOf(state, 0) !== undefined) return;
  const key = `qrius_test_${randomText(state.random, KEY_LENGTH)}`;
  state.keys.push({ key, accountId: account.id, readOnly: false, revoked: false });
}

/** What the page shows of the service. */
export function serviceView(state: State): ServiceView {
  const { config, accounts, codes, faults, log } = state;
  const account = accounts[0];
  if (!account) throw new Error('The service has no account.');
  // Pictures are fetched by the page itself, fifty at a time: the list is about the add-on.
  const requests = log.filter(({ path }) => !path.startsWith('/images/'));
  return {
    key: keyOf(state, 0) ?? account.key,
    isKeyNew: keyOf(state, 0) !== account.key,
    plan: account.plan,
    dialect: config.dialect,
    rateHeaders: config.rateHeaders,
    latencyMs: config.latencyMs,
    isSlow: config.latencyMs >= SLOW_MS,
    faults: faults.filter(({ at, seen = 0 }) => seen < at.nth).length,
    codes: accounts
      .flatMap(({ codeIds }) => codeIds)
      .flatMap((id) => {
        const code = codes[id];
        if (!code) return [];
        const { name, destinationUrl, visits } = code;
        const imageUrl = `${config.imageBase}/${id}.svg`;
        return [{ id, name, shortUrl: shortUrlOf(state, code), imageUrl, destinationUrl, visits }];
      }),
    requestCount: requests.length,
    requests: requests.slice(-LISTED).reverse(),
  };
}
