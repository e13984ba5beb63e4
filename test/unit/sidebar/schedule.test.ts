// The pure parts of the schedule: its sentences, and the request to the server.

import type { Every, ScheduleView } from '../../../src/shared/contract/schedule';
import { draftOf, isOff, isSwitching, requestOf } from '../../../src/sidebar/scans/draft';
import { often, scheduleFacts, scheduleNews, standstill } from '../../../src/sidebar/scans/schedule-words';
import { clockHour, documentTime, truncate } from '../../../src/sidebar/ui/format';

const schedule = (part: Partial<ScheduleView> = {}): ScheduleView => ({
  mine: true,
  owner: 'Ada',
  every: { kind: 'day', hour: 7 },
  switches: false,
  sheet: 'Talks',
  colleagues: false,
  heldBy: null,
  lastRun: '2027-01-04 07:12',
  lastOutcome: '50 rows refreshed.',
  nextRun: '2027-01-05 07:00',
  pausedWhy: null,
  overdue: false,
  ...part,
});
const here = { name: 'Talks', created: 50 };
/** The moment of the next run as the locale of this machine writes it. */
const next = (part: 'moment' | 'date' | 'time') => documentTime('2027-01-05 07:00', part);

test.each<[Every, string]>([
  [{ kind: 'hour' }, 'hourly'],
  [{ kind: 'sixHours' }, 'every 6 hours'],
  [{ kind: 'day', hour: 7 }, `daily at ${clockHour(7)}`],
  [{ kind: 'week', weekday: 7, hour: 18 }, `on Sundays at ${clockHour(18)}`],
])('%j reads “%s”, and the form starts with the stored schedule', (every, words) => {
  expect(often(every)).toBe(words);
  expect(requestOf(draftOf(schedule({ every, switches: true })))).toEqual({
    every,
    switches: true,
    colleagues: false,
  });
});

test.each<[Partial<ScheduleView>, string]>([
  [{}, `Scans refresh daily at ${clockHour(7)}, next on ${next('date')}`],
  [{ every: { kind: 'hour' } }, `Scans refresh hourly, next about ${next('time')}`],
  [
    { every: { kind: 'hour' }, switches: true },
    `Scans refresh hourly, next about ${next('time')}. Destinations switch on schedule`,
  ],
  [{ sheet: 'Shops' }, `Scans on “Shops” refresh daily at ${clockHour(7)}, next on ${next('date')}`],
  [{ every: null, nextRun: null, switches: true }, 'Destination switches are on'],
])('home says %j as “%s”, and what the last run did', (part, line) => {
  const last = `Last run ${documentTime('2027-01-04 07:12')}: 50 rows refreshed.`;
  expect(scheduleNews(schedule(part), here)).toEqual([`${line}.`, last]);
  expect(scheduleNews(schedule({ ...part, lastRun: null }), here)).toEqual([`${line}.`]);
});

describe('what is known of it', () => {
  test('is whose account, the last run and the next', () => {
    expect(scheduleFacts(schedule(), here)).toEqual([
      'Runs with your account on the “Talks” tab',
      `Last run ${documentTime('2027-01-04 07:12')}: 50 rows refreshed.`,
      `Next run about ${next('moment')}`,
    ]);
    const theirs = { mine: false, lastRun: null, lastOutcome: null };
    expect(scheduleFacts(schedule(theirs), here).slice(0, 2)).toEqual([
      'Runs with Ada’s account on the “Talks” tab',
      'Hasn’t run yet',
    ]);
  });

  test('says that saving moves it to another sheet with codes', () => {
    const moves = 'Saving moves it to this tab, “Shops”';
    expect(scheduleFacts(schedule(), { name: 'Shops', created: 1 })).toContain(moves);
    expect(scheduleFacts(schedule(), { name: 'Shops', created: 0 })).not.toContain(moves);
  });

  test('where it pauses gives the reason once', () => {
    const paused = schedule({ pausedWhy: 'The last one said: no.', lastOutcome: 'no.', nextRun: null });
    expect(standstill(paused)).toBe('The last one said: no.');
    expect(scheduleFacts(paused, here)[1]).toBe(`Last run ${documentTime('2027-01-04 07:12')}`);
  });

  test('where it has not run for hours says who can fix it', () => {
    expect(standstill(schedule())).toBeNull();
    expect(standstill(schedule({ overdue: true }))).toMatch(/approve access if asked, and save again/);
    expect(standstill(schedule({ overdue: true, heldBy: 'Robin' }))).toBe(
      'The schedule waits for Robin’s unfinished job. It runs when the job is done, or has got nothing done for an hour.',
    );
    expect(standstill(schedule({ overdue: true, mine: false }))).toMatch(
      /Ask Ada to .* or take the schedule over/,
    );
  });
});

test('a new schedule begins with nothing, and switches alone are something', () => {
  const none = draftOf(null);
  expect([isOff(none), requestOf(none)]).toEqual([true, { every: null, switches: false, colleagues: false }]);
  expect(isOff({ ...none, switches: true })).toBe(false);
  expect(isOff({ ...none, kind: 'week' })).toBe(false);
});

test('switches are done by a schedule that is for them and for this sheet', () => {
  const switching = schedule({ switches: true });
  expect([switching, schedule(), null].map((one) => isSwitching(one, here))).toEqual([true, false, false]);
  expect(isSwitching(switching, { name: 'Shops' })).toBe(false);
});

test('a long text is cut to what is asked for', () => {
  expect([truncate('abc', 3), truncate('abcd', 3)]).toEqual(['abc', 'ab…']);
});
