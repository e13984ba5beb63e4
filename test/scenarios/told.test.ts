// What rows show and say at the end of stored scenarios, where no rule of the oracle says it: kept edits, and words of single rows.
import { displayTable } from '../../sim/apps-script/tables';
import { play } from '../../sim/scenario/play';
import { stored } from './stored';
import { sheetAt } from './talks';

jest.setTimeout(60_000);

/** Rows of the first sheet at the end, by their header. */
function rowsOf(name: string): Array<Record<string, string>> {
  const [headers = [], ...rows] = displayTable(sheetAt(play(stored(name)), 0));
  return rows.map((cells) =>
    Object.fromEntries(headers.map((header, column) => [header, cells[column] ?? ''])),
  );
}

const NEW_CELLS = { Name: 'Neu 5', URL: 'https://example.com/q5', Tags: 'q', Status: 'Taken from Qrius' };

test.each<[file: string, row: number, cells: Record<string, string>]>([
  ['values-of-qrius-not-written-before-the-run-is-cut-off', 0, NEW_CELLS],
  ['values-of-qrius-cut-off-between-two-cells', 0, NEW_CELLS],
  ['values-of-qrius-and-one-error', 0, { Name: 'Talk 5', Status: 'Stopped before it was changed' }],
  [
    'same-url-typed-before-a-change-is-cut-off',
    2,
    { URL: 'https://example.com/new', Status: 'Changed: destination' },
  ],
  ['tags-typed-after-values-were-taken', 2, { Tags: 'a', Status: 'Taken from Qrius' }],
  ['refused-change-stopped-with-another-key', 0, { Status: 'Not changed: Blocked destination' }],
  ['paused-code-stopped-with-another-key', 0, { Status: 'Paused. Changed: destination' }],
  [
    'url-not-written-stopped-with-another-key',
    0,
    {
      URL: 'https://example.com/t5',
      Status:
        'Changed: destination. The destination cell was not written: the code has “https://example.com/new”.',
    },
  ],
  ['row-deleted-long-ago-as-another-is-deleted', 2, { 'QR ID': '', Status: 'Deleted' }],
  ['word-that-the-log-does-not-know', 1, { Status: 'Changed: destination' }],
  [
    'next-destination-set-at-qrius-before-its-time',
    0,
    { URL: 'https://example.com/b', 'Next destination': '', 'Switch on': '', Status: 'Taken from Qrius' },
  ],
  ['two-rows-of-one-code-take-its-url', 0, { URL: 'https://example.com/c', Status: 'Taken from Qrius' }],
  ['two-rows-of-one-code-take-its-url', 1, { URL: 'https://example.com/c', Status: 'Taken from Qrius' }],
  ['row-that-took-what-qrius-has-met-by-a-change', 0, { URL: 'https://example.com/web' }],
])('%s', (file, row, cells) => {
  expect(rowsOf(file)[row]).toMatchObject(cells);
});

test('counts of a code that is gone stay, as its row says', () => {
  const row = rowsOf('counts-of-a-code-that-is-gone')[2];
  expect(row?.Status).toMatch(/^Not found in this Qrius account/);
  expect(Number(row?.Scans)).toBeGreaterThan(0);
});

test('a paused code stays so where the list of codes lags', () => {
  expect(rowsOf('paused-a-moment-ago-in-a-list-that-lags')[0]?.Status).toMatch(/^Paused\. /);
});
