// What runs automatically: when a schedule is due across a change of clocks, when a row is switched, and the stored schedule.
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
import { isDue, nextRun } from '../../../src/jobs/automation/slots';
import { MAX_OPEN } from '../../../src/jobs/automation/switch-due';
import { LATE_MS, type SwitchState, switchState } from '../../../src/jobs/automation/switch-time';
import { exists, momentOf, written } from '../../../src/jobs/automation/zone-time';
import { load, save } from '../../../src/jobs/record';
import type { Every } from '../../../src/shared/contract/schedule';
import { UserError } from '../../../src/shared/errors';
import { attempt } from '../../../src/shared/parse';
import type { CellValue } from '../../../src/table/cells';
import { jobOf, NOW, quiet } from './ports';
import { berlin, CHANGES, DAY_MS, HOUR_MS, newYork, zoneOf } from './zones';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('the moment of a wall time', () => {
  test.each([
    ['a plain day', berlin, [2026, 7, 1, 9, 30], '2026-07-01T07:30'],
    ['the last minute before an hour is left out', berlin, [2026, 3, 29, 1, 59], '2026-03-29T00:59'],
    ['the hour that is left out', berlin, [2026, 3, 29, 2, 0], '2026-03-29T01:00'],
    ['within it', berlin, [2026, 3, 29, 2, 30], '2026-03-29T01:30'],
    ['after it', berlin, [2026, 3, 29, 3, 0], '2026-03-29T01:00'],
    ['the hour that comes twice', berlin, [2026, 10, 25, 2, 0], '2026-10-25T00:00'],
    ['after it', berlin, [2026, 10, 25, 3, 0], '2026-10-25T02:00'],
    ['left out west of UTC', newYork, [2026, 3, 8, 2, 0], '2026-03-08T07:00'],
    ['twice west of UTC', newYork, [2026, 11, 1, 1, 0], '2026-11-01T05:00'],
    ['a zone of half hours', zoneOf('Asia/Kolkata'), [2026, 3, 14, 15, 9], '2026-03-14T09:39'],
    ['a zone 14 hours ahead', zoneOf('Pacific/Kiritimati'), [2026, 1, 1, 0, 0], '2025-12-31T10:00'],
    ['clocks that change at midnight', zoneOf('Africa/Cairo'), [2026, 4, 24, 0, 0], '2026-04-23T22:00'],
  ] as const)('%s', (_, zone, [year, month, day, hour, minute], moment) => {
    expect(momentOf({ year, month, day, hour, minute }, zone)).toBe(utc(moment));
  });

  test('is the way back, except in the second of two equal hours', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGES),
        fc.integer({ min: -3000, max: 3000 }),
        ({ zone, day }, away) => {
          const at = day + away * 60_000;
          const back = momentOf(zone.parts(at), zone);
          expect([at, at - HOUR_MS]).toContain(back);
          expect(written(back, zone)).toBe(written(at, zone));
        },
      ),
    );
  });

  test.each([
    [2028, 2, 29, 23, 59, true],
    [2026, 2, 29, 0, 0, false],
    [2026, 13, 1, 0, 0, false],
    [2026, 0, 1, 0, 0, false],
    [2026, 3, 14, 24, 0, false],
    [2026, 3, 14, 9, 60, false],
  ])('%d-%d-%d %d:%d is a time: %j', (year, month, day, hour, minute, is) => {
    expect(exists({ year, month, day, hour, minute })).toBe(is);
  });
});

