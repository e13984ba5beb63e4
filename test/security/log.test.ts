// The log is read by people and edited by people: jobs act only on lines that their owner's own job wrote.
import type { UserEdit } from '../../sim/apps-script/edits';
import type { World } from '../../sim/apps-script/world';
import { inProcess } from '../../sim/qrius/transport';
import { ask, get } from '../../sim/sidebar';
import { cellsOf, LOG_NAME, type LogLine, readLog } from '../../src/table/log';
import { act, changing, code, coded, status } from '../jobs/change/helper';
import {
  colleague,
  connected,
  createCodes,
  type Desk,
  logLines,
  NEW,
  SHEET,
  shownRows,
  talks,
} from '../support/desk';
import { column, destinations, forge, keyless, misplaced, sortColumns } from './helper';

const EVIL = 'https://evil.example/';
const TARGET = { scope: 'sheet', hidden: false } as const;
const undo = { request: { kind: 'undo', job: null } } as const;
const started = (number: number): string => `https://example.com/00${number}`;

/** Codes that were pointed to one page. */
function pointed(count: number) {
  const made = coded(count);
  act(made, { request: { kind: 'destination', url: NEW } });
  return made;
}

const sealIn = (made: Desk): string => readLog(made.world.table(LOG_NAME))[0]?.seal ?? '';

/** A change of every destination, as its rows say, that waits for the rate limit. */
function waiting(meanwhile: (made: Desk & { ids: string[] }) => void) {
  const made = coded(24, { qrius: { requestsPerMinute: 10 } });
  made.world.user.setCells(
    SHEET,
    'B2',
    Array.from({ length: 24 }, (_, index) => [`${NEW}/${index}`]),
  );
  made.meanwhile = () => meanwhile(made);
  return { made, said: act(made, { request: { kind: 'column' } }) };
}

/** Codes whose page is neither the one they had nor the one that their row asked for. */
const elsewhere = (made: ReturnType<typeof coded>): string[] =>
  made.ids.flatMap((_, index) => {
    const { destinationUrl } = code(made, index + 1);
    const old = `https://example.com/${String(index + 1).padStart(3, '0')}`;
    return [old, `${NEW}/${index}`].includes(destinationUrl) ? [] : [destinationUrl];
  });

describe('some columns of the log are sorted in good faith', () => {
  test.each([
    ['Name', 'After'],
    ['QR ID', 'QR ID'],
    ['When', 'Name'],
  ])('%s to %s: the next slice of a create job moves no short URL', (from, to) => {
    const made = connected(talks(30), { qrius: { requestsPerMinute: 12 } });
    made.meanwhile = () => sortColumns(keyless(made).user, from, to, from);
    expect(createCodes(made)).toMatch(/^Done\. 30 created/);
    expect(misplaced(made)).toEqual([]);
    expect(Object.keys(made.qrius.codes)).toHaveLength(30);
  });

  test('undo changes no code, and says that it cannot', () => {
    const made = pointed(4);
    sortColumns(keyless(made).user, 'Name', 'Before', 'Before');
    expect(act(made, undo)).toMatch(/^There is no job of yours that can be undone\./);
    expect(destinations(made)).toEqual(destinations(pointed(4)));
  });

  test('undo of the lines that are whole, while the rows of the others are told', () => {
    const made = pointed(3);
    const rows = logLines(made);
    const at = rows.findIndex(({ 'QR ID': id }) => id === made.ids[1]) + 2;
    keyless(made).user.setCell(LOG_NAME, `${column('Before')}${at}`, EVIL);
    act(made, undo);
    expect([1, 2, 3].map((number) => code(made, number).destinationUrl)).toEqual([
      started(1),
      NEW,
      started(3),
    ]);
    expect(status(made, 3)).toBe(
      'Not changed: its line in the Qrius log was edited or sorted apart, so it can’t be undone.',
    );
  });

  test('a waiting change sends no code to another page, and its rows say so', () => {
    const { made } = waiting(({ world }) => sortColumns(keyless({ world }).user, 'Name', 'After', 'After'));
    expect(elsewhere(made)).toEqual([]);
    const told = shownRows(made.world).filter(({ Status = '' }) =>
      /^Not changed: this job has no change for the QR ID/.test(Status),
    );
    expect(told.length).toBeGreaterThan(10);
    expect(shownRows(made.world).filter(({ Status }) => Status === 'Change queued')).toEqual([]);
  });
});

