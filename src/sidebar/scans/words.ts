// What runs by itself, in words: how often, with whose account, what came of it, and what to do where it stands still. Pure.
import type { Every, ScheduleView, SheetView } from '../../wire/contract';
import { ownerName } from '../ui/format';

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** An hour of the day as a clock shows it: `07:00`. */
export const clockHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `daily at 07:00`. */
export function often(every: Every): string {
  if (every.kind === 'hour') return 'every hour';
  if (every.kind === 'sixHours') return 'every 6 hours';
  if (every.kind === 'day') return `daily at ${clockHour(every.hour)}`;
  return `${WEEKDAYS[every.weekday - 1]}s at ${clockHour(every.hour)}`;
}

/** One line for the first view: `Scan counts: daily at 07:00 · next 2027-01-05 07:00`. */
export function scheduleLine(schedule: ScheduleView, sheet: Pick<SheetView, 'name'>): string {
  const { every, nextRun, switches } = schedule;
  const elsewhere = schedule.sheet === sheet.name ? '' : ` of “${schedule.sheet}”`;
  const switching = switches ? ['codes switch by themselves'] : [];
  if (every === null) return `Codes${elsewhere} switch to their next destination by themselves`;
  const next = nextRun === null ? [] : [`next ${nextRun}`];
  return [`Scan counts${elsewhere}: ${often(every)}`, ...next, ...switching].join(' · ');
}

/** What is known of it, a line each. */
export function scheduleFacts(schedule: ScheduleView, sheet: Pick<SheetView, 'name' | 'created'>): string[] {
  const { mine, owner, every, lastRun, lastOutcome, nextRun, pausedWhy } = schedule;
  // Why it pauses repeats what the last run came to.
  const outcome = lastOutcome === null || pausedWhy !== null ? '' : `: ${lastOutcome}`;
  return [
    `Runs with ${mine ? 'your account' : `the account of ${ownerName(owner)}`}, on the sheet “${schedule.sheet}”`,
    ...(lastRun !== null ? [`Last run ${lastRun}${outcome}`] : every !== null ? ['Has not run yet'] : []),
    ...(nextRun === null ? [] : [`Next run within the hour after ${nextRun}`]),
    ...(schedule.sheet === sheet.name || sheet.created === 0
      ? []
      : [`Saving moves it to the sheet that you look at, “${sheet.name}”`]),
  ];
}

/** Why it stands still and what to do; null where it runs. */
export function standstill({ mine, owner, pausedWhy, overdue }: ScheduleView): string | null {
  if (pausedWhy !== null) return pausedWhy;
  if (!overdue) return null;
  return mine
    ? 'What should run by itself has not run for hours. Close this sidebar, open it again from the Qrius menu, allow the add-on again if Google asks, and save the schedule once more.'
    : `What should run by itself has not run for hours. ${ownerName(owner)} must open this document, open the sidebar from the Qrius menu and allow the add-on again; or take the schedule over.`;
}

/** Whether the schedule is to do the switches of a sheet; one that stands still says so itself. */
export const isSwitching = (schedule: ScheduleView | null, sheet: Pick<SheetView, 'name'>): boolean =>
  schedule?.switches === true && schedule.sheet === sheet.name;
