// The one way to start, continue and stop the document's job, from the sidebar and from a trigger.
import { loadUser, type User } from '../google/connection';
import { clock, documentLock } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { openSheet } from '../google/spreadsheet';
import { createDetails, createRequest } from '../jobs/create/plan';
import { noJob, runJob, type Worked } from '../jobs/engine';
import { fingerprintOf } from '../jobs/fingerprint';
import {
  type EndByOther,
  endedAs,
  isAbandoned,
  isEnded,
  isLeased,
  isResting,
  type Job,
  type JobState,
} from '../jobs/job';
import type { Deadline, JobRequest } from '../jobs/kind';
import { forgetOrphans, noteTold, type OrphanPage } from '../jobs/orphans';
import { ANY_AGE, type StorePort } from '../jobs/ports';
import { tellAbandoned } from '../jobs/queue';
import { endForOther, load, save } from '../jobs/record';
import { askToStop } from '../jobs/stop';
import { jobView } from '../jobs/view';
import { endedBy } from '../jobs/words';
import type { JobView } from '../shared/contract/job';
import { type ErrorInfo, UserError, unlessRefused } from '../shared/errors';
import { attempt } from '../shared/parse';
import { findAgain, type Headers } from '../table/columns';
import { type Row, readRows } from '../table/rows';
import { isFault } from '../table/status';
import { meOf, portsOf, storeOf, tableOf, whoIs } from './context';
import { placeOf } from './requests';
import { resumeLater } from './resume';
import * as words from './words';

/** How long a slice of the sidebar works once its sheet is open, in milliseconds: progress stays visible, and nothing is lost when the sidebar closes. */
const SIDEBAR_SLICE_MS = 20_000;
/** Where opening the sheet takes long, it is at most a sixth of a slice, up to this many milliseconds. */
const LONG_SLICE_MS = 120_000;
const OPENINGS = 5;
const deadlineOf: Deadline = (openedAt, openingMs) =>
  openedAt + Math.max(SIDEBAR_SLICE_MS, Math.min(LONG_SLICE_MS, OPENINGS * openingMs));

/**
 * Runs one slice of the document's job.
 * @param request a new job; null to continue the unfinished one.
 * @param deadline when no further batch may leave.
 */
export const runSlice = (
  user: User,
  request: JobRequest | null,
  startedAt: number,
  deadline: Deadline,
): Worked => runJob(portsOf(user, startedAt), whoIs(user), request, deadline);

/** Begins a job from the sidebar. */
export function begin(request: JobRequest): JobView {
  const user = loadUser();
  const { orphans, orphansTold } = load(storeOf(user), ANY_AGE);
  return sidebarSlice(user, request, orphansTold ? orphans : []);
}

export const continueJob = (): JobView => sidebarSlice(loadUser(), null);

/** Asks the job to stop; where nobody runs it, ends it at once. */
export function stopJob(): JobView {
  const user = loadUser();
  const store = storeOf(user);
  const { job } = load(store);
  if (!job || isEnded(job)) throw noJob();
  if (job.owner !== user.id) throw new UserError('job-of-colleague', words.stopByOwner);
  askToStop(store, job.id);
  if (isLeased(job, clock.now())) return viewFor(user);
  const why = stopProperly(user, job);
  // Stopping needs neither a key nor a sheet that can be written: rows that cannot be told now are told by the next job.
  leaveJob(store, job.id, endedAs('stopped', why));
  if (why) tellAbandoned({ openSheet, log: logSheet() }, job);
  return viewFor(user);
}

/** Ends the job of a colleague who is gone. It needs no key. */
export function endJob(): void {
  const user = loadUser();
  const by = user.connection?.name ?? '';
  endForeign(user, isAbandoned, by, ({ state }) => (state.kind === 'paused' ? 'paused' : 'gone'));
}

/**
 * Ends a colleague's job: nothing is sent, and rows that wait are told.
 * @param mayEnd asked under the lock.
 * @param by the name of who ends it; empty where it is not known.
 * @returns the sentence that its owner reads; null where the document is locked.
 * @throws UserError `no-job` where there is none, or it may not be ended.
 */
export function endForeign(
  user: User,
  mayEnd: typeof isAbandoned,
  by: string,
  reasonOf: (job: Job) => EndByOther['reason'],
): string | null {
  const store = storeOf(user);
  const ended = documentLock.alone(() => {
    const { job } = load(store);
    if (!job || job.owner === user.id || !mayEnd(job, clock.now())) throw noJob();
    const end: EndByOther = { job: job.id, by, owner: job.ownerName, reason: reasonOf(job) };
    endForOther(store, job.owner, end);
    return { job, why: endedBy(end) };
  });
  if (ended) tellAbandoned({ openSheet, log: logSheet() }, ended.job);
  return ended?.why ?? null;
}

