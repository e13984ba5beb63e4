// A change from the sidebar meets the codes that its preview showed, and its counts tell of every row.
import { ask, get } from '../../sim/sidebar';
import { createCodes, type Trial, trial } from '../../sim/trial';
import type { ChangeRequest } from '../../src/shared/contract';

const HEADERS = ['Name', 'URL', 'Slug', 'Tags'];

/** A sheet with codes in all its rows. */
function made(count: number): Trial {
  const rows = Array.from({ length: count }, (_, n) => [`Tree ${n}`, `https://example.com/${n}`, '', '']);
  const desk = trial([HEADERS, ...rows]);
  createCodes(desk.world);
  return desk;
}

const paused = ({ qrius }: Trial) => Object.values(qrius.codes).map((code) => code.paused);
const PAUSE = { request: { kind: 'pause' }, scope: 'selection', hidden: false } as const;

test('other rows are selected than those that were looked at: nothing is changed', () => {
  const desk = made(3);
  desk.world.user.select(['A2:A3']);
  const { codes, targetFingerprint: reached } = get(desk.world, 'previewChange', PAUSE);
  expect(codes).toBe(2);
  desk.world.user.select(['A4']);
  const answer = ask(desk.world, 'changeCodes', { ...PAUSE, deletes: null, targetFingerprint: reached });
  expect(answer).toMatchObject({ ok: false, failure: { code: 'target-changed' } });
  expect(paused(desk)).toEqual([false, false, false]);
});

test('the same rows in another order are the rows that were looked at', () => {
  const desk = made(3);
  desk.world.user.select(['A2:A4']);
  const { targetFingerprint: reached } = get(desk.world, 'previewChange', PAUSE);
  desk.world.user.edit({ kind: 'sort', byColumn: 'A', ascending: false });
  get(desk.world, 'changeCodes', { ...PAUSE, deletes: null, targetFingerprint: reached });
  expect(paused(desk)).toEqual([true, true, true]);
});

test('a row that differs and for which nothing was chosen is counted as left out', () => {
  const desk = made(3);
  const [first, second] = Object.values(desk.qrius.codes);
  if (!first || !second) throw new Error('There are no codes.');
  first.destinationUrl = 'https://example.com/meanwhile';
  desk.world.user.edit({ kind: 'setCell', cell: 'B3', text: 'https://example.com/here' });
  const request: ChangeRequest = { kind: 'changed', choices: [] };
  const view = get(desk.world, 'changeCodes', {
    request: request,
    scope: 'sheet',
    hidden: false,
    deletes: null,
  });
  expect(view).toMatchObject({ total: 3, done: 1, already: 1, left: 1, failed: 0, waiting: 0 });
  expect([first.destinationUrl, second.destinationUrl]).toEqual([
    'https://example.com/meanwhile',
    'https://example.com/here',
  ]);
});
