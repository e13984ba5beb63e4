// Whether a scheduled run is due, for a trigger that fires about once an hour at a minute that nobody knows.

import type { Every } from '../../shared/contract/schedule';
import { range } from '../../table/cells';
import type { ZonePort } from '../ports';
import { dayAway, momentOf } from './zone-time';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Whether the firing at `now` is to run: a slot has begun since the last run. Slots that were missed are one. A slot is a
 * moment, found from its day and hour, so a day has one slot also where its hour is left out or comes twice.
 * @param lastRun when it ran last, in epoch milliseconds; null where it never did, and then it is due. Whoever wants to wait
 *   for the first slot hands in when the schedule was set.
 * @param now epoch milliseconds.
 */
export function isDue(every: Every, lastRun: number | null, now: number, zone: ZonePort): boolean {
  return lastRun === null || lastRun < around(every, now, zone).last;
}

/** When it is due next, in epoch milliseconds: `now` where it is due already. The run follows within the hour. */
export function nextRun(every: Every, lastRun: number | null, now: number, zone: ZonePort): number {
  return isDue(every, lastRun, now, zone) ? now : around(every, now, zone).next;
}

/** The beginnings of the slot that a moment is in, and of the one that follows. */
function around(every: Every, now: number, zone: ZonePort): { last: number; next: number } {
  const wall = zone.parts(now);
  if (every.kind === 'hour') {
    const last = now - wall.minute * MINUTE_MS - (now % MINUTE_MS);
    return { last, next: last + HOUR_MS };
  }
  // Days beside today in which the slots before and after now lie.
  const days = every.kind === 'week' ? 7 : 1;
  const slots = range(-days, days)
    .map((away) => dayAway(wall, away))
    .filter(({ weekday }) => every.kind !== 'week' || weekday === every.weekday)
    .flatMap((day) => hoursOf(every).map((hour) => momentOf({ ...day, hour, minute: 0 }, zone)));
  return {
    last: Math.max(...slots.filter((slot) => slot <= now)),
    next: Math.min(...slots.filter((slot) => slot > now)),
  };
}

type ByTheDay = Exclude<Every, { kind: 'hour' }>;

const hoursOf = (every: ByTheDay): number[] => (every.kind === 'sixHours' ? [0, 6, 12, 18] : [every.hour]);
