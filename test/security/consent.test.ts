// A schedule switches only what its owner was shown and approved, of codes that they made here, in rows that can be seen.
import { ask, get } from '../../sim/sidebar';
import { home, listedBy, logLines, noteImported } from '../jobs/automation/helper';
import { act, changing, code, coded, status } from '../jobs/change/helper';
import { addCodes, colleague, hours, MINUTE, SHEET, shownRows } from '../support/desk';
import { keyless } from './helper';

const NEXT = 'https://example.com/next';
const OWN = 'https://example.com/own';
const OTHER = 'https://evil.example/';
const WAITS = /^Not changed: the switch waits for the schedule’s owner, who can approve it/;

/** Two codes, of which the first has a switch in an hour and a half, and a schedule that was set when the list showed it. */
function scheduled(more: object = {}) {
  const made = coded(2);
  noteImported(made, Object.values(made.qrius.codes));
  const on = soon(made);
  made.world.user.setCells(SHEET, 'G1', [
    ['Next destination', 'Switch on'],
    [NEXT, on],
  ]);
  get(made.world, 'setSchedule', { every: null, switches: true, ...more }, listedBy(made.world));
  return { ...made, on };
}
const soon = ({ world }: ReturnType<typeof coded>): string =>
  new Date(world.now() + 90 * MINUTE).toISOString().slice(0, 16).replace('T', ' ');
const plan = (made: ReturnType<typeof coded>, row: number, next: string, on: string) =>
  keyless(made).user.setCells(SHEET, `G${row}`, [[next, on]]);
const listed = (made: ReturnType<typeof coded>) => get(made.world, 'listSwitches', null);
const approve = (made: ReturnType<typeof coded>, fingerprint: string) =>
  ask(made.world, 'approveSwitches', null, { fingerprint });

test('what the owner saw is switched', () => {
  const made = scheduled();
  expect(listed(made).switches).toMatchObject([{ row: 2, next: NEXT, at: made.on, waits: false }]);
  hours(made, 3);
  expect(code(made, 1).destinationUrl).toBe(NEXT);
  expect(home(made.world).waiting).toBe(0);
});

test('a switch that was done is not done again for an earlier schedule that a script puts back', () => {
  const made = scheduled();
  const { document } = made.world.state.properties;
  const before = { ...document };
  hours(made, 3);
  expect(code(made, 1).destinationUrl).toBe(NEXT);
  act(made, { request: { kind: 'destination', url: OWN } });
  Object.assign(document, { 'qrius.schedule': before['qrius.schedule'] });
  plan(made, 2, NEXT, made.on);
  hours(made, 3);
  expect(code(made, 1).destinationUrl).toBe(OWN);
  expect(home(made.world)).toMatchObject({ schedule: null, notice: expect.stringMatching(/Nothing runs/) });
});

test('a schedule keeps running where its trigger fires at any moment of a press that approves', () => {
  const calls = Array.from({ length: 40 }, (_, at) => at + 1);
  const fired = calls.filter((k) => {
    const made = scheduled();
    made.world.advance(100 * MINUTE);
    const { fingerprint } = listed(made);
    made.world.faults.push({ at: { k }, when: 'before', do: { kind: 'run', functionName: 'onTheHour' } });
    approve(made, fingerprint);
    const isFired = made.world.faults.length === 0;
    made.world.faults.length = 0;
    expect([k, home(made.world)]).toMatchObject([k, { schedule: { mine: true }, notice: null }]);
    return isFired;
  });
  expect(fired.length).toBeGreaterThan(5);
});

