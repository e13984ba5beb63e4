// What runs automatically in the document: shown, set, taken over and switched off.
import { loadUser, type User } from '../google/connection';
import { clock } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { activeSheetId } from '../google/selection';
import { sheetName } from '../google/spreadsheet';
import { spreadsheetZone } from '../google/zone';
import {
  forgetNews,
  forgetSchedule,
  loadSchedule,
  type Schedule,
  saveSchedule,
  setSchedule,
  tellOwner,
} from '../jobs/automation/schedule';
import { nextRun } from '../jobs/automation/slots';
import { written } from '../jobs/automation/zone-time';
import { isEnded, type Job, STILL_MS } from '../jobs/job';
import { noteLine } from '../jobs/log';
import { ANY_AGE } from '../jobs/ports';
import { load } from '../jobs/record';
import type { Table } from '../jobs/table/load';
import type { Input } from '../shared/contract/methods';
import type { ScheduleView } from '../shared/contract/schedule';
import { UserError, unlessRefused } from '../shared/errors';
import { activeTable, alone, connectionOf, ensureAlive, storeOf } from './context';
import { approvedHere } from './switches';
import * as words from './words';

/**
 * A run follows within the hour, and Google may be late or skip one: after this long something is wrong, in milliseconds. Where
 * a colleague's job is in the way, that is known as soon as the hour is over.
 */
const OVERDUE_MS = 3 * 3_600_000;

export function scheduleView(user: User): ScheduleView | null {
  const store = storeOf(user);
  const schedule = loadSchedule(store, ANY_AGE);
  if (!schedule) return null;
  const { job } = load(store, ANY_AGE);
  const zone = spreadsheetZone();
  const now = clock.now();
  const { every, lastRun, setAt, lookedAt, pausedWhy } = schedule;
  const seenAt = Math.max(lookedAt ?? 0, lastRun ?? 0, setAt);
  const next = every === null || pausedWhy !== null ? null : nextRun(every, lastRun ?? setAt, now, zone);
  const held = job && holds(job, schedule) ? job : null;
  const text = (at: number | null) => (at === null ? null : written(at, zone));
  return {
    mine: schedule.owner === user.id,
    owner: schedule.ownerName,
    every,
    switches: schedule.switches,
    colleagues: schedule.colleagues,
    sheet: sheetName(schedule.sheetId),
    lastRun: text(lastRun),
    lastOutcome: schedule.lastOutcome,
    nextRun: text(next),
    pausedWhy,
    overdue: pausedWhy === null && now - seenAt > (held ? STILL_MS : OVERDUE_MS),
    heldBy: held ? held.ownerName : null,
  };
}

/** Whether a job that the schedule's owner can neither continue nor stop is in its way. */
const holds = (job: Job, { owner }: Schedule): boolean => job.owner !== owner && !isEnded(job);

/**
 * Sets what runs, with the user's own account from now on. Whoever has a key may switch off or take over a colleague's schedule:
 * its owner is told.
 * @param seen the fingerprint of the list of switches that the user saw; null where there was none.
 * @throws UserError `trigger-refused`, `not-connected`, `columns-missing` for switches without their columns, `target-changed`,
 * `job-busy` where the document is locked
 */
export function setRunning(
  { every, switches, colleagues = false }: Input<'setSchedule'>,
  seen: string | null,
): void {
  const user = loadUser();
  const store = storeOf(user);
  const before = loadSchedule(store);
  const theirs = before && before.owner !== user.id ? before : null;
  const off = every === null && !switches;
  const table = off ? null : activeTable();
  const approved = switches && table ? approvedIn(user, table, seen) : '';
  // The user's own can be switched off without a key.
  const name = off && before && !theirs ? '' : connectionOf(user).name;
  if (!off) ensureAlive(user);
  const owner = { owner: user.id, ownerName: name };
  const wanted = { ...owner, every, switches, colleagues, approved, sheetId: activeSheetId() };
  const news = theirs && words.scheduleTaken(name, off, theirs.ownerName);
  // A run that ends right now must not put back what was before. Where it is off its trigger finds nothing to do, and removes itself.
  alone(() => {
    const now = loadSchedule(store);
    if (now?.owner !== before?.owner) throw new UserError('target-changed', words.scheduleChanged);
    if (theirs && news) tellOwner(store, theirs, news);
    forgetNews(store);
    if (off) forgetSchedule(store);
    else saveSchedule(store, setSchedule(now, wanted, clock.now()));
  });
  if (news) noteNews(name, news);
  // One that fired just before found nothing to do, and removed itself.
  if (!off) ensureAlive(user);
}

function approvedIn(user: User, table: Table, seen: string | null): string {
  const { next, switchOn } = table.columns.at;
  if (next === undefined || switchOn === undefined)
    throw new UserError('columns-missing', words.switchColumns);
  return approvedHere(user, table, seen);
}

/** The owner reads it in the sidebar; everybody reads it in the log, where that can be written. */
const noteNews = (who: string, sentence: string): void =>
  unlessRefused(() => noteLine(logSheet(), who, sentence, clock.now()));