describe('whole rows of the log are sorted', () => {
  test('by name, upside down: an undo is what it was', () => {
    const made = pointed(4);
    sortColumns(keyless(made).user, 'When', 'Description', 'Name');
    expect(act(made, undo)).toBe('Done. 4 restored, 0 already there, 0 failed, 0 waiting, 0 left out.');
    expect([1, 2, 3, 4].map((number) => code(made, number).destinationUrl)).toEqual(
      [1, 2, 3, 4].map(started),
    );
  });

  test('of two changes in one second the later is undone first', () => {
    const made = coded(1);
    made.world.user.setCells(SHEET, 'A2', [['One', `${NEW}/1`]]);
    const keep = (['destination', 'name'] as const).map((field) => ({
      id: made.ids[0] ?? '',
      field,
      keep: 'mine' as const,
    }));
    act(made, { request: { kind: 'changed', choices: keep } });
    sortColumns(keyless(made).user, 'When', 'Description', 'Action');
    act(made, undo);
    expect(code(made, 1)).toMatchObject({ name: 'Talk 001', destinationUrl: started(1) });
  });

  test('in the middle of a change: all of it is done', () => {
    const { made, said } = waiting(({ world }) =>
      sortColumns(keyless({ world }).user, 'When', 'Description', 'After'),
    );
    expect(said).toMatch(/^Done\. 24 updated/);
    expect(made.ids.map((_, index) => code(made, index + 1).destinationUrl)).toEqual(
      made.ids.map((_, index) => `${NEW}/${index}`),
    );
  });
});

describe('a colleague without a key edits the log', () => {
  test('an edited “Before” re-points nothing', () => {
    const made = pointed(3);
    const { user } = keyless(made);
    for (const row of [2, 3, 4]) user.setCell(LOG_NAME, `${column('Before')}${row}`, EVIL);
    act(made, undo);
    expect(JSON.stringify(changing(made))).not.toContain('evil');
    expect(code(made, 1).destinationUrl).toBe(NEW);
  });

  test.each([0, Date.UTC(9999, 11, 31)])(
    'a forged job is not the last one, whenever it is dated (%d)',
    (dated) => {
      const made = pointed(2);
      const other = pointed(1);
      const line: LogLine = {
        when: dated || made.world.now(),
        who: 'Ada',
        action: 'Change destination',
        id: made.ids[0] ?? '',
        name: 'Talk 001',
        tags: ['a'],
        before: EVIL,
        after: NEW,
        result: 'done',
        job: 'forged00',
      };
      forge(made, line);
      // The seal of a line that is good, and one that another user's job made.
      forge(made, { ...line, seal: sealIn(made) });
      forge(made, { ...line, seal: sealIn(other) });
      expect(get(made.world, 'previewChange', { ...undo, ...TARGET })).toMatchObject({
        codes: 2,
        faultCount: 0,
      });
      act(made, undo);
      expect([code(made, 1), code(made, 2)].map(({ destinationUrl }) => destinationUrl)).toEqual(
        [1, 2].map(started),
      );
    },
  );

  test.each<[string, string, string]>([
    ['After', 'Rename', EVIL],
    ['Action', 'Action', 'Delete'],
    ['QR ID', 'QR ID', 'other'],
  ])('an edited “%s” of a waiting change sends nothing of it', (header, _, text) => {
    const { made } = waiting(({ world, qrius }) => {
      const value = text === 'other' ? (Object.keys(qrius.codes)[0] ?? '') : text;
      for (let row = 2; row <= 25; row += 1)
        keyless({ world }).user.setCell(LOG_NAME, `${column(header)}${row}`, value);
    });
    expect(elsewhere(made)).toEqual([]);
    expect(Object.keys(made.qrius.codes)).toHaveLength(24);
    expect(JSON.stringify(changing(made))).not.toMatch(/evil|delete/i);
  });

  test('who a line names is sealed too', () => {
    const made = pointed(1);
    keyless(made).user.setCell(LOG_NAME, `${column('Who')}2`, 'Grace');
    expect(act(made, undo)).toMatch(/^There is no job of yours that can be undone/);
  });
});

test('6,000 lines dated far ahead push none of the user’s own out of the log', () => {
  const made = pointed(2);
  const line = cellsOf({
    when: Date.UTC(9999, 0, 1),
    who: 'Ada',
    action: 'Rename',
    id: 'qr_x',
    name: '',
    tags: [],
    before: '',
    after: '',
    result: 'done',
    job: 'forged00',
  });
  const row = made.world.table(LOG_NAME).length + 1;
  const log = made.world.state.document?.sheets.find(({ name }) => name === LOG_NAME);
  if (log) log.maxRows += 6_000;
  keyless(made).user.setCells(LOG_NAME, `A${row}`, Array<string[]>(6_000).fill(line));
  expect(act(made, { request: { kind: 'pause' } })).toMatch(/^Done/);
  expect(logLines(made)).toHaveLength(5_000 + 4);
  act(made, { request: { kind: 'activate' } });
  expect(get(made.world, 'listJobs', null).jobs.filter(({ undoable }) => undoable)).toHaveLength(2);
  expect(act(made, undo)).toMatch(/^Done\. 2 /);
});

/** Edits of the log that move its lines. */
const MOVES: Array<[string, UserEdit]> = [
  ['inserts a row above all lines', { kind: 'insertRow', sheet: LOG_NAME, above: 2 }],
  ['inserts a row above the header', { kind: 'insertRow', sheet: LOG_NAME, above: 1 }],
  ['sorts the lines', { kind: 'sort', sheet: LOG_NAME, byColumn: 'D', ascending: false }],
];

