// Numbers, dates and lengths of time as the user's locale writes them. Sentences stay English.

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** A number with its noun: `1 code`, `1,200 codes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** @param locale the browser's unless given. */
export const number = (count: number, locale?: string): string => new Intl.NumberFormat(locale).format(count);

/** Reads a count as a user types it, with or without separators; null where it is none. */
export function parseCount(text: string): number | null {
  const digits = text.replace(/[\s,.'\u2019]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : null;
}

/** A length of time (milliseconds), never shorter than it is: `5 seconds`, `2 minutes`, `1 hour 20 minutes`. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / SECOND_MS);
  if (seconds <= 5) return '5 seconds';
  if (seconds <= 50) return `${Math.ceil(seconds / 10) * 10} seconds`;
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (minutes < 60) return counted(minutes, 'minute');
  const rest = minutes % 60;
  const hours = counted(Math.floor(minutes / 60), 'hour');
  return rest === 0 ? hours : `${hours} ${counted(rest, 'minute')}`;
}

/** What is left of a wait (milliseconds) as a clock shows it: `0:42`, `12:05`, `1:02:00`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const clock = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
}

/** A point in time (epoch milliseconds) in the user's own time zone: `Jan 4, 2027, 9:00 AM`. */
export const moment = (at: number, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** A point in time (epoch milliseconds) of the same day: `9:41 PM`. */
export const clock = (at: number, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);

const DOCUMENT_TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/;
const STYLES = {
  moment: { dateStyle: 'medium', timeStyle: 'short' },
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/**
 * A time of the document, `2027-01-05 07:00`, without a change of time zone. Other texts are returned as they are.
 * @param part what of it is shown.
 */
export function documentTime(text: string, part: keyof typeof STYLES = 'moment', locale?: string): string {
  const [, year, month, day, hour, minute] = (DOCUMENT_TIME.exec(text) ?? []).map(Number);
  if (minute === undefined || year === undefined || month === undefined) return text;
  // UTC in and out, so that the browser's own zone plays no part.
  return new Intl.DateTimeFormat(locale, { ...STYLES[part], timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1, day, hour, minute),
  );
}

/** An hour of the day: `7:00 AM`. */
export const clockHour = (hour: number, locale?: string): string =>
  documentTime(`2000-01-01 ${String(hour).padStart(2, '0')}:00`, 'time', locale);

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const lowerCase = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A text of at most `most` characters, with an ellipsis where it was cut. */
export const truncate = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;
