// What goes wrong while nobody looks: each has its own way on, and is seen when the sidebar is opened next, and in the log.
import { get } from '../../../sim/sidebar';
import { connect } from '../../../sim/trial';
import type { Home } from '../../../src/shared/contract/home';
import { standstill } from '../../../src/sidebar/scans/schedule-words';
import { COLLEAGUE, colleague, type Desk, hours, talks } from '../../support/desk';
import { changesOf, home, logLines, rowOf, setSchedule, sheetOfCodes, statsOf, triggersOf } from './helper';

const NEXT = 'https://example.com/next';
type Made = ReturnType<typeof sheetOfCodes>;

/** A schedule that refreshes hourly, and a switch that is due at 10:30. One hour has passed. */
function running(options: Parameters<typeof sheetOfCodes>[1] = {}): Made {
  const made = sheetOfCodes(2, { plans: [[NEXT, '2027-01-04 10:30']], ...options });
  setSchedule(made.world, { kind: 'hour' }, true);
  hours(made, 1);
  made.qrius.log.length = 0;
  return made;
}
const seen = (made: Desk): NonNullable<Home['schedule']> => {
  const { schedule } = home(made.world);
  if (!schedule) throw new Error('There is no schedule.');
  return schedule;
};
/** What the log says of runs. */
const told = (made: Desk): string[] =>
  logLines(made).flatMap(({ Action, Who, Result = '' }) =>
    Action === 'Schedule' ? [`${Who}: ${Result}`] : [],
  );

describe('three failed runs in a row', () => {
  const broken: Array<
    [title: string, break_: (made: Made) => void, fix: (made: Made) => void, says: RegExp]
  > = [
    [
      'a key that Qrius refuses',
      ({ qrius }) => {
        for (const key of qrius.keys) key.revoked = true;
      },
      (made) => {
        for (const key of made.qrius.keys) key.revoked = false;
      },
      /Qrius rejected your API key\./,
    ],
    [
      'a key that was forgotten',
      ({ world }) => void get(world, 'forgetKey', null),
      ({ world, qrius }) => connect(world, qrius),
      /No API key yet\./,
    ],
    [
      'a column that was renamed',
      ({ world }) => world.user.setCell('Sheet1', 'A1', 'E-mail'),
      ({ world }) => world.user.setCell('Sheet1', 'A1', 'Name'),
      /column/,
    ],
  ];
  test.each(broken)('by %s pause the schedule, which says why; set again it runs', (_, harm, fix, says) => {
    const made = running();
    harm(made);
    hours(made, 1);
    expect(seen(made)).toMatchObject({ lastOutcome: expect.stringMatching(says), pausedWhy: null });
    hours(made, 2);
    expect(seen(made).pausedWhy).toMatch(/^The schedule is paused, because 3 runs in a row failed\./);
    expect(seen(made).pausedWhy).toMatch(says);
    expect(seen(made)).toMatchObject({ nextRun: null, overdue: false });
    expect(told(made)).toEqual(Array(3).fill(expect.stringMatching(/^Ada: /)));
    expect(told(made).every((line) => says.test(line))).toBe(true);
    made.qrius.log.length = 0;
    hours(made, 2);
    expect([made.qrius.log, triggersOf(made)]).toEqual([[], []]);

    fix(made);
    setSchedule(made.world, { kind: 'hour' }, true);
    hours(made, 1);
    expect(seen(made)).toMatchObject({ lastOutcome: '1 row switched. 2 rows refreshed.', pausedWhy: null });
    expect(rowOf(made, 1)).toMatchObject({ URL: NEXT, 'Switch on': '' });
  });

  test('by a sheet that was deleted, until the schedule is set for another one', () => {
    const made = running();
    made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
    made.world.user.deleteSheet('Sheet1');
    hours(made, 4);
    expect(seen(made).pausedWhy).toMatch(/The sheet of the job was deleted\./);
    expect(seen(made).sheet).toBe('');
    expect(changesOf(made)).toEqual([]);
  });

  test('by a protected range, where its owner is not the one who may write there', () => {
    const made = sheetOfCodes(2, { plans: [[NEXT, '2027-01-04 10:30']] });
    setSchedule(colleague(made), { kind: 'hour' }, true);
    hours(made, 1);
    made.world.user.protectRange('Sheet1', 'A:Z');
    hours(made, 3);
    expect(seen(made).pausedWhy).toMatch(/protected/);
    expect([told(made).length, changesOf(made).length]).toEqual([3, 0]);
    for (const sheet of made.world.state.document?.sheets ?? []) sheet.protections = [];
    setSchedule(made.world.asUser(COLLEAGUE), { kind: 'hour' }, true);
    hours(made, 1);
    // The colleague neither created nor imported the code.
    expect(seen(made).lastOutcome).toBe('1 row not switched: Status says why. 2 rows refreshed.');
  });

  test('are not three where one succeeded between them', () => {
    const made = sheetOfCodes(1);
    setSchedule(made.world, null, true);
    for (const _ of [1, 2, 3]) {
      made.world.faults.push({
        at: { name: 'Range.getDisplayValues', nth: 1 },
        when: 'before',
        do: { kind: 'throw', message: 'Service Spreadsheets failed' },
      });
      hours(made, 1);
      expect(seen(made).lastOutcome).toBe('Google Sheets did not answer as expected.');
      hours(made, 1);
    }
    expect(seen(made).pausedWhy).toBeNull();
    expect(told(made)).toHaveLength(3);
  });
});

