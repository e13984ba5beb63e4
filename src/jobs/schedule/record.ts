// The document's schedule: one small record in the document's properties, whose it is, and when it pauses by itself.
import { short } from '../../table/cells';
import type { Every } from '../../wire/contract';
import type { StorePort } from '../ports';

export interface Schedule {
  /** The random ID of the user whose trigger and key it runs with, and the name that colleagues know them by. */
  owner: string;
  ownerName: string;
  /** How often scan counts are refreshed; null for never. */
  every: Every | null;
  /** Whether rows are switched to their next destination. */
  switches: boolean;
  /** When the switches were looked at last, in epoch milliseconds; null before the first time. */
  lookedAt: number | null;
  sheetId: number;
  /** Epoch milliseconds. */
  setAt: number;
  /** Epoch milliseconds; null before the first run. */
  lastRun: number | null;
  /** What became of the last run, as a sentence; null before the first. */
  lastOutcome: string | null;
  /** IDs of codes of which the last run got no proper answer: the next one asks for them last. */
  passed: string[];
  failuresInARow: number;
  /** Why it runs no more, as a sentence; null while it runs. */
  pausedWhy: string | null;
}

/** What became of a run. */
export interface RunOutcome {
  ok: boolean;
  sentence: string;
}

const SCHEDULE_KEY = 'qrius.schedule';

/** Failed runs after which a schedule pauses: a fault that lasts three slots will not go away by itself. */
export const MOST_FAILURES = 3;

/** The document's schedule. One that cannot be read, or was written by another version of the add-on, counts as none. */
export const loadSchedule = (store: StorePort): Schedule | null => parse(store.all()[SCHEDULE_KEY]);

export const saveSchedule = (store: StorePort, schedule: Schedule): void =>
  store.set({ [SCHEDULE_KEY]: JSON.stringify(schedule) });

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
    ownerName: short(wanted.ownerName),
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
export const isOwner = (schedule: Schedule | null, user: string): boolean => schedule?.owner === user;

/** The schedule after a run. The third failed run in a row pauses it; one that succeeds sets it going again. */
export function afterRun(schedule: Schedule, { ok, sentence }: RunOutcome, now: number): Schedule {
  const failuresInARow = ok ? 0 : schedule.failuresInARow + 1;
  const lastOutcome = short(sentence);
  return {
    ...schedule,
    lastRun: now,
    lastOutcome,
    failuresInARow,
    pausedWhy:
      failuresInARow < MOST_FAILURES
        ? null
        : `The schedule is paused, because ${failuresInARow} runs in a row failed. The last one said: ${lastOutcome} Set the schedule again to go on.`,
  };
}

/** The schedule after an hour in which nothing was due. Where it only switches, that was a run, and a good one. */
export const afterQuiet = (schedule: Schedule): Schedule =>
  schedule.every === null ? { ...schedule, failuresInARow: 0 } : schedule;

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isMoment = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** Whether a value from the wire or from a property says how often. */
export function isEvery(value: unknown): value is Every {
  const { kind, hour, weekday } = Object(value) as Record<string, unknown>;
  if (kind === 'hour' || kind === 'sixHours') return true;
  if (kind !== 'day' && kind !== 'week') return false;
  return isWhole(hour, 0, 23) && (kind === 'day' || isWhole(weekday, 1, 7));
}

function isSchedule(value: unknown): value is Schedule {
  const it = Object(value) as Record<keyof Schedule, unknown>;
  return (
    isText(it.owner) &&
    isText(it.ownerName) &&
    (it.every === null || isEvery(it.every)) &&
    typeof it.switches === 'boolean' &&
    (it.lookedAt === null || isMoment(it.lookedAt)) &&
    isWhole(it.sheetId, 0, Number.MAX_SAFE_INTEGER) &&
    isMoment(it.setAt) &&
    (it.lastRun === null || isMoment(it.lastRun)) &&
    isTextOrNull(it.lastOutcome) &&
    Array.isArray(it.passed) &&
    it.passed.every(isText) &&
    isWhole(it.failuresInARow, 0, Number.MAX_SAFE_INTEGER) &&
    isTextOrNull(it.pausedWhy)
  );
}

function parse(text: string | undefined): Schedule | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isSchedule(value) ? value : null;
  } catch {
    return null;
  }
}
