// The document's properties can be written by every editor's script: the owner's trigger does nothing that the owner did not begin.
import { ask, get } from '../../sim/sidebar';
import { act, changing, code, coded, status } from '../jobs/change/helper';
import { colleague, HOUR, hours, MINUTE, NEW, SHEET, wait } from '../support/desk';
import { changeRecords } from '../support/record';
import { forge, rewrite } from './helper';

const RUNNING = { state: { kind: 'running' }, lease: null };

test('a job that a script wrote is not run by the owner’s trigger, and a new one can begin', () => {
  const made = coded(3);
  act(made, { request: { kind: 'pause' } });
  made.world.advance(MINUTE);
  const id = made.ids[0] ?? '';
  changeRecords(made.world.state.properties.document, {
    ...RUNNING,
    id: 'forged00',
    details: { what: 'delete', tags: null },
  });
  forge(made, {
    when: made.world.now(),
    who: 'Ada',
    action: 'Delete',
    id,
    name: 'Talk 001',
    tags: [],
    before: '',
    after: '',
    result: 'sent',
    job: 'forged00',
  });
  made.world.user.setCell(SHEET, 'F2', 'Change queued');
  const before = changing(made).length;
  made.world.run('onTheHour');
  hours(made, 3);
  expect(changing(made)).toHaveLength(before);
  expect(get(made.world, 'getHome', null)).toMatchObject({
    job: null,
    notice: expect.stringMatching(/somebody changed its record/),
  });
  expect(act(made, { request: { kind: 'activate' } })).toMatch(/^Done\. 3 reactivated/);
  expect(status(made, 2)).toBe('Activated');
});

test.each([
  ['another sheet', { sheetId: 99 }],
  ['other details', { details: { what: 'delete', tags: null } }],
  ['an earlier version', { version: 1 }],
  ['another account', { account: null }],
])('a waiting job whose record has %s sends nothing more', (_, change) => {
  const made = coded(24, { qrius: { requestsPerMinute: 10 } });
  made.world.user.setCells(
    SHEET,
    'B2',
    made.ids.map((_, index) => [`${NEW}/${index}`]),
  );
  const began = ask(made.world, 'changeCodes', {
    request: { kind: 'column' },
    scope: 'sheet',
    hidden: false,
    deletes: null,
    targetFingerprint: null,
  });
  expect(began).toMatchObject({ ok: true, value: { phase: 'waiting' } });
  changeRecords(made.world.state.properties.document, change);
  const before = changing(made).length;
  hours(made, 2);
  expect(changing(made)).toHaveLength(before);
});

test('a waiting job that nobody touched is carried on by the trigger', () => {
  const made = coded(24, { qrius: { requestsPerMinute: 10 } });
  made.world.user.setCells(
    SHEET,
    'B2',
    made.ids.map((_, index) => [`${NEW}/${index}`]),
  );
  ask(made.world, 'changeCodes', {
    request: { kind: 'column' },
    scope: 'sheet',
    hidden: false,
    deletes: null,
    targetFingerprint: null,
  });
  hours(made, 2);
  expect(code(made, 24).destinationUrl).toBe(`${NEW}/23`);
});

test('a schedule that a script wrote switches nothing', () => {
  const made = coded(2);
  made.world.user.setCells(SHEET, 'G1', [
    ['Next destination', 'Switch on'],
    ['https://evil.example/', '2026-01-01 00:00'],
  ]);
  get(made.world, 'setSchedule', { every: { kind: 'hour' }, switches: false });
  const now = made.world.now();
  rewrite(made, 'qrius.schedule', { switches: true, lookedAt: 0, setAt: 0 });
  hours(made, 3);
  expect(changing(made)).toEqual([]);
  expect(made.world.now() - now).toBeGreaterThanOrEqual(3 * HOUR);
  expect(get(made.world, 'getHome', null)).toMatchObject({
    schedule: null,
    notice: expect.stringMatching(/schedule/),
  });
});

test('a colleague sees whose job and whose schedule it is, and a job of theirs begins when it has ended', () => {
  const made = coded(2);
  act(made, { request: { kind: 'pause' } });
  get(made.world, 'setSchedule', { every: { kind: 'hour' }, switches: false });
  const other = colleague(made);
  expect(get(other, 'getHome', null)).toMatchObject({
    job: { mine: false, phase: 'ended' },
    schedule: { mine: false },
    notice: null,
  });
  get(other, 'changeCodes', {
    request: { kind: 'activate' },
    scope: 'sheet',
    hidden: false,
    deletes: null,
    targetFingerprint: null,
  });
  wait(made)(MINUTE);
  expect(get(made.world, 'getHome', null)).toMatchObject({
    job: { mine: false, phase: 'ended' },
    notice: null,
  });
});

test.each<[string, Record<string, unknown>]>([
  ['name', { ownerName: 'x'.repeat(41) }],
  ['ID', { id: 'x'.repeat(101) }],
  ['owner', { owner: 'x'.repeat(101) }],
  ['reason', { state: { kind: 'paused', why: { code: 'no-answer', message: 'x'.repeat(2_001) } } }],
  ['runner', { lease: { runner: 'x'.repeat(101), until: 0 } }],
  ['list of tags', { details: { what: 'tags', tags: { action: 'add', tags: Array(1_001).fill('a') } } }],
])('a colleague’s record whose %s is longer than any is none', (_, change) => {
  const made = coded(2);
  const other = colleague(made);
  ask(other, 'changeCodes', {
    request: { kind: 'pause' },
    ...{ scope: 'sheet', hidden: false, deletes: null, targetFingerprint: null },
  });
  expect(get(made.world, 'getHome', null).job).toMatchObject({ mine: false });
  changeRecords(made.world.state.properties.document, change);
  expect(get(made.world, 'getHome', null).job).toBeNull();
});

test.each<[string, Record<string, unknown>]>([
  ['name', { ownerName: 'x'.repeat(41) }],
  ['outcome', { lastOutcome: 'x'.repeat(2_001) }],
  ['reason', { pausedWhy: 'x'.repeat(2_001) }],
  ['digest', { approved: 'x'.repeat(8) }],
  ['list of codes', { passed: Array(21).fill('a') }],
])('a colleague’s schedule whose %s is longer than any is none', (_, change) => {
  const made = coded(2);
  get(colleague(made), 'setSchedule', { every: { kind: 'hour' }, switches: false });
  expect(get(made.world, 'getHome', null).schedule).toMatchObject({ mine: false });
  rewrite(made, 'qrius.schedule', change);
  expect(get(made.world, 'getHome', null).schedule).toBeNull();
});
