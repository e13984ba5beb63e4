// When a schedule runs, whose it is, and how its trigger comes and goes: the built add-on on virtual days.
import { ask } from '../../../sim/sidebar';
import type { Every } from '../../../src/shared/contract/schedule';
import { COLLEAGUE, colleague, DAY, HOUR, hours, MINUTE } from '../../support/desk';
import {
  changesOf,
  home,
  type Planned,
  rowOf,
  setSchedule,
  sheetOfCodes,
  statsOf,
  triggersOf,
} from './helper';

/** Local times, to the hour, in which scan counts were asked for. */
function refreshedAt(made: ReturnType<typeof sheetOfCodes>, timeZone: string): string[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return [...new Set(statsOf(made).map(({ at }) => `${format.format(at).slice(5, 13)}h`))];
}

describe('fires when it should', () => {
  const daily: Every = { kind: 'day', hour: 2 };
  const weekly: Every = { kind: 'week', weekday: 7, hour: 2 };
  const six: Every = { kind: 'sixHours' };
  test.each([
    // Clocks go forward from 02:00 to 03:00, and back from 03:00 to 02:00.
    ['Europe/Berlin', '2027-03-27T12:00Z', 48, daily, ['03-28 03h', '03-29 02h']],
    ['Europe/Berlin', '2027-10-30T12:00Z', 48, daily, ['10-31 02h', '11-01 02h']],
    ['America/New_York', '2027-03-13T12:00Z', 48, daily, ['03-14 03h', '03-15 02h']],
    ['America/New_York', '2027-11-06T12:00Z', 48, daily, ['11-07 02h', '11-08 02h']],
    ['Europe/Berlin', '2027-03-27T12:00Z', 8 * 24, weekly, ['03-28 03h', '04-04 02h']],
    ['America/New_York', '2027-11-06T12:00Z', 36, weekly, ['11-07 02h']],
    ['Europe/Berlin', '2027-03-27T21:30Z', 14, six, ['03-28 00h', '03-28 06h', '03-28 12h']],
    ['America/New_York', '2027-11-07T02:30Z', 14, six, ['11-07 00h', '11-07 06h']],
    [
      'Europe/Berlin',
      '2027-10-30T23:30Z',
      4,
      { kind: 'hour' } as Every,
      ['10-31 02h', '10-31 03h', '10-31 04h'],
    ],
  ] as const)('in %s from %s for %i h: %j', (timeZone, start, count, every, expected) => {
    const made = sheetOfCodes(1, { timeZone, start, world: { triggerMinute: 'random' } });
    setSchedule(made.world, every);
    hours(made, count);
    expect(refreshedAt(made, timeZone)).toEqual(expected);
    expect(rowOf(made, 1).Scans).toMatch(/^\d+$/);
  });

  test('for the user whose it is, in the zone of the document: two users one after the other', () => {
    const made = sheetOfCodes(1, { timeZone: 'Europe/Berlin', start: '2027-03-27T12:00Z' });
    setSchedule(made.world, daily);
    hours(made, 24);
    setSchedule(colleague(made), daily);
    hours(made, 24);
    expect(refreshedAt(made, 'Europe/Berlin')).toEqual(['03-28 03h', '03-29 02h']);
    const runs = made.world.history.filter(
      ({ calls, functionName }) =>
        functionName === 'onTheHour' && calls.some(({ name }) => name === 'UrlFetchApp.fetchAll'),
    );
    expect(runs.map(({ user }) => user)).toEqual(['owner', COLLEAGUE]);
  });
});

describe('a schedule', () => {
  const every: Every = { kind: 'day', hour: 12 };

  test('is seen: owner, sheet, next run; then last run and outcome', () => {
    const made = sheetOfCodes(2);
    expect(home(made.world).schedule).toBeNull();
    expect(setSchedule(made.world, every, true).schedule).toEqual({
      mine: true,
      owner: 'Ada',
      every,
      switches: true,
      colleagues: false,
      heldBy: null,
      sheet: 'Sheet1',
      lastRun: null,
      lastOutcome: null,
      nextRun: '2027-01-04 12:00',
      pausedWhy: null,
      overdue: false,
    });
    hours(made, 4);
    expect(home(made.world).schedule).toMatchObject({
      lastRun: '2027-01-04 12:00',
      lastOutcome: '2 rows refreshed.',
      nextRun: '2027-01-05 12:00',
    });
    expect(home(colleague(made)).schedule).toMatchObject({ mine: false, owner: 'Ada' });
  });

  test('that is switched off runs no more, and its trigger goes at its next firing', () => {
    const made = sheetOfCodes(1);
    setSchedule(made.world, { kind: 'hour' });
    expect(setSchedule(made.world, null).schedule).toBeNull();
    expect(triggersOf(made)).toEqual(['onTheHour']);
    expect(hours(made, 5)).toHaveLength(1);
    expect([triggersOf(made), statsOf(made)]).toEqual([[], []]);
  });

  test('that a colleague takes over is theirs: the former owner’s trigger removes itself, and one row is one request', () => {
    const made = sheetOfCodes(3);
    setSchedule(made.world, { kind: 'hour' });
    hours(made, 1);
    const hand = colleague(made);
    expect(setSchedule(hand, { kind: 'hour' }).schedule).toMatchObject({ mine: true });
    expect(home(made.world).schedule).toMatchObject({ mine: false });
    made.qrius.log.length = 0;
    hours(made, 2);
    expect([triggersOf(made), triggersOf(made, COLLEAGUE)]).toEqual([[], ['onTheHour']]);
    expect(statsOf(made)).toHaveLength(6);
  });

  test('set twice has one trigger, which serves the unfinished job as well', () => {
    const made = sheetOfCodes(1);
    setSchedule(made.world, { kind: 'hour' });
    setSchedule(made.world, every, true);
    expect(triggersOf(made)).toEqual(['onTheHour']);
    made.world.user.setCells('Sheet1', 'A3', [['Talk 2', 'https://example.com/2']]);
    ask(made.world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: true, most: null });
    expect(triggersOf(made)).toEqual(['onTheHour']);
    hours(made, 4);
    expect(triggersOf(made)).toEqual(['onTheHour']);
    expect(statsOf(made)).toHaveLength(2);
  });

  test('is refused in a sentence where Google lets no trigger be made, and then there is none', () => {
    const made = sheetOfCodes(1, { kind: 'bound' });
    for (let number = 0; number < 20; number += 1)
      made.world.state.triggers.push({
        id: `other ${number}`,
        userId: 'owner',
        handler: 'other',
        everyMs: HOUR,
        spent: true,
        dueAt: made.world.now() + HOUR,
      });
    const answer = ask(made.world, 'setSchedule', { every, switches: false });
    expect(answer).toMatchObject({
      ok: false,
      failure: { code: 'trigger-refused', message: expect.stringContaining('Remove triggers of Qrius') },
    });
    expect(home(made.world).schedule).toBeNull();
  });

  test('keeps its trigger where that fires while it is being set', () => {
    const made = sheetOfCodes(1);
    setSchedule(made.world, every);
    setSchedule(made.world, null);
    made.world.faults.push({
      at: { name: 'Properties.setProperties', nth: 1 },
      when: 'before',
      do: { kind: 'run', functionName: 'onTheHour' },
    });
    setSchedule(made.world, every);
    expect(made.world.faults).toEqual([]);
    expect(triggersOf(made)).toEqual(['onTheHour']);
  });
});

