// What is measured: plans, limits and numbers of rows.
import type { Plan } from '../sim/qrius/plans';

/** One run. `rateHeaders`: whether the API tells its limit in headers. */
export interface Case {
  plan: Plan;
  requestsPerMinute: number;
  rows: number;
  rateHeaders: boolean;
}

const RUNS: ReadonlyArray<readonly [Plan, requestsPerMinute: number, rows: number]> = [
  ['FREE', 10, 30],
  ['PRO', 100, 50],
  ['PRO', 100, 100],
  ['PRO', 100, 300],
  ['PRO', 100, 1000],
  ['BUSINESS', 300, 900],
  ['BUSINESS', 10_000, 500],
];

export const CASES: readonly Case[] = [true, false].flatMap((rateHeaders) =>
  RUNS.map(([plan, requestsPerMinute, rows]) => ({ plan, requestsPerMinute, rows, rateHeaders })),
);
