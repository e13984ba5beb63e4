// How a slice divides its time.
import { runTime } from './estimate';
import type { Run } from './kind';

/** Results are written back after about this long, in milliseconds: a write costs as much as several batches. */
export const CHUNK_MS = 10_000;
/** A window that opens within this time counts as open, in milliseconds: marks are written and read back meanwhile. */
export const MARKING_MS = 2_000;
/** What writing marks takes beside reading, and how long they are read back at most (`table/read-back.ts`), in milliseconds. */
const WRITING_MS = 500;
const READING_BACK_MS = 1_300;
/** A job pauses after so many slices in a row that got nothing done. */
export const MAX_IDLE_SLICES = 2;
/** The same for slices that the rate limit kept waiting: others of the account may use up some windows. */
export const MAX_IDLE_WINDOWS = 10;

/** Google starts a slice within 1.5 s, and then the first rows are marked, in milliseconds. */
const STARTING_MS = 4_000;

/**
 * The slice after a wait begins this long before the window opens, in milliseconds: it takes as long to open the sheet as this one
 * did. It sleeps the rest.
 */
export const leadOf = ({ openingMs, reloadMs }: Run): number => openingMs + reloadMs + STARTING_MS;

/** Rows are read and marked this long before the window opens, in milliseconds. */
export const earlyOf = ({ reloadMs }: Run): number =>
  WRITING_MS + reloadMs + Math.min(reloadMs, READING_BACK_MS);

/** Work that takes less time than to open the sheet again is done in this slice, where that was not done before. */
export function extend(run: Run): void {
  const { ports, client, job, until, openingMs, isExtended } = run;
  const now = ports.clock.now();
  if (isExtended || now < until || runTime(job.counts.waiting, client.throttle(), now) >= openingMs) return;
  run.until = now + openingMs;
  run.isExtended = true;
}

/** A slice that has done nothing yet is not over, however long it took to get there. */
export const isOver = ({ ports, until, hasBegun }: Run): boolean => hasBegun && ports.clock.now() >= until;
