// Every job ends: within a bounded number of slices, also where a sheet is large and each read of it takes long.
import { READ_CELL_MS } from '../../sim/apps-script/costs';
import { addCode } from '../../sim/qrius/codes';
import type { Account } from '../../sim/qrius/state';
import { ask, type Course, change, create, drive, get, said } from '../../sim/sidebar';
import {
  AFTER_LEASE_MS,
  addCodes,
  colleague,
  connected,
  createCodes,
  type Desk,
  type DeskOptions,
  HOUR,
  hours,
  logLines,
  MINUTE,
  NEW,
  SHEET,
  shownRows,
  talks,
  wait,
} from '../support/desk';

/** What a read of 10,000 × 30 cells takes, in milliseconds: each read of these worlds takes as long. */
const LARGE_READ_MS = 400 + 10_000 * 30 * READ_CELL_MS;
const large = (rows: string[][], { qrius, ...others }: DeskOptions = {}): Desk =>
  connected(rows, {
    ...others,
    qrius: { requestsPerMinute: 300, ...qrius },
    world: { costs: { read: LARGE_READ_MS }, ...others.world },
  });

const slices = ({ views }: Course): number => views.length;
const COUNT = 100;

describe('with reads that take as long as those of 10,000 × 30 cells', () => {
  test('codes are created: at least a chunk in each slice', () => {
    const made = large(talks(COUNT));
    const course = create(made.world, 'sheet', {}, wait(made));
    expect(said(course)).toMatch(/^Done\. 100 created/);
    expect(slices(course)).toBeLessThanOrEqual(6);
    expect(Object.keys(made.qrius.codes)).toHaveLength(COUNT);
  });

  test('codes are changed and refreshed', () => {
    const made = large(talks(COUNT, ['QR ID', 'Short URL']));
    addCodes(
      made,
      'C2',
      Array.from({ length: COUNT }, (_, n) => ({
        name: `Talk ${n}`,
        destinationUrl: 'https://example.com/',
      })),
    );
    const changed = change(made.world, { request: { kind: 'destination', url: NEW } }, wait(made));
    expect(said(changed)).toMatch(/^Done\. 100 updated/);
    expect(slices(changed)).toBeLessThanOrEqual(4);
    made.world.advance(MINUTE);
    const refreshed = drive(
      made.world,
      () => ask(made.world, 'refreshScans', { scope: 'sheet' }),
      wait(made),
    );
    expect(said(refreshed)).toMatch(/^Done\. 100 refreshed/);
    expect(slices(refreshed)).toBeLessThanOrEqual(6);
  });

  test('a job whose sidebar was closed is done by the next hour', () => {
    const made = large(talks(COUNT));
    get(made.world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
    hours(made, 2);
    expect(get(made.world, 'getJob', null)).toMatchObject({ phase: 'ended', ending: 'done', done: COUNT });
  });
});

test('an import ends where listing the account takes longer than a slice', () => {
  // 2,000 codes on 20 pages at 15 requests a minute: a minute and more, as for 10,000 at 75.
  const made = connected([['Name', 'URL']], {
    qrius: { requestsPerMinute: 15 },
    world: { costs: { cell: READ_CELL_MS * 5 } },
  });
  for (let n = 0; n < 2_000; n += 1)
    addCode(
      made.qrius,
      made.qrius.accounts[0] as Account,
      { name: `Code ${n}`, destinationUrl: `https://example.com/${n}`, tags: [] },
      made.world.now(),
    );
  const course = drive(made.world, () => ask(made.world, 'importCodes', null), wait(made));
  expect(said(course)).toMatch(/^Done\. 2000 imported/);
  expect(slices(course)).toBeLessThanOrEqual(8);
  expect(new Set(shownRows(made.world).map((row) => row['QR ID'])).size).toBe(2_000);
});

/** Qrius refuses each request that would create, for longer than these tests last. */
function refuseAll({ qrius }: Desk): void {
  for (let nth = 1; nth <= 2_000; nth += 1)
    qrius.faults.push({ at: { method: 'POST', path: '/qr', nth }, do: { kind: '429', retryAfter: 60 } });
}
const begin = (made: Desk) => create(made.world, 'sheet', { images: false }, wait(made));

describe('a job that gets nothing done', () => {
  test('pauses where Qrius lets nothing through', () => {
    const made = connected(talks(30));
    refuseAll(made);
    const course = begin(made);
    expect(said(course)).toMatch(/^The job pauses\. .*Qrius let no request through in 10 runs in a row/s);
    expect(slices(course)).toBeLessThanOrEqual(12);
    made.qrius.faults.length = 0;
    made.world.advance(5 * MINUTE);
    expect(createCodes(made)).toMatch(/^Done\. 30 created/);
  });

  test('pauses where the account cannot be read in the six minutes of a run', () => {
    const made = connected(talks(2), { qrius: { requestsPerMinute: 3 } });
    for (let n = 0; n < 3_000; n += 1)
      addCode(
        made.qrius,
        made.qrius.accounts[0] as Account,
        { name: `Code ${n}`, destinationUrl: `https://example.com/${n}` },
        made.world.now(),
      );
    made.qrius.faults.push({ at: { method: 'POST', path: '/qr', nth: 1 }, do: { kind: 'dropAfter' } });
    const course = begin(made);
    expect(said(course)).toMatch(/^The job pauses\. .*Two runs in a row got nothing done/s);
    expect(slices(course)).toBeLessThanOrEqual(4);
  });
});

describe('a lasting fault', () => {
  test.each<[string, (made: Desk) => void, RegExp]>([
    [
      'a key that is revoked',
      ({ qrius }) =>
        qrius.faults.push({ at: { method: 'POST', path: '/qr', nth: 1 }, do: { kind: 'revokeKey' } }),
      /rejected your API key/,
    ],
    ['a limit that others use up', refuseAll, /let no request through/],
  ])('pauses the job with its reason, and frees the document: %s', (_, strike, reason) => {
    const made = connected(talks(30));
    const hand = colleague(made, undefined);
    strike(made);
    expect(said(begin(made))).toMatch(reason);
    expect(get(hand, 'getHome', null).job?.mayEnd).toBe(false);
    // The owner's trigger tries again each hour, in vain.
    hours(made, 3);
    expect(get(made.world, 'getHome', null).job?.failure?.message).toMatch(reason);
    expect(createCodes(made, 'sheet', {}, hand)).toMatch(/it has paused for an hour\. End it in the sidebar/);
    get(hand, 'endJob', null);
    made.qrius.faults.length = 0;
    expect(createCodes(made, 'sheet', {}, hand)).not.toMatch(/colleague/);
    expect(get(made.world, 'getHome', null).job?.mine).toBe(false);
  });
});

test('a code that the service rewrote, of a row whose sheet is gone, is named as a candidate', () => {
  const made = connected(
    [
      ['Name', 'URL'],
      ['Q&A of the day', 'https://example.com/a'],
    ],
    {
      qrius: { stores: { refusedSlugs: '.', names: ['escapeAmpersands'] } },
    },
  );
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
    when: 'after',
    do: { kind: 'kill', pendingWrites: 'applied' },
  });
  begin(made);
  expect(Object.keys(made.qrius.codes)).toHaveLength(1);
  made.world.user.deleteSheet(SHEET);
  made.world.advance(AFTER_LEASE_MS);
  const view = get(made.world, 'continueJob', null);
  expect(view).toMatchObject({
    phase: 'ended',
    ending: 'given-up',
    orphans: [{ name: 'Q&amp;A of the day', isUnsure: true }],
  });
});

