// Loads and saves what the document's properties say of its job.
import { MAX_NAME } from '../shared/contract/home';
import { ERROR_CODES } from '../shared/errors';
import {
  either,
  finite,
  flag,
  nullable,
  object,
  oneOf,
  parseJson,
  partial,
  text,
  whole,
  withDefault,
} from '../shared/parse';
import { ascii, sealHolds, withSeal } from '../shared/seal';
import { ROLE_NAMES } from '../table/roles';
import { type Former, isEnded, type Job, type Orphan } from './job';
import { KIND_NAMES, KINDS } from './kinds';
import { forgetOrphans, type OrphanPage, orphanPages, readOrphans } from './orphans';
import type { StorePort } from './ports';
import * as words from './words';

const JOB_KEY = 'qrius.job';
const STOP_KEY = 'qrius.stop';
const END_KEY = 'qrius.ended';
/** The form of the record. A record of another form is of another version of the add-on. */
const FORMAT = 3;

const count = whole();
const errorInfo = object({ code: oneOf(...ERROR_CODES), message: text() });
const state = either(
  object({ kind: oneOf('starting', 'running') }),
  object({ kind: oneOf('waiting'), until: finite }),
  object({ kind: oneOf('paused'), why: errorInfo }),
  object({ kind: oneOf('ended'), how: oneOf('done', 'stopped', 'given-up'), why: nullable(errorInfo) }),
);
const job = object({
  format: oneOf(FORMAT),
  version: count,
  id: text(),
  kind: oneOf(...KIND_NAMES),
  owner: text(),
  ownerName: text(),
  account: nullable(text()),
  seenAt: finite,
  sheetId: count,
  headers: partial(ROLE_NAMES, text()),
  state,
  counts: object({
    ...{ asked: count, done: count, failed: count, already: count, hidden: count, invalid: count },
    ...{ orphans: count, waiting: count },
  }),
  throttle: object({
    ...{ limit: nullable(count), left: nullable(count), resetAt: nullable(finite), closedUntil: finite },
    cap: nullable(count),
  }),
  idleSlices: withDefault(count, 0),
  isTorn: flag,
  lease: nullable(object({ runner: text(), until: finite })),
  details: (value) => value,
});

/** What the document's properties say. */
export interface Stored {
  job: Job | null;
  /** The record itself. */
  stored: string;
  /** There is a record that this version of the add-on cannot read, or one that says it is the user's and is not. It counts as none. */
  unreadable: boolean;
  /** The ID of the job that somebody asked to stop. */
  stop: string | null;
  /** Codes whose row is gone. */
  orphans: OrphanPage[];
}

/** Characters of a property: less than its 9 KB (docs/facts/apps-script.md#property-size). A record that is longer has several. */
const PAGE = 8_500;
const pageKey = (page: number): string => (page === 0 ? JOB_KEY : `${JOB_KEY}.${page}`);

/** The text of the record. A page that is not full is the last: after it there may be some of a longer record before. */
function storedText(all: Record<string, string>): string {
  let text = '';
  for (let page = 0; ; page += 1) {
    const part = all[pageKey(page)] ?? '';
    text += part;
    if (part.length < PAGE) return text;
  }
}

/** Reads everything in one call. */
export function load(store: StorePort): Stored {
  const all = store.all();
  const stored = storedText(all);
  const record = endedByOther(readJob(store, stored), all[END_KEY]);
  return {
    job: record,
    stored,
    unreadable: record === null && all[JOB_KEY] !== undefined,
    stop: all[STOP_KEY] ?? null,
    orphans: readOrphans(all),
  };
}

function readJob({ me, begun }: StorePort, stored: string): Job | null {
  const found = parseJson(job, stored);
  if (!found || !KINDS[found.kind].isReadable(found.details)) return null;
  const isOwn = found.owner === me.id;
  if (isOwn && !sealHolds(me.seal, JOB_KEY, stored)) return null;
  // An earlier job of theirs that somebody put back.
  if (isOwn && !isEnded(found) && !begun.is('job', found.id)) return null;
  const { format: _, ...rest } = found;
  return rest;
}

/** Saves the record, and codes that lost their row since the last save beside it. One call. */
export function save(store: StorePort, current: Job, newOrphans: readonly Orphan[] = []): Job {
  const { state, counts } = current;
  // Once a job has ended, no row waits for it.
  const settled = state.kind === 'ended' ? { ...counts, waiting: 0 } : counts;
  const next = { ...current, version: current.version + 1, counts: settled };
  const json = ascii(JSON.stringify({ format: FORMAT, ...next }));
  const stored = withSeal(store.me.seal, JOB_KEY, json);
  if (!isEnded(next)) store.begun.set('job', next.id);
  store.set({ ...orphanPages(next, newOrphans), ...pagesOf(stored) });
  if (isEnded(next)) store.begun.end('job', next.id);
  return next;
}

function pagesOf(stored: string): Record<string, string> {
  const entries: Record<string, string> = {};
  for (let page = 0; page * PAGE <= stored.length; page += 1)
    entries[pageKey(page)] = stored.slice(page * PAGE, (page + 1) * PAGE);
  return entries;
}

/**
 * Puts back the job before one that did not begin. A colleague's comes back as it was: nobody else can seal it.
 * @param givenUp what is saved where there was none.
 */
export function putBack(store: StorePort, former: Former | null, givenUp: Job): void {
  if (former && former.job.owner !== store.me.id) store.set(pagesOf(former.stored));
  else save(store, former?.job ?? givenUp);
}

const endOf = object({ job: text(), by: text(MAX_NAME) });

/** Nobody but its owner can write a job's record: what a colleague says of it is beside it. */
function endedByOther(found: Job | null, stored: string | undefined): Job | null {
  const end = parseJson(endOf, stored);
  if (!found || isEnded(found) || end?.job !== found.id) return found;
  const message = words.endedBy(end.by, found.ownerName, found.state.kind === 'paused');
  return {
    ...found,
    state: { kind: 'ended', how: 'stopped', why: { code: 'job-of-colleague', message } },
    counts: { ...found.counts, waiting: 0 },
    lease: null,
  };
}

/** Ends a job of a user who is gone. @param by the name of who ends it; empty where it is not known. */
export const endForOther = (store: StorePort, job: string, by: string): void =>
  store.set({ [END_KEY]: JSON.stringify({ job, by }) });

/** The ID of the job that somebody asked to stop. Asked often: nothing else is read. */
export const stopAsked = (store: StorePort): string | null => store.all()[STOP_KEY] ?? null;

export const askToStop = (store: StorePort, id: string): void => store.set({ [STOP_KEY]: id });

/** Forgets the user's job, which has ended or cannot be read, and orphans that they would be told of. */
export function forgetJobOf(store: StorePort): void {
  const all = store.all();
  const own = readOrphans(all).filter(({ owner }) => owner === store.me.id);
  const isOwn = parseJson(job, storedText(all))?.owner === store.me.id;
  const pages = Object.keys(all).filter((key) => key === JOB_KEY || key.startsWith(`${JOB_KEY}.`));
  for (const key of isOwn ? pages : []) store.delete(key);
  forgetOrphans(
    store,
    own.map(({ key }) => key),
  );
}
