// Refreshing scan counts: what is written into a row, and that each row has its turn.
import fc from 'fast-check';
import { inTurn, refreshedAt, type ScanRow, scanCells, scanRows } from '../../../src/jobs/refresh/scans';
import { MAX_TOP, scanSummary, topCodes } from '../../../src/jobs/refresh/top';
import type { CellValue } from '../../../src/table/cells';
import { readRows } from '../../../src/table/rows';
import { CREATED, creating, isOurs, NOT_FOUND } from '../../../src/table/status';
import { findColumns } from '../../../src/table/understand';
import { NOW } from './ports';

describe('the cells of a refreshed row', () => {
  const known = { kind: 'known', total: 12, unique: 7, last: NOW - 1000 } as const;
  const scansAsOf = { date: NOW };

  test.each([
    ['the first time', '', known, { scans: 12, uniqueScans: 7, lastScan: { date: NOW - 1000 }, scansAsOf }],
    [
      'again',
      10,
      known,
      { scans: 12, uniqueScans: 7, lastScan: { date: NOW - 1000 }, scanChange: 2, scansAsOf },
    ],
    [
      'with fewer scans',
      15,
      { ...known, unique: null, last: null },
      { scans: 12, scanChange: -3, scansAsOf },
    ],
    [
      'after none',
      0,
      { ...known, total: 0, unique: 0, last: null },
      { scans: 0, uniqueScans: 0, scanChange: 0, scansAsOf },
    ],
    ['over a user’s word', 'many', { ...known, unique: null, last: null }, { scans: 12, scansAsOf }],
  ] as const)('%s', (_, scans, told, cells) => {
    expect(scanCells({ scans, status: CREATED }, told, NOW)).toEqual(cells);
  });

  test('a code that is gone keeps its numbers and says so; one that is back says that too', () => {
    expect(scanCells({ scans: 10, status: CREATED }, { kind: 'gone' }, NOW)).toEqual({
      status: NOT_FOUND,
      scansAsOf,
    });
    expect(isOurs(NOT_FOUND)).toBe(true);
    expect(scanCells({ scans: 10, status: NOT_FOUND }, known, NOW)).toMatchObject({
      status: CREATED,
      scanChange: 2,
    });
    // As earlier versions worded it.
    const old = 'Gone: Qrius has no such code any more. The scan counts are the last ones known.';
    expect(scanCells({ scans: 10, status: old }, known, NOW).status).toBe(CREATED);
  });

  test('the mark of a row that a job works on is left alone', () => {
    const status = creating('k3f9-1a2b3', 0);
    expect(scanCells({ scans: 10, status }, { kind: 'gone' }, NOW)).toEqual({ scansAsOf });
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
  test('never refreshed first, then longest ago; equal ones as they are in the sheet', () => {
    const rows: Array<[string, number | null]> = [
      ['a', 30],
      ['b', 10],
      ['c', null],
      ['d', 10],
      ['e', 20],
      ['f', null],
      ['g', 0],
    ];
    const names = inTurn(rows.map(([name, asOf]) => ({ name, asOf }))).map(({ name }) => name);
    expect(names.join('')).toBe('cfgbdea');
    expect(inTurn([])).toEqual([]);
  });

  /** A sheet that is refreshed again and again while rows come, go and move. `waited` counts the runs since a row's last turn. */
  interface Line {
    asOf: number | null;
    waited: number;
    /** How many rows the sheet had at some run since its last turn, itself too. */
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
    const line = (): Line => ({ asOf: null, waited: 0, seen: 0 });
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
      const taken = new Set(inTurn(sheet).slice(0, limit));
      for (const row of sheet) {
        row.waited += 1;
        row.seen += row.seen === 0 ? sheet.length : came;
        worst = Math.max(worst, row.waited - longest(row, largest));
        if (taken.has(row)) Object.assign(row, { asOf: run, waited: 0, seen: 0 });
      }
    });
    return worst;
  }
  const edits = fc.array(edit, { minLength: 30, maxLength: 60 });
  const size = fc.integer({ min: 1, max: 60 });
  const limits = fc.integer({ min: 1, max: 20 });

  test('a row waits until each row that was there since had its turn once, and no longer', () => {
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

describe('the most scanned codes', () => {
  const HEADERS = ['Name', 'URL', 'QR ID', 'Scans', 'Scans as of'];
  /** Rows of an ID, a name and what the cell of scans holds. */
  const rowsOf = (
    ...rows: Array<[id: string, name: string, scans: CellValue, asOf?: CellValue]>
  ): ScanRow[] => {
    const grid = [
      HEADERS,
      ...rows.map(([id, name, scans, asOf = '']) => [name, 'https://a.example/', id, scans, asOf]),
    ];
    const columns = findColumns(grid);
    return scanRows({ grid, columns, rows: readRows(grid, columns) }, NOW);
  };
  const top = (rows: ScanRow[]) => topCodes(rows).map(({ name, scans }) => `${name} ${scans}`);

  test('come first, equal ones as they are in the sheet', () => {
    const rows = rowsOf(['1', 'a', 3], ['2', 'b', 9], ['3', 'c', 3], ['4', 'd', 0]);
    expect(top(rows)).toEqual(['b 9', 'a 3', 'c 3', 'd 0']);
    const many = Array.from({ length: 12 }, (_, n): [string, string, number] => [String(n), `n${n}`, n]);
    expect(top(rowsOf(...many))).toHaveLength(MAX_TOP);
  });

  test('are none of the rows without a count, or without a code', () => {
    const rows = rowsOf(
      ['1', 'a', ''],
      ['2', 'b', '12'],
      ['3', 'c', { date: 1 }],
      ['4', 'd', 1],
      ['', 'e', 9],
    );
    expect(top(rows)).toEqual(['d 1']);
  });

  test('two codes of one name are two lines, a code in two rows is one', () => {
    expect(top(rowsOf(['1', 'a', 1], ['2', 'a', 2], ['2', 'copy', 2]))).toEqual(['a 2', 'a 1']);
  });

  test('are summed up by tag, a code with two of them under both', () => {
    const grid = [
      ['Name', 'URL', 'Tags', 'QR ID', 'Scans', 'Change since last refresh'],
      ['a', 'https://a.example/', 'poster, hall', '1', 5, 2],
      ['b', 'https://b.example/', 'poster', '2', 4, ''],
      ['c', 'https://c.example/', '', '3', 1, 1],
    ];
    const columns = findColumns(grid);
    expect(scanSummary({ grid, columns, rows: readRows(grid, columns) })).toEqual({
      fingerprint: expect.any(String),
      codes: 3,
      total: 10,
      change: 3,
      top: [
        { name: 'a', scans: 5 },
        { name: 'b', scans: 4 },
        { name: 'c', scans: 1 },
      ],
      tags: [
        { name: 'poster', scans: 9 },
        { name: 'hall', scans: 5 },
      ],
    });
  });

  test('are read from rows with a code, each with its last refresh, and whether it waits for one', () => {
    const read = rowsOf(
      ['1', 'a', 1, { date: NOW - 5 }],
      ['', 'b', ''],
      ['3', 'c', '', 'Queued'],
      ['4', 'd', 2, 7],
    );
    expect(read.map(({ row, scans, asOf, waits }) => [row.index, scans, asOf, waits])).toEqual([
      [1, 1, NOW - 5, false],
      [3, '', null, true],
      [4, 2, null, false],
    ]);
  });
});