test('what is approved at any moment of a run stays approved, or is refused, and the run is noted', () => {
  const beforeRun = () => {
    const made = scheduled();
    plan(made, 3, OTHER, '2027-01-04 18:00');
    made.world.advance(80 * MINUTE);
    return made;
  };
  const [run] = hours(beforeRun(), 1);
  const trips = (run?.calls ?? []).filter(
    ({ trip, name }) => trip && /^(Properties|Lock|Range)\./.test(name),
  );
  const found = trips.map(({ k }) => {
    const made = beforeRun();
    const answers: unknown[] = [];
    made.world.faults.push({
      at: { k },
      execution: made.world.state.executions + 1,
      when: 'before',
      do: { kind: 'act', act: () => void answers.push(approve(made, listed(made).fingerprint)) },
    });
    hours(made, 1);
    const [answer] = answers as ReturnType<typeof approve>[];
    const { schedule, waiting, notice } = home(made.world);
    const isTrue = answer?.ok ? waiting === 0 : answer?.failure.code === 'job-busy' && waiting === 1;
    expect([k, shownRows(made.world)[0]?.URL, notice]).toEqual([k, NEXT, null]);
    expect([k, isTrue, schedule?.lastOutcome]).toEqual([k, true, '1 row switched.']);
    return answer?.ok;
  });
  expect(found.filter((isOk) => isOk).length).toBeGreaterThan(30);
  expect(found.filter((isOk) => !isOk).length).toBeLessThan(20);
});

test.each([
  ['entered', 3, OTHER, null],
  ['edited', 2, OTHER, null],
  ['moved to another time', 2, NEXT, '2026-01-01 00:00'],
])(
  'a switch that a colleague %s waits, and is done once the owner approved just that list',
  (_, row, next, on) => {
    const made = scheduled();
    plan(made, row, next, on === null ? made.on : soonAgain(made));
    expect(home(made.world).waiting).toBe(1);
    expect(home(colleague(made)).waiting).toBe(0);
    hours(made, 3);
    expect(code(made, row - 1).destinationUrl).not.toBe(next);
    expect(status(made, row)).toMatch(WAITS);
    expect(changing(made)).toHaveLength(row === 3 ? 1 : 0);
    const { fingerprint, switches } = listed(made);
    expect(switches).toMatchObject([{ row, next, waits: true }]);
    expect(approve(made, 'another')).toMatchObject({ ok: false, failure: { code: 'target-changed' } });
    expect(approve(made, fingerprint)).toMatchObject({ ok: true, value: { waiting: 0 } });
    hours(made, 1);
    expect(code(made, row - 1).destinationUrl).toBe(next);
  },
);
const soonAgain = (made: { world: ReturnType<typeof coded>['world'] }): string =>
  new Date(made.world.now() + 80 * MINUTE).toISOString().slice(0, 16).replace('T', ' ');

test('a list that changed after it was shown is not approved', () => {
  const made = scheduled();
  plan(made, 3, NEXT, made.on);
  const { fingerprint } = listed(made);
  plan(made, 3, OTHER, made.on);
  expect(approve(made, fingerprint)).toMatchObject({ ok: false, failure: { code: 'target-changed' } });
  expect(ask(made.world, 'setSchedule', { every: null, switches: true }, { fingerprint })).toMatchObject({
    ok: false,
    failure: { code: 'target-changed' },
  });
  hours(made, 3);
  expect(code(made, 2).destinationUrl).not.toBe(OTHER);
});

test('a list that was not shown is not approved', () => {
  const made = coded(2);
  made.world.user.setCells(SHEET, 'G1', [
    ['Next destination', 'Switch on'],
    [NEXT, soon(made)],
  ]);
  for (const colleagues of [false, true])
    expect(ask(made.world, 'setSchedule', { every: null, switches: true, colleagues })).toMatchObject({
      ok: false,
      failure: { code: 'target-changed' },
    });
  expect(home(made.world).schedule).toBeNull();
  get(made.world, 'setSchedule', { every: null, switches: true }, listedBy(made.world));
  plan(made, 3, OTHER, soon(made));
  expect(ask(made.world, 'approveSwitches', null)).toMatchObject({ failure: { code: 'target-changed' } });
  expect(home(made.world).waiting).toBe(1);
});

