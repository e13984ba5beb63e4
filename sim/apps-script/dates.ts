// Dates of cells: from wall time to serial numbers, to points in time, and to text.
import type { CellDate } from './cells';

const DAY_MS = 86_400_000;
/** Day 0 of Sheets' serial numbers (Sheets API guide, date and time values: 30 December 1899). */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** The serial of a wall time. Months are 1-based; overflow rolls over as in Date.UTC. */
export function serialOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): CellDate {
  return { serial: (Date.UTC(year, month - 1, day, hour, minute, second) - DAY_ZERO) / DAY_MS };
}

/** The wall time of a serial, as the milliseconds that this wall time would have in UTC. */
export function wallMs(date: CellDate): number {
  return Math.round(DAY_ZERO + date.serial * DAY_MS);
}

const zones = new Map<string, Intl.DateTimeFormat>();

/** How far a zone is ahead of UTC at a moment, in milliseconds. Throws a RangeError for an unknown zone. */
export function zoneOffsetMs(timeZone: string, epochMs: number): number {
  if (timeZone === 'Etc/UTC' || timeZone === 'UTC' || timeZone === 'GMT') return 0;
  let format = zones.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zones.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(epochMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epochMs / 1000) * 1000;
}

/**
 * The moment (epoch milliseconds) of a wall time in a zone. Of an hour that comes twice the first is meant, one that is left out
 * counts on from before the change; what Sheets does there is not documented.
 */
export function momentOf(date: CellDate, timeZone: string): number {
  const wall = wallMs(date);
  const before = wall - zoneOffsetMs(timeZone, wall - DAY_MS);
  if (before + zoneOffsetMs(timeZone, before) === wall) return before;
  const after = wall - zoneOffsetMs(timeZone, wall + DAY_MS);
  return after + zoneOffsetMs(timeZone, after) === wall ? after : before;
}

/** The cell date of a moment in a zone. */
export function cellDateOf(epochMs: number, timeZone: string): CellDate {
  return { serial: (epochMs + zoneOffsetMs(timeZone, epochMs) - DAY_ZERO) / DAY_MS };
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const two = (number: number) => String(number).padStart(2, '0');

/**
 * Writes a wall time by a pattern of Utilities.formatDate (Java's SimpleDateFormat letters).
 * Modelled: yyyy yy MMMM MMM MM M dd d EEEE EEE u HH H hh h mm ss SSS a Z XXX, and text in single quotes.
 * @param wall the wall time as if it were UTC, in milliseconds
 * @param offsetMs how far the zone is ahead of UTC, for Z and XXX
 */
export function formatWall(wall: number, offsetMs: number, pattern: string): string {
  const at = new Date(wall);
  const hour = at.getUTCHours();
  const sign = offsetMs < 0 ? '-' : '+';
  const ahead = Math.abs(offsetMs) / 60_000;
  const hours = two(Math.floor(ahead / 60));
  const minutes = two(ahead % 60);
  const parts: Record<string, string> = {
    yyyy: String(at.getUTCFullYear()),
    yy: two(at.getUTCFullYear() % 100),
    MMMM: MONTHS[at.getUTCMonth()] ?? '',
    MMM: (MONTHS[at.getUTCMonth()] ?? '').slice(0, 3),
    MM: two(at.getUTCMonth() + 1),
    M: String(at.getUTCMonth() + 1),
    dd: two(at.getUTCDate()),
    d: String(at.getUTCDate()),
    EEEE: WEEKDAYS[at.getUTCDay()] ?? '',
    EEE: (WEEKDAYS[at.getUTCDay()] ?? '').slice(0, 3),
    u: String(at.getUTCDay() || 7),
    HH: two(hour),
    H: String(hour),
    hh: two(hour % 12 || 12),
    h: String(hour % 12 || 12),
    mm: two(at.getUTCMinutes()),
    ss: two(at.getUTCSeconds()),
    SSS: String(at.getUTCMilliseconds()).padStart(3, '0'),
    a: hour < 12 ? 'AM' : 'PM',
    Z: `${sign}${hours}${minutes}`,
    XXX: ahead === 0 ? 'Z' : `${sign}${hours}:${minutes}`,
  };
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (letters, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted || "'";
    const part = parts[letters];
    if (part === undefined)
      throw new Error(`The date pattern letter "${letters}" is not modelled in this world.`);
    return part;
  });
}

/** Number of a month name or its first three letters (1 to 12), or undefined. */
export function monthNumber(name: string): number | undefined {
  const start = name.toLowerCase();
  const index = MONTHS.findIndex((month) => {
    const full = month.toLowerCase();
    return start === full || start === full.slice(0, 3);
  });
  return index < 0 ? undefined : index + 1;
}
