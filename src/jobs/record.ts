// Loads and saves what the document's properties say of its job.

import { MAX_NAME } from '../shared/contract/home';
import type { Orphan } from '../shared/contract/job';
import { ERROR_CODES } from '../shared/errors';
import {
  attempt,
  either,
  finite,
  flag,
  MAX_CELL,
  MAX_ID,
  MAX_SENTENCE,
  nullable,
  object,
  oneOf,
  type Parsed,
  type Parser,
  parseJson,
  partial,
  text,
  whole,
  withDefault,
} from '../shared/parse';
import { ascii, sealHolds, withSeal } from '../shared/seal';
import { ROLE_NAMES } from '../table/roles';
import { type EndByOther, endedAs, isEnded, type Job } from './job';
import { KIND_NAMES, KINDS } from './kinds';
import { forgetOrphans, isToldBy, type OrphanPage, orphanPages, readOrphans } from './orphans';
import { firstKey, keysOf, PLACES, pagesOf, textIn } from './places';
import type { StorePort } from './ports';
import { STOP_KEY } from './stop';
import * as words from './words';

/** What a record is sealed for. */
const JOB_KEY = 'qrius.job';
/** Each owner has a property of their own: they may read it when a colleague's job was ended too. */
const endKey = (owner: string): string => `qrius.ended.${owner}`;
/** The form of the record. A record of another form is of another version of the add-on. */
const FORMAT = 4;

const count = whole();
const errorInfo = object({ code: oneOf(...ERROR_CODES), message: text(MAX_SENTENCE) });
const state = either(
  object({ kind: oneOf('starting', 'running') }),
  object({ kind: oneOf('waiting'), until: finite }),
  object({ kind: oneOf('paused'), why: errorInfo }),
  object({ kind: oneOf('ended'), how: oneOf('done', 'stopped', 'given-up'), why: nullable(errorInfo) }),
);
const job = object({
  format: oneOf(FORMAT),
  version: whole(0, 2 ** 32 - 1),
  id: text(MAX_ID),
  kind: oneOf(...KIND_NAMES),
  owner: text(MAX_ID),
  ownerName: text(MAX_NAME),
  account: nullable(text(MAX_ID)),
  seenAt: finite,
  sheetId: count,
  headers: partial(ROLE_NAMES, text(MAX_CELL)),
  state,
  counts: object({
    asked: count,
    done: count,
    failed: count,
    already: count,
    hidden: count,
    invalid: count,
    orphans: count,
    waiting: count,
  }),
  throttle: object({
    limit: nullable(count),
    left: nullable(count),
    resetAt: nullable(finite),
    closedUntil: finite,
    cap: nullable(count),
  }),
  idleSlices: withDefault(count, 0),
  isTorn: flag,
  lease: nullable(object({ runner: text(MAX_ID), until: finite })),
  details: (value) => value,
});

/** What the document's properties say. */
export interface Stored {
  job: Job | null;
  /** What the next save counts on from: the version of the job, or of the newest record that is none of the user's. */
  version: number;
  /** There is a record that this version of the add-on cannot read, or one that says it is the user's and is not. It counts as none. */
  unreadable: boolean;
  /** The ID of the job that somebody asked to stop. */
  stop: string | null;
  /** Codes of the user's whose row is gone. */
  orphans: OrphanPage[];
  /** The result of the job told the user of them. */
  orphansTold: boolean;
  /** Why a colleague ended the user's last job, as a sentence, where a later job has taken its place; null elsewhere. */
  endedEarly: string | null;
}

/**
 * What is in each place, the newest last. Versions begin at 0 again after the last, so that no number that somebody writes is
 * the newest for good: which of two is newer their difference says (RFC 1982, serial number arithmetic).
 */
function recordsIn(all: Record<string, string>) {
  return PLACES.map((place) => {
    const text = textIn(all, place) ?? '';
    return { place, text, record: parseJson(job, text) };
  }).sort((one, other) =>
    one.record && other.record
      ? (one.record.version - other.record.version) | 0
      : Number(one.record !== null) - Number(other.record !== null),
  );
}

