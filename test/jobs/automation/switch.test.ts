// The scheduled switch, in the built add-on: within the hour of its time a row's code leads elsewhere, and what cannot be is told in the row.
import { change as carried, get } from '../../../sim/sidebar';
import { hours, MINUTE } from '../../support/desk';
import {
  changesOf,
  home,
  leadsTo,
  logLines,
  pageOf,
  rowOf,
  type SheetOptions,
  setSchedule,
  sheetOfCodes,
} from './helper';

const NEXT = 'https://example.com/next';
const scheduled = (count: number, options: SheetOptions) => {
  const made = sheetOfCodes(count, options);
  setSchedule(made.world, null, true);
  return made;
};
const cells = (row: Record<string, string>) => [
  row.URL,
  row['Next destination'],
  row['Switch on'],
  row.Status,
];

describe('a row whose time has come', () => {
  const made = scheduled(3, {
    plans: [
      ['', ''],
      [NEXT, '2027-01-04 10:30'],
    ],
  });
  const before = hours(made, 1);

  test('is not switched before', () => {
    expect(before.map(({ outcome }) => outcome)).toEqual(['returned']);
    expect(changesOf(made)).toEqual([]);
    expect(cells(rowOf(made, 2))).toEqual([pageOf(2), NEXT, '2027-01-04 10:30', 'Created']);
    expect(home(made.world).job).toBeNull();
  });

  test('opens its next destination within the hour, and says so', () => {
    hours(made, 1);
    expect(leadsTo(made)).toEqual([pageOf(1), NEXT, pageOf(3)]);
    expect(cells(rowOf(made, 2))).toEqual([NEXT, '', '', 'Switched to its next destination']);
    expect(cells(rowOf(made, 1))).toEqual([pageOf(1), '', '', 'Created']);
    expect(logLines(made)).toEqual([
      expect.objectContaining({
        Action: 'Switch',
        'QR ID': made.ids[1],
        Before: pageOf(2),
        After: NEXT,
        Result: 'done',
        Who: 'Ada',
      }),
    ]);
    expect(home(made.world).schedule).toMatchObject({
      lastRun: '2027-01-04 11:00',
      lastOutcome: '1 row switched.',
      overdue: false,
    });
  });

  test('is done once, and the hours after leave the account alone', () => {
    made.qrius.log.length = 0;
    const job = home(made.world).job;
    hours(made, 3);
    expect(made.qrius.log).toEqual([]);
    expect(home(made.world).job).toEqual(job);
  });

  test('is taken back by an undo', () => {
    carried(made.world, { request: { kind: 'undo', job: null } }, () => undefined);
    expect(leadsTo(made)[1]).toBe(pageOf(2));
    expect(cells(rowOf(made, 2))).toEqual([pageOf(2), '', '', 'Restored: destination']);
  });
});

test('250 rows that are due for the same URL are three requests', () => {
  const made = scheduled(250, {
    plans: Array.from({ length: 250 }, () => [NEXT, '2027-01-04 09:30'] as const),
  });
  hours(made, 1);
  expect(changesOf(made).map(({ ids }) => ids)).toEqual([100, 100, 50]);
  expect(new Set(leadsTo(made))).toEqual(new Set([NEXT]));
  expect(logLines(made).map(({ Action, Result }) => `${Action} ${Result}`)).toEqual(
    Array(250).fill('Switch done'),
  );
});

test('what is due next is listed: at most five, the soonest first', () => {
  const times = ['15:00', '11:00', '12:00', '10:30', '16:00', '13:00', '14:00'];
  const made = sheetOfCodes(8, {
    plans: [...times.map((time) => [NEXT, `2027-01-05 ${time}`] as const), [NEXT, 'soon']],
  });
  expect(home(made.world).switches).toEqual(
    [4, 2, 3, 6, 7].map((n) => ({
      row: n + 1,
      name: `Talk ${n}`,
      next: NEXT,
      at: `2027-01-05 ${times[n - 1]}`,
    })),
  );
});

