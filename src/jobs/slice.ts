// One slice of a job: rounds of writing and sending until the time is over, the job ends, or it has to wait.

import type { Orphan } from '../shared/contract/job';
import { CellsRefused, type ErrorInfo, UserError, unlessRefused } from '../shared/errors';
import { sum } from '../table/cells';
import type { Patches } from '../table/rows';
import { type Counts, EXECUTION_LIMIT_MS, endedAs, isEnded, type Job, type JobState, paused } from './job';
import type { Batch, JobKind, Run, RunParts, Session, SheetlessEnd } from './kind';
import { quotaUsedUp } from './qrius-client';
import { tellAbandoned } from './queue';
import { putBack, save } from './record';
import { CHUNK_MS, earlyOf, extend, isOver, leadOf, MAX_IDLE_SLICES, MAX_IDLE_WINDOWS } from './slice-times';
import { isStopRequested } from './stop';
import { commit } from './table/commit';
import { reload } from './table/load';
import * as words from './words';

export const UNEXPECTED = paused({ code: 'unexpected', message: words.sheetsFailed });

/**
 * Works on a job until its slice is over.
 * @param former the job that ended before: it comes back where this one does not get beyond its beginning.
 * @returns the job as saved, without a lease.
 */
export function work(run: Run, kind: JobKind, former: Job | null): Job {
  let session: Session | null = null;
  const before = run.job.state.kind === 'starting' ? '' : achieved(run, run.job.counts);
  try {
    session = kind.session(run);
    // Rows may have moved while the job was planned: marks go with them.
    if (kind.writesUserCells) reload(run.table);
    run.openingMs = run.ports.clock.now() - (run.ports.endsAt - EXECUTION_LIMIT_MS);
    for (;;) {
      const state = round(run, session);
      if (state) return close(run, session, state, before);
      const startedAt = run.ports.clock.now();
      reload(run.table);
      run.reloadMs = run.ports.clock.now() - startedAt;
    }
  } catch (error) {
    return afterError(run, kind, session, error, former);
  }
}

/** Writes what is known, then does the one thing that comes next. @returns where the job is once the slice is over. */
function round(run: Run, session: Session): JobState | null {
  const stopping = isStopRequested(run.ports, run.job);
  // To open a large sheet takes as long as a slice, and so does a long list of codes: the time is counted from here.
  if (!run.hasBegun) run.until = run.deadline(run.ports.clock.now(), run.openingMs);
  write(run, session, session.settle(stopping));
  confirm(run, session);
  if (run.pauseReason) return paused(run.pauseReason.info);
  const unsure = session.isUnsure();
  const progress = session.progress();
  if (!unsure && stopping) return endedAs('stopped');
  if (!unsure && progress === 'done') return endedAs('done');
  // What was written and what is about to leave is noted before anything else takes time.
  note(run, session, unsure, () => ({ state: { kind: 'running' } }));
  extend(run);
  if (unsure) return resolve(run, session);
  if (progress === 'writing') {
    run.hasBegun = true;
    // What this slice alone knows is written first.
    return isOver(run) && !run.later ? { kind: 'running' } : null;
  }
  if (progress === 'done') return null;
  const state = waitForWindow(run, progress);
  if (state) return state;
  if (progress !== 'queued') sendChunk(run, session, progress === 'marked');
  return null;
}

function confirm({ table }: Run, session: Session): void {
  const more = session.confirm?.() ?? new Map();
  if (more.size > 0) commit(table, more, { corrects: true });
}

/** The log goes first: a code that is in a row is in the log too, wherever the execution is cut off. */
function write({ table, log, ports }: Run, session: Session, patches: Patches): void {
  if (patches.size + table.pending.size > 0) {
    const { restore } = session;
    commit(table, patches, { hasLines: log.isDirty(), restore });
  } else if (log.isDirty() || table.unflushed) ports.log.flush();
  log.flushed();
  table.unflushed = false;
}

/**
 * @param unsure the account has still to say what a write that was cut off left.
 * @param stateBy what else the record gets, by the counts and the codes that no row shows.
 */
