// Time zones for the tests, by the machine's own data, and the days on which their clocks change.
import { zoneOffsetMs } from '../../../sim/apps-script/dates';
import type { ZonePort } from '../../../src/jobs/ports';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export function zoneOf(name: string): ZonePort {
  /** By the hour: clocks change at whole hours of UTC in all zones that are tested, and looking up an offset is slow. */
  const offsets = new Map<number, number>();
  const offsetAt = (ms: number): number => {
    const hour = Math.floor(ms / HOUR_MS);
    const known = offsets.get(hour) ?? zoneOffsetMs(name, hour * HOUR_MS);
    offsets.set(hour, known);
    return known;
  };
  return {
    parts: (ms) => {
      const at = new Date(ms + offsetAt(ms));
      return {
        year: at.getUTCFullYear(),
        month: at.getUTCMonth() + 1,
        day: at.getUTCDate(),
        hour: at.getUTCHours(),
        minute: at.getUTCMinutes(),
        weekday: at.getUTCDay() || 7,
      };
    },
  };
}

export const berlin = zoneOf('Europe/Berlin');
export const newYork = zoneOf('America/New_York');

/** A zone, and the UTC midnight of a day on which an hour is left out or comes twice. */
export const CHANGES = [
  { name: 'Berlin in March', zone: berlin, day: Date.UTC(2026, 2, 29) },
  { name: 'Berlin in October', zone: berlin, day: Date.UTC(2026, 9, 25) },
  { name: 'New York in March', zone: newYork, day: Date.UTC(2026, 2, 8) },
  { name: 'New York in November', zone: newYork, day: Date.UTC(2026, 10, 1) },
];
