// Running a job from the sidebar: the check before it, its slices, stopping, and trying again.
import { loadUser, type User } from '../../google/connection';
import { clock, documentStore } from '../../google/document';
import { loadPicks } from '../../google/picks';
import { activeSheetId, selectedRows } from '../../google/selection';
import { openSheet } from '../../google/spreadsheet';
import { runCreateJob } from '../../jobs/create/job';
import { askRoom } from '../../jobs/create/room';
import type { CreateOrder } from '../../jobs/create/start';
import { survey } from '../../jobs/create/survey';
import { runTime } from '../../jobs/estimate';
import { askToStop, type Choices, forgetLost, type JobRecord, load } from '../../jobs/record';
import { PLANS, readPlan } from '../../qrius/plans';
import { newThrottle } from '../../qrius/throttle';
import { findColumns } from '../../table/columns';
import { isFault } from '../../table/marks';
import { type Row, readRows } from '../../table/rows';
import { type Check, type JobView, MOST_FAULTS, type Scope } from '../../wire/contract';
import { Refusal } from '../../wire/failure';
import { connectionOf, portsOf } from '../ports';
import { currentJob } from './home';
import { conflict, record, scope } from './inputs';

/** How long a slice of the sidebar works, in milliseconds: progress stays alive, and nothing is lost when the sidebar closes. */
const SIDEBAR_SLICE_MS = 20_000;

const wantedIn = (where: Scope): ((index: number) => boolean) =>
  where === 'sheet' ? () => true : selectedRows();

/** Looks at every row, and asks Qrius how many codes the plan still allows. Makes nothing. */
export function check(input: unknown): Check {
  const connection = connectionOf(loadUser());
  const ports = portsOf(connection, clock.now());
  const sheetId = activeSheetId();
  const found = survey(ports, openSheet(sheetId), loadPicks(sheetId), wantedIn(scope(record(input).scope)));
  const known = readPlan(connection.plan);
  const throttled = { throttle: newThrottle(known ? PLANS[known].requestsAMinute : null) };
  const { plan, left } = askRoom(ports, throttled, connection.plan);
  return {
    fit: found.fit.length,
    already: found.already,
    hidden: found.hidden,
    unfit: found.unfit
      .slice(0, MOST_FAULTS)
      .map(({ row, fault }) => ({ row: row.index + 1, name: row.name, sentence: fault })),
    unfitCount: found.unfit.length,
    room: left,
    plan,
    extendable: plan !== null && PLANS[plan].extendable,
    runMs: runTime(found.fit.length, throttled.throttle, clock.now()),
  };
}

export function start(input: unknown): JobView {
  const { scope: where, conflict: policy, images, beyondPlan } = record(input);
  const user = loadUser();
  const { record: job, lost } = load(documentStore());
  // A colleague's is refused under the lock, in words of its own.
  if (job?.owner === user.id && isUnderWay(job))
    throw new Refusal(
      'job-busy',
      'A job is under way already. Let it end, or stop it, before you start another one.',
    );
  // The result of the last job has been seen: it told of codes without a row.
  forgetLost(
    documentStore(),
    lost.filter(({ owner }) => owner === user.id).map(({ key }) => key),
  );
  const choices: Choices = { conflict: conflict(policy), images: images !== false };
  return slice(user, wantedIn(scope(where)), choices, beyondPlan === true);
}

/** A new job with the rows that need attention, after the user mended them. */
export function retry(): JobView {
  const { record: last } = load(documentStore());
  if (last?.phase !== 'ended') throw noJob();
  const sheet = openSheet(last.sheetId);
  const grid = sheet.read();
  const rows = readRows(grid, findColumns(grid, loadPicks(last.sheetId)));
  const faulty = new Set(rows.filter((row) => row.id === '' && isFault(row.status)).map((row) => row.index));
  return slice(loadUser(), (index) => faulty.has(index), last.choices, false);
}

/** Goes on with the unfinished job. */
export function work(): JobView {
  const { record: job } = load(documentStore());
  if (!job || !isUnderWay(job)) throw noJob();
  return slice(loadUser(), () => false, job.choices, false);
}

/** Asks the job to stop; where nobody runs it, ends it at once. */
export function stop(): JobView {
  const store = documentStore();
  const user = loadUser();
  const { record: job } = load(store);
  if (!job || job.phase === 'ended') throw noJob();
  if (job.owner !== user.id)
    throw new Refusal('job-of-colleague', 'The job belongs to a colleague: only they can stop it.');
  askToStop(store, job.id);
  if (job.lease && clock.now() < job.lease.until) return view(user);
  try {
    return slice(user, () => false, job.choices, false);
  } catch (error) {
    // It was cut off while it began, and its end is all there is to show.
    if (error instanceof Refusal && error.failure.code === 'no-job') return view(user);
    throw error;
  }
}

/** @param wanted and `choices` matter only where a new job begins. */
function slice(
  user: User,
  wanted: (index: number) => boolean,
  choices: Choices,
  beyondPlan: boolean,
): JobView {
  const startedAt = clock.now();
  const connection = connectionOf(user);
  const sheetId = activeSheetId();
  const { account, plan, name } = connection;
  const order: CreateOrder = {
    ...{ owner: user.id, ownerName: name, account, plan },
    ...{ sheetId, picks: loadPicks(sheetId), choices, wanted, beyondPlan },
  };
  const { rows } = runCreateJob(portsOf(connection, startedAt), order, startedAt + SIDEBAR_SLICE_MS);
  return view(user, rows);
}

/** A job that was cut off while it began counts as none: it begins anew. */
const isUnderWay = (job: JobRecord | null): boolean =>
  job !== null && job.phase !== 'ended' && job.phase !== 'starting';

function view(user: User, rows: readonly Row[] | null = null): JobView {
  const job = currentJob(user.id, rows);
  if (!job) throw noJob();
  return job;
}

function noJob(): Refusal {
  return new Refusal('no-job', 'No job is under way in this document.');
}
