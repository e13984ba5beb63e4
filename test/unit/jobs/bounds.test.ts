// What the record of a job may hold, and what is read of codes that lost their row.
import { digests, MAX_JOB_ROWS } from '../../../src/jobs/create/binding';
import { MAX_OPEN, tooMany } from '../../../src/jobs/create/plan';
import { load, save } from '../../../src/jobs/record';
import { attempt } from '../../../src/shared/parse';
import type { Row } from '../../../src/table/rows';
import { creating, readMark } from '../../../src/table/status';
import { detailsOf, jobOf, quiet } from './ports';

test('digests are whole, and of no more rows than a job may have', () => {
  const most = '123456789'.repeat(MAX_JOB_ROWS);
  for (const good of ['', '123456789', most]) expect(attempt(digests, good)).toBe(good);
  for (const bad of ['1', '1234567890', `${most}123456789`, null]) expect(attempt(digests, bad)).toBeNull();
});

test('more rows than a record has room for are refused, and how many can be selected is said', () => {
  const rows = (marked: number, all: number): Array<Pick<Row, 'mark'>> =>
    Array.from({ length: all }, (_, index) => ({
      mark: readMark(index < marked ? creating('k3f9-1a2b3', 1) : ''),
    }));
  expect(tooMany(rows(MAX_OPEN, MAX_JOB_ROWS))).toBeNull();
  expect(tooMany(rows(MAX_OPEN + 1, MAX_OPEN + 1))?.info.message).toBe(
    '1001 rows are unconfirmed, more than one job can look up. Select at most 1000 of them at a time; nothing was sent.',
  );
  expect(tooMany(rows(0, MAX_JOB_ROWS + 1))?.info).toEqual({
    code: 'sheet-too-large',
    message:
      '20001 rows are more than one job can take. Select at most 20000 rows at a time; nothing was sent.',
  });
});

test('the largest job, kept twice, leaves room in the properties of a document', () => {
  const { store, stored } = quiet();
  const tokens = Array.from({ length: MAX_OPEN }, (_, n) => `k3f9x${1_000 + n}-1a2b3-x7w2m9q`);
  const details = {
    ...detailsOf(tokens),
    open: { own: tokens, foreign: tokens, earlier: [] },
    approved: '123456789'.repeat(MAX_JOB_ROWS),
  };
  const saved = save(store, save(store, jobOf({ details })));
  expect(load(store).job).toEqual(saved);
  expect(JSON.stringify(stored).length).toBeLessThan(480 * 1024);
});

test('a code that was kept twice is told once, to each of its owners', () => {
  const { store } = quiet();
  const lost = { id: '1', name: 'A', shortUrl: 'https://qrius.io/1', isUnsure: false };
  const kept = save(store, jobOf(), [lost]);
  save(store, kept, [lost, { ...lost, id: '2' }]);
  save(store, jobOf({ owner: 'bob' }), [lost]);
  const toldTo = (id: string) =>
    load({ ...store, me: { ...store.me, id } }).orphans.flatMap(({ codes }) => codes.map((code) => code.id));
  expect([toldTo('bob'), toldTo('me')]).toEqual([['1'], ['1', '2']]);
});
