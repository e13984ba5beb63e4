// What the user's triggers do: continue an unfinished job, run the schedule, and remove themselves where neither needs them.
import { loadUser, type User } from '../google/connection';
import { clock, documentLock, hasDocument } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { authorisationMissing, removeOwn } from '../google/triggers';
import { spreadsheetZone } from '../google/zone';
import {
  afterQuiet,
  afterRun,
  changeSchedule,
  isOwner,
  loadSchedule,
  type RunOutcome,
  type Schedule,
} from '../jobs/automation/schedule';
import { isDue } from '../jobs/automation/slots';
import { giveUpStarting } from '../jobs/engine';
import { isLeased, isStill, type Job } from '../jobs/job';
import { noteLine } from '../jobs/log';
import { load } from '../jobs/record';
import type { ErrorCode, ErrorInfo } from '../shared/errors';
import { endForeign } from './begin';
import { HOURLY, momentsOf, portsOf, storeOf } from './context';
import { resumeLater, resumeNever } from './resume';
import { runSchedule } from './schedule-run';
import { continueUnattended, endOf, isPassing, isUnfinished, tried } from './unattended';

/** What keeps a run from its work and is no fault of the schedule. */
const ELSEWHERE: readonly ErrorCode[] = ['job-busy', 'job-of-colleague'];

/** What the document said this long ago at most is what it says now, in milliseconds: a quiet hour asks once. */
const JUST_NOW_MS = 1_000;

/** A trigger fires also where the user must allow the add-on again, and where Google hands it no document: nothing is sent then. */
const isBlocked = (): boolean => authorisationMissing() || !hasDocument();

/** The user's hourly trigger. Where Google fails at once, the next hour finds out. */
export function runHourly(): void {
  tried(() => isBlocked() || hourly(clock.now()));
}

function hourly(startedAt: number): void {
  const user = loadUser();
  momentsOf(user).note('hourly', startedAt);
  tried(() => giveUp(user, startedAt));
  const { job } = load(storeOf(user), JUST_NOW_MS);
  if (!scheduleOf(user) && !isUnfinished(job, user) && !isBeginning(job, user, startedAt)) {
    removeOwn(HOURLY);
    return;
  }
  const until = endOf(startedAt);
  const { value: ended, failure: stuck } = tried(() => continueUnattended(user, job, startedAt, until));
  // What its job says already is not noted again each hour.
  const said = job?.state.kind === 'paused' ? job.state.why.message : null;
  if (stuck && !ELSEWHERE.includes(stuck.code) && stuck.message !== said)
    noteFailure(job?.ownerName ?? '', stuck, startedAt);
  // Somebody may have taken it over, or switched it off, while the job continued.
  const schedule = scheduleOf(user);
  if (!schedule || (stuck && (isNoFault(stuck) || !wants(schedule, startedAt)))) return;
  finishSchedule(user, schedule, { ended, stuck }, startedAt, until);
}

function finishSchedule(
  user: User,
  schedule: Schedule,
  { ended, stuck }: { ended: Job | null; stuck: ErrorInfo | null },
  startedAt: number,
  until: number,
): void {
  const run = () => tried(() => runSchedule(user, schedule, ended, startedAt, until));
  let ran = stuck ? { value: null, failure: stuck } : run();
  if (ran.failure?.code === 'job-of-colleague' && endStill(user, schedule, startedAt)) ran = run();
  const { value: outcome, failure } = ran;
  if (failure && ELSEWHERE.includes(failure.code)) return;
  if (failure && !stuck) noteFailure(schedule.ownerName, failure, startedAt);
  changeSchedule({ store: storeOf(user), lock: documentLock }, (now) =>
    scheduleAfter(now, outcome, failure, startedAt),
  );
}

/** A colleague's job that stands still keeps no schedule from running for longer than an hour. */
function endStill(user: User, { ownerName }: Schedule, at: number): boolean {
  const { value: message } = tried(() => endForeign(user, isStill, ownerName, () => 'schedule'));
  if (message) noteFailure(ownerName, { message }, at);
  return message !== null;
}

/** The trigger that continues an unfinished job, unless somebody does already. */
export function runResume(): void {
  tried(() => isBlocked() || resume(clock.now()));
}

/** Where Google fails before the next trigger is set, the hourly one finds out. */
function resume(startedAt: number): void {
  const user = loadUser();
  resumeNever(user);
  const { job } = load(storeOf(user));
  if (!isUnfinished(job, user)) return;
  const leased = isLeased(job, startedAt);
  // The next one is there before this one works: it may be cut off.
  resumeLater(user, leased ? { state: { kind: 'running' } } : job);
  if (leased) return;
  // Why it pauses is in the job, where the sidebar shows it.
  tried(() => continueUnattended(user, job, startedAt, endOf(startedAt)));
  // Where Google fails here, the trigger above is still there, and finds out.
  tried(() => {
    const { job: after } = load(storeOf(user));
    if (isUnfinished(after, user) && after.state.kind !== 'paused') resumeLater(user, after);
    else resumeNever(user);
  });
}

/** The schedule that the user's trigger runs; null where it is another's, or paused. */
function scheduleOf(user: User): Schedule | null {
  const schedule = loadSchedule(storeOf(user), JUST_NOW_MS);
  return isOwner(schedule, user.id) && schedule?.pausedWhy === null ? schedule : null;
}

/** Whether the user's job begins right now, in another execution. */
const isBeginning = (job: Job | null, user: User, now: number): boolean =>
  job?.owner === user.id && job.state.kind === 'starting' && isLeased(job, now);

const isNoFault = ({ code }: ErrorInfo): boolean => ELSEWHERE.includes(code) || isPassing(code);

/** Whether the schedule has something to do in this hour, which its owner's own job keeps it from. */
const wants = ({ switches, every, lastRun, setAt }: Schedule, now: number): boolean =>
  switches || (every !== null && isDue(every, lastRun ?? setAt, now, spreadsheetZone()));

/** Switches that a failed run did not come to are the next one's. */
function scheduleAfter(
  now: Schedule,
  outcome: RunOutcome | null,
  failure: ErrorInfo | null,
  at: number,
): Schedule {
  if (failure) return afterRun(now, { ok: false, sentence: failure.message }, at);
  return { ...(outcome ? afterRun(now, outcome, at) : afterQuiet(now)), lookedAt: at };
}

/** A job that was interrupted while it began, and that nobody began again. */
function giveUp(user: User, startedAt: number): void {
  const { job } = load(storeOf(user));
  if (job?.state.kind !== 'starting' || job.owner !== user.id || !user.connection) return;
  giveUpStarting(portsOf(user, startedAt));
}

/** What went wrong while nobody looked is in the log too, where that can be written. */
function noteFailure(who: string, { message }: Pick<ErrorInfo, 'message'>, at: number): void {
  tried(() => noteLine(logSheet(), who, message, at));
}
