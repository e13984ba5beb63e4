// Numbers and times as the page says them.

const SECOND_MS = 1_000;
const TEN_SECONDS_MS = 10 * SECOND_MS;
const MINUTE_MS = 60 * SECOND_MS;

/** A number with its noun: `1 code`, `1,200 codes`. The plural is the noun with an s unless given. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** A number with its thousands set apart: `1,200`. */
export const number = (count: number): string => count.toLocaleString('en');

/** A length of time (milliseconds) as one would say it, never shorter than it is: `a few seconds`, `2 minutes`, `1 hour 20 minutes`. */
export function duration(ms: number): string {
  if (ms <= TEN_SECONDS_MS) return 'a few seconds';
  if (ms <= 5 * TEN_SECONDS_MS) return `${Math.ceil(ms / TEN_SECONDS_MS) * 10} seconds`;
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (minutes < 60) return counted(minutes, 'minute');
  const rest = minutes % 60;
  const hours = counted(Math.floor(minutes / 60), 'hour');
  return rest === 0 ? hours : `${hours} ${counted(rest, 'minute')}`;
}

/** A guess at a length of time (milliseconds): `a few seconds`, `about 2 minutes`. */
export const estimate = (ms: number): string =>
  ms <= TEN_SECONDS_MS ? duration(ms) : `about ${duration(ms)}`;

/** A point in time (epoch milliseconds) where the user is: `4 January 2027 at 09:00`. */
export const moment = (at: number): string =>
  new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** What is left of a wait (milliseconds) as a clock shows it: `0:42`, `12:05`, `1:02:00`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const clock = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
}

/** The name of a job's owner, and where none is known, `A colleague`. */
export const ownerName = (owner: string): string => (owner.trim() === '' ? 'A colleague' : owner.trim());

/** A text of at most so many characters, with an ellipsis where something is left out. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;
