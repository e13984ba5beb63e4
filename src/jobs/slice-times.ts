// How a slice divides its time.

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
