// Talks to Qrius within the rate limit: one batch at a time, reading requests with retries, the list of all codes.
import { judge, type Outcome } from '../qrius/answers';
import { MAX_PAGES } from '../qrius/assumptions';
import { type Code, readPage } from '../qrius/readings';
import { type ApiRequest, listCodes } from '../qrius/requests';
import { allow, halve, isFresh, learn, recover, sent, type Throttle } from '../qrius/throttle';
import { UserError } from '../shared/errors';
import { FETCH_TIMEOUT_SECONDS, type Ports, SendFault } from './ports';
import { isProper, keyRefused, MAX_TRIES, pauseFor } from './verdict';
import * as words from './words';

/** What one `fetchAll` may take at worst: 60 s were seen where timeoutSeconds was not honoured (docs/facts/apps-script.md#fetch-timeout). */
const WORST_BATCH_MS = 60_000;
/** Time to write what is known before Google kills the execution, in milliseconds. */
const WRITE_BACK_MS = 15_000;
/** A closed window is waited for at most this often, and never longer than this at once, in milliseconds. */
const MAX_WINDOWS = 2;
const MAX_WAIT_MS = 65_000;
/** How often the pages are read again because the account changes while they are read. */
const MAX_SHIFTS = 3;

/** The answers of one batch: outcomes in the order of the requests, or why there are none. */
export type Answers = { outcomes: Outcome[]; fault: null } | { outcomes: null; fault: SendFault };

export interface QriusClient {
  /** What is known of the rate limit now. */
  throttle(): Throttle;
  /** How many requests may leave together now, or the moment to wait for, in epoch milliseconds. */
  window(): { send: number } | { waitUntil: number };
  /** Whether there is time for one more batch before Google ends the execution. */
  hasTime(): boolean;
  /** Sends one batch. */
  send(requests: readonly ApiRequest[]): Answers;
  /** After a whole batch failed on the network: the next one is half as large, until `recover`. */
  halve(batch: number): void;
  recover(): void;
  /**
   * Sends reading requests together: waits for a closed window, tries three times where no proper answer comes.
   * @throws UserError `no-answer`, `fetch-quota`, `out-of-time`
   */
  query(requests: readonly ApiRequest[]): Outcome[];
  /** All codes of the account; asked once until something is changed. @throws UserError as `query`, `key-refused`, `plan-limit` */
  allCodes(): Code[];
  /** Whether the list of all codes was read to its end, and agrees with its own total. */
  isWhole(): boolean;
}

interface Listed {
  codes: Code[];
  isWhole: boolean;
}

interface State {
  ports: Pick<Ports, 'api' | 'clock' | 'endsAt'>;
  throttle: Throttle;
  listed: Listed | null;
}

export function qriusClient(ports: State['ports'], throttle: Throttle): QriusClient {
  const state: State = { ports, throttle, listed: null };
  return {
    throttle: () => state.throttle,
    window: () => {
      const allowance = allow(state.throttle, ports.clock.now());
      // The first answer teaches the limit, and whether the key and the plan allow anything, before the rest leaves.
      return 'send' in allowance && isFresh(state.throttle) ? { send: 1 } : allowance;
    },
    hasTime: () => ports.clock.now() + WORST_BATCH_MS + WRITE_BACK_MS <= ports.endsAt,
    send: (requests) => send(state, requests),
    halve: (batch) => {
      state.throttle = halve(state.throttle, batch);
    },
    recover: () => {
      state.throttle = recover(state.throttle);
    },
    query: (requests) => query(state, requests),
    allCodes: () => {
      state.listed ??= listAll((requests) => query(state, requests));
      return state.listed.codes;
    },
    isWhole: () => state.listed?.isWhole === true,
  };
}

function send(state: State, requests: readonly ApiRequest[]): Answers {
  const { clock, api } = state.ports;
  if (requests.some(({ method }) => method !== 'GET')) state.listed = null;
  state.throttle = sent(state.throttle, requests.length, clock.now());
  try {
    const answers = api.sendAll(requests);
    const outcomes = answers.map(judge);
    const waits = outcomes.flatMap((outcome) => (outcome.kind === 'limited' ? [outcome.retryAfterMs] : []));
    state.throttle = learn(state.throttle, answers, waits, clock.now());
    return { outcomes, fault: null };
  } catch (error) {
    if (!(error instanceof SendFault)) throw error;
    return { outcomes: null, fault: error };
  }
}

