// What is stored of a schedule: its owner, its runs, and what a property may hold instead.
import fc from 'fast-check';
import {
  afterRun,
  every,
  forgetSchedule,
  isOwner,
  loadSchedule,
  passing,
  type Schedule,
  saveSchedule,
  setSchedule,
} from '../../../src/jobs/automation/schedule';
import { MAX_OPEN } from '../../../src/jobs/automation/switch-due';
import { load, save } from '../../../src/jobs/record';
import { UserError } from '../../../src/shared/errors';
import { attempt } from '../../../src/shared/parse';
import { jobOf, NOW, quiet } from './ports';

const wanted = {
  owner: 'me',
  ownerName: 'Me',
  every: { kind: 'hour' as const },
  switches: true,
  sheetId: 3,
  colleagues: false,
  approved: '',
};
const fresh = setSchedule(null, wanted, NOW);
const stored = (text: string) => {
  const { store } = quiet();
  store.set({ 'qrius.schedule': text });
  return loadSchedule(store);
};

test('a schedule is stored and found again, and forgotten', () => {
  const { store } = quiet();
  expect(loadSchedule(store)).toBeNull();
  const run = afterRun(fresh, { ok: true, sentence: '12 rows were refreshed.' }, NOW + 5);
  saveSchedule(store, run);
  expect(loadSchedule(store)).toEqual(run);
  forgetSchedule(store);
  expect(loadSchedule(store)).toBeNull();
});

test('whatever became of a run, what is stored of it is read again', () => {
  const long = fc.string({ maxLength: 5_000, size: 'max' });
  const ids = fc.array(fc.string({ maxLength: 150, size: 'max' }), { maxLength: 120, size: 'max' });
  fc.assert(
    fc.property(long, ids, fc.integer({ min: 0, max: 4 }), (sentence, passed, failures) => {
      const { store } = quiet();
      const { message } = new UserError('no-answer', sentence).info;
      let set = passing(fresh, passed);
      for (let run = 0; run < failures; run += 1) set = afterRun(set, { ok: false, sentence: message }, NOW);
      saveSchedule(store, set);
      expect(loadSchedule(store)).toEqual(set);
      const { state: paused } = save(
        store,
        jobOf({ state: { kind: 'paused', why: { code: 'no-answer', message } } }),
      );
      expect(load(store).job?.state).toEqual(paused);
    }),
  );
});

test('anybody takes it over: the former owner’s trigger finds that it is another’s', () => {
  const before = afterRun(fresh, { ok: true, sentence: 'Done.' }, NOW + 5);
  expect([isOwner(before, 'me'), isOwner(before, 'colleague'), isOwner(null, 'me')]).toEqual([
    true,
    false,
    false,
  ]);
  const after = setSchedule(before, { ...wanted, owner: 'colleague', ownerName: 'Colleague' }, NOW + 9);
  expect([isOwner(after, 'me'), isOwner(after, 'colleague')]).toEqual([false, true]);
  expect(after).toMatchObject({ lastRun: NOW + 5, lastOutcome: 'Done.', setAt: NOW + 9 });
  expect(setSchedule(before, { ...wanted, sheetId: 4 }, NOW + 9)).toMatchObject({
    lastRun: null,
    lastOutcome: null,
  });
});

describe('runs that fail', () => {
  const run = (schedule: Schedule, outcomes: boolean[]) =>
    outcomes.reduce(
      (so, ok, index) => afterRun(so, { ok, sentence: ok ? 'Done.' : 'Qrius did not answer.' }, NOW + index),
      schedule,
    );

  test('pause the schedule when they are three in a row, and say why', () => {
    expect(run(fresh, [false, false])).toMatchObject({ failuresInARow: 2, pausedWhy: null });
    const paused = run(fresh, [true, false, false, false]);
    expect(paused.pausedWhy).toBe(
      'The schedule is paused, because 3 runs in a row failed. The last one reported: Qrius did not answer. Save the schedule again to resume it.',
    );
    expect(paused).toMatchObject({ lastRun: NOW + 3, lastOutcome: 'Qrius did not answer.' });
    expect(setSchedule(paused, wanted, NOW + 9)).toMatchObject({ failuresInARow: 0, pausedWhy: null });
  });

  test('are forgotten after one that succeeds', () => {
    expect(run(fresh, [false, false, true, false, false])).toMatchObject({
      failuresInARow: 2,
      pausedWhy: null,
    });
    expect(run(fresh, [false, false, false, true])).toMatchObject({ failuresInARow: 0, pausedWhy: null });
  });
});

describe('what the property holds', () => {
  test.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['a list', '[]'],
    ['no owner', JSON.stringify({ ...fresh, owner: 7 })],
    ['an unknown interval', JSON.stringify({ ...fresh, every: { kind: 'month' } })],
    ['no such hour', JSON.stringify({ ...fresh, every: { kind: 'day', hour: 24 } })],
    ['no weekday', JSON.stringify({ ...fresh, every: { kind: 'week', hour: 9 } })],
    ['a sheet that is no number', JSON.stringify({ ...fresh, sheetId: '3' })],
    ['a last run that is no moment', JSON.stringify({ ...fresh, lastRun: 'yesterday' })],
    ['failures below none', JSON.stringify({ ...fresh, failuresInARow: -1 })],
    ['a pause without a sentence', JSON.stringify({ ...fresh, pausedWhy: true })],
  ])('counts as no schedule where it is %s', (_, text) => {
    expect(stored(text)).toBeNull();
  });

  test('is never more than no schedule, whatever it is', () => {
    const field = fc.constantFrom(...(Object.keys(fresh) as Array<keyof Schedule>));
    fc.assert(
      fc.property(field, fc.jsonValue(), (name, value) => {
        const found = stored(JSON.stringify({ ...fresh, [name]: value }));
        if (found === null) return;
        if (found.every !== null) expect(attempt(every, found.every)).toEqual(found.every);
        expect(afterRun(found, { ok: false, sentence: 'x' }, NOW).failuresInARow).toBeGreaterThan(0);
        expect(typeof found.owner).toBe('string');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => expect(stored(text)).toBeNull()));
  });

  test('stays far below the 9 KB of a property', () => {
    const long = 'x'.repeat(50_000);
    const approved = 'x'.repeat(9 * MAX_OPEN);
    const schedule = setSchedule(null, { ...wanted, ownerName: long.slice(0, 40), approved }, NOW);
    const ids = Array<string>(100).fill(`qr_${'x'.repeat(25)}`);
    const failed = [1, 2, 3].reduce(
      (so) => afterRun(so, { ok: false, sentence: long }, NOW),
      passing(schedule, ids),
    );
    expect(JSON.stringify(failed).length).toBeLessThan(8_300);
  });
});
