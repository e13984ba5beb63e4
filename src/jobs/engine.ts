// Runs the document's job, of whatever kind: lease → plan → [settle → write → verify → save → send → look up] → end.
import { throttleOf } from '../qrius/throttle';
import type { JobKindName } from '../shared/contract/job';
import { UserError } from '../shared/errors';
import { type Grid, isEmptyGrid } from '../table/columns';
import type { Row } from '../table/rows';
import { endedAs, isEnded, type Job, NO_COUNTS, paused } from './job';
import type { Deadline, JobRequest, PlanContext, Run } from './kind';
import { KINDS } from './kinds';
import { refuseBusy, takeLease } from './lease';
import { jobLog } from './log';
import { ANY_AGE, type Ports, type SheetPort } from './ports';
import { type QriusClient, qriusClient } from './qrius-client';
import { tellAbandoned } from './queue';
import { load, putBack, save } from './record';
import { closeWithoutSheet, UNEXPECTED, work } from './slice';
import { ensureColumns, openTable, refuseColumns } from './table/columns';
import { prepare, reload, reopenTable, type Table } from './table/load';
import * as words from './words';

/** Who asks, and what is known of their account. */
export interface Who {
  ownerName: string;
  plan: string | null;
}

/** What a slice leaves: the job as saved, and the rows as they were read last. */
export interface Worked {
  job: Job;
  rows: readonly Row[] | null;
}

/**
 * Runs one slice of the document's job.
 * @param request a new job; null to continue the unfinished one.
 * @param deadline when no further batch may leave.
 * @throws UserError where nothing could be begun: then nothing was sent or left behind. `no-job`, `job-busy`,
 * `job-of-colleague`, `other-account`, and what the request itself is refused for.
 */
export function runJob(ports: Ports, who: Who, request: JobRequest | null, deadline: Deadline): Worked {
  const choice: Choice = { former: null, again: false };
  const leased = takeLease(ports, ports.store.me.id, (unfinished, ended) =>
    chooseJob(ports, who, request, unfinished, ended, choice),
  );
  const client = qriusClient(ports, leased.throttle);
  let run: Run;
  try {
    const sheet = ports.openSheet(leased.sheetId);
    run =
      leased.state.kind === 'starting'
        ? beginRun(
            { ports, client, sheetId: leased.sheetId, sheet, plan: who.plan, again: choice.again },
            leased,
            request,
            deadline,
          )
        : resumeRun(ports, client, sheet, leased, deadline);
  } catch (error) {
    return { job: notBegun(ports, client, leased, choice, error), rows: null };
  }
  return { job: work(run, KINDS[leased.kind], choice.former), rows: run.table.rows };
}

/** What is found when the lease is taken. */
interface Choice {
  /** The job that ended before: its result can be seen again where the new one does not begin. */
  former: Job | null;
  /** The job was cut off while it began, and begins again. */
  again: boolean;
}

function chooseJob(
  ports: Ports,
  who: Who,
  request: JobRequest | null,
  unfinished: Job | null,
  ended: Job | null,
  choice: Choice,
): Job {
  Object.assign(choice, { former: ended, again: unfinished !== null });
  if (!unfinished) return newJob(ports, who, request, ended);
  if (unfinished.state.kind === 'starting') {
    if (load(ports.store).stop === unfinished.id) return unfinished;
    tellAbandoned(ports, unfinished);
    return newJob(ports, who, request, unfinished);
  }
  if (request) throw underWay();
  const { account } = ports.store.me;
  if (unfinished.account !== null && account !== null && unfinished.account !== account)
    throw new UserError('other-account', words.otherAccountsJob);
  // An execution that ended by itself gave its lease back.
  return { ...unfinished, isTorn: unfinished.isTorn || unfinished.lease !== null };
}

/**
 * Refuses what the start would refuse, in the same words: a job that is in the way, and columns that it could not add or write.
 * The check, the preview and the count before an import ask it. Writes nothing.
 * @throws UserError `job-busy`, `job-of-colleague`, `columns-unclear`, `sheet-protected`
 */
export function refuseStart({ ports, table }: Pick<PlanContext, 'ports' | 'table'>, kind: JobKindName): void {
  const { job } = load(ports.store, ANY_AGE);
  if (job && !isEnded(job)) {
    refuseBusy(job, ports.store.me.id, ports.clock.now());
    if (job.state.kind !== 'starting') throw underWay();
  }
  if (table) refuseColumns(table, KINDS[kind]);
  ports.log.refuseProtected();
}

/** @param former the job before it: what it left unverified is put right by the next. */
function newJob(ports: Ports, who: Who, request: JobRequest | null, former: Job | null): Job {
  if (!request) throw noJob();
  // Rows of a job that is cut off while it begins are found by the columns that the user chose.
  const { headerRow: _, ...chosen } = request.overrides;
  return {
    version: 0,
    id: ports.random(8),
    kind: request.kind,
    details: request.details,
    owner: ports.store.me.id,
    ownerName: who.ownerName,
    account: ports.store.me.account,
    seenAt: 0,
    sheetId: request.sheetId,
    headers: chosen,
    state: { kind: 'starting' },
    counts: NO_COUNTS,
    idleSlices: 0,
    isTorn: former?.isTorn ?? false,
    lease: null,
    throttle: throttleOf(who.plan),
  };
}

