// How a slice divides its time.
import type { Run } from './kind';

/** Results are written back after about this long, in milliseconds: a write costs as much as several batches. */
export const CHUNK_MS = 10_000;
/** How often a chunk looks whether it should stop, in milliseconds: a look costs about 80 ms (docs/facts/apps-script.md#property-speed). */
export const STOP_CHECK_MS = 2_000;
/**
 * The slice after a wait begins this long before the window opens, in milliseconds: starting it, reading the sheet and
 * marking the first rows take about that (sim/apps-script/costs.ts). It sleeps the rest.
 */
export const LEAD_MS = 6_000;
/** Marks of queued rows are written this long before the window opens, in milliseconds: about how long that takes. */
export const MARKING_MS = 1_500;
/** A job pauses after so many slices in a row that got nothing done. */
export const MAX_IDLE_SLICES = 2;
/** The same for slices that the rate limit kept waiting: others of the account may use up some windows. */
export const MAX_IDLE_WINDOWS = 10;

/** A slice that has done nothing yet is not over, however long it took to get there. */
export const isOver = ({ ports, until, hasBegun }: Run): boolean => hasBegun && ports.clock.now() >= until;