function query(state: State, requests: readonly ApiRequest[]): Outcome[] {
  const { clock, endsAt } = state.ports;
  for (let tries = 0, windows = 0; ; ) {
    waitForWindow(state);
    if (clock.now() + FETCH_TIMEOUT_SECONDS * 1000 + WRITE_BACK_MS > endsAt) throw outOfTime();
    const { outcomes, fault } = send(state, requests);
    if (fault?.kind === 'quota') throw quotaUsedUp();
    if (outcomes?.some(({ kind }) => kind === 'limited') && windows < MAX_WINDOWS) {
      windows += 1;
      continue;
    }
    tries += 1;
    const isLast = tries >= MAX_TRIES;
    const answered = outcomes !== null && (isLast || outcomes.every(isProper));
    if (answered) return outcomes;
    if (isLast) throw new UserError('no-answer', words.unreachable);
    clock.sleep(pauseFor(tries));
  }
}

function waitForWindow({ ports: { clock, endsAt }, throttle }: State): void {
  const now = clock.now();
  const allowance = allow(throttle, now);
  if (!('waitUntil' in allowance)) return;
  const ms = allowance.waitUntil - now;
  if (ms > MAX_WAIT_MS) throw new UserError('no-answer', words.longWait(Math.ceil(ms / 60_000)));
  if (now + ms > endsAt) throw outOfTime();
  clock.sleep(ms);
}

/** Pages may be smaller than asked for, and a total may be missing: the end is where nothing new comes. */
function listAll(query: QriusClient['query']): Listed {
  for (let shifts = 0; ; shifts += 1) {
    const listed = readPages(query, shifts < MAX_SHIFTS);
    if (listed) return listed;
  }
}

/**
 * @param mayRestart whether pages are read again where the total changes between two of them: codes were created or deleted,
 * pages shifted, and one of ours may have slipped through.
 * @returns null where they must be read again.
 */
function readPages(query: QriusClient['query'], mayRestart: boolean): Listed | null {
  const codes = new Map<string, Code>();
  for (let page = 1, read = 0, total: number | null = null; ; page += 1) {
    if (page > MAX_PAGES) throw new UserError('no-answer', words.endlessList(MAX_PAGES));
    const list = pageOf(query([listCodes(page)])[0]);
    if (page > 1 && list.total !== total && mayRestart) return null;
    total = list.total;
    const before = codes.size;
    for (const code of list.codes) codes.set(code.id, code);
    read += list.length;
    if (codes.size > before && read !== total) continue;
    withPageZero(query, codes, total);
    return {
      codes: [...codes.values()],
      isWhole: (list.length === 0 || read === total) && codes.size >= (total ?? 0),
    };
  }
}

/** Unless the total says that no code is missing, the service may count its pages from 0. */
function withPageZero(query: QriusClient['query'], codes: Map<string, Code>, total: number | null): void {
  if (total !== null && codes.size >= total && codes.size > 0) return;
  const [outcome] = query([listCodes(0)]);
  const page = outcome?.kind === 'done' ? readPage(outcome) : null;
  for (const code of page?.codes ?? []) codes.set(code.id, code);
}

function pageOf(outcome: Outcome | undefined): NonNullable<ReturnType<typeof readPage>> {
  if (outcome?.kind === 'key-refused') throw keyRefused();
  if (outcome?.kind === 'plan-limit') throw new UserError('plan-limit', words.mayNotList(outcome.message));
  const list = outcome?.kind === 'done' ? readPage(outcome) : null;
  // An entry that cannot be read may be the very code that is looked for.
  if (list && list.codes.length === list.length) return list;
  throw new UserError('no-answer', notListed(outcome));
}

/** Why an answer is no list, as a sentence. */
function notListed(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'limited') return words.noList(words.limited);
  return outcome?.kind === 'lost' ? words.noList(outcome.why) : words.oddList;
}

/** Google's daily limit of URL Fetch calls, or of what they carry. */
export const quotaUsedUp = (): UserError => new UserError('fetch-quota', words.quotaUsed);

/** Nothing is written then: the rows belong to codes that somebody else can still see. */
export const otherAccount = (): UserError => new UserError('other-account', words.otherAccount);

/** Google would end the execution in the middle of what comes next. */
const outOfTime = (): UserError => new UserError('out-of-time', words.outOfTime);
