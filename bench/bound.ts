// How long a run must take at least, whoever makes it: rate windows, round trips, and the sheet's part in them.
import { callKinds, READ_CELL_MS, RPC_START_MS, SHEET_WRITE_MS } from '../sim/apps-script/costs';
import { completeConfig } from '../sim/qrius/config';
import type { Plan } from '../sim/qrius/plans';
import { type Case, columnsBefore } from './cases';

/** Requests in flight together (the bulk guide: 5 by default, 10 at most on PRO, 50 on BUSINESS). */
const IN_FLIGHT: Record<Plan, number> = { FREE: 5, PRO: 10, BUSINESS: 50 };
/** The page's call that begins the job, from click to execution: about the middle of what was measured. */
const CALL_MS = (RPC_START_MS.least + RPC_START_MS.most) / 2;
/**
 * What keeps two runs apart, and what an undo needs: the key is read; the document's properties under the lock; the job is noted there before
 * its first request, and when it ends; a document without a log gets its tab.
 */
const DOCUMENT_MS = 4 * callKinds.properties.ms + callKinds.lock.ms + callKinds.structure.ms;
/** How a run's time is judged. */
const MOST_RATIO = { windows: 1.05, roundTrips: 2 } as const;

export interface Bound {
  /** Windows of the rate limit that must be waited out. */
  windows: number;
  ms: number;
  /** The time of the creates alone, as if nobody touched the sheet. */
  bareMs: number;
  /** At most so many times `ms` is allowed. */
  most: number;
}

/** Windows to wait out, and the time until the last answer: all windows but the last, and the last one's batches. */
function apiTime(requests: number, { plan, requestsPerMinute }: Case): { windows: number; ms: number } {
  const { windowMs, latencyMs } = completeConfig({});
  const windows = Math.ceil(requests / requestsPerMinute) - 1;
  const last = requests - windows * requestsPerMinute;
  const batchMs = latencyMs + callKinds.fetch.ms;
  return { windows, ms: windows * windowMs + Math.ceil(last / IN_FLIGHT[plan]) * batchMs };
}

/**
 * The bound of a run: the call that begins it, `windows` × 60 s and the round trips of the last window's batches; the sheet is read
 * once, each row is asked whether it is hidden (the platform has no other way), results are written once, and the document is told. Where no window is
 * waited for, the marks are written once too: a request may not leave before its mark stands in the sheet, and there is no wait in
 * which that could be done.
 */
export function boundOf(one: Case): Bound {
  const { windows, ms } = apiTime(one.rows, one);
  const readMs = callKinds.read.ms + (one.rows + 1) * columnsBefore(one.columns) * READ_CELL_MS;
  const sheetMs = readMs + one.rows * callKinds.hiddenRow.ms + (windows === 0 ? 2 : 1) * SHEET_WRITE_MS;
  return {
    windows,
    ms: CALL_MS + DOCUMENT_MS + ms + sheetMs,
    bareMs: ms,
    most: windows > 2 ? MOST_RATIO.windows : MOST_RATIO.roundTrips,
  };
}
