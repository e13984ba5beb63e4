// The most scanned codes: their order, and which rows count.
import { topCodes } from '../../../src/jobs/refresh/top';

const row = (id: string, name: string, scans: number | string | { date: number }) => ({ id, name, scans });
const names = (rows: Array<ReturnType<typeof row>>, limit = 10) =>
  topCodes(rows, limit).map(({ name, scans }) => `${name} ${scans}`);

test('the most scanned come first, equal ones as they stand in the sheet', () => {
  const rows = [row('1', 'a', 3), row('2', 'b', 9), row('3', 'c', 3), row('4', 'd', 0)];
  expect(names(rows)).toEqual(['b 9', 'a 3', 'c 3', 'd 0']);
});

test('at most so many', () => {
  expect(names([row('1', 'a', 1), row('2', 'b', 2), row('3', 'c', 3)], 2)).toEqual(['c 3', 'b 2']);
});

test('rows without a count are left out', () => {
  expect(
    names([row('1', 'a', ''), row('2', 'b', '12'), row('3', 'c', { date: 1 }), row('4', 'd', 1)]),
  ).toEqual(['d 1']);
});

test('two codes of one name are two lines, a code in two rows is one', () => {
  expect(names([row('1', 'a', 1), row('2', 'a', 2), row('2', 'copy', 2)])).toEqual(['a 2', 'a 1']);
});
