// A colleague without a key can neither lock nor silence the owner; and an owner who left locks nobody for good.
import type { StateOptions } from '../../sim/qrius/state';
import { ask, get } from '../../sim/sidebar';
import { home, setSchedule } from '../jobs/automation/helper';
import { act, changing, coded, status } from '../jobs/change/helper';
import {
  AFTER_LEASE_MS,
  COLLEAGUE,
  colleague,
  connected,
  createCodes,
  DAY,
  type Desk,
  hours,
  logLines,
  MINUTE,
  SHEET,
  shownRows,
  talks,
} from '../support/desk';
import { keyless } from './helper';

const CREATE = { scope: 'sheet', conflict: 'suffix', images: false, most: null } as const;
const ALL = { scope: 'sheet', hidden: false, deletes: null, targetFingerprint: null } as const;

/** A job of codes to create that waits for its owner. */
function left(): Desk {
  const made = connected(talks(30), { qrius: { requestsPerMinute: 12 } });
  get(made.world, 'createCodes', CREATE);
  // The owner's triggers are gone, as where they removed the add-on.
  made.world.state.triggers.length = 0;
  return made;
}

describe('a job whose owner left', () => {
  test('is theirs for a day, and the sidebar says so', () => {
    const made = left();
    const other = keyless(made);
    made.world.advance(AFTER_LEASE_MS);
    expect(home(other).job).toMatchObject({ mine: false, mayEnd: false });
    expect(ask(other, 'endJob', null)).toMatchObject({ ok: false, failure: { code: 'no-job' } });
    expect(home(made.world).job).toMatchObject({ mine: true, mayEnd: false });
  });

  test('can then be ended without a key: nothing is sent, its rows say so, and others begin', () => {
    const made = left();
    const sent = made.batches.length;
    made.world.advance(DAY + AFTER_LEASE_MS);
    const other = colleague(made);
    expect(createCodes(made, 'sheet', {}, other)).toMatch(
      /haven’t been here for a day\. End it in the sidebar/,
    );
    const without = keyless(made);
    get(without, 'forgetKey', null);
    expect(home(without).job).toMatchObject({ mayEnd: true });
    expect(get(without, 'endJob', null).job).toMatchObject({ phase: 'ended', ending: 'stopped', waiting: 0 });
    expect(
      made.batches
        .slice(sent)
        .flat()
        .filter(({ method }) => method === 'POST'),
    ).toEqual([]);
    expect(new Set(shownRows(made.world).map(({ Status }) => Status))).toEqual(
      new Set(['Created', 'Stopped before it was created']),
    );
    expect(home(made.world).job?.failure?.message).toMatch(
      /ended this job, because Ada hadn’t been here for a day/,
    );
    hours(made, 3);
    expect(
      made.batches
        .slice(sent)
        .flat()
        .filter(({ method }) => method === 'POST'),
    ).toEqual([]);
    expect(createCodes(made)).toMatch(/^Done\. 18 created/);
    expect(Object.keys(made.qrius.codes)).toHaveLength(30);
  });

  test('is told to its owner, also where the next one is ended in the same way', () => {
    const made = left();
    made.world.advance(DAY + AFTER_LEASE_MS);
    const other = colleague(made);
    get(other, 'endJob', null);
    get(other, 'createCodes', CREATE);
    made.world.state.triggers.length = 0;
    made.world.advance(DAY + AFTER_LEASE_MS);
    get(made.world, 'endJob', null);
    expect(home(made.world)).toMatchObject({
      notice: expect.stringMatching(/^Ada ended this job, because Ada hadn’t been here for a day/),
      job: { mine: false, phase: 'ended' },
    });
    expect(home(other)).toMatchObject({
      notice: null,
      job: { mine: true, failure: { message: expect.stringMatching(/ended this job/) } },
    });
  });

  test('its changes may have been made: no row says that it is as before', () => {
    const made = coded(3);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'kill', pendingWrites: 'applied' },
    });
    ask(made.world, 'changeCodes', { ...ALL, request: { kind: 'pause' } });
    expect(changing(made)).toHaveLength(1);
    made.world.state.triggers.length = 0;
    made.world.advance(DAY + AFTER_LEASE_MS);
    get(keyless(made), 'endJob', null);
    expect([2, 3, 4].map((row) => status(made, row))).toEqual(
      Array(3).fill('Stopped before its change was confirmed'),
    );
  });

  test('an owner who is seen keeps it', () => {
    const made = left();
    made.world.advance(DAY - 60 * MINUTE);
    get(made.world, 'continueJob', null);
    made.world.advance(DAY - 60 * MINUTE);
    expect(home(keyless(made)).job?.mayEnd).toBe(false);
  });
});