test.each(MOVES)('somebody %s at any moment of the end of a job: no line is lost that is kept', (_, edit) => {
  const made = pointed(2);
  const line = (n: number): LogLine => ({
    when: Date.UTC(2020, 0, 1) + n * 1_000,
    who: 'Ada',
    action: 'Rename',
    id: `qr_${n}`,
    name: '',
    tags: [],
    before: '=A1',
    after: '',
    result: 'done',
    job: 'forged00',
  });
  const log = made.world.state.document?.sheets.find(({ name }) => name === LOG_NAME);
  if (log) log.maxRows += 5_003;
  const others = Array.from({ length: 5_003 }, (_item, n) => line(n));
  const row = made.world.table(LOG_NAME).length + 1;
  keyless(made).user.setCells(LOG_NAME, `A${row}`, others.map(cellsOf));
  const pausing = (world: World) =>
    ask(world, 'changeCodes', {
      request: { kind: 'pause' },
      ...TARGET,
      deletes: null,
      targetFingerprint: null,
    });
  const twin = (): World => made.world.clone(inProcess(structuredClone(made.qrius)));
  const undisturbed = twin();
  expect(pausing(undisturbed)).toMatchObject({ ok: true, value: { phase: 'ended' } });
  const calls = undisturbed.history[undisturbed.history.length - 1]?.calls ?? [];
  const removal = calls.find(({ name }) => name === 'Sheet.deleteRows')?.k ?? 0;
  const kept = (world: World): string[] =>
    world.state.document?.sheets
      .filter(({ name }) => name.startsWith(LOG_NAME))
      .flatMap(({ name }) => world.table(name))
      .filter(([when, , , id]) => id?.startsWith('qr_') && when !== '2020-01-01T00:00:02Z')
      .map((cells) => `${cells[3]} ${cells[6]} ${cells[9]}`) ?? [];
  const near = calls.filter(({ k }) => k > removal - 9 && k <= removal + 5).map(({ k }) => k);
  expect(near.length).toBeGreaterThan(5);
  for (const k of near) {
    const world = twin();
    world.faults.push({ at: { k }, when: 'before', do: edit });
    const before = kept(world);
    expect([k, pausing(world)]).toMatchObject([k, { ok: true, value: { phase: 'ended' } }]);
    const after = new Set(kept(world));
    const lost = before.filter((text) => !after.has(text)).filter((text) => !/^qr_[012] /.test(text));
    expect([k, lost]).toEqual([k, []]);
  }
});

test('a line as long as a cell allows that begins like a formula is put back, and the job ends', () => {
  const made = pointed(2);
  const line = (n: number, before: string): string[] => [
    ...[
      `20${String(n).padStart(4, '0')}`,
      'Ada',
      'Rename',
      `qr_${n}`,
      '',
      '',
      before,
      '',
      'done',
      'forged00',
      '',
    ],
  ];
  const log = made.world.state.document?.sheets.find(({ name }) => name === LOG_NAME);
  if (log) log.maxRows += 5_003;
  const long = `\t${'a'.repeat(49_999)}`;
  const lines = [line(9_999, long), ...Array.from({ length: 5_000 }, (_, n) => line(n, ''))];
  const row = made.world.table(LOG_NAME).length + 1;
  keyless(made).user.setCells(LOG_NAME, `A${row}`, lines);
  made.world.faults.push({
    at: { name: 'Sheet.deleteRows', nth: 1 },
    when: 'before',
    do: { kind: 'insertRow', sheet: LOG_NAME, above: 2 },
  });
  expect(act(made, { request: { kind: 'pause' } })).toMatch(/^Done\. 2 paused/);
  const found = made.world.table(LOG_NAME).filter(([, , , id]) => id === 'qr_9999');
  expect(found).toHaveLength(1);
});

test('a job of a colleague is theirs to undo, also where both have the same account', () => {
  const made = pointed(2);
  const other = colleague(made);
  expect(ask(other, 'previewChange', { ...undo, ...TARGET })).toMatchObject({
    ok: false,
    failure: { code: 'nothing-to-do' },
  });
  expect(act(made, undo)).toMatch(/^Done\. 2 restored/);
});

test('a log of an earlier version is for reading, and the user is told', () => {
  const made = pointed(2);
  const jobs = logLines(made).map(({ Job = '' }) => [Job.split(' ')[0] ?? '']);
  keyless(made).user.setCells(LOG_NAME, `${column('Job')}2`, jobs);
  expect(act(made, undo)).toMatch(/an earlier version of the add-on can only be read\.$/);
  expect(code(made, 1).destinationUrl).toBe(NEW);
});

test('the secret is made once, for the user alone, and is in no cell, property of the document, reply or console', () => {
  const made = pointed(2);
  const { properties } = made.world.state;
  const secret = properties.user.owner?.['qrius.secret'] ?? '';
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  keyless(made).rpc('call', ['getHome', 'null']);
  const home = get(made.world, 'getHome', null);
  expect(properties.user.owner?.['qrius.secret']).toBe(secret);
  expect(Object.values(properties.user).map((own) => own['qrius.secret'])).toHaveLength(2);
  const seen = JSON.stringify([made.world.state.document, properties.document, home, made.qrius.log]);
  expect(seen).not.toContain(secret);
});
