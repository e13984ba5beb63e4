// Measures one run of the built add-on on the virtual clock.
import { READ_CELL_MS } from '../sim/apps-script/costs';
import type { ExecutionResult } from '../sim/apps-script/execute';
import { ask, drive } from '../sim/sidebar';
import { connect, type Trial, trial } from '../sim/trial';
import { type Calls, callsOf, sumOf } from './calls';
import { type Case, columnsBefore } from './cases';

/** Where the time of a run went, in milliseconds. */
export type Parts = Record<'requests' | 'waits' | 'sheet' | 'hidden rows' | 'rest', number>;

export interface Measured extends Calls {
  slices: number;
  /** Time of all slices, and of the waits between them that the job asked for. */
  ms: number;
  parts: Parts;
  requests: number;
  refused: number;
}

/** Before the key was set is long ago: its requests count in no window of the run. */
const LATER_MS = 60_000;

/** A sheet with a slug in each row. */
function sheet({ rows, columns }: Case): string[][] {
  const notes = Array.from({ length: columnsBefore(columns) - 3 }, (_, index) => `Note ${index + 1}`);
  const numbers = Array.from({ length: rows }, (_, index) => String(index + 1));
  return [
    ['Name', 'URL', 'Slug', ...notes],
    ...numbers.map((number) => [
      ...[`Talk ${number}`, `https://example.com/${number}`, `talk-${number}`],
      ...notes.map((note) => `${note} of ${number}`),
    ]),
  ];
}

/**
 * A user whose plan was the one of the case when the key was set, so that the first guess is that plan's. Its total is
 * extended since, which only BUSINESS can be.
 */
function begin(one: Case): Trial {
  const { plan, requestsPerMinute, rows, rateHeaders } = one;
  const texts = sheet(one);
  const document = { sheets: [{ name: 'Sheet1', rows: texts, maxRows: rows + 100 }] };
  const made = trial(
    texts,
    { plan, requestsPerMinute, rateHeaders, totalCodes: rows },
    { document, costs: { cell: READ_CELL_MS } },
  );
  connect(made.world, made.qrius);
  for (const account of made.qrius.accounts) account.plan = 'BUSINESS';
  made.world.advance(LATER_MS);
  made.qrius.log.length = 0;
  return made;
}

/** Runs the case to its end, as the sidebar does. */
export function measure(one: Case): Measured {
  const { world, qrius } = begin(one);
  const before = world.history.length;
  const startedAt = world.now();
  const order = { scope: 'sheet', conflict: 'suffix', images: true, most: null } as const;
  drive(
    world,
    () => ask(world, 'createCodes', order),
    (ms) => void world.advance(ms),
  );
  const made = Object.keys(qrius.codes).length;
  if (made !== one.rows) throw new Error(`${made} codes were made for ${one.rows} rows.`);
  const runs = world.history.slice(before);
  return {
    ...sumOf(runs.map(({ calls }) => callsOf(calls))),
    slices: runs.length,
    ms: world.now() - startedAt,
    parts: partsOf(runs),
    requests: qrius.log.length,
    refused: qrius.log.filter(({ status }) => status === 429).length,
  };
}

const KINDS: ReadonlyArray<readonly [RegExp, keyof Parts]> = [
  [/^UrlFetchApp/, 'requests'],
  [/sleep$/, 'waits'],
  [/isRowHidden/, 'hidden rows'],
  [/^(Sheet|Range|RangeList|SpreadsheetApp)\./, 'sheet'],
];

function partsOf(runs: readonly ExecutionResult[]): Parts {
  const parts: Parts = { requests: 0, waits: 0, sheet: 0, 'hidden rows': 0, rest: 0 };
  for (const { name, cost } of runs.flatMap(({ calls }) => calls)) {
    const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'rest';
    parts[kind] += cost;
  }
  return parts;
}