describe('a trigger that is listed and no longer fires', () => {
  const hour = { every: { kind: 'hour' }, switches: false } as const;
  const listed = ({ world }: Desk) => world.state.triggers.length;

  test('is replaced when its user opens the sidebar hours later, who is told', () => {
    const made = connected(talks(1));
    createCodes(made);
    get(made.world, 'setSchedule', hour);
    hours(made, 2);
    made.world.happen({ kind: 'disableTriggers' });
    expect(hours(made, 2)).toEqual([]);
    expect(get(made.world, 'getHome', null).notice).toBeNull();
    hours(made, 2);
    expect(get(made.world, 'getHome', null).notice).toMatch(
      /^Google had stopped running Qrius automatically/,
    );
    expect([listed(made), get(made.world, 'getHome', null).notice]).toEqual([1, null]);
    expect(hours(made, 2).map(({ functionName }) => functionName)).toEqual(['onTheHour', 'onTheHour']);
    expect(JSON.stringify(logLines(made))).toContain('Google had stopped running Qrius automatically');
  });

  test('is replaced when a job begins', () => {
    const made = connected(talks(1));
    createCodes(made);
    made.world.happen({ kind: 'disableTriggers' });
    made.world.advance(4 * HOUR);
    made.world.user.setCells(SHEET, 'A3', [['Another', 'https://example.com/another']]);
    createCodes(made);
    expect(hours(made, 1).map(({ functionName }) => functionName)).toEqual(['onTheHour']);
  });

  test('does not keep a job of a bound script waiting for it', () => {
    const made = connected(talks(30), { qrius: { requestsPerMinute: 12 }, world: { kind: 'bound' } });
    get(made.world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
    made.world.happen({ kind: 'disableTriggers' });
    made.world.advance(20 * MINUTE);
    get(made.world, 'continueJob', null);
    expect(made.world.advance(3 * MINUTE).map(({ functionName }) => functionName)).toContain('carryOn');
  });
});