describe('a colleague’s job in the way of a schedule', () => {
  const ENDED =
    'Ada’s schedule ended Ada’s job: it got nothing done for an hour. Start it again to finish its rows.';

  /** The owner's job in a sheet of 30 rows, of which 12 have a code, and a colleague's schedule. */
  function held(alive: boolean, qrius: StateOptions = {}) {
    const made = connected(talks(30), { qrius: { requestsPerMinute: 12, ...qrius } });
    const other = colleague(made);
    setSchedule(other, { kind: 'hour' });
    made.world.advance(MINUTE);
    get(made.world, 'createCodes', CREATE);
    const { state } = made.world;
    if (!alive) state.triggers = state.triggers.filter(({ userId }) => userId === COLLEAGUE);
    return { ...made, other };
  }
  const statuses = (made: Desk) => new Set(shownRows(made.world).map(({ Status }) => Status));
  const created = (made: Desk) => Object.keys(made.qrius.codes).length;

  test('is ended when it got nothing done for an hour: nothing is sent, its rows and its owner are told', () => {
    const made = held(false);
    hours(made, 1);
    expect(home(made.world).job).toMatchObject({ mine: true, phase: 'waiting' });
    hours(made, 1);
    expect(created(made)).toBe(12);
    expect(statuses(made)).toEqual(new Set(['Created', 'Stopped before it was created']));
    expect(home(made.other)).toMatchObject({
      job: { kind: 'refresh', phase: 'ended', mine: true },
      notice: null,
      schedule: { lastOutcome: '12 rows refreshed.', overdue: false },
    });
    expect(home(made.world)).toMatchObject({ notice: ENDED, job: { mine: false } });
    expect(logLines(made).filter(({ Action }) => Action === 'Schedule')).toMatchObject([{ Result: ENDED }]);
    hours(made, 1);
    expect(logLines(made).filter(({ Action }) => Action === 'Schedule')).toHaveLength(1);
    expect(createCodes(made)).toMatch(/^Done\. 18 created/);
    expect(home(made.world).notice).toBeNull();
    expect(created(made)).toBe(30);
  });

  test('is not ended where the schedule has nothing to do', () => {
    const made = held(false);
    setSchedule(made.other, { kind: 'week', weekday: 3, hour: 12 });
    hours(made, 5);
    expect(home(made.world)).toMatchObject({ job: { mine: true, phase: 'waiting' }, notice: null });
    expect(home(made.other).schedule).toMatchObject({ overdue: false });
  });

  test('continues while it works, and the schedule runs at the first trigger after it', () => {
    const made = held(true, { requestsPerMinute: 2 });
    for (let hour = 0; hour < 6 && created(made) < 30; hour += 1) {
      expect(home(made.world)).toMatchObject({ job: { mine: true }, notice: null });
      hours(made, 1);
    }
    expect([created(made), statuses(made)]).toEqual([30, new Set(['Created'])]);
    hours(made, 2);
    expect(home(made.other).schedule?.lastOutcome).toMatch(/ rows refreshed/);
    expect(home(made.world).notice).toBeNull();
  });

  test('whose answers were lost keeps its marks: its owner finds each code, and none is created twice', () => {
    const made = connected(talks(6));
    const other = colleague(made);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'kill', pendingWrites: 'applied' },
    });
    ask(made.world, 'createCodes', CREATE);
    expect(created(made)).toBe(6);
    made.world.state.triggers.length = 0;
    setSchedule(other, { kind: 'hour' });
    hours(made, 2);
    expect([...statuses(made)].every((status) => status?.startsWith('Unconfirmed'))).toBe(true);
    // There was nothing to refresh: the job can still be seen.
    expect(home(made.world)).toMatchObject({
      job: { phase: 'ended', failure: { message: ENDED } },
      notice: null,
    });
    createCodes(made);
    expect([created(made), statuses(made)]).toEqual([6, new Set(['Created'])]);
  });
});

