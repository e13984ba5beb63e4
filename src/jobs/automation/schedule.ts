// The document's schedule: one small record in the document's properties, whose it is, and when it pauses by itself.
import {
  finite,
  flag,
  list,
  nullable,
  object,
  type Parsed,
  parseJson,
  text,
  whole,
} from '../../shared/parse';
import { truncate } from '../../table/cells';
import type { StorePort } from '../ports';
import { every } from './every';

const schedule = object({
  /** The random ID of the user whose trigger and key it runs with, and the name that colleagues know them by. */
  owner: text(),
  ownerName: text(),
  /** How often scan counts are refreshed; null for never. */
  every: nullable(every),
  /** Whether rows are switched to their next destination. */
  switches: flag,
  /** When the switches were looked at last, in epoch milliseconds; null before the first time. */
  lookedAt: nullable(finite),
  sheetId: whole(),
  /** Epoch milliseconds. */
  setAt: finite,
  /** Epoch milliseconds; null before the first run. */
  lastRun: nullable(finite),
  /** What became of the last run, as a sentence; null before the first. */
  lastOutcome: nullable(text()),
  /** IDs of codes for which the last run got no proper answer: the next one asks for them last. */
  passed: list(text()),
  failuresInARow: whole(),
  /** Why it no longer runs, as a sentence; null while it runs. */
  pausedWhy: nullable(text()),
});
export type Schedule = Parsed<typeof schedule>;

/** What became of a run. */
export interface RunOutcome {
  ok: boolean;
  sentence: string;
}

const SCHEDULE_KEY = 'qrius.schedule';

/** Failed runs after which a schedule pauses: a fault that lasts three slots will not go away by itself. */
export const MOST_FAILURES = 3;

/** The document's schedule. One that cannot be read, or was written by another version of the add-on, counts as none. */
export const loadSchedule = (store: StorePort): Schedule | null =>
  parseJson(schedule, store.all()[SCHEDULE_KEY]);

export const saveSchedule = (store: StorePort, set: Schedule): void =>
  store.set({ [SCHEDULE_KEY]: JSON.stringify(set) });

export const forgetSchedule = (store: StorePort): void => store.delete(SCHEDULE_KEY);

/**
 * A schedule as a user sets it, whoever set the one before: the new owner's trigger runs it from now on.
 * @param before the document's schedule so far. Its last run counts on for the same sheet.
 */
export function setSchedule(
  before: Schedule | null,
  wanted: Pick<Schedule, 'owner' | 'ownerName' | 'every' | 'switches' | 'sheetId'>,
  now: number,
): Schedule {
  const same = before !== null && before.sheetId === wanted.sheetId;
  return {
    owner: wanted.owner,
    ownerName: truncate(wanted.ownerName),
    every: wanted.every,
    switches: wanted.switches,
    lookedAt: same ? before.lookedAt : null,
    sheetId: wanted.sheetId,
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
    pausedWhy:
      failuresInARow < MOST_FAILURES
        ? null
        : `The schedule is paused, because ${failuresInARow} runs in a row failed. The last one reported: ${lastOutcome} Save the schedule again to resume it.`,
  };
}

/** The schedule after an hour in which nothing was due. Where it only switches, that was a run, and a good one. */
export const afterQuiet = (set: Schedule): Schedule =>
  set.every === null ? { ...set, failuresInARow: 0 } : set;