/** Lets the job write what it knows. @returns why it could not. */
function stopProperly(user: User, { state }: Job): ErrorInfo | null {
  try {
    return sidebarSlice(user, null).failure;
  } catch (error) {
    if (error instanceof UserError) return error.info;
    // A job that waited already must end, whatever Google refuses.
    if (state.kind === 'paused') return state.why;
    throw error;
  }
}

/** Says where a job is that nobody works on. */
export function leaveJob(store: StorePort, id: string, state: JobState): void {
  documentLock.alone(() => {
    const { job } = load(store);
    if (job?.id === id && !isEnded(job) && !isLeased(job, clock.now()))
      save(store, { ...job, state, lease: null });
  });
}

/** Rows without a code whose Status says what went wrong. */
const faultyIn = (rows: readonly Row[]): Row[] =>
  rows.filter(({ id, status }) => id === '' && isFault(status));

/** Stands for a job that ended and the rows that it shows as failed, whatever the user then fixes in them. */
const retryFingerprint = (user: User, { id }: Job, rows: readonly Row[]): string =>
  fingerprintOf(meOf(user), 'retry', [id, ...faultyIn(rows).map(({ name, status }) => [name, status])]);

/**
 * A new job with the rows that need attention, after the user fixed them.
 * @param seen the fingerprint of the result that the user saw; null where there was none.
 * @throws UserError `target-changed` where other rows have failed by now, or those of another job
 */
export function retryFailed(seen: string | null): JobView {
  const user = loadUser();
  const { job } = load(storeOf(user));
  const details = job ? attempt(createDetails, job.details) : null;
  if (!job || !details || job.kind !== 'create' || !isEnded(job) || job.owner !== user.id) throw noJob();
  const rows = tableOf(openSheet(job.sheetId), job.sheetId)?.rows ?? [];
  if (seen !== null && seen !== retryFingerprint(user, job, rows))
    throw new UserError('target-changed', words.changedSince);
  const faulty = new Set(faultyIn(rows).map(({ index }) => index));
  return begin(
    createRequest(placeOf(job.sheetId), {
      inScope: (index) => faulty.has(index),
      selected: true,
      choices: details.choices,
      most: null,
      checked: null,
    }),
  );
}

/**
 * The document's job, with the rows that need attention once it rests; null where there is none. The user's own job that was
 * interrupted while it began counts as none: there is nothing to continue, and it can begin again.
 * @param known the rows of the job's sheet, where they were just read.
 */
export function currentJob(user: User, known: readonly Row[] | null = null): JobView | null {
  const store = storeOf(user);
  const { job, orphans, orphansTold } = load(store, ANY_AGE);
  if (!job) return null;
  const interrupted = job.state.kind === 'starting' && job.owner === user.id && !isLeased(job, clock.now());
  if (interrupted) return null;
  const own = orphans.flatMap(({ codes }) => codes);
  const rows = isResting(job) ? (known ?? rowsOf(job.sheetId, job.headers)) : [];
  // A trigger may end a job, and the user begin the next one before the sidebar shows the result.
  if (own.length > 0 && !orphansTold && isEnded(job) && job.owner === user.id) noteTold(store, job.id);
  const fingerprint = retryFingerprint(user, job, rows);
  return { ...jobView(job, own, rows, user.id, clock.now()), fingerprint };
}

/** The rows of a job's sheet; none where it is gone or its headers were changed: the job's own words say so. */
const rowsOf = (sheetId: number, headers: Headers): Row[] =>
  unlessRefused(
    () => {
      const grid = openSheet(sheetId).read('text');
      return readRows(grid, findAgain(grid, headers));
    },
    () => [],
  );

/** @param told the result of the last job, which told of codes without a row: it is gone once another job has begun. */
function sidebarSlice(user: User, request: JobRequest | null, told: readonly OrphanPage[] = []): JobView {
  const startedAt = clock.now();
  const { job, rows } = runSlice(user, request, startedAt, deadlineOf);
  forgetOrphans(storeOf(user), told);
  resumeLater(user, job);
  return viewFor(user, rows);
}

function viewFor(user: User, rows: readonly Row[] | null = null): JobView {
  const job = currentJob(user, rows);
  if (!job) throw noJob();
  return job;
}
