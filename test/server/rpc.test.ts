// What the sidebar gets from the server, method by method, and what that does to the sheet and the account.
import type { World } from '../../sim/apps-script/world';
import { addCode } from '../../sim/qrius/codes';
import { addAccount } from '../../sim/qrius/state';
import { connect, example, type Trial, trial } from '../../sim/trial';
import type { ChangeRequest } from '../../src/shared/contract/change';
import type { Input, MethodName, Output, Result } from '../../src/shared/contract/methods';
import { createCodes } from '../support/desk';

const HEADERS = ['Name', 'URL', 'Slug', 'Tags'];
const rows = (count: number, slug = false) => [
  HEADERS,
  ...Array.from({ length: count }, (_, n) => [
    `Talk ${n + 1}`,
    `https://example.com/${n + 1}`,
    slug ? `slug-${n + 1}` : '',
    '',
  ]),
];

function ask<M extends MethodName>(
  session: Pick<World, 'rpc'>,
  method: M,
  input: Input<M>,
): Result<Output<M>> {
  const { outcome, value } = session.rpc('call', [method, JSON.stringify(input)]);
  expect(outcome).toBe('returned');
  return JSON.parse(String(value)) as Result<Output<M>>;
}

function get<M extends MethodName>(session: Pick<World, 'rpc'>, method: M, input: Input<M>): Output<M> {
  const result = ask(session, method, input);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

const refusal = <M extends MethodName>(session: Pick<World, 'rpc'>, method: M, input: Input<M>) => {
  const result = ask(session, method, input);
  return result.ok ? null : result.failure;
};

const START = { scope: 'sheet', conflict: 'suffix', images: true, most: null } as const;

/** Runs a job as the page does: slice after slice, waiting where the job says so. */
function runToEnd(
  { world }: Trial,
  input: Input<'createCodes'> = START,
): { view: Output<'createCodes'>; slices: number } {
  let view = get(world, 'createCodes', input);
  let slices = 1;
  while (view.phase === 'running' || view.phase === 'waiting') {
    world.advance(view.waitMs);
    view = get(world, 'continueJob', null);
    slices += 1;
    if (slices > 100) throw new Error('The job does not end.');
  }
  return { view, slices };
}

const adds = ({ done, already, failed, invalid, waiting, withdrawn }: Output<'continueJob'>) =>
  done + already + failed + invalid + waiting + withdrawn;

describe('the first run', () => {
  test('connects with a key and a name, and shows the plan but never the key', () => {
    const { world, qrius } = trial(rows(3));
    const fresh = world.asUser('owner');
    get(fresh, 'forgetKey', null);
    expect(get(fresh, 'getHome', null).connection).toBeNull();
    const key = qrius.accounts[0]?.key ?? '';
    const home = get(fresh, 'connect', { key: ` ${key}\n`, name: ' Ada ' });
    expect(home.connection).toEqual({
      keyEnding: key.slice(-4),
      name: 'Ada',
      plan: 'PRO',
      codes: 50,
      requestsAMinute: 100,
    });
    expect(JSON.stringify(home)).not.toContain(key);
  });
  test.each([
    ['two words', 'key-malformed'],
    ['x'.repeat(5_000), 'key-malformed'],
    ['qrius_test_nobody', 'key-refused'],
  ])('refuses the key “%s” with a sentence, and keeps the one before', (key, code) => {
    const { world } = trial(rows(1));
    expect(refusal(world, 'connect', { key, name: 'Ada' })?.code).toBe(code);
    expect(get(world, 'getHome', null).connection).not.toBeNull();
  });
});

describe('home', () => {
  test('counts the rows of the sheet and shows the columns as they were understood', () => {
    const { world } = trial([...rows(3), ['Bad', 'no-address', '', ''], ['', '', '', '']]);
    world.user.select(['A2:B3', 'A5']);
    expect(get(world, 'getHome', null).sheet).toEqual({
      id: 0,
      name: 'Sheet1',
      empty: false,
      headerRow: 1,
      topRows: [
        { row: 1, text: 'Name · URL · Slug · Tags' },
        ...[1, 2, 3].map((n) => ({ row: n + 1, text: expect.stringContaining(`https://example.com/${n}`) })),
        { row: 5, text: 'Bad · no-address' },
      ],
      headers: HEADERS,
      columns: { name: 'Name', destination: 'URL', slug: 'Slug', tags: 'Tags', description: null },
      picked: [],
      rowPicked: false,
      offered: {},
      tagsToBe: [],
      question: null,
      failure: null,
      rows: 4,
      ready: 3,
      created: 0,
      coded: 0,
      edited: 0,
      attention: 1,
      deleted: 0,
      selected: 3,
      codes: { sheet: expect.any(String), selection: expect.any(String) },
    });
  });
  test('reads each store once, also beside a job, a schedule and a chosen column', () => {
    const made = trial(rows(3));
    get(made.world, 'chooseColumn', { role: 'name', header: 'Slug' });
    get(made.world, 'chooseColumn', { role: 'name', header: null });
    runToEnd(made);
    get(made.world, 'setSchedule', { every: { kind: 'day', hour: 12 }, switches: false });
    get(made.world, 'getHome', null);
    const names = (made.world.history.at(-1)?.calls ?? []).map(({ name }) => name);
    // User and document.
    expect(names.filter((name) => /^(Properties|Lock)\./.test(name))).toEqual([
      'Properties.getProperties',
      'Properties.getProperties',
    ]);
  });
  test('lets a column be chosen for this sheet, and the choice be undone', () => {
    const { world } = trial([
      ['Speaker', 'Name', 'Title', 'Page'],
      ['Ada', 'Engines', 'Notes', 'https://example.com'],
    ]);
    expect(get(world, 'getHome', null).sheet.failure?.code).toBe('columns-unclear');
    const { sheet } = get(world, 'chooseColumn', { role: 'name', header: 'Title' });
    expect(sheet).toMatchObject({ failure: null, ready: 1, columns: { name: 'Title', destination: 'Page' } });
    expect(get(world, 'chooseColumn', { role: 'name', header: null }).sheet.failure?.code).toBe(
      'columns-unclear',
    );
  });
  test('offers an empty sheet a template, and writes it over nothing', () => {
    const { world } = trial([]);
    expect(get(world, 'getHome', null).sheet.empty).toBe(true);
    expect(get(world, 'insertTemplate', null).sheet).toMatchObject({ empty: false, rows: 1, attention: 1 });
    expect(refusal(world, 'insertTemplate', null)?.code).toBe('target-changed');
  });
});

describe('a run', () => {
  test('is checked first: what will be created, what must be fixed, what the plan allows, how long it takes', () => {
    const { world, qrius } = trial([...rows(120), ['Bad', 'javascript:alert(1)', '', '']], {
      totalCodes: 500,
    });
    const sent = qrius.log.length;
    const check = get(world, 'checkRows', { scope: 'sheet' });
    expect(check).toMatchObject({
      valid: 120,
      already: 0,
      invalidCount: 1,
      capacity: 50,
      plan: 'PRO',
      fingerprint: expect.any(String),
    });
    expect(check.invalid).toEqual([
      { row: 122, name: 'Bad', sentence: expect.stringMatching(/must begin with http/) },
    ]);
    // The fifty that fit into the plan take no second window.
    expect(check.runMs).toBeLessThan(60_000);
    expect(qrius.log.slice(sent).every(({ method }) => method === 'GET')).toBe(true);
  });
  test('is checked with an example: the first row that gets a code, with what is sent for it', () => {
    const header = ['Name', 'URL', 'Slug', 'Tags', 'QR description'];
    const exampleOf = (...rows: string[][]) =>
      get(trial([header, ...rows]).world, 'checkRows', { scope: 'sheet' }).example;
    const bad = ['Bad', 'javascript:alert(1)', '', '', ''];
    expect(
      exampleOf(bad, [' Oak ', 'https://example.com/oak', 'oak', 'tall; old', 'The oak by the gate']),
    ).toEqual({
      row: 3,
      name: 'Oak',
      destination: 'https://example.com/oak',
      slug: 'oak',
      tags: ['tall', 'old'],
      description: 'The oak by the gate',
    });
    expect(exampleOf(['Elm', 'https://example.com/elm', '', '', ''])).toMatchObject({
      row: 2,
      slug: '',
      tags: [],
      description: '',
    });
    expect(exampleOf(bad)).toBeNull();
  });
  test('creates the fifty codes of the conference in slices of seconds, with counts that add up', () => {
    const made = trial(example('conference.csv'));
    const { view } = runToEnd(made);
    expect(view).toMatchObject({
      phase: 'ended',
      ending: 'done',
      total: 50,
      done: 50,
      mine: true,
      faults: [],
    });
    for (const { startedAt, endedAt } of made.world.history.slice(2))
      expect(endedAt - startedAt).toBeLessThan(30_000);
    for (const row of made.world.table().slice(1)) expect(made.qrius.codes[row[6] ?? '']?.name).toBe(row[1]);
  });
  test('waits for the rate limit between slices, and says how long', () => {
    const made = trial(rows(25), { plan: 'BUSINESS', requestsPerMinute: 10, rateHeaders: true });
    const first = get(made.world, 'createCodes', START);
    expect(first.phase).toBe('waiting');
    expect(first.waitMs).toBeGreaterThan(30_000);
    expect(adds(first)).toBe(25);
    while (get(made.world, 'getJob', null)?.phase !== 'ended') {
      made.world.advance(get(made.world, 'getJob', null)?.waitMs ?? 0);
      expect(adds(get(made.world, 'continueJob', null))).toBe(25);
    }
    expect(Object.keys(made.qrius.codes)).toHaveLength(25);
  });
  test('stops within a batch and leaves the sheet tidy', () => {
    const made = trial(rows(40), { latencyMs: 2_500 });
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'run', functionName: 'call', args: ['stopJob', 'null'] },
    });
    const view = get(made.world, 'createCodes', START);
    expect(view).toMatchObject({ phase: 'ended', ending: 'stopped', total: 40 });
    expect(view.done).toBeLessThanOrEqual(20);
    expect(
      made.world
        .table()
        .slice(1)
        .map((row) => row[7])
        .every((status) => /^(Created|Stopped)/.test(status ?? '')),
    ).toBe(true);
  });
  test('shows each failure with its reason, and tries the failed ones again once they are fixed', () => {
    const made = trial([...rows(2), ['Bad', 'example.com', '', '']]);
    const { view } = runToEnd(made);
    expect(view.faults).toEqual([
      { row: 4, name: 'Bad', sentence: expect.stringMatching(/Did you mean https:\/\/example\.com/) },
    ]);
    made.world.user.setCell('Sheet1', 'B4', 'https://example.com');
    expect(get(made.world, 'retryFailed', null)).toMatchObject({
      phase: 'ended',
      done: 1,
      failed: 0,
      total: 1,
    });
  });
  test('puts no pictures into cells where the user wants none', () => {
    const made = trial(rows(2));
    runToEnd(made, { ...START, images: false });
    expect(
      made.world
        .formulas()
        .flat()
        .filter((formula) => formula !== ''),
    ).toEqual([]);
    expect(made.world.table()[1]?.slice(-4)).toEqual([
      expect.stringMatching(/^qr_/),
      expect.any(String),
      '',
      'Created',
    ]);
  });
});

