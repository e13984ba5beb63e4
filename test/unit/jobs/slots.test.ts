// When a schedule is due: the moment of a time on the wall, the next run, and days with a change of clocks.
import fc from 'fast-check';
import { isDue, nextRun } from '../../../src/jobs/automation/slots';
import { exists, momentOf, written } from '../../../src/jobs/automation/zone-time';
import type { Every } from '../../../src/shared/contract/schedule';
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
