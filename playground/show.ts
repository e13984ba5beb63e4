// The finished table and the counts, for the terminal.
import type { Result } from './result';
import type { ShownRow } from './rows';
import { count, inColumns, printable, width } from './text';

/** Of a longer table only so many rows are shown, at its beginning and at its end. */
const SHOWN = { first: 10, last: 3 };
/** Two more than that are shown whole: a line that says how many are left out is as long. */
const ALL = SHOWN.first + SHOWN.last + 2;
const GAP = '  ';
/** The columns of a label before a count. */
export const LABEL_COLUMNS = 12;
/** Below that nothing could be read: of the table, and of each of its columns on the average. */
const LEAST_COLUMNS = 40;
const LEAST_WIDTH = 4;

const HEADERS = ['Row', 'Name', 'Leads to', 'Short URL', 'Status'];
/** Where the end tells one from another: addresses often begin alike. */
const ADDRESSES = ['Leads to', 'Short URL'];

/** What all addresses begin with tells nothing. */
const bare = (url: string) => url.replace(/^https?:\/\//i, '');

const cellsOf = ({ row, name, destinationUrl, shortUrl, status }: ShownRow) =>
  [String(row), name, bare(destinationUrl), bare(shortUrl), status].map(printable);

/** Takes column after column from the widest one until all fit. */
function widths(lines: string[][], columns: number): number[] {
  const [headers = []] = lines;
  const wide = headers.map((_, at) => Math.max(1, ...lines.map((cells) => width(cells[at] ?? ''))));
  const gaps = GAP.length * (headers.length - 1);
  const room = Math.max(columns, LEAST_COLUMNS, gaps + LEAST_WIDTH * headers.length) - gaps;
  for (let over = wide.reduce((sum, one) => sum + one, 0) - room; over > 0; over -= 1) {
    const widest = Math.max(...wide);
    wide[wide.indexOf(widest)] = widest - 1;
  }
  return wide;
}

/** Any rows as lines of a table, the first one with its headers. */
export function linesOf(rows: string[][], columns: number): string[] {
  const lines = rows.map((cells) => cells.map(printable));
  const wide = widths(lines, columns);
  return lines.map((cells) => cells.map((text, at) => inColumns(text, wide[at] ?? 1)).join(GAP));
}

/** The rows as lines of a table, at most `columns` wide (but never under 40). */
export function tableOf(rows: ShownRow[], columns: number): string {
  const whole = rows.length <= ALL;
  const first = whole ? rows : rows.slice(0, SHOWN.first);
  const last = whole ? [] : rows.slice(-SHOWN.last);
  const lines = [HEADERS, ...[...first, ...last].map(cellsOf)];
  const wide = widths(lines, columns);
  const line = (cells: string[]) =>
    cells
      .map((text, at) =>
        inColumns(text, wide[at] ?? 1, ADDRESSES.includes(HEADERS[at] ?? '') ? 'end' : 'beginning'),
      )
      .join(GAP)
      .trimEnd();
  const [head = [], ...body] = lines;
  const shown = body.map(line);
  if (!whole) shown.splice(SHOWN.first, 0, `… ${rows.length - SHOWN.first - SHOWN.last} more rows …`);
  return [line(head), wide.map((one) => '─'.repeat(one)).join(GAP), ...shown].join('\n');
}

/** What it took, a line each. @param clock which clock the seconds are of. */
export function countsOf(
  { rows, job, counts, reported, requests, googleCalls, seconds, slices }: Result,
  clock: string,
): string {
  const coded = rows.filter(({ id }) => id !== '').length;
  const lines = [
    ['Codes', `${coded} for ${count(rows.length, 'row')}`],
    ...(job === 'create' || job === 'print' || !counts
      ? []
      : [['Changed', `${count(counts.done, 'row')} (${job})`]]),
    ['Requests', `${requests.sent} sent, ${requests.refused} refused for the rate limit`],
    ['Google', `${count(googleCalls, 'service call')}, ${count(slices, 'execution')} for the job`],
    ['Time', `${seconds.toFixed(1)} s on the ${clock} clock`],
    ...reported.map((id) => ['Lost row', `the code ${id} has no row any more`]),
  ];
  return lines.map(([label = '', text = '']) => `${label.padEnd(LABEL_COLUMNS)}${text}`).join('\n');
}