describe('a slug that is taken', () => {
  const setUp = () => {
    const made = trial(rows(3, true), { takenSlugs: ['slug-1'] });
    const [account] = made.qrius.accounts;
    if (!account) throw new Error('no account');
    addCode(
      made.qrius,
      account,
      { name: 'Before', destinationUrl: 'https://example.com/2', slug: 'slug-2' },
      0,
    );
    addCode(
      made.qrius,
      account,
      { name: 'Elsewhere', destinationUrl: 'https://example.com/other', slug: 'slug-3' },
      0,
    );
    return made;
  };
  const statuses = ({ world }: Trial) =>
    world
      .table()
      .slice(1)
      .map((row) => row[7]);

  test('gets a suffix', () => {
    const made = setUp();
    runToEnd(made);
    expect(statuses(made)).toEqual(
      [1, 2, 3].map((n) =>
        expect.stringMatching(`^Created with the slug “slug-${n}-\\w+”, because “slug-${n}” was taken`),
      ),
    );
  });
  test('stops its row', () => {
    const made = setUp();
    runToEnd(made, { ...START, conflict: 'stop' });
    expect(statuses(made)).toEqual([1, 2, 3].map((n) => expect.stringMatching(`^Skipped: .*slug-${n}`)));
    expect(get(made.world, 'getJob', null)).toMatchObject({ done: 0, failed: 0, withdrawn: 3, faults: [] });
  });
  test('is used where it is ours and opens the same page; never a silent swap', () => {
    const made = setUp();
    runToEnd(made, { ...START, conflict: 'mine' });
    expect(statuses(made)).toEqual([
      expect.stringMatching(/^Failed: .*taken\. It belongs to somebody else\.$/),
      expect.stringMatching(/^Reused your existing code with this slug$/),
      expect.stringMatching(/^Failed: .* It is yours but opens https:\/\/example\.com\/other/),
    ]);
    expect(Object.keys(made.qrius.codes)).toHaveLength(2);
  });
});

