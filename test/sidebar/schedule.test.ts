// The pure parts of what runs by itself: how it is worded, and what is asked of the server.
import { asksNothing, draftOf, wantedOf } from '../../src/sidebar/scans/draft';
import { isSwitching, often, scheduleFacts, scheduleLine, standstill } from '../../src/sidebar/scans/words';
import { shortened } from '../../src/sidebar/ui/format';
import type { Every, ScheduleView } from '../../src/wire/contract';

const schedule = (part: Partial<ScheduleView> = {}): ScheduleView => ({
  ...{ mine: true, owner: 'Ada', every: { kind: 'day', hour: 7 }, switches: false, sheet: 'Talks' },
  ...{ lastRun: '2027-01-04 07:12', lastOutcome: '50 rows refreshed.', nextRun: '2027-01-05 07:00' },
  ...{ pausedWhy: null, overdue: false },
  ...part,
});
const here = { name: 'Talks', created: 50 };

test.each<[Every, string]>([
  [{ kind: 'hour' }, 'every hour'],
  [{ kind: 'sixHours' }, 'every 6 hours'],
  [{ kind: 'day', hour: 7 }, 'daily at 07:00'],
  [{ kind: 'week', weekday: 7, hour: 18 }, 'Sundays at 18:00'],
])('%j is said as “%s”, and what is set is what the form begins with', (every, words) => {
  expect(often(every)).toBe(words);
  expect(wantedOf(draftOf(schedule({ every, switches: true })))).toEqual({ every, switches: true });
});

test.each<[Partial<ScheduleView>, string]>([
  [{}, 'Scan counts: daily at 07:00 · next 2027-01-05 07:00'],
  [{ switches: true }, 'Scan counts: daily at 07:00 · next 2027-01-05 07:00 · codes switch by themselves'],
  [{ sheet: 'Shops' }, 'Scan counts of “Shops”: daily at 07:00 · next 2027-01-05 07:00'],
  [{ every: null, nextRun: null, switches: true }, 'Codes switch to their next destination by themselves'],
])('the first view tells %j as “%s”', (part, line) => {
  expect(scheduleLine(schedule(part), here)).toBe(line);
});

describe('what is known of it', () => {
  test('is whose account, the last run and the next', () => {
    expect(scheduleFacts(schedule(), here)).toEqual([
      'Runs with your account, on the sheet “Talks”',
      'Last run 2027-01-04 07:12: 50 rows refreshed.',
      'Next run within the hour after 2027-01-05 07:00',
    ]);
    const theirs = { mine: false, lastRun: null, lastOutcome: null };
    expect(scheduleFacts(schedule(theirs), here).slice(0, 2)).toEqual([
      'Runs with the account of Ada, on the sheet “Talks”',
      'Has not run yet',
    ]);
  });

  test('says that saving moves it, where another sheet with codes is looked at', () => {
    const moves = 'Saving moves it to the sheet that you look at, “Shops”';
    expect(scheduleFacts(schedule(), { name: 'Shops', created: 1 })).toContain(moves);
    expect(scheduleFacts(schedule(), { name: 'Shops', created: 0 })).not.toContain(moves);
  });

  test('where it pauses gives the reason once', () => {
    const paused = schedule({ pausedWhy: 'The last one said: no.', lastOutcome: 'no.', nextRun: null });
    expect(standstill(paused)).toBe('The last one said: no.');
    expect(scheduleFacts(paused, here)[1]).toBe('Last run 2027-01-04 07:12');
  });

  test('where it has not run for hours says who can do what', () => {
    expect(standstill(schedule())).toBeNull();
    expect(standstill(schedule({ overdue: true }))).toMatch(/allow the add-on again .* save the schedule/);
    expect(standstill(schedule({ overdue: true, mine: false }))).toMatch(
      /^.*Ada must .* take the schedule over/,
    );
  });
});

test('a new schedule begins with nothing, and switches alone are something', () => {
  const none = draftOf(null);
  expect([asksNothing(none), wantedOf(none)]).toEqual([true, { every: null, switches: false }]);
  expect(asksNothing({ ...none, switches: true })).toBe(false);
  expect(asksNothing({ ...none, kind: 'week' })).toBe(false);
});

test('switches are done by a schedule that is for them and for this sheet', () => {
  const switching = schedule({ switches: true });
  expect([switching, schedule(), null].map((one) => isSwitching(one, here))).toEqual([true, false, false]);
  expect(isSwitching(switching, { name: 'Shops' })).toBe(false);
});

test('a long text is cut to what is asked for', () => {
  expect([shortened('abc', 3), shortened('abcd', 3)]).toEqual(['abc', 'ab…']);
});
