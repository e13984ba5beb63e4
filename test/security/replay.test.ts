// What colleagues put back from earlier, or write into the document's properties, is nothing that the owner began.
import { ask, get } from '../../sim/sidebar';
import { home, setSchedule } from '../jobs/automation/helper';
import { changing, coded } from '../jobs/change/helper';
import {
  AFTER_LEASE_MS,
  connected,
  createCodes,
  DAY,
  type Desk,
  hours,
  SHEET,
  shownRows,
  talks,
} from '../support/desk';
import { changeRecords } from '../support/record';
import { keyless } from './helper';

const CREATE = { scope: 'sheet', conflict: 'suffix', images: false, most: null } as const;
const creates = ({ batches }: Desk) => batches.flat().filter(({ method }) => method === 'POST');
const letter = (column: number): string => String.fromCharCode(65 + column);
const properties = ({ world }: Desk) => world.state.properties.document;

test('an earlier record of a job that has ended continues nothing, with the marks of that time', () => {
  const made = connected(talks(24), { qrius: { requestsPerMinute: 10 } });
  get(made.world, 'createCodes', CREATE);
  const before = { ...properties(made) };
  const cells = made.world.table(SHEET);
  createCodes(made);
  hours(made, 1);
  const sent = creates(made).length;
  Object.assign(properties(made), before);
  keyless(made).user.setCells(SHEET, 'A1', cells);
  hours(made, 2);
  expect(ask(made.world, 'continueJob', null)).toMatchObject({ ok: false, failure: { code: 'no-job' } });
  expect(creates(made)).toHaveLength(sent);
  expect(home(made.world).notice).toMatch(/somebody changed its record/);
});

test('an earlier record of a job that still runs sends no row again whose ID, slug and mark somebody cleared', () => {
  const made = connected(talks(40), { qrius: { requestsPerMinute: 10 } });
  get(made.world, 'createCodes', CREATE);
  const before = { ...properties(made) };
  made.world.advance(AFTER_LEASE_MS);
  get(made.world, 'continueJob', null);
  const rows = shownRows(made.world);
  const done = rows.findLastIndex(({ Status }) => Status === 'Created') + 2;
  expect(done).toBeGreaterThan(12);
  Object.assign(properties(made), before);
  const header = made.world.table(SHEET)[0] ?? [];
  const { user } = keyless(made);
  for (const name of ['QR ID', 'Short URL', 'Slug'])
    if (header.includes(name)) user.setCell(SHEET, `${letter(header.indexOf(name))}${done}`, '');
  user.setCell(SHEET, `${letter(header.indexOf('Status'))}${done}`, 'Queued');
  made.world.advance(AFTER_LEASE_MS);
  ask(made.world, 'continueJob', null);
  hours(made, 3);
  const names = Object.values(made.qrius.codes).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(home(made.world).notice).toMatch(/somebody changed its record/);
});

test('a schedule that its owner switched off stays off', () => {
  const made = coded(2);
  setSchedule(made.world, { kind: 'hour' });
  const before = { ...properties(made) };
  setSchedule(made.world, null);
  Object.assign(properties(made), before);
  const asked = made.qrius.log.length;
  hours(made, 3);
  expect(made.qrius.log).toHaveLength(asked);
  expect(home(made.world)).toMatchObject({ schedule: null, notice: expect.stringMatching(/Nothing runs/) });
});

test.each([
  ['a lease', (now: number) => ({ lease: { runner: 'nobody', until: now + 400 * DAY } })],
  ['a time of its owner', (now: number) => ({ seenAt: now + 400 * DAY })],
])('%s that lies far ahead keeps nobody out', (_, change) => {
  const made = connected(talks(30), { qrius: { requestsPerMinute: 10 } });
  get(made.world, 'createCodes', CREATE);
  made.world.state.triggers.length = 0;
  made.world.advance(2 * DAY);
  changeRecords(properties(made), change(made.world.now()));
  expect(home(keyless(made)).job).toMatchObject({ mayEnd: true });
  expect(get(keyless(made), 'endJob', null).job).toMatchObject({ phase: 'ended' });
});

test('a job that ended, and whose record somebody changed, is not tried again', () => {
  const made = connected(talks(2, ['Slug'], ['same']));
  createCodes(made, 'sheet', { conflict: 'stop' });
  changeRecords(properties(made), { sheetId: 0, version: 99 });
  made.world.advance(AFTER_LEASE_MS);
  const sent = creates(made).length;
  expect(ask(made.world, 'retryFailed', null)).toMatchObject({ ok: false, failure: { code: 'no-job' } });
  expect(creates(made)).toHaveLength(sent);
});

test('two windows that open at once have one secret', () => {
  const made = coded(1);
  const stored = made.world.state.properties.user.owner;
  delete stored?.['qrius.secret'];
  made.world.faults.push({
    at: { name: 'Lock.tryLock' },
    execution: made.world.state.executions + 1,
    when: 'before',
    do: { kind: 'act', act: (world) => void ask(world, 'getHome', null) },
  });
  setSchedule(made.world, { kind: 'hour' });
  expect(home(made.world).schedule).toMatchObject({ mine: true });
  expect([changing(made), shownRows(made.world)[0]?.Status]).toEqual([[], 'Created']);
});

test.each(['first', 'last'] as const)(
  'a user whose ID and secret are cut off after the %s of them is one user, and their jobs continue',
  (from) => {
    const made = connected(talks(2));
    delete made.world.state.properties.user.owner?.['qrius.user'];
    delete made.world.state.properties.user.owner?.['qrius.secret'];
    made.world.faults.push({ at: { k: 1 }, when: 'before', do: { kind: 'killInSet', after: 1, from } });
    expect(ask(made.world, 'getHome', null)).toBeNull();
    expect(Object.keys(made.world.state.properties.user.owner ?? {})).toHaveLength(2);
    setSchedule(made.world, { kind: 'hour' });
    expect(createCodes(made)).toMatch(/^Done\. 2 created/);
    expect(home(made.world)).toMatchObject({ job: { mine: true }, schedule: { mine: true }, notice: null });
  },
);
