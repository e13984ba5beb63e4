// What the user's hourly trigger does: goes on with an unfinished job, switches codes whose time has come, refreshes scan counts.
import { loadUser, type User } from '../google/connection';
import { clock, documentStore, hasDocument } from '../google/document';
import { loadPicks } from '../google/picks';
import { authorisationMissing, removeOwn } from '../google/triggers';
import { giveUpStarting } from '../jobs/job';
import { noteLine } from '../jobs/log';
import { load } from '../jobs/record';
import { isDue } from '../jobs/schedule/due';
import {
  afterRun,
  isOwner,
  loadSchedule,
  type RunOutcome,
  type Schedule,
  saveSchedule,
} from '../jobs/schedule/record';
import { type FailureCode, Refusal } from '../wire/failure';
import { HOURLY } from './backstop';
import { connectionOf, portsOf } from './ports';
import { endOf, goOn, isUnfinished, run, type Wished } from './unfinished';

/** What keeps a run from its work and is no fault of the schedule. */
const ELSEWHERE: readonly FailureCode[] = ['job-busy', 'job-of-colleague'];

export function runHourly(): void {
  const startedAt = clock.now();
  // A trigger fires also where the user must allow the add-on anew, and where Google hands it no document: nothing is sent then.
  if (authorisationMissing() || !hasDocument()) return;
  const user = loadUser();
  const schedule = loadSchedule(documentStore());
  const scheduled = isOwner(schedule, user.id) && schedule !== null && schedule.pausedWhy === null;
  attempt(() => giveUp(user, startedAt));
  const { record: job } = load(documentStore());
  if (!scheduled && !isUnfinished(job, user)) {
    removeOwn(HOURLY);
    return;
  }
  const until = endOf(startedAt);
  const goesOn = attempt(() => goOn(user, job, startedAt, until));
  if (!scheduled) return;
  const outcome = goesOn.ok ? attempt(() => runSchedule(user, schedule, startedAt, until)) : goesOn;
  if (outcome.skipped) return;
  if (!outcome.ok) attempt(() => noteFailure(user, startedAt, outcome.sentence));
  const now = loadSchedule(documentStore());
  // Somebody may have taken it over or switched it off meanwhile.
  if (!now || !isOwner(now, user.id)) return;
  const after = outcome.ran || !outcome.ok ? afterRun(now, outcome, startedAt) : now;
  // Switches that a failed run did not come to are the next one's.
  saveSchedule(documentStore(), outcome.ok ? { ...after, lookedAt: startedAt } : after);
}

interface Outcome extends RunOutcome {
  /** Whether scan counts were refreshed. */
  ran: boolean;
  /** Somebody else was at work: the next hour is soon enough. */
  skipped: boolean;
}

const quiet: Outcome = { ok: true, sentence: '', ran: false, skipped: false };

function attempt(action: () => Outcome | undefined): Outcome {
  try {
    return action() ?? quiet;
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const { code, message } =
      error instanceof Refusal
        ? error.failure
        : { code: 'unexpected' as const, message: 'Google Sheets did not answer as it should.' };
    if (code === 'nothing-to-do') return quiet;
    return { ok: false, sentence: message, ran: false, skipped: ELSEWHERE.includes(code) };
  }
}

/** A job that was cut off while it began, and that nobody began anew. */
function giveUp(user: User, startedAt: number): undefined {
  const { record: job } = load(documentStore());
  if (job?.phase !== 'starting' || job.owner !== user.id || !user.connection) return;
  giveUpStarting(portsOf(user.connection, startedAt), user.id);
}

function runSchedule(user: User, schedule: Schedule, startedAt: number, until: number): Outcome {
  const { sheetId, every } = schedule;
  const common = { sheetId, picks: loadPicks(sheetId), wanted: () => true };
  if (schedule.switches) {
    const since = schedule.lookedAt ?? schedule.setAt;
    switchDue(
      user,
      {
        ...common,
        kind: 'change',
        hidden: true,
        deletes: null,
        reached: null,
        undoneIn: null,
        wish: { kind: 'switch', since },
      },
      startedAt,
      until,
    );
  }
  const ports = portsOf(connectionOf(user), startedAt);
  if (every === null || !isDue(every, schedule.lastRun ?? schedule.setAt, startedAt, ports.zone()))
    return quiet;
  return refreshAll(
    user,
    { ...common, kind: 'refresh', selected: false, once: true, last: schedule.passed },
    startedAt,
    until,
  );
}

/** @throws Refusal where codes could not be switched. */
function switchDue(user: User, order: Wished, startedAt: number, until: number): void {
  try {
    const { record } = run(user, order, startedAt, until);
    if (record.phase === 'paused' && record.failure)
      throw new Refusal(record.failure.code, record.failure.message);
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== 'nothing-to-do') throw error;
  }
}

function refreshAll(user: User, order: Wished, startedAt: number, until: number): Outcome {
  const { record } = run(user, order, startedAt, until);
  if (record.failure) throw new Refusal(record.failure.code, record.failure.message);
  const passed = record.kind === 'refresh' ? record.passed : [];
  const now = loadSchedule(documentStore());
  if (now) saveSchedule(documentStore(), { ...now, passed });
  const { done, failed } = record.counts;
  const sentence = `${done} ${done === 1 ? 'row' : 'rows'} refreshed${failed > 0 ? `, ${failed} without an answer` : ''}.`;
  return { ok: true, sentence, ran: true, skipped: false };
}

/** What went wrong while nobody looked stands in the log too. */
function noteFailure(user: User, at: number, sentence: string): undefined {
  const connection = connectionOf(user);
  noteLine(portsOf(connection, at).log, connection.name, sentence, at);
}