test('of more than 700 switches the soonest are approved, and the list says how many are not', () => {
  const made = coded(2);
  const [one] = Object.values(made.qrius.codes);
  const rows = Array.from({ length: 702 }, (_, n) => [
    ...['Talk', '', '', one?.id ?? '', '', ''],
    ...[NEXT, `2099-01-01 ${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`],
  ]);
  made.world.user.setCells(SHEET, 'G1', [['Next destination', 'Switch on']]);
  made.world.user.setCells(SHEET, 'A4', rows);
  expect(listed(made)).toMatchObject({ switches: { length: 700 }, more: 2 });
  get(made.world, 'setSchedule', { every: null, switches: true }, listedBy(made.world));
  expect(home(made.world).waiting).toBe(2);
  expect(listed(made).switches.filter(({ waits }) => waits)).toEqual([]);
  for (const row of [5, 5]) made.world.user.deleteRow(SHEET, row);
  expect(listed(made)).toMatchObject({ switches: { length: 700 }, more: 0 });
});

test('colleagues may schedule switches where the owner says so', () => {
  const made = scheduled({ colleagues: true });
  plan(made, 3, OTHER, made.on);
  expect(home(made.world)).toMatchObject({ waiting: 0, schedule: { colleagues: true } });
  hours(made, 3);
  expect(code(made, 2).destinationUrl).toBe(OTHER);
});

test('what was done is approved no more: entered again it waits', () => {
  const made = scheduled();
  hours(made, 3);
  get(made.world, 'getHome', null);
  plan(made, 2, NEXT, made.on);
  const before = changing(made).length;
  hours(made, 2);
  expect(changing(made)).toHaveLength(before);
  expect(home(made.world).waiting).toBe(1);
});

test('what was approved for a row that was deleted is approved no more: in another row it waits', () => {
  const made = scheduled();
  const cells = made.world.table(SHEET)[1] ?? [];
  keyless(made).user.deleteRow(SHEET, 2);
  hours(made, 1);
  keyless(made).user.setCells(SHEET, 'A9', [cells]);
  expect(home(made.world).waiting).toBe(1);
  hours(made, 3);
  expect(code(made, 1).destinationUrl).not.toBe(NEXT);
  expect(status(made, 9)).toMatch(WAITS);
  expect(changing(made)).toEqual([]);
});

test('what was approved for a row that was deleted is switched in the row that shows the same again', () => {
  const made = scheduled();
  const cells = made.world.table(SHEET)[1] ?? [];
  keyless(made).user.deleteRow(SHEET, 2);
  keyless(made).user.setCells(SHEET, 'A9', [cells]);
  expect(home(made.world).waiting).toBe(0);
  plan(made, 2, NEXT, made.on);
  expect(home(made.world).waiting).toBe(1);
  hours(made, 3);
  expect([code(made, 1), code(made, 2)].map(({ destinationUrl }) => destinationUrl === NEXT)).toEqual([
    true,
    false,
  ]);
});

test('a code of the account that the owner did not make here is not switched, whoever may schedule', () => {
  const made = scheduled({ colleagues: true });
  const [foreign] = addCodes(made, 'J9', [{ name: 'Old', destinationUrl: 'https://example.com/old' }]);
  keyless(made).user.setCells(SHEET, 'A4', [
    ['Talk 9', 'https://example.com/old', '', foreign?.id ?? '', '', '', OTHER, made.on],
  ]);
  hours(made, 3);
  expect(made.qrius.codes[foreign?.id ?? '']?.destinationUrl).toBe('https://example.com/old');
  expect(logLines(made).some(({ 'QR ID': id }) => id === foreign?.id)).toBe(false);
});

test('a hidden row is not switched', () => {
  const made = scheduled();
  made.world.user.hideRow(SHEET, 2);
  hours(made, 3);
  expect(changing(made)).toEqual([]);
  expect(status(made, 2)).toMatch(/^Not changed: its row is hidden/);
});

test('a colleague cannot approve', () => {
  const made = scheduled();
  plan(made, 3, OTHER, made.on);
  const other = colleague(made);
  const { fingerprint } = get(other, 'listSwitches', null);
  expect(ask(other, 'approveSwitches', null, { fingerprint })).toMatchObject({ ok: false });
  hours(made, 3);
  expect(code(made, 2).destinationUrl).not.toBe(OTHER);
});