describe('a row that cannot be switched', () => {
  const faults: Array<[next: string, on: string, sentence: RegExp]> = [
    [NEXT, '2027-01-03 10:00', /^Not changed: the time in Switch on, 2027-01-03 10:00, is past\./],
    [
      NEXT,
      'next Tuesday',
      /^Not changed: the time in Switch on, “next Tuesday”, can’t be read\. Write it as/,
    ],
    ['ftp://example.com', '2027-01-04 10:30', /^Not changed: the next destination must begin with http/],
    ['', '2027-01-04 10:30', /^Not changed: there is a time in Switch on, but no next destination\./],
    [NEXT, '', /^Not changed: the next destination has no time in Switch on\. Write it as/],
  ];
  const plans = faults.map(([next, on]) => [next, on] as const);

  test('is in the list of planned switches, with the reason, before the schedule is saved', () => {
    const list = get(
      sheetOfCodes(7, { plans: [...plans, [NEXT, '2027-01-05 10:30']] }).world,
      'listSwitches',
      null,
    );
    expect(list.switches).toMatchObject([{ row: 7 }]);
    expect(list).toMatchObject({ faultCount: 5, more: 0 });
    expect(list.faults.map(({ row, name }) => [row, name])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [n + 1, `Talk ${n}`]),
    );
    list.faults.forEach(({ sentence }, at) => {
      expect(`Not changed: ${sentence}`).toMatch(faults[at]?.[2] ?? '');
    });
  });

  test('says why, and nothing is sent; its cells stay', () => {
    const made = scheduled(6, { plans });
    hours(made, 1);
    expect(changesOf(made)).toEqual([]);
    faults.forEach(([next, on, sentence], index) => {
      const row = rowOf(made, index + 1);
      expect(row.Status).toMatch(sentence);
      expect([row['Next destination'], row['Switch on']]).toEqual([next, on]);
    });
    expect(rowOf(made, 6).Status).toBe('Created');
    expect(logLines(made)).toEqual([]);
  });

  test('is told once: the hours after ask Qrius nothing, and the schedule lives', () => {
    const made = scheduled(6, { plans });
    hours(made, 1);
    made.qrius.log.length = 0;
    hours(made, 4);
    expect(made.qrius.log).toEqual([]);
    expect(home(made.world).schedule).toMatchObject({ pausedWhy: null, overdue: false });
  });

  test('is switched once it is fixed', () => {
    const made = scheduled(1, { plans: [[NEXT, 'next Tuesday']] });
    hours(made, 1);
    made.world.user.setCell('Sheet1', 'G2', '2027-01-04 10:30');
    setSchedule(made.world, null, true);
    hours(made, 1);
    expect(cells(rowOf(made, 1))).toEqual([NEXT, '', '', 'Switched to its next destination']);
  });
});

