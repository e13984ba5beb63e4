// What runs automatically in the document: shown, set, taken over and switched off.
import { loadUser } from '../google/connection';
import { clock, documentStore } from '../google/document';
import { activeSheetId } from '../google/selection';
import { sheetName } from '../google/spreadsheet';
import { ensureHourly } from '../google/triggers';
import { spreadsheetZone } from '../google/zone';
import { forgetSchedule, loadSchedule, saveSchedule, setSchedule } from '../jobs/automation/schedule';
import { nextRun } from '../jobs/automation/slots';
import { written } from '../jobs/automation/zone-time';
import type { Input, ScheduleView } from '../shared/contract';
import { connectionOf, HOURLY } from './context';

/** A run follows within the hour, and Google may be late or skip one: after this long something is wrong, in milliseconds. */
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

/** @throws UserError `trigger-refused`, `not-connected` */
export function setRunning({ every, switches }: Input<'setSchedule'>): void {
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