describe('a schedule', () => {
  test('is neither ended nor taken over by a colleague without a key', () => {
    const made = coded(1);
    setSchedule(made.world, { kind: 'hour' });
    for (const every of [null, { kind: 'hour' }] as const)
      expect(ask(keyless(made), 'setSchedule', { every, switches: false })).toMatchObject({
        ok: false,
        failure: { code: 'not-connected' },
      });
    expect(home(made.world).schedule).toMatchObject({ mine: true, every: { kind: 'hour' } });
  });

  test.each([
    ['switched off', null],
    ['took over', { kind: 'hour' }],
  ] as const)('that a colleague with a key %s is told to its owner, in sidebar and log', (word, every) => {
    const made = coded(1);
    setSchedule(made.world, { kind: 'hour' });
    setSchedule(colleague(made), every);
    const sentence = `Ada ${word} Ada’s schedule.`;
    expect(home(made.world).notice).toBe(sentence);
    expect(home(keyless(made)).notice).toBeNull();
    expect(logLines(made).at(-1)).toMatchObject({ Action: 'Schedule', Result: sentence });
    setSchedule(made.world, { kind: 'hour' });
    expect(home(made.world)).toMatchObject({ notice: null, schedule: { mine: true } });
  });

  test('that was taken over is told to its owner, whatever the colleague sets afterwards', () => {
    const made = coded(1);
    setSchedule(made.world, { kind: 'hour' });
    const other = colleague(made);
    setSchedule(other, { kind: 'hour' });
    setSchedule(other, { kind: 'day', hour: 5 });
    expect(home(made.world).notice).toBe('Ada took over Ada’s schedule.');
    setSchedule(made.world, { kind: 'hour' });
    expect(home(other).notice).toBe('Ada took over Ada’s schedule.');
    expect(home(made.world).notice).toBeNull();
  });

  test('that could not be taken over was not, and nobody is told that it was', () => {
    const made = coded(1);
    setSchedule(made.world, { kind: 'hour' });
    const other = colleague(made);
    made.world.faults.push({
      at: { name: 'Lock.tryLock', nth: 1 },
      execution: made.world.state.executions + 1,
      when: 'before',
      do: { kind: 'throw', message: 'Service Lock failed.' },
    });
    expect(ask(other, 'setSchedule', { every: null, switches: false })).not.toMatchObject({ ok: true });
    expect(made.world.faults).toEqual([]);
    expect(home(made.world)).toMatchObject({ notice: null, schedule: { mine: true } });
    expect(logLines(made).filter(({ Action }) => Action === 'Schedule')).toEqual([]);
  });

  test.each([null, { kind: 'hour' }] as const)(
    'that somebody set in this moment is neither replaced nor switched off without their being told',
    (every) => {
      const made = coded(1);
      const other = colleague(made);
      setSchedule(made.world, { kind: 'day', hour: 5 });
      made.world.faults.push({
        at: { name: 'Lock.tryLock', nth: 1 },
        execution: made.world.state.executions + 1,
        when: 'before',
        do: { kind: 'act', act: () => void setSchedule(other, { kind: 'hour' }) },
      });
      expect(ask(made.world, 'setSchedule', { every, switches: false })).toMatchObject({
        ok: false,
        failure: { code: 'target-changed' },
      });
      expect(home(other).schedule).toMatchObject({ mine: true, every: { kind: 'hour' } });
      expect(home(made.world).notice).toBe('Ada took over Ada’s schedule.');
    },
  );

  test('can be switched off by its owner without a key', () => {
    const made = coded(1);
    setSchedule(made.world, { kind: 'hour' });
    get(made.world, 'forgetKey', null);
    expect(setSchedule(made.world, null).schedule).toBeNull();
  });
});

test('a colleague without a key begins nothing', () => {
  const made = coded(1);
  expect(ask(keyless(made), 'changeCodes', { request: { kind: 'pause' }, ...ALL })).toMatchObject({
    ok: false,
    failure: { code: 'not-connected' },
  });
  made.world.user.setCell(SHEET, 'F2', 'Change queued');
  act(made, { request: { kind: 'pause' } });
  expect([changing(made).length, status(made, 2)]).toEqual([1, 'Paused']);
});