describe('two rows of one code', () => {
  /** A second row of the first code below the three. */
  const doubled = (first: readonly [string, string], second: readonly [string, string]) => {
    const made = scheduled(2, { plans: [first] });
    made.world.user.setCells('Sheet1', 'A4', [['Talk 9', pageOf(1), made.ids[0] ?? '', '', '', ...second]]);
    setSchedule(made.world, null, true);
    hours(made, 1);
    return made;
  };

  test.each([
    ['above', ['', ''], [NEXT, '2027-01-04 09:30']],
    ['below', [NEXT, '2027-01-04 09:30'], ['', '']],
  ] as const)('follow the one that is due, where the other is %s', (_, first, second) => {
    const made = doubled(first, second);
    expect(leadsTo(made)).toEqual([NEXT, pageOf(2)]);
    for (const n of [1, 9])
      expect(cells(rowOf(made, n))).toEqual([NEXT, '', '', 'Switched to its next destination']);
    expect(logLines(made)).toHaveLength(1);
  });

  test('with different next destinations are told so, and nothing is sent', () => {
    const made = doubled([NEXT, '2027-01-04 09:30'], [`${NEXT}-2`, '2027-01-04 09:40']);
    expect(changesOf(made)).toEqual([]);
    for (const n of [1, 9])
      expect(rowOf(made, n).Status).toBe(
        'Not changed: the code is in rows 2 and 4 with different next destinations. Make them the same.',
      );
  });

  test('are switched one after the other where one comes later', () => {
    const made = doubled([NEXT, '2027-01-04 09:30'], [`${NEXT}-2`, '2027-01-04 10:40']);
    expect(leadsTo(made)[0]).toBe(NEXT);
    expect(cells(rowOf(made, 9)).slice(0, 3)).toEqual([NEXT, `${NEXT}-2`, '2027-01-04 10:40']);
    hours(made, 1);
    expect(leadsTo(made)[0]).toBe(`${NEXT}-2`);
    expect(cells(rowOf(made, 9))).toEqual([`${NEXT}-2`, '', '', 'Switched to its next destination']);
  });

  test('of which one is faulty: the other is switched, and then the faulty one is told', () => {
    const made = doubled([NEXT, '2027-01-04 09:30'], [`${NEXT}-2`, 'soon']);
    expect(leadsTo(made)[0]).toBe(NEXT);
    hours(made, 1);
    expect(rowOf(made, 9).Status).toMatch(/“soon”, can’t be read/);
  });
});

test('rows that are sorted meanwhile are switched where they then are', () => {
  const made = scheduled(6, {
    plans: [1, 2, 3, 4, 5, 6].map((n) => [n % 2 ? `${NEXT}-${n}` : '', n % 2 ? '2027-01-04 09:30' : '']),
  });
  for (const nth of [1, 2, 3, 4])
    made.world.faults.push({
      at: { name: 'Range.setValues', nth },
      execution: made.world.state.executions + 1,
      when: 'before',
      do: { kind: 'shuffle', sheet: 'Sheet1', seed: nth },
    });
  hours(made, 2);
  expect(made.world.faults.length).toBeLessThan(3);
  for (const n of [1, 2, 3, 4, 5, 6]) {
    const url = n % 2 ? `${NEXT}-${n}` : pageOf(n);
    expect(cells(rowOf(made, n))).toEqual([
      url,
      '',
      '',
      n % 2 ? 'Switched to its next destination' : 'Created',
    ]);
    expect(leadsTo(made)[n - 1]).toBe(url);
  }
});

test.each([
  ['Europe/Berlin', '2027-03-28T00:10Z', '2027-03-28 03:05', '2027-03-28T01:05Z'],
  ['America/New_York', '2027-11-07T05:10Z', '2027-11-07 01:45', '2027-11-07T05:45Z'],
])('a date cell in %s is a moment of the sheet’s zone', (timeZone, start, on, moment) => {
  const made = scheduled(1, { timeZone, start, plans: [[NEXT, on]] });
  expect(made.world.values('Sheet1')[1]?.[6]).toEqual({ serial: expect.any(Number) });
  expect(home(made.world).switches.map(({ at }) => at)).toEqual([on]);
  const due = Date.parse(moment) - made.world.now();
  made.world.advance(due - MINUTE);
  expect(leadsTo(made)).toEqual([pageOf(1)]);
  made.world.advance(62 * MINUTE);
  expect(leadsTo(made)).toEqual([NEXT]);
});

test('a destination that the user edits after a switch is theirs, and is sent without a question', () => {
  const made = scheduled(1, { plans: [[NEXT, '2027-01-04 09:30']] });
  carried(
    made.world,
    { request: { kind: 'destination', url: 'https://example.com/first' } },
    () => undefined,
  );
  hours(made, 1);
  made.world.user.setCell('Sheet1', 'B2', 'https://example.com/mine');
  const preview = get(made.world, 'previewChange', {
    request: { kind: 'changed', choices: [] },
    scope: 'sheet',
    hidden: false,
  });
  expect(preview.differences).toMatchObject([{ field: 'destination', side: 'here' }]);
});
