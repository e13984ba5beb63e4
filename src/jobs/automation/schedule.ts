// The document's schedule: one small record in the document's properties, whose it is, and when it pauses.
import { MAX_NAME } from '../../shared/contract/home';
import type { Every } from '../../shared/contract/schedule';
import {
  either,
  finite,
  flag,
  list,
  MAX_ID,
  MAX_SENTENCE,
  nullable,
  object,
  oneOf,
  type Parsed,
  type Parser,
  parseJson,
  text,
  whole,
  withDefault,
} from '../../shared/parse';
import { sealHolds, withSeal } from '../../shared/seal';
import { truncate } from '../../table/cells';
import { digests } from '../create/binding';
import { ANY_AGE, type Ports, type StorePort } from '../ports';
import * as words from './words';

/** Codes that a run asks for last: with the approved switches they share the 9 KB of a property (docs/facts/apps-script.md#property-size). */
const MAX_PASSED = 20;

const hour = whole(0, 23);

/** How often a schedule runs, from the page or from a stored schedule. */
export const every: Parser<Every> = either(
  object({ kind: oneOf('hour', 'sixHours') }),
  object({ kind: oneOf('day'), hour }),
  object({ kind: oneOf('week'), weekday: oneOf(1, 2, 3, 4, 5, 6, 7), hour }),
);

const schedule = object({
  /** The random ID of the user whose trigger and key it runs with, and the name that colleagues know them by. */
  owner: text(MAX_ID),
  ownerName: text(MAX_NAME),
  /** How often scan counts are refreshed; null for never. */
  every: nullable(every),
  /** Whether rows are switched to their next destination. */
  switches: flag,
  /** Whether switches also happen that its owner has not approved. */
  colleagues: withDefault(flag, false),
  /** Digests of the switches that its owner was shown and approved, and when that was, in epoch milliseconds. */
  approved: withDefault(digests, ''),
  approvedAt: withDefault(finite, 0),
  /** One more whenever switches are approved, or fewer of them: an earlier schedule is not believed. */
  version: withDefault(whole(), 0),
  /** When the switches were looked at last, in epoch milliseconds; null before the first time. */
  lookedAt: nullable(finite),
  sheetId: whole(),
  /** Epoch milliseconds. */
  setAt: finite,
  /** Epoch milliseconds; null before the first run. */
  lastRun: nullable(finite),
  /** What became of the last run, as a sentence; null before the first. */
  lastOutcome: nullable(text(MAX_SENTENCE)),
  /** IDs of codes for which the last run got no proper answer: the next one asks for them last. */
  passed: list(text(MAX_ID), MAX_PASSED),
  failuresInARow: whole(),
  /** Why it no longer runs, as a sentence; null while it runs. */
  pausedWhy: nullable(text(MAX_SENTENCE)),
});
export type Schedule = Parsed<typeof schedule>;

/** What became of a run. */
export interface RunOutcome {
  ok: boolean;
  sentence: string;
}

const SCHEDULE_KEY = 'qrius.schedule';
/** Each owner has word of their own. */
const newsKey = (owner: string): string => `qrius.schedule.news.${owner}`;

/** Failed runs after which a schedule pauses: a fault that lasts three slots will not go away by itself. */
const MOST_FAILURES = 3;

/**
 * The document's schedule. One that cannot be read, was written by another version of the add-on, or says that it is the user's
 * and is not, counts as none.
 * @param maxAgeMs see `StorePort.all`.
 */
export function loadSchedule(store: StorePort, maxAgeMs?: number): Schedule | null {
  const stored = store.all(maxAgeMs)[SCHEDULE_KEY] ?? '';
  const { id, seal } = store.me;
  const found = parseJson(schedule, stored);
  if (found?.owner !== id) return found;
  const isGood =
    sealHolds(seal, SCHEDULE_KEY, stored) && store.begun.is('schedule', String(found.setAt), found.version);
  return isGood ? found : null;
}

/** Under the lock. */
export function saveSchedule(store: StorePort, set: Schedule): void {
  store.begun.set('schedule', String(set.setAt), set.version);
  store.set({ [SCHEDULE_KEY]: withSeal(store.me.seal, SCHEDULE_KEY, JSON.stringify(set)) });
  store.begun.reached('schedule', String(set.setAt), set.version);
}

