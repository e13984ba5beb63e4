// Everything that the simulated service knows, as plain data that JSON can carry.

import type { Texts } from '../../src/shared/texts';
import { type RandomState, randomText } from '../random';
import { type Config, type ConfigOptions, completeConfig } from './config';
import type { Fault } from './faults';
import type { Plan } from './plans';
import type { Request } from './reply';

export interface Account {
  id: string;
  email: string;
  plan: Plan;
  /** May do everything. */
  key: string;
  /** May only read: whatever would change something is refused with 403. */
  readOnlyKey: string;
  /** The IDs of its codes, oldest first. */
  codeIds: string[];
}

export interface Key {
  key: string;
  accountId: string;
  readOnly: boolean;
  revoked: boolean;
}

export interface Code extends Texts {
  id: string;
  accountId: string;
  slug: string;
  name: string;
  destinationUrl: string;
  tags: string[];
  paused: boolean;
  /** Epoch milliseconds, as all times here. */
  createdAt: number;
  /** Visits of the short URL in this simulator; they count as scans. */
  visits: number;
  lastVisitAt: number | null;
  /** The destination that the redirect opens until the cache forgets it. */
  redirect: { url: string; until: number } | null;
}

export interface LogEntry {
  at: number;
  method: string;
  path: string;
  /** 0 where the connection was dropped before anything was answered. */
  status: number;
  connection: 'kept' | 'droppedBefore' | 'droppedAfter';
  /** The last four characters of the key that was sent; null without one. */
  key: string | null;
  /** How many IDs a bulk request named; null for any other. */
  ids: number | null;
  /** The slug that the body asked for; null without one. */
  slug: string | null;
}

/** A stretch of time in which requests are counted. */
export interface Window {
  /** Epoch milliseconds of its beginning. */
  openedAt: number;
  /** Requests let through so far. */
  used: number;
}

export interface State {
  config: Config;
  accounts: Account[];
  keys: Key[];
  /** Every code by its ID. */
  codes: Record<string, Code>;
  /** The ID of the code behind each short path `/<slug>`. The slash keeps a slug like `__proto__` an ordinary entry. */
  slugs: Record<string, string>;
  /** Slugs that belong to other users of the service: taken, but leading nowhere here. */
  takenSlugs: string[];
  /** The current rate window of each account, or of each key. */
  windows: Record<string, Window>;
  /** The requests of each account on the current day. */
  days: Record<string, Window>;
  /** Former versions of codes, oldest first, each as it was until that moment. */
  past: Array<{ until: number; code: Code }>;
  faults: Fault[];
  /** Requests that were answered as lost and are worked on at that moment. */
  late: Array<{ at: number; request: Request }>;
  log: LogEntry[];
  /** Never changes; scan counts hang on it. */
  seed: number;
  /** The generator behind IDs and slugs; moves on with every draw. */
  random: RandomState;
}

/** The service to start with: any part of the configuration, the first account's plan, and what it is seeded with. */
export interface StateOptions extends ConfigOptions {
  plan?: Plan;
  seed?: number;
  faults?: Fault[];
  takenSlugs?: string[];
}

const KEY_LENGTH = 12;

/** Adds an account of `plan` with a full and a read-only key and returns it. */
export function addAccount(state: State, plan: Plan): Account {
  const number = state.accounts.length + 1;
  const account: Account = {
    id: `user_${number}`,
    email: `user${number}@example.com`,
    plan,
    key: `qrius_test_${randomText(state.random, KEY_LENGTH)}`,
    readOnlyKey: `qrius_test_${randomText(state.random, KEY_LENGTH)}`,
    codeIds: [],
  };
  state.accounts.push(account);
  state.keys.push({ key: account.key, accountId: account.id, readOnly: false, revoked: false });
  state.keys.push({ key: account.readOnlyKey, accountId: account.id, readOnly: true, revoked: false });
  return account;
}

/** A service with one account (`state.accounts[0]`, FREE unless told) and no codes. The same seed gives the same keys, IDs and slugs. */
export function createState(options: StateOptions = {}): State {
  const { plan = 'FREE', seed = 1, faults = [], takenSlugs = [], ...config } = options;
  const state: State = {
    config: completeConfig(config),
    accounts: [],
    keys: [],
    codes: {},
    slugs: {},
    takenSlugs,
    windows: {},
    days: {},
    past: [],
    faults: structuredClone(faults),
    late: [],
    log: [],
    seed,
    random: { value: seed },
  };
  addAccount(state, plan);
  return state;
}
