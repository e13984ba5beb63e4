// The record of a document's job: small, plain JSON, kept in the document's properties. The rows themselves are in the sheet.
import type { Throttle } from '../qrius/throttle';
import type { Headers } from '../table/columns';
import type { ChangeKind, ConflictPolicy } from '../wire/contract';
import type { Failure } from '../wire/failure';
import type { StorePort } from './ports';

/**
 * `starting`: its rows are being marked. `running`: there is more to do. `paused`: it waits for the user, `failure`
 * says for what. `waiting`: the rate limit keeps it until `notBefore`. `ended`: nothing is left to do.
 */
export type Phase = 'starting' | 'running' | 'waiting' | 'paused' | 'ended';

/** A code that was made and whose row is gone: told to the user, never dropped. */
export interface LostCode {
  id: string;
  name: string;
  shortUrl: string;
}

/** What a user chooses before the run. */
export interface Choices {
  /** When a slug is taken. */
  conflict: ConflictPolicy;
  /** Whether pictures go into cells. */
  images: boolean;
}

/** What is noted of a job of any kind. */
interface AnyJob {
  /** Grows with each save: tells two readings of the record apart. */
  version: number;
  id: string;
  /** The random ID of the user who began it, and the name that colleagues know them by. */
  owner: string;
  ownerName: string;
  /** The Qrius account it was begun with, where the API told. */
  account: string | null;
  sheetId: number;
  headers: Headers;
  phase: Phase;
  /** How it ended; null before. `given-up`: its sheet is gone. */
  ending: 'done' | 'stopped' | 'given-up' | null;
  failure: Failure | null;
  /** Epoch milliseconds. */
  notBefore: number | null;
  counts: Counts;
  throttle: Throttle;
  /** Who runs it now, and until when nobody else may. */
  lease: { runner: string; until: number } | null;
}

/** A job that creates codes. */
export interface CreateRecord extends AnyJob {
  kind: 'create';
  /** What the user chose before the run. */
  choices: Choices;
  /** Before the first request whose answer is still open left, in epoch milliseconds. */
  since: number;
  /** Tokens of rows whose requests may have left since the last save. */
  inFlight: string[];
}

/** A job that changes codes. What it wants of each stands in the log. */
export interface ChangeRecord extends AnyJob {
  kind: 'change';
  what: ChangeKind | 'switch';
  /** Tags that are added or removed at all codes alike; null where each code gets its own, and for other changes. */
  tags: { action: 'add' | 'remove'; tags: string[] } | null;
}

/** A job that brings codes of the account into a sheet. */
export interface ImportRecord extends AnyJob {
  kind: 'import';
}

/** A job that refreshes the scan counts of rows. */
export interface RefreshRecord extends AnyJob {
  kind: 'refresh';
  /** Whether only marked rows are refreshed; else all that were not refreshed since it began. */
  marked: boolean;
  /** When it began, in epoch milliseconds. */
  since: number;
  /**
   * Whether it ends with its slice: a schedule's run, of which the next one takes up what was not reached. Such a run never
   * pauses, which would keep people from jobs of their own.
   */
  once: boolean;
  /** IDs of codes that are asked for last, since they gave no proper answer the last time. */
  last: string[];
  /** IDs of codes of which Qrius gave no proper answer: they are left as they are. */
  passed: string[];
}

export type JobRecord = CreateRecord | ChangeRecord | ImportRecord | RefreshRecord;

const KINDS: readonly string[] = ['create', 'change', 'import', 'refresh'] satisfies Array<JobRecord['kind']>;

/** What requests are sent under: a job, or a check before there is one. */
export type Throttled = Pick<JobRecord, 'throttle'>;

/** Rows of a job, each in one place; what is missing of `asked` left the job. */
export interface Counts {
  /** Rows that were queued. */
  asked: number;
  done: number;
  failed: number;
  /** Rows that had a code before. */
  already: number;
  /** Rows that the user did not see when the job began. */
  hidden: number;
  /** Rows that must be mended before they can be sent. */
  unfit: number;
  /** Codes whose row is gone; they count as done too. */
  lost: number;
  /** Rows that were queued or in doubt when the sheet was read last. */
  waiting: number;
}

const RECORD_KEY = 'qrius.job';
const STOP_KEY = 'qrius.stop';
const LOST_PREFIX = 'qrius.lost.';

/** What the document's properties say. */
export interface Stored {
  record: JobRecord | null;
  /** The ID of the job that somebody asked to stop. */
  stop: string | null;
  /** Codes whose row is gone, in pages, each with the random ID of the user who is to be told of them. */
  lost: Array<{ key: string; owner: string; codes: LostCode[] }>;
}

/** Reads everything in one call. A record that cannot be read, or is of another version of the add-on, counts as none. */
export function load(store: StorePort): Stored {
  const all = store.all();
  const lost = Object.keys(all)
    .filter((key) => key.startsWith(LOST_PREFIX))
    .sort()
    .map((key) => {
      const codes = parse<LostCode[]>(all[key]);
      const owner = key.slice(LOST_PREFIX.length).split('.')[0] ?? '';
      return { key, owner, codes: Array.isArray(codes) ? codes : [] };
    });
  const record = parse<JobRecord>(all[RECORD_KEY]);
  return {
    record: record && KINDS.includes(record.kind) && record.counts ? record : null,
    stop: all[STOP_KEY] ?? null,
    lost,
  };
}

/** Saves the record, and codes that lost their row since the last save beside it. One call. */
export function save<R extends JobRecord>(
  store: StorePort,
  record: R,
  newlyLost: readonly LostCode[] = [],
): R {
  const next = { ...record, version: record.version + 1 };
  const entries: Record<string, string> = { [RECORD_KEY]: JSON.stringify(next) };
  for (let start = 0; start < newlyLost.length; start += LOST_PAGE) {
    const page = newlyLost
      .slice(start, start + LOST_PAGE)
      .map((code) => ({ ...code, name: code.name.slice(0, LOST_NAME) }));
    entries[`${LOST_PREFIX}${next.owner}.${next.id}.${next.version}.${start}`] = JSON.stringify(page);
  }
  store.set(entries);
  return next;
}

/** Codes a property, and characters of their names: 20 of them stay far below the 9 KB of a property value (Apps Script quotas). */
const LOST_PAGE = 20;
const LOST_NAME = 80;

export const askToStop = (store: StorePort, job: string): void => store.set({ [STOP_KEY]: job });

/** Forgets pages of lost codes that their owner was told of. */
export function forgetLost(store: StorePort, keys: readonly string[]): void {
  for (const key of keys) store.delete(key);
}

function parse<T>(text: string | undefined): T | null {
  try {
    return text === undefined ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}
