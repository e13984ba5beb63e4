// What the user's hourly trigger does: goes on with an unfinished job, then runs the schedule, and removes itself where neither needs it.
import { loadUser, type User } from '../google/connection';
import { clock, documentStore, hasDocument } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { authorisationMissing, removeOwn } from '../google/triggers';
import { spreadsheetZone } from '../google/zone';
import { giveUpStarting } from '../jobs/job';
import { noteLine } from '../jobs/log';
import { load } from '../jobs/record';
import { isDue } from '../jobs/schedule/due';
import {
  afterQuiet,
  afterRun,
  isOwner,
  loadSchedule,
  type RunOutcome,
  type Schedule,
  saveSchedule,
} from '../jobs/schedule/record';
import { type Failure, type FailureCode, Refusal } from '../wire/failure';
import { HOURLY } from './backstop';
import { portsOf } from './ports';
import { runSchedule } from './scheduled';
import { endOf, goOn, isBeginning, isUnfinished, PASSING } from './unfinished';

/** What keeps a run from its work and is no fault of the schedule. */
const ELSEWHERE: readonly FailureCode[] = ['job-busy', 'job-of-colleague'];

export function runHourly(): void {
  const startedAt = clock.now();
  // A trigger fires also where the user must allow the add-on anew, and where Google hands it no document: nothing is sent then.
  if (authorisationMissing() || !hasDocument()) return;
  const user = loadUser();
  attempt(() => giveUp(user, startedAt));
  const { record: job } = load(documentStore());
  if (!scheduleOf(user) && !isUnfinished(job, user) && !isBeginning(job, user, startedAt)) {
    removeOwn(HOURLY);
    return;
  }
  const until = endOf(startedAt);
  const { failure: stuck } = attempt(() => goOn(user, job, startedAt, until));
  // What its job says already is not noted again each hour.
  if (stuck && !ELSEWHERE.includes(stuck.code) && stuck.message !== job?.failure?.message)
    noteFailure(job?.ownerName ?? '', stuck, startedAt);
  // Somebody may have taken it over, or switched it off, while the job went on.
  const schedule = scheduleOf(user);
  if (!schedule || (stuck && (isPassing(stuck) || !wants(schedule, startedAt)))) return;
  const { value: outcome, failure } = stuck
    ? { value: null, failure: stuck }
    : attempt(() => runSchedule(user, schedule, startedAt, until));
  if (failure && ELSEWHERE.includes(failure.code)) return;
  if (failure && !stuck) noteFailure(schedule.ownerName, failure, startedAt);
  const now = scheduleOf(user);
  if (now) saveSchedule(documentStore(), after(now, outcome, failure, startedAt));
}

/** The schedule that the user's trigger runs; null where it is another's, or paused. */
function scheduleOf(user: User): Schedule | null {
  const schedule = loadSchedule(documentStore());
  return isOwner(schedule, user.id) && schedule?.pausedWhy === null ? schedule : null;
}

const isPassing = ({ code }: Failure): boolean => ELSEWHERE.includes(code) || PASSING.includes(code);

/** Whether the schedule has something to do in this hour, which its owner's own job keeps it from. */
const wants = ({ switches, every, lastRun, setAt }: Schedule, now: number): boolean =>
  switches || (every !== null && isDue(every, lastRun ?? setAt, now, spreadsheetZone()));

/** Switches that a failed run did not come to are the next one's. */
function after(
  now: Schedule,
  outcome: RunOutcome | null | undefined,
  failure: Failure | null,
  at: number,
): Schedule {
  if (failure) return afterRun(now, { ok: false, sentence: failure.message }, at);
  return { ...(outcome ? afterRun(now, outcome, at) : afterQuiet(now)), lookedAt: at };
}

function attempt<T>(action: () => T): { value: T | null; failure: Failure | null } {
  try {
    return { value: action(), failure: null };
  } catch (error) {
    if (error instanceof Refusal) return { value: null, failure: error.failure };
    console.error(error);
    const message = 'Google Sheets did not answer as it should.';
    return { value: null, failure: { code: 'unexpected', message } };
  }
}

/** A job that was cut off while it began, and that nobody began anew. */
function giveUp(user: User, startedAt: number): void {
  const { record: job } = load(documentStore());
  if (job?.phase !== 'starting' || job.owner !== user.id || !user.connection) return;
  giveUpStarting(portsOf(user.connection, startedAt), user.id);
}

/** What went wrong while nobody looked stands in the log too, where that can be written. */
function noteFailure(who: string, { message }: Failure, at: number): void {
  attempt(() => noteLine(logSheet(), who, message, at));
}
