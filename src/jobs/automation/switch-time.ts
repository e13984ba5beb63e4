// The scheduled switch: whether a row's code switches now, later, or only after something is fixed.
import { type CellValue, truncate } from '../../table/cells';
import { urlFault } from '../../table/links';
import type { ZonePort } from '../ports';
import * as words from './words';
import { exists, momentOf, written } from './zone-time';

/** What a row says of its switch. */
export interface SwitchCells {
  /** The text, or the link behind it, of *Next destination*; trimmed, empty where there is none. */
  next: string;
  /** What *Switch on* holds; an empty text where there is nothing. */
  on: CellValue;
  /** What the row shows as the destination of its code. */
  destination: string;
}

/** `at` in epoch milliseconds. The sentence stands after the words “Not sent:”, like those of `unfitness`. */
export type SwitchState =
  | { kind: 'none' }
  | { kind: 'due'; at: number }
  | { kind: 'later'; at: number }
  | { kind: 'fault'; sentence: string };

/**
 * How long before the last run a time may lie and still be taken for one that has come, and not for a date that was written
 * when it was past. The last run may have begun before the row was written, or have ended before it came to the row: it, and
 * the one that should correct it, are an hour each.
 */
export const LATE_MS = 2 * 3_600_000;

const LAST_MOMENT_MS = 8.64e15;

/**
 * A time since the last run is due, however long ago that was: triggers that were missed are made up for. A time from before
 * it was past already when the row was first seen, since the last run would have taken it.
 * @param now epoch milliseconds.
 * @param lastRun when the last run that looked at the switches began; before the first, when the schedule was set.
 */
export function switchState(row: SwitchCells, now: number, lastRun: number, zone: ZonePort): SwitchState {
  const noTime = typeof row.on === 'string' && row.on.trim() === '';
  if (noTime && row.next === '') return { kind: 'none' };
  if (row.next === '') return fault(words.noDestination);
  const address = urlFault(row.next, words.theDestination);
  if (address !== null) return fault(address);
  if (noTime) return fault(words.noTime);
  const at = momentIn(row.on, zone);
  if (at === null) return fault(words.timeUnreadable(quoted(row.on)));
  if (at > now) return { kind: 'later', at };
  if (at >= lastRun - LATE_MS) return { kind: 'due', at };
  // It was switched, and its cells refused to be cleared.
  if (row.next === row.destination) return { kind: 'none' };
  return fault(words.timePast(written(at, zone)));
}

const fault = (sentence: string): SwitchState => ({ kind: 'fault', sentence });

const quoted = (cell: CellValue) => (typeof cell === 'string' ? `, “${truncate(cell.trim())}”,` : '');

/** The moment that a cell names: a real date, or a text in the one form that means the same everywhere. */
function momentIn(cell: CellValue, zone: ZonePort): number | null {
  if (typeof cell === 'number') return null;
  if (typeof cell === 'object') return Math.abs(cell.date) <= LAST_MOMENT_MS ? cell.date : null;
  const found = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})$/.exec(cell.trim());
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const wall = { year, month, day, hour, minute };
  return exists(wall) ? momentOf(wall, zone) : null;
}
