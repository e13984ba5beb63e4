// Refreshing scan counts: what is written into a row, and that each row has its turn.
import fc from 'fast-check';
import { order, refreshedAt, scanCells } from '../../../src/jobs/refresh/scans';
import { CREATED, creating, GONE, isOurs } from '../../../src/table/status';
import { NOW } from './ports';

describe('the cells of a refreshed row', () => {
  const known = { kind: 'known', total: 12, unique: 7, last: NOW - 1000 } as const;
  const asOf = { date: NOW };

  test.each([
    ['the first time', '', known, { scans: 12, uniqueScans: 7, lastScan: { date: NOW - 1000 }, asOf }],
    ['again', 10, known, { scans: 12, uniqueScans: 7, lastScan: { date: NOW - 1000 }, change: 2, asOf }],
    ['with fewer scans', 15, { ...known, unique: null, last: null }, { scans: 12, change: -3, asOf }],
    [
      'after none',
      0,
      { ...known, total: 0, unique: 0, last: null },
      { scans: 0, uniqueScans: 0, change: 0, asOf },
    ],
    ['over a user’s word', 'many', { ...known, unique: null, last: null }, { scans: 12, asOf }],
  ] as const)('%s', (_, scans, told, cells) => {
    expect(scanCells({ scans, status: CREATED }, told, NOW)).toEqual(cells);
  });

  test('a code that is gone keeps its numbers and says so; one that is back says that too', () => {
    expect(scanCells({ scans: 10, status: CREATED }, { kind: 'gone' }, NOW)).toEqual({ status: GONE, asOf });
    expect(isOurs(GONE)).toBe(true);
    expect(scanCells({ scans: 10, status: GONE }, known, NOW)).toMatchObject({ status: CREATED, change: 2 });
  });

  test('the mark of a row that a job works on is left alone', () => {
    const status = creating('k3f9-1a2b3', 0);
    expect(scanCells({ scans: 10, status }, { kind: 'gone' }, NOW)).toEqual({ asOf });
  });
});

describe('“Scans as of”', () => {
  test.each([
    ['a date', { date: NOW - 1 }, NOW - 1],
    ['now', { date: NOW }, NOW],
    ['a date to come', { date: NOW + 1 }, null],
    ['no date', { date: Number.NaN }, null],
    ['empty', '', null],
    ['a text', '2026-03-14 15:09', null],
    ['a number', 46_095, null],
  ])('that holds %s', (_, cell, moment) => {
    expect(refreshedAt(cell, NOW)).toBe(moment);
  });
});

describe('the order of a refresh', () => {
  test('never refreshed first, then longest ago; equal ones as they stand', () => {
    const rows: Array<[string, number | null]> = [
      ['a', 30],
      ['b', 10],
      ['c', null],
      ['d', 10],
      ['e', 20],
      ['f', null],
      ['g', 0],
    ];
    const names = (limit: number) => order(rows, ([, at]) => at, limit).map(([name]) => name);
    expect(names(9).join('')).toBe('cfgbdea');
    expect(names(3).join('')).toBe('cfg');
    expect(names(0)).toEqual([]);
  });

  /** A sheet that is refreshed again and again while rows come, go and move. `waited` counts the runs since a row's last turn. */
  interface Line {
    at: number | null;
    waited: number;
    /** How many rows stood in the sheet at some run since its last turn, itself too. */
    seen: number;
  }
  const edit = fc.record({
    insert: fc.nat({ max: 12 }),
    delete: fc.array(fc.nat(), { maxLength: 6 }),
    sort: fc.nat(),
  });

  /**
   * How much longer than it may a row waited at the most, in runs; 0 or less where none did.
   * @param most how many rows may come between two runs.
   * @param longest how long a row may wait; `largest` is the most rows that the sheet had so far.
   */
  function excess(
    first: number,
    limit: number,
    most: number,
    edits: ReadonlyArray<{ insert: number; delete: number[]; sort: number }>,
    longest: (row: Line, largest: number) => number,
  ): number {
    const line = (): Line => ({ at: null, waited: 0, seen: 0 });
    let sheet = Array.from({ length: first }, line);
    let largest = first;
    let worst = Number.NEGATIVE_INFINITY;
    edits.forEach((change, run) => {
      for (const row of change.delete) sheet.splice(row % (sheet.length + 1), 1);
      const came = Math.min(change.insert, most);
      for (let row = 0; row < came; row++)
        sheet.splice((change.sort * 7 + row) % (sheet.length + 1), 0, line());
      const turn = change.sort % (sheet.length + 1);
      sheet = [...sheet.slice(turn), ...sheet.slice(0, turn)];
      if (change.sort % 2 === 1) sheet.reverse();
      largest = Math.max(largest, sheet.length);
      const taken = new Set(order(sheet, ({ at }) => at, limit));
      for (const row of sheet) {
        row.waited += 1;
        row.seen += row.seen === 0 ? sheet.length : came;
        worst = Math.max(worst, row.waited - longest(row, largest));
        if (taken.has(row)) Object.assign(row, { at: run, waited: 0, seen: 0 });
      }
    });
    return worst;
  }
  const edits = fc.array(edit, { minLength: 30, maxLength: 60 });
  const size = fc.integer({ min: 1, max: 60 });
  const limits = fc.integer({ min: 1, max: 20 });

  test('a row waits until each row that was there meanwhile had its turn once, and no longer', () => {
    fc.assert(
      fc.property(size, limits, edits, (first, limit, changes) => {
        const longest = ({ seen }: Line) => Math.ceil(seen / limit);
        expect(excess(first, limit, 12, changes, longest)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('no row waits more than twice the fair interval while new rows take up to half of the limit', () => {
    fc.assert(
      fc.property(size, limits, edits, (first, limit, changes) => {
        const longest = (_: Line, largest: number) => 2 * Math.ceil(largest / limit);
        expect(excess(first, limit, Math.floor(limit / 2), changes, longest)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
