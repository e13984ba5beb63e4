// What runs by itself in the document: shown, set, taken over and switched off.
import { loadUser } from '../../google/connection';
import { clock, documentStore } from '../../google/document';
import { activeSheetId } from '../../google/selection';
import { sheetName } from '../../google/spreadsheet';
import { ensureHourly } from '../../google/triggers';
import { spreadsheetZone } from '../../google/zone';
import { nextRun } from '../../jobs/schedule/due';
import { forgetSchedule, isEvery, loadSchedule, saveSchedule, setSchedule } from '../../jobs/schedule/record';
import { written } from '../../jobs/schedule/wall-clock';
import type { ScheduleView } from '../../wire/contract';
import { HOURLY } from '../backstop';
import { connectionOf } from '../ports';
import { badCall, record } from './inputs';

/** A run follows within the hour, and Google may be late or leave one out: after so long something is wrong, in milliseconds. */
const OVERDUE_MS = 3 * 3_600_000;

export function scheduleView(user: string): ScheduleView | null {
  const schedule = loadSchedule(documentStore());
  if (!schedule) return null;
  const zone = spreadsheetZone();
  const now = clock.now();
  const { every, lastRun, setAt, lookedAt, pausedWhy } = schedule;
  const seenAt = Math.max(lookedAt ?? 0, lastRun ?? 0, setAt);
  const next = every === null || pausedWhy !== null ? null : nextRun(every, lastRun ?? setAt, now, zone);
  const text = (at: number | null) => (at === null ? null : written(at, zone));
  return {
    mine: schedule.owner === user,
    owner: schedule.ownerName,
    every,
    switches: schedule.switches,
    sheet: sheetName(schedule.sheetId),
    lastRun: text(lastRun),
    lastOutcome: schedule.lastOutcome,
    nextRun: text(next),
    pausedWhy,
    overdue: pausedWhy === null && now - seenAt > OVERDUE_MS,
  };
}

/** @throws Refusal `trigger-refused`, `not-connected`, `bad-call` */
export function setRunning(input: unknown): void {
  const { every, switches } = record(input);
  if ((every !== null && !isEvery(every)) || typeof switches !== 'boolean') throw badCall();
  const store = documentStore();
  // Its trigger finds that nothing is left to do, and removes itself.
  if (every === null && !switches) {
    forgetSchedule(store);
    return;
  }
  const user = loadUser();
  const { name } = connectionOf(user);
  ensureHourly(HOURLY);
  const wanted = { owner: user.id, ownerName: name, every, switches, sheetId: activeSheetId() };
  saveSchedule(store, setSchedule(loadSchedule(store), wanted, clock.now()));
  // One that fired just before found nothing to do, and removed itself.
  ensureHourly(HOURLY);
}
