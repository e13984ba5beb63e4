// What is measured: plans, limits and numbers of rows.
import type { Plan } from '../sim/qrius/plans';

/** One run. `rateHeaders`: whether the API tells its limit in headers. `columns`: those of the sheet, with what the add-on adds. */
export interface Case {
  plan: Plan;
  requestsPerMinute: number;
  rows: number;
  columns: number;
  rateHeaders: boolean;
}

const COLUMNS = 8;
/** What the add-on adds: QR ID, Short URL, QR image and Status. */
const ADDED = 4;

/** The columns that a sheet has before its first run. */
export const columnsBefore = (columns: number): number => columns - ADDED;

const RUNS: ReadonlyArray<readonly [Plan, requestsPerMinute: number, rows: number, columns?: number]> = [
  ['FREE', 10, 30],
  ['PRO', 100, 50],
  ['PRO', 100, 100],
  ['PRO', 100, 300],
  ['PRO', 100, 1000],
  ['BUSINESS', 300, 900],
  ['BUSINESS', 10_000, 500],
];

/** Where reads take long: the ratio must not grow with the rows. */
const LARGE: typeof RUNS = [
  ...([100, 1_000, 3_000, 10_000] as const).map((rows) => ['BUSINESS', 10_000, rows] as const),
  ['BUSINESS', 10_000, 3_000, 30],
  ['PRO', 100, 3_000],
  ['BUSINESS', 300, 10_000],
];

const casesOf = (runs: typeof RUNS, rateHeaders: boolean): Case[] =>
  runs.map(([plan, requestsPerMinute, rows, columns = COLUMNS]) => ({
    plan,
    requestsPerMinute,
    rows,
    columns,
    rateHeaders,
  }));

export const CASES: readonly Case[] = [
  ...casesOf(RUNS, true),
  ...casesOf(RUNS, false),
  ...casesOf(LARGE, true),
];