function beginRun(
  context: Omit<PlanContext, 'table'> & Pick<Choice, 'again'>,
  job: Job,
  request: JobRequest | null,
  deadline: Deadline,
): Run {
  const { ports, client, sheet, again } = context;
  const kind = KINDS[job.kind];
  if (again && load(ports.store).stop === job.id) {
    tellAbandoned(ports, job);
    throw new UserError('no-job', words.stoppedEarly);
  }
  if (!request) throw noJob();
  ports.ensureHourlyTrigger();
  const open = (grid: Grid) => openTable(sheet, grid, kind, request.overrides);
  const grid = sheet.read(kind.reads);
  if (kind.logs) ports.log.refuseProtected();
  const before = isEmptyGrid(grid) ? null : open(grid);
  // What a plan says of formulas must be true of the very rows that it was made from.
  if (before?.unconfirmed && kind.writesUserCells) reload(before);
  const plan = request.plan({ ...context, table: before });
  if (plan instanceof UserError) throw plan;
  if (!before && plan.firstHeaders) sheet.addHeaders(0, 0, plan.firstHeaders);
  const table = before ?? open([[...(plan.firstHeaders ?? [])]]);
  // Before anything is buffered: a refusal must not take other writes with it.
  if (plan.heights) sheet.setHeights(plan.heights.spans, plan.heights.pixels);
  ensureColumns(table, kind);
  prepare(table, plan.marks);
  const log = jobLog(ports, job, true);
  plan.noteIntents?.(log);
  const counts = { ...NO_COUNTS, ...plan.counts };
  const planned = { ...job, details: plan.details, headers: table.headers, counts };
  return { ports, client, table, log, job: planned, deadline, ...NOT_BEGUN, later: plan.later ?? null };
}

function resumeRun(ports: Ports, client: QriusClient, sheet: SheetPort, job: Job, deadline: Deadline): Run {
  const startedAt = ports.clock.now();
  const table = openAgain(ports, sheet, job);
  // Cells and formulas were read.
  const reloadMs = (ports.clock.now() - startedAt) / 2;
  const log = jobLog(ports, job, false);
  return {
    ports,
    client,
    table,
    log,
    job: { ...job, state: { kind: 'running' } },
    deadline,
    ...NOT_BEGUN,
    reloadMs,
  };
}

/**
 * The table of a job that continues. Where other columns than that of the IDs are gone, they are added once its user stops the
 * job: rows get the codes that were made for them, and a word.
 */
function openAgain(ports: Ports, sheet: SheetPort, { id, kind: name, headers }: Job): Table {
  const kind = KINDS[name];
  try {
    return reopenTable(sheet, kind.reads, kind.writes, headers);
  } catch (error) {
    const isGone = error instanceof UserError && error.info.code === 'columns-changed';
    // A refresh has nothing to tell that would need a column.
    if (!isGone || !kind.logs || load(ports.store).stop !== id) throw error;
    const table = openTable(sheet, sheet.read(kind.reads), kind, headers);
    if (table.columns.at.id === undefined) throw error;
    ensureColumns(table, kind);
    return table;
  }
}

/** Until the first round has begun. */
const NOT_BEGUN = {
  until: 0,
  isExtended: false,
  hasBegun: false,
  later: null,
  pauseReason: null,
  openingMs: 0,
  reloadMs: 0,
};

/**
 * The slice never began. A new job leaves nothing behind, so that the result of the one before it can still be seen; one that
 * had begun keeps its place, and says why it waits.
 */
function notBegun(
  ports: Ports,
  client: QriusClient,
  leased: Job,
  { former, again }: Choice,
  error: unknown,
): Job {
  const job = { ...leased, throttle: client.throttle(), lease: null };
  const known = error instanceof UserError;
  if (job.state.kind === 'starting') {
    const givenUp: Job = { ...job, state: endedAs('given-up') };
    // Rows that an earlier beginning marked are still to be told, where Google failed.
    if (again && !known) save(ports.store, job);
    else putBack(ports.store, former, givenUp);
    throw error;
  }
  if (!known) {
    // Google failed: the lease is given back. Where the execution was killed this fails too, and the lease runs out.
    save(ports.store, { ...job, state: UNEXPECTED });
    throw error;
  }
  // Where columns are gone and none can be added, no row may say any more what was sent: of a stopped job the account is asked.
  const isStopped = KINDS[job.kind].withoutSheet && load(ports.store).stop === job.id;
  if (error.info.code !== 'sheet-deleted' && !isStopped)
    return save(ports.store, { ...job, state: paused(error.info) });
  const log = jobLog(ports, job, false);
  const closed = closeWithoutSheet({ ports, client, log, job }, KINDS[job.kind], () => [], error);
  // Rows that still have their marks get their codes from the next job.
  if (isStopped && isEnded(closed)) tellAbandoned(ports, closed);
  return closed;
}

/** Ends the user's own job that was cut off while it began, where nobody begins it again. */
export function giveUpStarting(ports: Ports): void {
  const { id: owner } = ports.store.me;
  const { job } = load(ports.store);
  if (job?.state.kind !== 'starting' || job.owner !== owner) return;
  const leased = takeLease(ports, owner, (unfinished) => {
    if (unfinished?.state.kind !== 'starting') throw noJob();
    return unfinished;
  });
  try {
    tellAbandoned(ports, leased);
  } finally {
    // It ends also where Google fails: rows that still wait are told by the next job.
    save(ports.store, { ...leased, state: endedAs('given-up'), lease: null });
  }
}

export const noJob = (): UserError => new UserError('no-job', words.noJob);

const underWay = (): UserError => new UserError('job-busy', words.jobRuns);