describe('a run', () => {
  const nine: Every = { kind: 'day', hour: 9 };

  test.each<[string, Every, string | null, string, boolean, string]>([
    ['was never', nine, null, '2026-07-01T03:00', true, '2026-07-01T03:00'],
    ['is before its hour', nine, '2026-06-30T07:20', '2026-07-01T06:59', false, '2026-07-01T07:00'],
    ['is in its hour', nine, '2026-06-30T07:20', '2026-07-01T07:00', true, '2026-07-01T07:00'],
    ['was already', nine, '2026-07-01T07:00', '2026-07-01T07:59', false, '2026-07-02T07:00'],
    ['missed some days', nine, '2026-06-20T07:00', '2026-07-01T05:10', true, '2026-07-01T05:10'],
    ['each hour', { kind: 'hour' }, '2026-07-01T05:59', '2026-07-01T06:00', true, '2026-07-01T06:00'],
    ['twice an hour', { kind: 'hour' }, '2026-07-01T06:01', '2026-07-01T06:59', false, '2026-07-01T07:00'],
    ['at noon', { kind: 'sixHours' }, '2026-07-01T05:00', '2026-07-01T10:30', true, '2026-07-01T10:30'],
    ['after noon', { kind: 'sixHours' }, '2026-07-01T10:00', '2026-07-01T15:59', false, '2026-07-01T16:00'],
    // 1 July 2026 is a Wednesday.
    [
      'next week',
      { kind: 'week', weekday: 3, hour: 9 },
      '2026-07-01T07:30',
      '2026-07-08T06:00',
      false,
      '2026-07-08T07:00',
    ],
    [
      'a week later',
      { kind: 'week', weekday: 3, hour: 9 },
      '2026-07-01T07:30',
      '2026-07-08T07:01',
      true,
      '2026-07-08T07:01',
    ],
    [
      'a missed week',
      { kind: 'week', weekday: 3, hour: 9 },
      '2026-06-24T07:30',
      '2026-07-04T00:00',
      true,
      '2026-07-04T00:00',
    ],
    [
      'Sunday',
      { kind: 'week', weekday: 7, hour: 0 },
      '2026-07-01T00:00',
      '2026-07-04T12:00',
      false,
      '2026-07-04T22:00',
    ],
  ])('that %s', (_, every, lastRun, now, due, next) => {
    const last = lastRun === null ? null : utc(lastRun);
    expect(isDue(every, last, utc(now), berlin)).toBe(due);
    expect(nextRun(every, last, utc(now), berlin)).toBe(utc(next));
  });

  test('of each hour begins with the hour on the wall, also where zones differ by half an hour', () => {
    const now = utc('2026-07-01T06:10:20.5');
    expect(nextRun({ kind: 'hour' }, now, now, zoneOf('Asia/Kolkata'))).toBe(utc('2026-07-01T06:30'));
  });
});

/** Beginnings of slots from one midnight to another, found by walking through all hours: the first of its day at or after it. */
function slotsBetween(every: Every, from: number, to: number, zone: typeof berlin): number[] {
  const slots = new Map<string, number>();
  for (let at = from; at < to; at += HOUR_MS) {
    const { month, day, hour, weekday } = zone.parts(at);
    if (every.kind === 'hour') slots.set(String(at), at);
    if (every.kind === 'week' && weekday !== every.weekday) continue;
    const hours = every.kind === 'sixHours' ? [0, 6, 12, 18] : 'hour' in every ? [every.hour] : [];
    for (const wanted of hours)
      if (hour >= wanted && !slots.has(`${month}-${day} ${wanted}`))
        slots.set(`${month}-${day} ${wanted}`, at);
  }
  return [...slots.values()].sort((a, b) => a - b);
}

const everies: fc.Arbitrary<Every> = fc.oneof(
  fc.constant<Every>({ kind: 'hour' }),
  fc.constant<Every>({ kind: 'sixHours' }),
  fc.record({ kind: fc.constant('day' as const), hour: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ kind: fc.constant('day' as const), hour: fc.integer({ min: 0, max: 23 }) }),
  fc.record({
    kind: fc.constant('week' as const),
    weekday: fc.constantFrom(1, 6, 7) as fc.Arbitrary<1 | 6 | 7>,
    hour: fc.integer({ min: 0, max: 23 }),
  }),
);
const HOURS = 11 * 24;
/** For each hour of eleven days around a change, the millisecond at which the trigger fires. */
const minutes = fc.array(fc.integer({ min: 0, max: HOUR_MS - 1 }), { minLength: HOURS, maxLength: HOURS });

