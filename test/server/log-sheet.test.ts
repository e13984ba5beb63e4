// The log's sheet in the document: what a user sees of it, what is written where, and what others may have done to it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from '../../scripts/bundle';
import type { World, WorldOptions } from '../../sim/apps-script/world';
import { cellsOf, DONE, LOG_HEADER, type LogLine, SENT } from '../../src/table/log';
import { small } from '../world/helper';

const folder = mkdtempSync(join(tmpdir(), 'log-'));
const source = join(__dirname, '..', '..', 'src', 'google', 'log-sheet');
writeFileSync(
  join(folder, 'entry.ts'),
  `import { logSheet } from ${JSON.stringify(source)};
   export const read = () => logSheet().read();
   export const append = (...parts: string[][][]) => { const log = logSheet(); return parts.map((rows) => log.append(rows)); };
   export const setResults = (results: any) => logSheet().setResults(results);
   export const remove = (rows: number[]) => logSheet().remove(rows);
   export const seen = () => {
     const sheet = SpreadsheetApp.getActiveSheet();
     return [sheet.getName(), SpreadsheetApp.getActiveRange()?.getA1Notation()];
   };`,
);
const { code } = buildBundle(join(folder, 'entry.ts'));
rmSync(folder, { recursive: true });

const START = Date.UTC(2027, 0, 4, 9);
const row = (n: number, more: Partial<LogLine> = {}): string[] =>
  cellsOf({
    when: START + n * 1000,
    who: 'Ann',
    action: 'Create',
    id: `qr_${n}`,
    name: '1-2',
    tags: [],
    before: '',
    after: '=A1',
    result: SENT,
    job: 'job-1',
    ...more,
  });
const rows = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => row(first + index));
const ids = (world: World, sheet = 'Qrius log') => world.table(sheet).map((cells) => cells[3]);
const done = (world: World, name: string, ...args: unknown[]) => {
  const result = world.run(name, args);
  if (result.outcome !== 'returned') throw new Error(result.error);
  return result.value;
};
const sheetState = (world: World, name = 'Qrius log') =>
  world.state.document?.sheets.find((sheet) => sheet.name === name);
const made = (options: Partial<WorldOptions> = {}) => small(code, options);

test('is made hidden and last, and the user stays where they were', () => {
  const world = made({ document: { sheets: [{ name: 'S' }, { name: 'T' }] } });
  world.user.select(['B3:C4'], 'S');
  expect(done(world, 'append', rows(1, 2))).toEqual([2]);
  expect(done(world, 'seen')).toEqual(['S', 'B3:C4']);
  expect(sheetState(world)).toMatchObject({ hidden: true, frozenRows: 1 });
  expect(world.state.document?.sheets.map(({ name }) => name)).toEqual(['S', 'T', 'Qrius log']);
  expect(world.table('Qrius log')).toEqual([
    [...LOG_HEADER],
    ['2027-01-04 09:00:01 UTC', 'Ann', 'Create', 'qr_1', '1-2', '', '', '=A1', 'sent', 'job-1', ''],
    ['2027-01-04 09:00:02 UTC', 'Ann', 'Create', 'qr_2', '1-2', '', '', '=A1', 'sent', 'job-1', ''],
  ]);
});

test('grows below its last line, also where its grid ends, and stays shown once a user shows it', () => {
  const world = made();
  done(world, 'append', rows(1, 2), rows(3, 3));
  const sheet = sheetState(world);
  if (sheet) Object.assign(sheet, { maxRows: 5, hidden: false });
  expect(done(world, 'append', rows(4, 5), rows(6, 7))).toEqual([5, 7]);
  expect(ids(world)).toEqual(['QR ID', 'qr_1', 'qr_2', 'qr_3', 'qr_4', 'qr_5', 'qr_6', 'qr_7']);
  expect(world.table('Qrius log')[7]?.[4]).toBe('1-2');
  expect(sheet?.hidden).toBe(false);
  expect(done(world, 'read')).toEqual(world.table('Qrius log'));
});