/**
 * Changes the user's schedule as it is by now: a trigger and several windows may have it in hand.
 * @param change the schedule that is saved; null for none.
 * @returns whether it was saved: not where it is another's. null where the document is locked.
 */
export const changeSchedule = (
  { store, lock }: Pick<Ports, 'store' | 'lock'>,
  change: (now: Schedule) => Schedule | null,
): boolean | null =>
  lock.alone(() => {
    const now = loadSchedule(store);
    const next = now?.owner === store.me.id ? change(now) : null;
    if (next) saveSchedule(store, next);
    return next !== null;
  });

/** The schedule with the codes that were passed over, as far as it can hold them. */
export const passing = (set: Schedule, ids: readonly string[]): Schedule => ({
  ...set,
  passed: ids.filter(({ length }) => length <= MAX_ID).slice(0, MAX_PASSED),
});

/** The schedule with these switches approved, which takes the place of any before. */
export const approving = (set: Schedule, approved: string): Schedule => ({
  ...set,
  approved,
  version: set.version + 1,
});

export function forgetSchedule(store: StorePort): void {
  const set = parseJson(schedule, store.all()[SCHEDULE_KEY]);
  store.delete(SCHEDULE_KEY);
  if (set?.owner === store.me.id) store.begun.end('schedule', String(set.setAt));
}

/** Leaves word for the owner of a schedule that somebody else ended or took over. */
export const tellOwner = (store: StorePort, { owner }: Schedule, sentence: string): void =>
  store.set({ [newsKey(owner)]: sentence });

/** The user has seen what was left for them. */
export const forgetNews = (store: StorePort): void => store.delete(newsKey(store.me.id));

/** Forgets the user's schedule, whoever wrote its record last, and what was left for them. A colleague's stays. */
export function forgetScheduleOf(store: StorePort): void {
  if (parseJson(schedule, store.all()[SCHEDULE_KEY])?.owner === store.me.id) forgetSchedule(store);
  forgetNews(store);
}

/** What the user should know of the schedule; null in the normal case. */
export function scheduleNews(store: StorePort): string | null {
  const all = store.all(ANY_AGE);
  const left = all[newsKey(store.me.id)];
  if (left) return truncate(left);
  if (all[SCHEDULE_KEY] === undefined || loadSchedule(store, ANY_AGE) !== null) return null;
  return words.unreadable;
}

/**
 * A schedule as a user sets it, whoever set the one before: the new owner's trigger runs it from now on.
 * @param before the document's schedule so far. Its last run counts on for the same sheet.
 */
export function setSchedule(
  before: Schedule | null,
  wanted: Pick<
    Schedule,
    'owner' | 'ownerName' | 'every' | 'switches' | 'sheetId' | 'colleagues' | 'approved'
  >,
  now: number,
): Schedule {
  const same = before !== null && before.sheetId === wanted.sheetId;
  return {
    ...wanted,
    approvedAt: now,
    version: 0,
    lookedAt: same ? before.lookedAt : null,
    setAt: now,
    lastRun: same ? before.lastRun : null,
    lastOutcome: same ? before.lastOutcome : null,
    passed: [],
    failuresInARow: 0,
    pausedWhy: null,
  };
}

/** Whether a user's trigger is still the one that runs the schedule; a trigger that finds it is not removes itself. */
export const isOwner = (set: Schedule | null, user: string): boolean => set?.owner === user;

/** The schedule after a run. The third failed run in a row pauses it; one that succeeds sets it going again. */
export function afterRun(set: Schedule, { ok, sentence }: RunOutcome, now: number): Schedule {
  const failuresInARow = ok ? 0 : set.failuresInARow + 1;
  const lastOutcome = truncate(sentence);
  return {
    ...set,
    lastRun: now,
    lastOutcome,
    failuresInARow,
    pausedWhy: failuresInARow < MOST_FAILURES ? null : words.paused(failuresInARow, lastOutcome),
  };
}

/** The schedule after an hour in which nothing was due. Where it only switches, that was a run, and a good one. */
export const afterQuiet = (set: Schedule): Schedule =>
  set.every === null ? { ...set, failuresInARow: 0 } : set;