function note(
  run: Run,
  session: Session,
  unsure: boolean,
  stateBy: (counts: Counts, orphans: readonly Orphan[]) => Partial<Job>,
): Job {
  const { counts, details, orphans } = session.notes();
  const throttle = run.client.throttle();
  const isTorn = run.job.isTorn && unsure;
  run.job = save(
    run.ports.store,
    { ...run.job, isTorn, counts, details, throttle, ...stateBy(counts, orphans) },
    orphans,
  );
  return run.job;
}

/** Asks Qrius for unknown outcomes. Where it cannot be asked, the rows keep their marks and the job waits. */
function resolve(run: Run, session: Session): JobState | null {
  return unlessRefused(
    () => {
      session.resolve();
      return null;
    },
    ({ info }): JobState => {
      // The next slice begins with them.
      if (info.code === 'out-of-time') return { kind: 'running' };
      reload(run.table);
      // What is known of the others is written.
      write(run, session, session.settle(isStopRequested(run.ports, run.job)));
      confirm(run, session);
      commit(run.table, session.unresolved?.());
      return paused(info);
    },
  );
}

/** Waits within the slice where it has room for it. @returns how the slice must end instead; null where it continues. */
function waitForWindow(run: Run, progress: 'marked' | 'ready' | 'queued'): JobState | null {
  const { ports, client, until } = run;
  const now = ports.clock.now();
  const window = client.window();
  const opens = 'waitUntil' in window ? window.waitUntil : now;
  if (progress !== 'marked') {
    if (isOver(run)) return { kind: 'running' };
    if (opens > now && opens >= until) return { kind: 'waiting', until: opens - leadOf(run) };
  }
  const early = progress === 'queued' ? earlyOf(run) : 0;
  if (opens - early > now) ports.clock.sleep(opens - early - now);
  return null;
}

/** The one loop that sends: batch after batch until the session has none, the window closes, or time is up. */
function sendChunk(run: Run, session: Session, marked: boolean): void {
  const { ports, client } = run;
  const startedAt = ports.clock.now();
  const chunkEnds = startedAt + CHUNK_MS;
  // What is marked must leave: its rows would be looked up in vain.
  const until = marked ? Math.max(run.until, chunkEnds) : Math.min(run.until, chunkEnds);
  for (let sent = 0; run.pauseReason === null; sent += 1) {
    if (sent > 0 && isStopRequested(run.ports, run.job)) break;
    const isLate = ports.clock.now() >= until && sent > 0;
    const batch = isLate || !client.hasTime() ? null : nextBatch(run, session);
    if (!batch) break;
    sendBatch(run, batch);
  }
  session.afterSending?.();
}

function nextBatch({ client }: Run, session: Session): Batch | null {
  const window = client.window();
  return 'waitUntil' in window ? null : session.next(window.send);
}

function sendBatch(run: Run, batch: Batch): void {
  run.hasBegun = true;
  if (batch.pauseMs > 0) run.ports.clock.sleep(batch.pauseMs);
  const { outcomes, fault } = run.client.send(batch.requests);
  if (fault?.kind === 'quota') run.pauseReason = quotaUsedUp();
  batch.accept(outcomes, fault);
}

/** Ends the slice: gives the lease back, and where the job ends, tells the rows that still wait. */
function close(run: Run, session: Session, given: JobState, before: string): Job {
  // As long as somebody is here, rows that moved beside those of the last write are put right.
  if (run.table.isPartial) reload(run.table);
  if (run.table.pending.size > 0) commit(run.table);
  const state = session.endsWithSlice ? endNow(given) : given;
  if (state.kind === 'ended') {
    const patches = state.how === 'given-up' ? new Map() : session.finish(state.how);
    if (patches.size > 0) commit(run.table, patches);
    run.log.trim();
  }
  const job = note(run, session, session.isUnsure(), (counts) => {
    const isIdle = achieved(run, counts) === before;
    const idleSlices = isIdle ? run.job.idleSlices + 1 : 0;
    const seenAt = isIdle ? run.job.seenAt : run.ports.clock.now();
    return { state: unlessStuck(state, idleSlices), idleSlices, seenAt, lease: null };
  });
  if (isEnded(job)) session.ended?.();
  return job;
}

