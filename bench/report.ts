// Prints what was measured as tables, and says which bounds do not hold.
import { groupBy } from '../src/table/cells';
import type { Bound } from './bound';
import type { Case } from './cases';
import type { Measured, Parts } from './measure';
import type { SealShare } from './seals';

/** One run beside its bound. */
export interface Line {
  one: Case;
  measured: Measured;
  bound: Bound;
}

export const holds = ({ measured, bound }: Line): boolean => measured.ms <= bound.most * bound.ms;

const ratio = ({ measured, bound }: Line): number => measured.ms / bound.ms;

/** Of runs that differ in their rows alone: those whose ratio is larger with the most rows than with the fewest. */
export function growing(lines: readonly Line[]): string[] {
  const series = groupBy(lines, ({ one: { plan, requestsPerMinute, columns, rateHeaders } }) =>
    JSON.stringify([plan, requestsPerMinute, columns, rateHeaders]),
  );
  return [...series.values()].flatMap((runs) => {
    const sorted = [...runs].sort((a, b) => a.one.rows - b.one.rows);
    const [first, last] = [sorted[0], sorted[sorted.length - 1]];
    return first && last && ratio(last) > ratio(first) ? [`${caseName(first.one)} → ${last.one.rows}`] : [];
  });
}

const seconds = (ms: number) => (ms / 1000).toFixed(1);
const caseName = ({ plan, requestsPerMinute, rows, columns, rateHeaders }: Case) =>
  `${plan}, ${requestsPerMinute}/min, ${rows} × ${columns}${rateHeaders ? '' : ', no headers'}`;

/** Columns as wide as their widest cell; the first one to the left, the others to the right. */
function table(rows: string[][]): string {
  const width = (column: number) => Math.max(...rows.map((row) => (row[column] ?? '').length));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column))))
        .join('  '),
    )
    .join('\n');
}

const TIME_HEADERS = ['run', 'seconds', 'bound', 'windows', 'ratio', 'at most', '', 'creates alone', 'ratio'];

/** Time beside the bound. “creates alone” is the API's time for the codes, without the sheet. */
export function timeTable(lines: readonly Line[]): string {
  return table([
    TIME_HEADERS,
    ...lines.map((line) => {
      const { one, measured, bound } = line;
      return [
        caseName(one),
        seconds(measured.ms),
        seconds(bound.ms),
        String(bound.windows),
        ratio(line).toFixed(3),
        bound.most.toFixed(2),
        holds(line) ? 'met' : 'BROKEN',
        seconds(bound.bareMs),
        (measured.ms / bound.bareMs).toFixed(3),
      ];
    }),
  ]);
}

const COST_HEADERS = [
  ...['run', 'requests', 'a code', 'refused', 'calls', 'batches', 'chunks', 'waits', 'slices'],
  '1 + 7 + 20',
];

/** Requests and calls of Google's services; “1 + 7 + 20” is what one a batch, seven a chunk and twenty a slice would be. */
export function costTable(lines: readonly Line[]): string {
  return table([
    COST_HEADERS,
    ...lines.map(({ one, measured }) => {
      const { requests, refused, trips, batches, chunks, waits, slices } = measured;
      return [
        caseName(one),
        String(requests),
        (requests / one.rows).toFixed(3),
        ...[refused, trips, batches, chunks, waits, slices, batches + 7 * chunks + 20 * slices].map(String),
      ];
    }),
  ]);
}

/** Where the seconds of each run went. */
export function partsTable(lines: readonly Line[]): string {
  const kinds = Object.keys(lines[0]?.measured.parts ?? {}) as Array<keyof Parts>;
  return table([
    ['run', ...kinds],
    ...lines.map(({ one, measured }) => [
      caseName(one),
      ...kinds.map((kind) => seconds(measured.parts[kind])),
    ]),
  ]);
}

/** The share of seals in each run. @param most the bound of each. */
export function sealTable(shares: readonly SealShare[], most: number): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return table([
    ['run', 'share', 'at most', ''],
    ...shares.map(({ name, share }) => [
      name,
      percent(share),
      percent(most),
      share <= most ? 'met' : 'BROKEN',
    ]),
  ]);
}