describe('what a user exports', () => {
  test('is a CSV that is safe to open, the short URLs, and the code of the row that is selected', () => {
    const { world, qrius } = trial([...rows(1), ["'=1+1", 'https://example.com/xy', '', '"x, y"']]);
    runToEnd({ world, qrius });
    const { fileName, text } = get(world, 'exportCsv', null);
    expect(fileName).toBe('Untitled spreadsheet - Sheet1.csv');
    expect(text).toMatch(
      /^\uFEFF"Name","URL","Slug","Tags","QR ID","Short URL","QR code image","Status"\r\n"Talk 1",/,
    );
    expect(text).toMatch(/"'=1\+1","https:\/\/example\.com\/xy","\w+","""x, y"""/);
    expect(text).toMatch(/"https:\/\/api\.qrius\.io\/images\/qr_\w+\.png"/);
    expect(get(world, 'listShortUrls', null)).toEqual({
      count: 2,
      text: expect.stringMatching(/^Talk 1\thttps:\/\/qrius\.io\/\w+\n'=1\+1\t/),
    });
    get(world, 'selectRow', { row: 2, sheet: 0 });
    expect(get(world, 'selectedCode', null)).toMatchObject({
      row: 2,
      name: 'Talk 1',
      imageUrl: expect.stringMatching(/\.png$/),
    });
    get(world, 'selectRow', { row: 1 });
    expect(get(world, 'selectedCode', null)).toBeNull();
  });
});

describe('a call', () => {
  test('refuses what is not in the contract, and input that does not fit, with a sentence', () => {
    const { world } = trial(rows(1));
    const calls: unknown[][] = [
      ['toString', 'null'],
      ['__proto__', 'null'],
      ['createCodes', '{'],
      ['createCodes', '{"scope":"all"}'],
      ['selectRow', '{"row":"=1"}'],
      [null, null],
      ['checkRows'],
      // A name of an earlier version.
      ['home', 'null'],
    ];
    for (const args of calls) {
      const { outcome, value } = world.rpc('call', args);
      expect(outcome).toBe('returned');
      expect(JSON.parse(String(value))).toMatchObject({
        ok: false,
        failure: { code: 'bad-call', message: expect.stringMatching(/Close/) },
      });
    }
  });
  test('shows a colleague whose job it is, and lets them neither continue nor stop it', () => {
    const made = trial(
      rows(25),
      { plan: 'BUSINESS', requestsPerMinute: 10, rateHeaders: true },
      {
        users: [
          { id: 'owner', email: 'o@example.com' },
          { id: 'bob', email: 'b@example.com' },
        ],
      },
    );
    get(made.world, 'connect', { key: made.qrius.accounts[0]?.key ?? '', name: 'Ada' });
    const bob = made.world.asUser('bob');
    bob.open();
    connect(bob, made.qrius, addAccount(made.qrius, 'PRO').key);
    get(made.world, 'createCodes', START);
    expect(get(bob, 'getHome', null).job).toMatchObject({ mine: false, owner: 'Ada', phase: 'waiting' });
    expect(refusal(bob, 'continueJob', null)?.code).toBe('job-of-colleague');
    expect(refusal(bob, 'stopJob', null)?.code).toBe('job-of-colleague');
    expect(refusal(bob, 'createCodes', START)?.code).toMatch(/^job-(busy|of-colleague)$/);
  });
});

/** A sheet with codes in all its rows. */
function withCodes(count: number): Trial {
  const desk = trial(rows(count));
  createCodes(desk);
  return desk;
}

const paused = ({ qrius }: Trial) => Object.values(qrius.codes).map((code) => code.paused);
const PAUSE = { request: { kind: 'pause' }, scope: 'selection', hidden: false } as const;

describe('a change from the sidebar', () => {
  test('other rows are selected than those that were looked at: nothing is changed', () => {
    const desk = withCodes(3);
    desk.world.user.select(['A2:A3']);
    const { codes, targetFingerprint } = get(desk.world, 'previewChange', PAUSE);
    expect(codes).toBe(2);
    desk.world.user.select(['A4']);
    const answer = ask(desk.world, 'changeCodes', { ...PAUSE, deletes: null, targetFingerprint });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'target-changed' } });
    expect(paused(desk)).toEqual([false, false, false]);
  });

  test('the same rows in another order are the rows that were looked at', () => {
    const desk = withCodes(3);
    desk.world.user.select(['A2:A4']);
    const { targetFingerprint } = get(desk.world, 'previewChange', PAUSE);
    desk.world.user.edit({ kind: 'sort', byColumn: 'A', ascending: false });
    get(desk.world, 'changeCodes', { ...PAUSE, deletes: null, targetFingerprint });
    expect(paused(desk)).toEqual([true, true, true]);
  });

  test('a row that differs and for which nothing was chosen is counted as withdrawn', () => {
    const desk = withCodes(3);
    const [first, second] = Object.values(desk.qrius.codes);
    if (!first || !second) throw new Error('There are no codes.');
    first.destinationUrl = 'https://example.com/meanwhile';
    desk.world.user.edit({ kind: 'setCell', cell: 'B3', text: 'https://example.com/here' });
    const request: ChangeRequest = { kind: 'changed', choices: [] };
    const view = get(desk.world, 'changeCodes', {
      request,
      scope: 'sheet',
      hidden: false,
      deletes: null,
      targetFingerprint: null,
    });
    expect(view).toMatchObject({ total: 3, done: 1, already: 1, withdrawn: 1, failed: 0, waiting: 0 });
    expect([first.destinationUrl, second.destinationUrl]).toEqual([
      'https://example.com/meanwhile',
      'https://example.com/here',
    ]);
  });
});