/** What changes wherever a slice gets something done: rows that are done, tries that were counted, and smaller batches. */
const achieved = ({ client, table }: Run, counts: Counts): string =>
  JSON.stringify([counts, client.throttle().cap, sum(table.rows.map(({ mark }) => mark.tries))]);

/** A job that gets nothing done pauses: it would never end, and nobody else could begin one. */
function unlessStuck(state: JobState, idleSlices: number): JobState {
  if (state.kind === 'running' && idleSlices >= MAX_IDLE_SLICES)
    return paused({ code: 'out-of-time', message: words.standsStill });
  if (state.kind === 'waiting' && idleSlices >= MAX_IDLE_WINDOWS)
    return paused({ code: 'no-answer', message: words.nothingLetThrough(MAX_IDLE_WINDOWS) });
  return state;
}

/** A schedule's run never waits, which would keep people from jobs of their own. */
function endNow(state: JobState): JobState {
  if (state.kind === 'paused') return endedAs('given-up', state.why);
  return state.kind === 'ended' ? state : endedAs('done');
}

/** The one path for errors. Marks and log know what was sent, and the next slice continues from there. */
function afterError(
  run: Run,
  kind: JobKind,
  session: Session | null,
  error: unknown,
  former: Job | null,
): Job {
  const { ports, job } = run;
  const known = error instanceof UserError ? error : null;
  if (job.state.kind === 'starting') {
    // Nothing is marked for certain, so nothing was sent: the job begins again.
    const givenUp: Job = { ...job, state: endedAs('given-up'), lease: null };
    if (known) {
      tellAbandoned(ports, job);
      putBack(ports.store, former, givenUp);
    } else save(ports.store, { ...job, lease: null });
    throw error;
  }
  if (known?.info.code === 'sheet-deleted')
    return closeWithoutSheet(run, kind, () => session?.orphans?.() ?? [], known);
  if (known?.info.code === 'sheet-refused' && session && isStopRequested(run.ports, run.job))
    return stopRefused(run, session, known.info);
  const state = known ? paused(known.info) : UNEXPECTED;
  const last = session?.endsWithSlice ? endNow(state) : state;
  // Where the execution was killed this fails too, and the lease runs out.
  const saved = save(ports.store, {
    ...run.job,
    // Where cells were refused, the rest was read back. Of rows without their IDs more than that is to be found out.
    isTorn: run.job.isTorn || kind.logs || !(error instanceof CellsRefused),
    state: last,
    throttle: run.client.throttle(),
    lease: null,
  });
  if (known) return saved;
  throw error;
}

/** *Stop* waits for no cell that refuses what is written: rows that take a word get one, codes whose IDs no cell took are listed. */
function stopRefused(run: Run, session: Session, why: ErrorInfo): Job {
  const { table } = run;
  unlessRefused(() => commit(table, session.finish('stopped')));
  return note(run, session, true, (counts, orphans) => ({
    // The row of a code without its ID is unconfirmed: it is counted as such.
    counts: { ...counts, done: counts.done - orphans.filter(({ isUnsure }) => !isUnsure).length },
    state: endedAs('stopped', why),
    isTorn: true,
    lease: null,
  }));
}

/** Ends a job whose sheet was deleted, or whose columns can't be found, or pauses it until Qrius says which codes were created. */
export function closeWithoutSheet(
  parts: RunParts,
  kind: JobKind,
  orphansNow: () => Orphan[],
  error: UserError,
): Job {
  const { ports, job, client } = parts;
  const saveAs = (state: JobState, counts = job.counts, orphans: readonly Orphan[] = []) =>
    save(ports.store, { ...job, state, counts, throttle: client.throttle(), lease: null }, orphans);
  let orphans: Orphan[] = [];
  return unlessRefused(
    () => {
      orphans = orphansNow();
      const end: SheetlessEnd = kind.withoutSheet?.(parts, orphans) ?? { counts: job.counts, orphans };
      return saveAs(endedAs('given-up', error.info), end.counts, end.orphans);
    },
    ({ info }) => saveAs(paused(info), job.counts, orphans),
  );
}