test.each<[string, Planned[]]>([
  ['refreshes', []],
  ['refreshes and switches', [['https://example.com/next', '2027-03-01 09:00']]],
])('an hour in which nothing is due asks for little, where the schedule %s', (_, plans) => {
  const made = sheetOfCodes(1, { plans });
  setSchedule(made.world, { kind: 'day', hour: 12 }, plans.length > 0);
  const [run] = hours(made, 1);
  const names = (run?.calls ?? []).map(({ name }) => name);
  // The user’s own are read once, the document’s once more under the lock; what is written is when the trigger fired, and when the
  // schedule was looked at.
  expect(names.filter((name) => /^(Properties|Lock)\./.test(name)).sort()).toEqual([
    'Lock.releaseLock',
    'Lock.tryLock',
    ...Array.from({ length: 3 }, () => 'Properties.getProperties'),
    'Properties.setProperties',
    'Properties.setProperty',
  ]);
  expect(names.filter((name) => name === 'Range.getDisplayValues').length).toBeLessThanOrEqual(1);
  expect(statsOf(made)).toEqual([]);
});

describe('triggers that fire as they please', () => {
  const hourly: Every = { kind: 'hour' };

  test('one that fires twice refreshes once', () => {
    const made = sheetOfCodes(3);
    setSchedule(made.world, hourly);
    hours(made, 1);
    const again = made.world.run('onTheHour');
    expect(again.outcome).toBe('returned');
    expect(statsOf(made)).toHaveLength(3);
  });

  test.each(['UrlFetchApp.fetchAll', 'Lock.releaseLock', 'Range.setValues'])(
    'two at once refresh once, and neither counts as failed: the second fires after %s',
    (name) => {
      const made = sheetOfCodes(3);
      setSchedule(made.world, hourly, true);
      made.world.advance(59 * MINUTE);
      made.world.faults.push({
        at: { name, nth: 1 },
        execution: made.world.state.executions + 1,
        when: 'after',
        do: { kind: 'run', functionName: 'onTheHour' },
      });
      made.world.advance(2 * MINUTE);
      expect(made.world.faults).toEqual([]);
      expect(statsOf(made)).toHaveLength(3);
      expect(home(made.world).schedule).toMatchObject({ lastOutcome: '3 rows refreshed.', pausedWhy: null });
    },
  );

  test('days that were missed are made up for once', () => {
    const made = sheetOfCodes(1, { plans: [['https://example.com/next', '2027-01-05 09:30']] });
    setSchedule(made.world, { kind: 'day', hour: 12 }, true);
    hours(made, 4);
    const [trigger] = made.world.state.triggers;
    if (trigger) trigger.dueAt += 5 * DAY;
    made.qrius.log.length = 0;
    hours(made, 5 * 24 - 1);
    expect(made.qrius.log).toEqual([]);
    expect(home(made.world).schedule).toMatchObject({ overdue: true });
    hours(made, 3);
    expect([statsOf(made).length, changesOf(made).length]).toEqual([1, 1]);
    expect(rowOf(made, 1)).toMatchObject({ URL: 'https://example.com/next', 'Switch on': '' });
    expect(home(made.world).schedule).toMatchObject({
      overdue: false,
      lastOutcome: '1 row switched. 1 row refreshed.',
    });
  });

  test('a schedule that was taken over while the former owner’s run went on is not theirs to write', () => {
    const made = sheetOfCodes(1);
    const hand = colleague(made);
    setSchedule(made.world, hourly);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
      when: 'after',
      do: { kind: 'act', act: () => void setSchedule(hand, { kind: 'day', hour: 5 }) },
    });
    hours(made, 1);
    expect(home(hand).schedule).toMatchObject({ mine: true, every: { kind: 'day', hour: 5 } });
    hours(made, 1);
    expect(triggersOf(made)).toEqual([]);
  });
});