/** Reads everything in one call. @param maxAgeMs see `StorePort.all`. */
export function load(store: StorePort, maxAgeMs?: number): Stored {
  const all = store.all(maxAgeMs);
  const newest = recordsIn(all).reverse();
  const found = newest.find(({ record, text }) => record && isTrusted(store, record, text))?.record ?? null;
  const endFor = (owner: string) => parseJson(endOf, all[endKey(owner)]);
  const own = endFor(store.me.id);
  return {
    job: found && endedByOther(found, endFor(found.owner)),
    endedEarly:
      own && own.job !== found?.id && store.begun.is('job', own.job, null) ? words.endedBy(own) : null,
    version: (found ?? newest[0]?.record)?.version ?? 0,
    unreadable: found === null && PLACES.some((place) => all[firstKey(place)] !== undefined),
    stop: all[STOP_KEY] ?? null,
    orphans: readOrphans(all, store.me.id),
    orphansTold: found !== null && isToldBy(all, store.me.id, found.id),
  };
}

function isTrusted({ me, begun }: StorePort, found: Job, stored: string): boolean {
  if (attempt(KINDS[found.kind].details, found.details) === null) return false;
  if (found.owner !== me.id) return true;
  // An earlier job of theirs that somebody put back is none that they began, nor is an earlier record of it.
  return sealHolds(me.seal, JOB_KEY, stored) && (isEnded(found) || begun.is('job', found.id, found.version));
}

/** Saves the record in the place that is not current. One call; codes that lost their row are kept before it, with one more. */
export function save(store: StorePort, current: Job, newOrphans: readonly Orphan[] = []): Job {
  const { state, counts } = current;
  // Of a job that ends properly, rows of which nobody knows yet still wait.
  const isGivenUp = state.kind === 'ended' && state.how === 'given-up';
  const settled = isGivenUp ? { ...counts, waiting: 0 } : counts;
  const next = { ...current, version: (current.version + 1) >>> 0, counts: settled };
  const json = ascii(JSON.stringify({ format: FORMAT, ...next }));
  if (!isEnded(next)) store.begun.set('job', next.id, next.version);
  if (newOrphans.length > 0) store.set(orphanPages(next, newOrphans));
  store.set(pagesOf(placeOf(next), withSeal(store.me.seal, JOB_KEY, json)));
  // Noted after it is saved, once a slice: a kill leaves a record that is newer than what is noted, never one that is older.
  if (isEnded(next)) store.begun.end('job', next.id);
  else if (next.lease === null) store.begun.reached('job', next.id, next.version);
  return next;
}

const placeOf = ({ version }: Job): number => version % PLACES.length;

/**
 * Takes back a job that did not begin: the one before it, also a colleague's, is in the other place as it was.
 * @param givenUp what is saved where there was none.
 */
export function putBack(store: StorePort, former: Job | null, givenUp: Job): void {
  if (!former) {
    save(store, givenUp);
    return;
  }
  store.delete(firstKey(placeOf(givenUp)));
  store.begun.end('job', givenUp.id);
}

/** Names and a reason, and no sentence: anybody who may edit the document could write one. */
const endOf: Parser<EndByOther> = object({
  job: text(MAX_ID),
  by: text(MAX_NAME),
  owner: text(MAX_NAME),
  reason: oneOf('gone', 'paused', 'schedule'),
});

/** Nobody but its owner can write a job's record: what a colleague says of it is beside it. */
function endedByOther({ format: _, ...found }: Parsed<typeof job>, end: EndByOther | null): Job {
  if (isEnded(found) || end?.job !== found.id) return found;
  return {
    ...found,
    state: endedAs('stopped', { code: 'job-of-colleague', message: words.endedBy(end) }),
    counts: { ...found.counts, waiting: 0 },
    lease: null,
  };
}

/** Ends a job of another user. @param owner their random ID. */
export const endForOther = (store: StorePort, owner: string, end: EndByOther): void =>
  store.set({ [endKey(owner)]: JSON.stringify(end) });

/**
 * Forgets the user's job, which has ended or cannot be read, and what they would be told of it. What a save left in parts
 * is nobody's. The newest goes last: until then it is the one that counts.
 */
export function forgetJobOf(store: StorePort): void {
  const all = store.all();
  for (const { place, text, record } of recordsIn(all))
    if (text === '' || record?.owner === store.me.id) for (const key of keysOf(all, place)) store.delete(key);
  forgetOrphans(store, readOrphans(all, store.me.id));
  store.delete(endKey(store.me.id));
}
