// How long a run must take at least, whoever makes it: rate windows, round trips, and the sheet's part in them.
import { callKinds, RPC_START_MS, SHEET_WRITE_MS } from '../sim/apps-script/costs';
import { completeConfig } from '../sim/qrius/config';
import type { Plan } from '../sim/qrius/plans';
import type { Case } from './cases';

/** Requests in flight together (the bulk guide: 5 by default, 10 at most on PRO, 50 on BUSINESS). */
const IN_FLIGHT: Record<Plan, number> = { FREE: 5, PRO: 10, BUSINESS: 50 };
/** The page's call that begins the job, from click to execution: about the middle of what was measured. */
const CALL_MS = (RPC_START_MS.least + RPC_START_MS.most) / 2;
/** Requests before the first code: nothing is sent before the plan and its room are known. */
const QUESTIONS = 2;

/** How a run's time is judged. */
export const MOST_RATIO = { windows: 1.05, roundTrips: 2 } as const;

export interface Bound {
  /** Windows of the rate limit that must be waited out. */
  windows: number;
  ms: number;
  /** The time of the creates alone, as if nobody asked for the plan or touched the sheet. */
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
 * The bound of a run: the call that begins it, `windows` × 60 s and the round trips of the last window's batches, the two questions among them; the
 * sheet is read once, and results are written once. Where no window is waited for, the marks are written once too: a
 * request may not leave before its mark stands in the sheet, and there is no wait in which that could be done.
 */
export function boundOf(one: Case): Bound {
  const bare = apiTime(one.rows, one);
  const all = apiTime(one.rows + QUESTIONS, one);
  const { windows } = all;
  // In one window the questions are a batch of their own: they are answered before the first code may leave.
  const apiMs = windows === 0 ? apiTime(QUESTIONS, one).ms + bare.ms : all.ms;
  const writes = windows === 0 ? 2 : 1;
  return {
    windows,
    ms: CALL_MS + apiMs + callKinds.read.ms + writes * SHEET_WRITE_MS,
    bareMs: bare.ms,
    most: windows > 2 ? MOST_RATIO.windows : MOST_RATIO.roundTrips,
  };
}
