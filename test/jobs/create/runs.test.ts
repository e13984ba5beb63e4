// A run from its first click to its last: time, progress, Stop, colleagues, sheets that are protected, deleted or copied, and what it costs.
import { callsOf, sumOf } from '../../../bench/calls';
import type { FaultAction } from '../../../sim/apps-script/faults';
import { addAccount } from '../../../sim/qrius/state';
import { callOf, create, get } from '../../../sim/sidebar';
import { connect } from '../../../sim/trial';
import { headline, lastJob } from '../../../src/sidebar/job/words';
import {
  bodies,
  COLLEAGUE,
  connected,
  counts,
  createCodes,
  type Desk,
  MINUTE,
  shownRows,
  stop,
  talks,
  wait,
} from '../../support/desk';
import { creates, wrongRows } from './helper';

/** Two questions and eight codes fit into the first window, four codes into the second. */
const TEN_A_MINUTE = { requestsPerMinute: 10 };
const OUTPUTS = ['Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];

const statuses = ({ world }: Desk, sheet?: string) => shownRows(world, sheet).map((row) => row.Status);
/** Something happens at the nth call of a service, in the first execution that comes so far. */
const at = (
  { world }: Desk,
  name: string,
  nth: number,
  action: FaultAction,
  when: 'before' | 'after' = 'before',
) => world.faults.push({ at: { name, nth }, when, do: action });

describe('a user sees how far it is', () => {
  test('after each slice, while it waits, and at the end', () => {
    const made = connected(talks(12), { qrius: TEN_A_MINUTE });
    const { views } = create(made.world, 'sheet', {}, wait(made));
    expect(views.map(({ phase, done, waiting }) => [phase, done, waiting])).toEqual([
      ['waiting', 10, 2],
      ['ended', 12, 0],
    ]);
    expect(views[0]?.waitMs).toBeGreaterThan(MINUTE / 2);
    expect(views[0]?.waitMs).toBeLessThan(MINUTE);
  });

  test('and the counts add up to its rows, whatever became of them', () => {
    const rows = talks(17, ['Slug', 'Tags', 'QR ID'], ['', '', '']);
    rows[3] = ['Talk 003', 'nowhere', '', '', ''];
    rows[4] = ['Talk 004', 'https://example.com/004', '', '', 'qr_before'];
    rows[5] = ['Talk 005', 'https://example.com/005', '', '', ''];
    const made = connected(rows, { qrius: TEN_A_MINUTE });
    // With its made slug, and without.
    for (const nth of [2, 7])
      made.qrius.faults.push({ at: { nth, method: 'POST' }, do: { kind: 'status', status: 422 } });
    made.meanwhile = () => {
      made.world.user.deleteRow('Sheet1', 18);
      made.world.user.clearCell('Sheet1', 'H16');
      // In flight in the next slice.
      at(made, 'UrlFetchApp.fetchAll', 1, { kind: 'clearCell', cell: 'H17' });
    };
    expect(counts(createCodes(made))).toEqual({ created: 12, already: 1, failed: 2, waiting: 0, left: 2 });
    expect(made.world.faults).toEqual([]);
    expect(creates(made).filter(({ status }) => status === 201)).toHaveLength(12);
  });
});

describe('a run of many minutes', () => {
  test('is made of short executions, and each code is made once', () => {
    const made = connected(talks(400), { qrius: { requestsPerMinute: 60, totalCodes: 1000 } });
    const before = made.world.history.length;
    expect(counts(createCodes(made))).toEqual({
      created: 400,
      already: 0,
      failed: 0,
      waiting: 0,
      left: 0,
    });
    const runs = made.world.history.slice(before);
    expect(Math.max(...runs.map(({ startedAt, endedAt }) => endedAt - startedAt))).toBeLessThan(MINUTE / 2);
    expect(runs.length).toBeGreaterThan(6);
    expect(creates(made)).toHaveLength(400);
    expect(wrongRows(made)).toEqual([]);
  });
});

describe('Stop', () => {
  test.each([
    ['UrlFetchApp.fetchAll', 2],
    ['Utilities.sleep', 1],
    ['SpreadsheetApp.flush', 1],
  ] as const)('during %s ends the job after its chunk, and no mark is left', (name, nth) => {
    const made = connected(talks(12), { qrius: TEN_A_MINUTE });
    at(made, name, nth, { kind: 'run', functionName: 'call', args: callOf('stopJob', null) });
    const said = createCodes(made);
    expect(made.world.faults).toEqual([]);
    const done = Object.keys(made.qrius.codes).length;
    expect(said).toMatch(/^The job was stopped\./);
    expect(counts(said)).toEqual({ created: done, already: 0, failed: 0, waiting: 0, left: 12 - done });
    expect(statuses(made)).toEqual([
      ...Array(done).fill('Created'),
      ...Array(12 - done).fill('Stopped before it was created'),
    ]);
    expect(creates(made)).toHaveLength(done);
    made.world.advance(MINUTE);
    expect(counts(createCodes(made))).toMatchObject({ created: 12 - done, already: done });
    expect(wrongRows(made)).toEqual([]);
  });

  test('while the job waits ends it at once', () => {
    const made = connected(talks(12), { qrius: TEN_A_MINUTE });
    made.meanwhile = () => {
      expect(counts(stop(made))).toEqual({ created: 10, already: 0, failed: 0, waiting: 0, left: 2 });
    };
    expect(createCodes(made)).toBe('No job is running in this document.');
    expect(statuses(made)).toEqual([
      ...Array(10).fill('Created'),
      ...Array(2).fill('Stopped before it was created'),
    ]);
  });

  test('says so where there is no job, before the first and after the last', () => {
    const made = connected(talks(1));
    expect(stop(made)).toBe('No job is running in this document.');
    createCodes(made);
    expect(stop(made)).toBe('No job is running in this document.');
  });

  test('ends a job that pauses, and first finds out what is in doubt', () => {
    const made = connected(talks(12), { qrius: TEN_A_MINUTE });
    const quota: FaultAction = {
      kind: 'throw',
      message: 'Service invoked too many times for one day: urlfetch.',
    };
    at(made, 'UrlFetchApp.fetchAll', 2, quota, 'after');
    at(made, 'UrlFetchApp.fetchAll', 3, quota);
    expect(createCodes(made)).toMatch(/The job pauses\./);
    made.world.advance(MINUTE);
    const said = stop(made);
    expect(said).toMatch(/The job was stopped\./);
    expect(counts(said)).toEqual({ created: 6, already: 0, failed: 0, waiting: 0, left: 6 });
    expect(statuses(made)).toEqual([
      ...Array(6).fill('Created'),
      ...Array(6).fill('Stopped before it was created'),
    ]);
  });

  test.each([
    [12, { requestsPerMinute: 10 }, 'before'],
    [3, {}, 'before'],
    [3, {}, 'after'],
  ] as const)(
    'after Google ended a run with %d rows (%j, %s it sent): rows whose fate is unknown have not failed',
    (count, qrius, when) => {
      const made = connected(talks(count), { qrius });
      at(made, 'UrlFetchApp.fetchAll', 2, { kind: 'kill', pendingWrites: 'lost' }, when);
      createCodes(made);
      expect(made.world.faults).toEqual([]);
      made.world.advance(7 * MINUTE);
      const job = get(made.world, 'stopJob', null);
      const shown = statuses(made);
      const of = (word: RegExp) => shown.filter((status) => word.test(status ?? '')).length;
      const unknown = of(/^Unconfirmed .*: no reply arrived\. Run again to check\.$/);
      const counted = {
        done: of(/^Created$/),
        failed: 0,
        waiting: unknown,
        withdrawn: of(/^Stopped before/),
      };
      expect(job).toMatchObject({ ending: 'stopped', total: count, ...counted });
      expect(headline(job)).toBe(counted.done < count ? 'Job stopped' : `${count} codes created`);
      expect(lastJob(job)).toBe(
        unknown > 0
          ? `Last job, stopped: 1 code created, ${unknown} unconfirmed.`
          : `Last job, stopped: ${count} codes created.`,
      );
      expect(unknown).toBe(when === 'before' ? count - 1 : 0);
      made.world.advance(MINUTE);
      createCodes(made);
      expect(wrongRows(made)).toEqual([]);
    },
  );
});

describe('a colleague', () => {
  test('can neither run nor stop the job of another, and is told so; afterwards theirs may begin', () => {
    const made = connected(talks(12), { qrius: TEN_A_MINUTE });
    const colleague = made.world.asUser(COLLEAGUE);
    colleague.open();
    const account = addAccount(made.qrius, 'BUSINESS');
    connect(colleague, made.qrius, account.key);
    made.meanwhile = () => {
      at(made, 'UrlFetchApp.fetchAll', 1, {
        kind: 'throw',
        message: 'Service invoked too many times for one day: urlfetch.',
      });
    };
    const order = { scope: 'sheet', conflict: 'suffix', images: true, most: null } as const;
    at(made, 'UrlFetchApp.fetchAll', 2, {
      kind: 'run',
      functionName: 'call',
      args: callOf('createCodes', order),
      user: COLLEAGUE,
    });
    const said = createCodes(made);
    expect(said).toMatch(/^The job pauses\./);
    expect(made.world.history.findLast(({ user }) => user === COLLEAGUE)?.value).toMatch(
      /job-busy|job-of-colleague/,
    );
    expect(counts(said)).toMatchObject({ created: 10, waiting: 2 });
    const before = [made.batches.length, made.world.table()];
    expect(createCodes(made, 'sheet', {}, colleague)).toMatch(
      /A colleague’s job is running in this document\. Only they can stop or resume it/,
    );
    expect(stop(made, colleague)).toBe('The job belongs to a colleague: only they can stop it.');
    expect([made.batches.length, made.world.table()]).toEqual(before);
    made.world.advance(MINUTE);
    expect(counts(createCodes(made))).toMatchObject({ created: 12 });
    expect(account.codeIds).toEqual([]);
    made.world.user.setCells('Sheet1', 'A14', [['Theirs', 'https://example.com/theirs']]);
    expect(counts(createCodes(made, 'sheet', {}, colleague))).toMatchObject({ created: 1, already: 12 });
    expect(account.codeIds).toHaveLength(1);
  });
});

describe('a sheet', () => {
  test.each([
    ['its Status column', OUTPUTS, 'G:G'],
    ['its QR ID column', OUTPUTS, 'D:D'],
    ['the header row', OUTPUTS.slice(0, 2), '1:1'],
    ['all of it', [], 'A:Z'],
  ] as const)('of which the user may not edit %s is left alone, and nothing is sent', (_, headers, range) => {
    const rows = talks(
      3,
      [...headers],
      headers.map(() => ''),
    );
    const made = connected(rows, {
      world: { document: { owner: COLLEAGUE, sheets: [{ name: 'Sheet1', rows }] } },
    });
    made.world.user.protectRange('Sheet1', range);
    expect(createCodes(made)).toMatch(
      /Cells that the job must write are protected\. Ask the owner of the sheet/,
    );
    expect(creates(made)).toEqual([]);
    expect(made.world.table()).toEqual(rows);
    expect(stop(made)).toBe('No job is running in this document.');
  });

  test('that becomes protected in the middle pauses the job, and nothing is made twice', () => {
    const rows = talks(12);
    const made = connected(rows, {
      qrius: TEN_A_MINUTE,
      world: { document: { owner: COLLEAGUE, sheets: [{ name: 'Sheet1', rows }] } },
    });
    at(made, 'UrlFetchApp.fetchAll', 2, { kind: 'protect', range: 'A:Z' });
    expect(createCodes(made)).toMatch(/The job pauses\..*are protected/s);
    for (const sheet of made.world.state.document?.sheets ?? []) sheet.protections = [];
    made.world.advance(MINUTE);
    expect(counts(createCodes(made))).toMatchObject({ created: 12, waiting: 0 });
    expect(Object.keys(made.qrius.codes)).toHaveLength(12);
    expect(wrongRows(made)).toEqual([]);
  });

  test('that is deleted in the middle ends the job, and its codes are told', () => {
    const sheets = ['Talks', 'Other'].map((name) => ({ name, rows: talks(12) }));
    const made = connected([], { qrius: TEN_A_MINUTE, world: { document: { sheets } } });
    at(made, 'UrlFetchApp.fetchAll', 3, { kind: 'deleteSheet', sheet: 'Talks' }, 'after');
    const said = createCodes(made);
    expect(said).toMatch(/The job was given up\..*The sheet of the job was deleted\./s);
    const codes = Object.values(made.qrius.codes);
    expect(codes).toHaveLength(10);
    for (const { id, name, slug } of codes)
      expect(said).toContain(`“${name}” https://qrius.io/${slug} (${id})`);
    made.world.advance(MINUTE);
    // Rows that the log knows get their codes back.
    expect(createCodes(made)).toMatch(/^Done\. 2 created, 10 already there/);
  });

  test('other than that of an unfinished job has to wait: the job continues where it began', () => {
    const sheets = ['Talks', 'Other'].map((name) => ({ name, rows: talks(12) }));
    const made = connected([], { qrius: TEN_A_MINUTE, world: { document: { sheets } } });
    at(made, 'UrlFetchApp.fetchAll', 3, {
      kind: 'throw',
      message: 'Service invoked too many times for one day: urlfetch.',
    });
    expect(createCodes(made)).toMatch(/The job pauses\./);
    made.world.user.select(['A1'], 'Other');
    made.world.advance(MINUTE);
    expect(counts(createCodes(made))).toMatchObject({ created: 12, waiting: 0 });
    expect(wrongRows(made, 'Talks')).toEqual([]);
    expect(made.world.table('Other')).toEqual(talks(12));
    made.world.advance(MINUTE);
    expect(counts(createCodes(made))).toMatchObject({ created: 12, already: 0 });
    expect(statuses(made, 'Other')).toEqual(Array(12).fill('Created'));
  });

  test.each([0, 30 * 24 * 60 * MINUTE])(
    'copied while codes were being made (%i ms ago) asks Qrius before it makes any',
    (ms) => {
      const made = connected(talks(12), { qrius: TEN_A_MINUTE });
      at(made, 'UrlFetchApp.fetchAll', 2, { kind: 'kill', pendingWrites: 'applied' }, 'after');
      createCodes(made);
      expect(statuses(made).filter((status) => /^Creating… /.test(String(status)))).toHaveLength(12);
      // A copy has the cells, and none of the properties of the document.
      made.world.state.properties.document = {};
      made.world.advance(ms);
      made.batches.length = 0;
      expect(counts(createCodes(made))).toMatchObject({ created: 12, waiting: 0 });
      const urls = made.batches
        .flat()
        .map(({ method, url }) => `${method} ${new URL(url).pathname}${new URL(url).search}`);
      expect(urls.indexOf('GET /qr?page=1&limit=100')).toBeLessThan(urls.indexOf('POST /qr'));
      expect(urls).toContain('GET /qr?page=1&limit=100');
      expect(bodies(made)).toHaveLength(6);
      expect(Object.keys(made.qrius.codes)).toHaveLength(12);
      expect(wrongRows(made)).toEqual([]);
    },
  );
});

describe('what it costs', () => {
  /** Runs the job to its end; gives the sums over its slices. */
  function costOf(made: Desk) {
    const before = made.world.history.length;
    createCodes(made);
    const runs = made.world.history.slice(before);
    expect(wrongRows(made)).toEqual([]);
    return { slices: runs.length, ...sumOf(runs.map(({ calls }) => callsOf(calls))) };
  }

  /** One a batch, seven a chunk, twenty a slice, and seven once to make the log: docs/limits.md, Calls of Google’s services. */
  const bound = ({ batches, chunks, slices }: ReturnType<typeof costOf>) =>
    batches + 7 * chunks + 20 * slices + 7;
  const withSlugs = (count: number) =>
    talks(count, ['Slug'], ['']).map((row, index) =>
      index === 0 ? row : [...row.slice(0, 2), `s-${index}`],
    );

  test.each([
    ['PRO', 50, 100],
    ['BUSINESS', 138, 10_000],
    ['BUSINESS', 400, 10_000],
    ['BUSINESS', 138, 60],
    ['BUSINESS', 400, 100],
  ] as const)(
    'on %s, for %i rows at %i requests a minute: few calls of Google’s services, and one request a code',
    (plan, rows, rate) => {
      const made = connected(withSlugs(rows), { qrius: { plan, requestsPerMinute: rate, totalCodes: 1000 } });
      const cost = costOf(made);
      // After a wait the marks need a write of their own.
      expect(cost.trips).toBeLessThanOrEqual(bound(cost) + 8 * cost.waits);
      expect(cost.waits).toBe(Math.ceil(rows / rate) - 1);
      expect(made.qrius.log).toHaveLength(rows);
      expect(made.qrius.log.filter(({ status }) => status === 429)).toEqual([]);
    },
  );

  test.each([
    [500, 1],
    [900, 2],
  ])(
    '%i rows of a sheet that takes long to open take executions: %i. What takes less time than to open it again is done at once',
    (rows, slices) => {
      const made = connected(withSlugs(rows), {
        qrius: { requestsPerMinute: 10_000, totalCodes: 1000, latencyMs: 3_000 },
        world: { costs: { read: 2_000 } },
      });
      const before = made.world.history.length;
      createCodes(made);
      const sending = made.world.history
        .slice(before)
        .filter(({ calls }) => calls.some(({ name }) => name === 'UrlFetchApp.fetchAll'));
      expect(sending).toHaveLength(slices);
    },
  );

  test('where Qrius chooses the slugs, one call more a chunk', () => {
    const made = connected(talks(400), { qrius: { totalCodes: 1000 } });
    const cost = costOf(made);
    expect(cost.trips).toBeLessThanOrEqual(bound(cost) + cost.chunks);
    expect(cost.waits).toBe(0);
  });

  test.each([
    [60, 138],
    [100, 250],
    [7, 20],
  ])(
    'without rate headers at %i requests a minute at most one batch is refused before each wait',
    (rate, rows) => {
      const made = connected(talks(rows), { qrius: { requestsPerMinute: rate, rateHeaders: false } });
      const { waits } = costOf(made);
      const refused = new Set(
        made.qrius.log.filter(({ status }) => status === 429).map(({ at: time }) => time),
      );
      expect(waits).toBe(Math.ceil(rows / rate) - 1);
      expect(refused.size).toBeLessThanOrEqual(waits);
    },
  );
});