test('leaves a user’s own sheets of its name alone', () => {
  const own = [['My log'], ['mine']];
  const world = made({
    document: {
      sheets: [{ name: 'S' }, { name: 'Qrius log', rows: own }, { name: 'Qrius log 2', maxColumns: 3 }],
    },
  });
  expect(done(world, 'read')).toEqual([]);
  done(world, 'append', rows(1, 1));
  done(world, 'append', rows(2, 2));
  expect(world.table('Qrius log')).toEqual(own);
  expect(world.table('Qrius log 2')).toEqual([]);
  expect(ids(world, 'Qrius log 3')).toEqual(['QR ID', 'qr_1', 'qr_2']);
});

test('continues with an empty sheet that an execution left when it was cut off', () => {
  const world = made();
  world.faults.push({
    at: { name: 'Sheet.hideSheet', nth: 1 },
    when: 'before',
    do: { kind: 'kill', pendingWrites: 'lost' },
  });
  expect(world.run('append', [rows(1, 1)]).outcome).not.toBe('returned');
  expect(sheetState(world)?.hidden).toBe(false);
  done(world, 'append', rows(1, 1));
  expect(ids(world)).toEqual(['QR ID', 'qr_1']);
  expect(sheetState(world)?.hidden).toBe(true);
  expect(done(world, 'seen')).toEqual(['S', 'A1']);
});

test('is made again where somebody deletes it, even in the middle', () => {
  const world = made();
  done(world, 'append', rows(1, 1));
  world.user.deleteSheet('Qrius log');
  expect(done(world, 'read')).toEqual([]);
  done(world, 'append', rows(2, 2));
  world.faults.push({
    at: { name: 'Sheet.getLastRow', nth: 1 },
    when: 'before',
    do: { kind: 'deleteSheet', sheet: 'Qrius log' },
  });
  expect(done(world, 'append', rows(3, 4))).toEqual([2]);
  expect(ids(world)).toEqual(['QR ID', 'qr_3', 'qr_4']);
});

test('names a protection that stops it', () => {
  const world = made();
  done(world, 'append', rows(1, 1));
  world.user.protectRange('Qrius log', 'A:J');
  const result = world.asUser('bob').run('append', [rows(2, 2)]);
  expect(result).toMatchObject({ outcome: 'threw' });
  expect(result.error).toMatch(/The hidden “Qrius log” tab is protected/);
  expect(done(world, 'append', rows(2, 2))).toEqual([2]);
});

test('names a protection that stops it where an execution was cut off while it made the tab', () => {
  const world = made();
  world.user.edit({ kind: 'insertSheet', name: 'Qrius log' });
  world.user.protectRange('Qrius log', 'A:K');
  for (const result of [world.asUser('bob').run('read'), world.asUser('bob').run('append', [rows(1, 1)])])
    expect(result.error).toMatch(/The hidden “Qrius log” tab is protected/);
});

test('takes results at their rows', () => {
  const world = made();
  done(world, 'append', rows(1, 5));
  done(world, 'setResults', [
    { row: 5, text: '=Refused' },
    { row: 1, text: DONE },
    { row: 2, text: DONE },
  ]);
  expect(world.table('Qrius log').map((cells) => cells[8])).toEqual([
    'Result',
    'done',
    'done',
    'sent',
    'sent',
    '=Refused',
  ]);
});

test('removes rows, of many runs the longest ones', () => {
  const world = made();
  done(world, 'append', rows(1, 6));
  done(world, 'remove', [5, 1, 2]);
  expect(ids(world)).toEqual(['QR ID', 'qr_3', 'qr_4', 'qr_6']);
  done(world, 'append', rows(7, 60));
  done(world, 'remove', [4, 5, ...Array.from({ length: 25 }, (_, n) => 7 + 2 * n)]);
  expect(ids(world)).toHaveLength(4 + 54 - 21);
  expect(ids(world).slice(0, 5)).toEqual(['QR ID', 'qr_3', 'qr_4', 'qr_6', 'qr_9']);
});
