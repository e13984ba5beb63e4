// From a wall time in the spreadsheet's zone to the moment that it names, across the two days a year that lose or gain an hour.
import type { WallParts, ZonePort } from '../ports';

const DAY_MS = 86_400_000;

/** A time on the wall, without its weekday. */
export type WallTime = Omit<WallParts, 'weekday'>;

/** A wall time counted as if the wall hung in UTC, in milliseconds: good for comparing wall times and for counting days. */
const asUtc = ({ year, month, day, hour, minute }: WallTime) => Date.UTC(year, month - 1, day, hour, minute);

/**
 * The moment of a wall time, in epoch milliseconds. Of a time that comes twice it is the first; a time that is left
 * out counts as long after midnight as on any other day, which puts 02:00 at the moment in which clocks go forward.
 */
export function momentOf(wall: WallTime, zone: ZonePort): number {
  const target = asUtc(wall);
  const shows = (ms: number) => asUtc(zone.parts(ms));
  // A day before and after are outside of any change at the time itself: no zone is more than 14 hours from UTC.
  const before = target - (shows(target - DAY_MS) - (target - DAY_MS));
  if (shows(before) === target) return before;
  const after = target - (shows(target + DAY_MS) - (target + DAY_MS));
  return shows(after) === target ? after : before;
}

/** Whether there is such a day and such a time: no 30th of February, no 24:00. */
export function exists(wall: WallTime): boolean {
  const at = new Date(asUtc(wall));
  return (
    at.getUTCFullYear() === wall.year &&
    at.getUTCMonth() === wall.month - 1 &&
    at.getUTCDate() === wall.day &&
    wall.hour < 24 &&
    wall.minute < 60
  );
}

/** A day some days away, and its weekday (1 is Monday). */
export function dayAway(from: WallTime, days: number): Omit<WallParts, 'hour' | 'minute'> {
  const at = new Date(Date.UTC(from.year, from.month - 1, from.day + days));
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    weekday: at.getUTCDay() || 7,
  };
}

/** As a user is shown a moment, and as a user may write it: `2026-03-14 15:09`. */
export function written(ms: number, zone: ZonePort): string {
  const { year, month, day, hour, minute } = zone.parts(ms);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