test('what a run switched is said, also where its refresh then fails', () => {
  const made = running();
  for (const id of made.ids)
    made.qrius.faults.push({
      at: { nth: 1, path: `/qr/${id}/stats/export` },
      do: { kind: 'status', status: 401 },
    });
  hours(made, 1);
  expect(rowOf(made, 1).URL).toBe(NEXT);
  expect(seen(made).lastOutcome).toMatch(/^1 row switched\. Qrius rejected your API key\./);
  expect(told(made)).toEqual([expect.stringMatching(/^Ada: 1 row switched\. Qrius rejected/)]);
});

test('what a run switched is said, also where Google then fails', () => {
  const made = running();
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 3 },
    when: 'after',
    do: {
      kind: 'act',
      act: () => {
        made.world.faults.push({
          at: { name: 'Range.setValues' },
          when: 'before',
          do: { kind: 'throw', message: 'Service Spreadsheets failed' },
        });
      },
    },
  });
  hours(made, 1);
  expect(rowOf(made, 1).URL).toBe(NEXT);
  expect(seen(made).lastOutcome).toBe('1 row switched. Google Sheets did not answer as expected.');
});

test('switches of a run that Google ended are said by the one that continues them', () => {
  const made = running();
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
    when: 'after',
    do: { kind: 'kill', pendingWrites: 'lost' },
  });
  hours(made, 2);
  expect(rowOf(made, 1).URL).toBe(NEXT);
  expect(seen(made).lastOutcome).toBe('1 row switched. 2 rows refreshed.');
});

test('a sheet that was renamed is found by what it is', () => {
  const made = running();
  made.world.user.renameSheet('Sheet1', 'Talks');
  hours(made, 1);
  expect(seen(made)).toMatchObject({ sheet: 'Talks', lastOutcome: '1 row switched. 2 rows refreshed.' });
});

describe('where Google wants the user to allow the add-on again', () => {
  test('nothing is sent; the sidebar says that it is overdue, and afterwards everything is made up for', () => {
    const made = running();
    made.world.state.unauthorised.push('owner');
    expect(hours(made, 4).map(({ outcome }) => outcome)).toEqual(Array(4).fill('returned'));
    expect(made.qrius.log).toEqual([]);
    expect(seen(made)).toMatchObject({ overdue: true, pausedWhy: null });
    expect(standstill(seen(made))).toMatch(
      /^The schedule hasn’t run for several hours\. Reopen the sidebar .* and save again\.$/,
    );
    expect(standstill(home(colleague(made)).schedule ?? seen(made))).toMatch(
      /^The .*\. Ask Ada to reopen the/,
    );
    made.world.state.unauthorised.length = 0;
    hours(made, 1);
    expect(seen(made)).toMatchObject({ overdue: false, lastOutcome: '1 row switched. 2 rows refreshed.' });
  });
});

test('a trigger without a document does nothing, and the sidebar says that the schedule is overdue', () => {
  const made = sheetOfCodes(1, { world: { clockTriggerDocument: 'null' } });
  setSchedule(made.world, { kind: 'hour' });
  made.qrius.log.length = 0;
  expect(hours(made, 4).map(({ outcome }) => outcome)).toEqual(Array(4).fill('returned'));
  expect(made.qrius.log).toEqual([]);
  expect(seen(made)).toMatchObject({ overdue: true });
  expect(get(made.world, 'refreshScans', { scope: 'sheet' })).toMatchObject({ phase: 'ended', done: 1 });
});

describe('a job under way', () => {
  const busyWith = (rows: number) => {
    const made = running({ qrius: { requestsPerMinute: 10 } });
    const hand = colleague(made);
    made.world.user.setCells('Sheet1', 'A4', talks(rows).slice(1));
    return { ...made, hand };
  };

  test('of a colleague is no failure: the schedule waits, says for whom from the first run on, and after an hour for nobody', () => {
    const made = busyWith(30);
    get(made.hand, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
    made.world.state.triggers = made.world.state.triggers.filter(({ userId }) => userId !== COLLEAGUE);
    made.qrius.log.length = 0;
    expect(standstill(seen(made))).toBeNull();
    hours(made, 1);
    expect(made.qrius.log).toEqual([]);
    expect(seen(made)).toMatchObject({ lastOutcome: '2 rows refreshed.', pausedWhy: null, overdue: true });
    expect(standstill(seen(made))).toMatch(/^The schedule waits for Ada’s unfinished job\./);
    expect(told(made)).toEqual([]);
    hours(made, 1);
    expect(seen(made)).toMatchObject({ overdue: false, heldBy: null });
    expect(seen(made).lastOutcome).toMatch(/^1 row switched\. \d+ rows refreshed\.$/);
    expect(statsOf(made).length).toBeGreaterThan(2);
  });

  test('of the owner that waits for tomorrow’s quota is none either', () => {
    const made = busyWith(2);
    const quota = (nth: number) =>
      made.world.faults.push({
        at: { name: 'UrlFetchApp.fetchAll', nth },
        when: 'before',
        do: { kind: 'throw', message: 'Service invoked too many times for one day: urlfetch.' },
      });
    quota(2);
    const order = { scope: 'sheet', conflict: 'suffix', images: false, most: null } as const;
    expect(get(made.world, 'createCodes', order)).toMatchObject({
      phase: 'paused',
      failure: { code: 'fetch-quota' },
    });
    for (let times = 0; times < 5; times += 1) quota(1);
    hours(made, 5);
    expect(made.world.faults).toEqual([]);
    expect(seen(made)).toMatchObject({ lastOutcome: '2 rows refreshed.', pausedWhy: null });
    hours(made, 1);
    expect(home(made.world).job).toMatchObject({ kind: 'refresh', phase: 'ended' });
    expect(seen(made).lastOutcome).toBe('1 row switched. 4 rows refreshed.');
    expect(rowOf(made, 1).URL).toBe(NEXT);
  });
});