/** Moves through the days and gives the moments at which the schedule ran, and those of the slots. */
function lived(every: Every, { zone, day }: (typeof CHANGES)[number], firesAt: ReadonlyArray<number | null>) {
  const start = day - 5 * DAY_MS;
  const firings = firesAt.flatMap((ms, hour) => (ms === null ? [] : [start + hour * HOUR_MS + ms]));
  let lastRun = start - 1;
  const ran: number[] = [];
  for (const now of firings) {
    const due = isDue(every, lastRun, now, zone);
    const next = nextRun(every, lastRun, now, zone);
    if (due ? next !== now : next <= now)
      throw new Error(`Due: ${due}, but the next run of ${now} is ${next}.`);
    if (!due) continue;
    ran.push(now);
    lastRun = now;
  }
  // The walk begins in the middle of a day: the slots of that day that are past do not count.
  const slots = slotsBetween(every, start - 2 * DAY_MS, start + HOURS * HOUR_MS, zone).filter(
    (at) => at >= start,
  );
  return { start, firings, ran, slots };
}

describe.each(CHANGES)('eleven days with a change of clocks: $name', (change) => {
  test('each slot has one run, within its hour', () => {
    fc.assert(
      fc.property(everies, minutes, (every, firesAt) => {
        const { ran, slots } = lived(every, change, firesAt);
        expect(ran.map((at) => at - (at % HOUR_MS))).toEqual(slots);
      }),
      { numRuns: 15 },
    );
  });

  test('where firings are missed, the first one after a slot makes up for all that were missed', () => {
    const missed = fc.array(fc.boolean(), { minLength: HOURS, maxLength: HOURS });
    fc.assert(
      fc.property(everies, minutes, missed, (every, firesAt, misses) => {
        const { start, firings, ran, slots } = lived(
          every,
          change,
          firesAt.map((ms, hour) => (misses[hour] ? null : ms)),
        );
        const expected = firings.filter((at, index) => {
          const before = firings[index - 1] ?? start - 1;
          return slots.some((slot) => slot > before && slot <= at);
        });
        expect(ran).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  test('each day has one run, at whichever hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), minutes, (hour, firesAt) => {
        const { ran } = lived({ kind: 'day', hour }, change, firesAt);
        const days = ran.map((at) => {
          const { year, month, day } = change.zone.parts(at);
          return Date.UTC(year, month - 1, day);
        });
        expect(days.length).toBeGreaterThanOrEqual(10);
        expect(days).toEqual(days.map((_, index) => (days[0] ?? 0) + index * DAY_MS));
      }),
      { numRuns: 15 },
    );
  });
});

const NEXT = 'https://a.example/room-2';
/** 14 March 2026, 15:30 in Berlin; the last run was 50 minutes before. */
const SWITCH_NOW = Date.UTC(2026, 2, 14, 14, 30);
const LAST = SWITCH_NOW - 50 * 60_000;
const state = (next: string, on: CellValue, now = SWITCH_NOW, lastRun = LAST) =>
  switchState({ next, on, destination: 'https://example.com/now' }, now, lastRun, berlin);
test('a switch whose cells could not be cleared is done, however long its time is past', () => {
  const row = { next: NEXT, on: '2026-03-13 10:00', destination: NEXT };
  expect(switchState(row, SWITCH_NOW, LAST, berlin)).toEqual({ kind: 'none' });
});

const sentence = (found: SwitchState) => (found.kind === 'fault' ? found.sentence : found.kind);

test.each([
  ['', '', { kind: 'none' }],
  ['', '  ', { kind: 'none' }],
  [NEXT, '2026-03-14 15:09', { kind: 'due', at: Date.UTC(2026, 2, 14, 14, 9) }],
  [NEXT, ' 2026-03-14T15:09 ', { kind: 'due', at: Date.UTC(2026, 2, 14, 14, 9) }],
  [NEXT, '2026-03-14 15:30', { kind: 'due', at: SWITCH_NOW }],
  [NEXT, '2026-03-14 15:31', { kind: 'later', at: SWITCH_NOW + 60_000 }],
  [NEXT, { date: SWITCH_NOW }, { kind: 'due', at: SWITCH_NOW }],
  [NEXT, { date: SWITCH_NOW + 1 }, { kind: 'later', at: SWITCH_NOW + 1 }],
  // Summer time begins on 29 March at 02:00: 02:30 is not on the wall and counts as 03:30.
  [NEXT, '2026-03-29 02:30', { kind: 'later', at: Date.UTC(2026, 2, 29, 1, 30) }],
  // It ends on 25 October: 02:30 comes twice, and the first is meant.
  [NEXT, '2026-10-25 02:30', { kind: 'later', at: Date.UTC(2026, 9, 25, 0, 30) }],
])('next destination %j, switch on %j: %j', (next, on, expected) => {
  expect(state(next, on)).toEqual(expected);
});

test.each([
  ['', '2026-03-14 15:09', 'there is a time in Switch on, but no next destination.'],
  [NEXT, '', 'the next destination has no time in Switch on. Write it as 2027-03-14 15:09.'],
  [NEXT, '3/4/26', 'the time in Switch on, “3/4/26”, can’t be read. Write it as 2027-03-14 15:09.'],
  [
    NEXT,
    '2026-02-30 10:00',
    'the time in Switch on, “2026-02-30 10:00”, can’t be read. Write it as 2027-03-14 15:09.',
  ],
  [
    NEXT,
    '2026-03-14 24:00',
    'the time in Switch on, “2026-03-14 24:00”, can’t be read. Write it as 2027-03-14 15:09.',
  ],
  [NEXT, '2026-03-14', 'the time in Switch on, “2026-03-14”, can’t be read. Write it as 2027-03-14 15:09.'],
  [NEXT, 46_095.63, 'the time in Switch on can’t be read. Write it as 2027-03-14 15:09.'],
  [NEXT, { date: Number.NaN }, 'the time in Switch on can’t be read. Write it as 2027-03-14 15:09.'],
  [
    NEXT,
    '2026-03-13 15:09',
    'the time in Switch on, 2026-03-13 15:09, is past. Write a time that is still to come, or change the destination itself.',
  ],
  [
    'a.example',
    '2026-03-20 15:09',
    'the next destination is missing https://. Did you mean https://a.example?',
  ],
  [
    'javascript:x',
    { date: SWITCH_NOW },
    'the next destination must begin with http:// or https://, not with “javascript:”. Only web addresses can become codes.',
  ],
])('next destination %j, switch on %j is refused with a sentence', (next, on, expected) => {
  expect(sentence(state(next, on))).toBe(expected);
});

test('a long text is quoted in part', () => {
  expect(sentence(state(NEXT, 'x'.repeat(50_000))).length).toBeLessThan(400);
});

describe('a time that is past', () => {
  test('is due where it passed since the last run, however many triggers were missed', () => {
    const lastRun = SWITCH_NOW - 72 * HOUR_MS;
    expect(state(NEXT, { date: lastRun + 1 }, SWITCH_NOW, lastRun).kind).toBe('due');
  });

  test('is due up to two hours before the last run, and a fault before that', () => {
    expect(LATE_MS).toBe(2 * HOUR_MS);
    expect(state(NEXT, { date: LAST - LATE_MS }).kind).toBe('due');
    expect(state(NEXT, { date: LAST - LATE_MS - 1 }).kind).toBe('fault');
  });

  test('is switched by the first run after it, whichever firings are missed', () => {
    const gaps = fc.array(fc.integer({ min: 60_000, max: 30 * HOUR_MS }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(gaps, fc.double({ min: 0, max: 1, noNaN: true }), (between, part) => {
        const runs = [SWITCH_NOW];
        let end = SWITCH_NOW;
        for (const gap of between) {
          end += gap;
          runs.push(end);
        }
        const at = SWITCH_NOW + 1 + Math.floor(part * (end - SWITCH_NOW - 1));
        const states = runs.slice(1).map((run, index) => state(NEXT, { date: at }, run, runs[index]).kind);
        const first = states.indexOf('due');
        expect(states.slice(0, first).every((kind) => kind === 'later')).toBe(true);
        expect(runs[first + 1]).toBe(runs.find((run) => run >= at));
      }),
    );
  });
});

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
