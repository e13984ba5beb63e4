// About how long a run takes: windows to wait out, batches, and what the sheet costs.
import { WINDOW_MS } from '../qrius/assumptions';
import { requestsInFlight } from '../qrius/plans';
import { leftNow, type Throttle } from '../qrius/throttle';

/** One batch's round trip, and reading and writing the sheet around a chunk of about ten of them, in milliseconds, as docs/limits.md measures them. */
const BATCH_MS = 500;
const CHUNK_MS = 2_500;
const BATCHES_A_CHUNK = 10;

/**
 * @param count requests still to send.
 * @returns milliseconds; an estimate to be shown, never to be relied on.
 */
export function runTime(count: number, throttle: Throttle, now: number): number {
  if (count <= 0) return 0;
  const limit = throttle.limit ?? count;
  const left = Math.min(leftNow(throttle, now), limit);
  const closed = Math.max(0, throttle.closedUntil - now);
  const windows = Math.max(0, Math.ceil((count - left) / Math.max(1, limit)));
  const afterwards = windows > 0 ? count - left - (windows - 1) * limit : count;
  const batches = Math.ceil(afterwards / requestsInFlight(throttle.limit));
  return closed + windows * WINDOW_MS + batches * BATCH_MS + Math.ceil(batches / BATCHES_A_CHUNK) * CHUNK_MS;
}
