// A button does what the page showed when it was pressed, or nothing: the server's part.

import { addCode } from '../../sim/qrius/codes';
import { ask, get, type Hand } from '../../sim/sidebar';
import { words as sidebarWords } from '../../src/sidebar/create/words';
import { creates } from '../jobs/create/helper';
import { colleague, connected, type Desk, desk, SHEET, talks } from '../support/desk';

const START = { scope: 'selection', conflict: 'suffix', images: true, most: null } as const;
const sheetId = (made: ReturnType<typeof connected>) => get(made.world, 'getHome', null).sheet.id;
const account = ({ qrius }: Desk) => {
  const [first] = qrius.accounts;
  if (!first) throw new Error('no account');
  return first;
};
const outdated = { ok: false, failure: { code: 'target-changed' } };

describe('creating', () => {
  const checked = () => {
    const made = connected(talks(20));
    made.world.user.select(['A2:A4']);
    const check = get(made.world, 'checkRows', { scope: 'selection' });
    expect(check.valid).toBe(3);
    return { made, seen: { sheet: sheetId(made), fingerprint: check.fingerprint } };
  };

  test('makes the codes that the check counted', () => {
    const { made, seen } = checked();
    expect(ask(made.world, 'createCodes', START, seen)).toMatchObject({ ok: true, value: { done: 3 } });
  });

  test('sends nothing after other rows were selected, or a cell was edited', () => {
    const { made, seen } = checked();
    made.world.user.select(['A10:A20']);
    expect(ask(made.world, 'createCodes', START, seen)).toMatchObject(outdated);
    made.world.user.select(['A2:A4']);
    made.world.user.setCell(SHEET, 'B3', 'https://example.com/edited');
    expect(ask(made.world, 'createCodes', START, seen)).toMatchObject(outdated);
    expect(creates(made)).toEqual([]);
    expect(made.world.table()[0]).not.toContain('Status');
  });

  test('takes plan and room from the check: five codes fit into the ten requests a minute of FREE', () => {
    const made = connected(talks(5), { qrius: { plan: 'FREE' } });
    const { fingerprint, runMs } = get(made.world, 'checkRows', { scope: 'sheet' });
    const asked = made.qrius.log.length;
    const start = { ...START, scope: 'sheet' } as const;
    expect(ask(made.world, 'createCodes', start, { fingerprint })).toMatchObject({ value: { done: 5 } });
    expect(made.qrius.log.slice(asked).map(({ method }) => method)).toEqual(Array(5).fill('POST'));
    expect(runMs).toBeLessThan(10_000);
    // The next check knows that the window is used up.
    made.world.user.setCells(SHEET, 'A7', talks(5).slice(1));
    made.qrius.accounts[0]?.codeIds.splice(0);
    expect(get(made.world, 'checkRows', { scope: 'sheet' }).runMs).toBeGreaterThan(10_000);
  });

  test('follows its rows where a colleague sorted them', () => {
    const made = connected(talks(20));
    const { fingerprint } = get(made.world, 'checkRows', { scope: 'sheet' });
    made.world.user.sortRange(SHEET, 'A2:B21', 'A', false);
    const start = { ...START, scope: 'sheet' } as const;
    expect(ask(made.world, 'createCodes', start, { fingerprint })).toMatchObject({ value: { done: 20 } });
  });
});

test('nothing happens in a sheet that the page did not show', () => {
  const made = connected(talks(5));
  const seen = { sheet: sheetId(made) };
  made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
  made.world.user.setCells('Other', 'A1', talks(3));
  made.world.user.select(['A2:A4'], 'Other');
  const before = JSON.stringify(made.world.state.document);
  for (const [method, input] of [
    ['createCodes', { ...START, scope: 'sheet' }],
    [
      'changeCodes',
      { request: { kind: 'pause' }, scope: 'sheet', hidden: false, deletes: null, targetFingerprint: null },
    ],
    ['importCodes', null],
    ['refreshScans', { scope: 'sheet' }],
    ['setSchedule', { every: { kind: 'hour' }, switches: false }],
    ['insertTemplate', null],
    ['insertChart', null],
    ['chooseColumn', { role: 'name', header: 'Title' }],
    ['exportCsv', null],
    ['listShortUrls', null],
  ] as const)
    expect([method, ask(made.world, method, input, seen)]).toMatchObject([method, outdated]);
  expect(JSON.stringify(made.world.state.document)).toBe(before);
  expect(creates(made)).toEqual([]);
});

test('a refresh asks for the codes that were counted, or none', () => {
  const made = connected(talks(5));
  get(made.world, 'createCodes', { ...START, scope: 'sheet' });
  made.world.user.select(['A2:A4'], SHEET);
  const { codes, selected } = get(made.world, 'getHome', null).sheet;
  expect(selected).toBe(3);
  const press = (scope: 'sheet' | 'selection') =>
    ask(made.world, 'refreshScans', { scope }, { fingerprint: codes[scope] });
  made.world.user.select(['A2:A6'], SHEET);
  const before = made.world.table(SHEET);
  expect(press('selection')).toMatchObject(outdated);
  expect(made.world.table(SHEET)).toEqual(before);
  made.world.user.select(['A4:A2'], SHEET);
  expect(press('selection')).toMatchObject({ ok: true, value: { total: 3 } });
  made.world.advance(60_000);
  made.world.user.edit({ kind: 'sort', sheet: SHEET, range: 'A2:Z6', byColumn: 'A', ascending: false });
  expect(press('sheet')).toMatchObject({ ok: true, value: { total: 5 } });
});

test('a chart shows the counts that the view showed, or is not made', () => {
  const made = connected(talks(3));
  get(made.world, 'createCodes', { ...START, scope: 'sheet' });
  made.world.advance(60_000);
  get(made.world, 'refreshScans', { scope: 'sheet' });
  const sheet = sheetId(made);
  const { fingerprint } = get(made.world, 'summarizeScans', null);
  const press = () => ask(made.world, 'insertChart', null, { sheet, fingerprint });
  const scans = made.world.table(SHEET)[0]?.indexOf('Scans') ?? -1;
  const cell = `${String.fromCharCode(65 + scans)}2`;
  const before = made.world.table(SHEET)[1]?.[scans] ?? '';
  made.world.user.setCell(SHEET, cell, '9000');
  expect(press()).toMatchObject(outdated);
  expect(made.world.state.document?.sheets.map(({ name }) => name)).not.toContain('Qrius chart');
  made.world.user.setCell(SHEET, cell, before);
  expect(press()).toMatchObject({ ok: true, value: { sheet: 'Qrius chart' } });
});

test.each([
  ['rows of a colleague', 'A1', 'Name'],
  ['a logo', 'B1', '=IMAGE("https://example.com/logo.png")'],
  ['a formula that shows nothing', 'A2', '=C9'],
  ['a space', 'D2', ' '],
])('the template is written into a sheet that is still empty, and not over %s', (_, cell, text) => {
  const made = connected([]);
  const sheet = sheetId(made);
  made.world.user.setCell(SHEET, cell, text);
  const before = JSON.stringify(made.world.state.document);
  expect(ask(made.world, 'insertTemplate', null, { sheet })).toMatchObject(outdated);
  expect(JSON.stringify(made.world.state.document)).toBe(before);
});

test('an import brings the codes that were counted, or none', () => {
  const made = connected([['Name', 'URL']]);
  const add = (name: string) =>
    addCode(made.qrius, account(made), { name, destinationUrl: 'https://example.com' }, 0);
  add('First');
  const { codes, fingerprint } = get(made.world, 'countImportable', null);
  expect(codes).toBe(1);
  add('Second');
  expect(ask(made.world, 'importCodes', null, { fingerprint })).toMatchObject(outdated);
  expect(made.world.table()).toHaveLength(1);
});

test('where nothing is selected, or nothing is left to create, check and start say the same', () => {
  const made = connected(talks(2));
  made.world.user.select(['A9']);
  const both = (scope: 'selection' | 'sheet') => [
    ask(made.world, 'checkRows', { scope }),
    ask(made.world, 'createCodes', { ...START, scope }),
  ];
  const [check, start] = both('selection');
  expect(check).toEqual(start);
  expect(check).toMatchObject({ ok: false, failure: { code: 'nothing-selected' } });
  ask(made.world, 'createCodes', { ...START, scope: 'sheet' });
  expect(both('sheet')).toMatchObject([
    { ok: true, value: { valid: 0, already: 2 } },
    { ok: false, failure: { code: 'nothing-to-do', message: sidebarWords.nothing } },
  ]);
});

test('two columns of one header are named by the check, without a job to continue', () => {
  const made = connected(talks(1, ['URL']));
  const check = ask(made.world, 'checkRows', { scope: 'sheet' });
  const message = 'Two columns are called “URL”. Rename one of them.';
  expect(check).toMatchObject({ ok: false, failure: { code: 'columns-unclear', message } });
});

describe('what refuses the start is said by the check already, in the same words:', () => {
  const WHOLE = { ...START, scope: 'sheet' } as const;
  const PAUSE = { request: { kind: 'pause' }, scope: 'sheet', hidden: false } as const;
  const HEADERS = ['Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];
  const setUp = { ready: () => connected(talks(3)), coded: () => connected(talks(3, HEADERS)) };
  /** Leaves a job that pauses, since its key is rejected. */
  const pausedJob = (made: Desk, hand: Hand) => {
    made.qrius.faults.push({ at: { method: 'POST', path: '/qr', nth: 1 }, do: { kind: 'revokeKey' } });
    expect(ask(hand, 'createCodes', WHOLE)).toMatchObject({ value: { phase: 'paused' } });
  };
  /** Each brings the sheet to where a hand is refused. */
  const refusals: Array<[code: string, arrange: () => { made: Desk; hand: Hand }]> = [
    [
      'not-connected',
      () => {
        const made = desk(talks(3));
        return { made, hand: made.world };
      },
    ],
    ...(
      [
        ['columns-missing', []],
        ['columns-missing', [['Name', 'Colour'], ...Array.from({ length: 3 }, () => ['Talk', 'red'])]],
        [
          'columns-unclear',
          [
            ['Name', 'URL', 'URL'],
            ['Talk', 'https://example.com/1', 'https://example.com/2'],
          ],
        ],
        [
          'columns-unclear',
          [
            ['Name', 'URL', 'Status', 'QR status'],
            ['Talk', 'https://example.com/1', 'my own', 'and another'],
          ],
        ],
      ] as Array<[string, string[][]]>
    ).map(([code, rows]): (typeof refusals)[number] => [
      code,
      () => {
        const made = connected(rows);
        return { made, hand: made.world };
      },
    ]),
    [
      'job-busy',
      () => {
        const made = setUp.ready();
        pausedJob(made, made.world);
        return { made, hand: made.world };
      },
    ],
    [
      'job-of-colleague',
      () => {
        const made = setUp.ready();
        const hand = colleague(made);
        pausedJob(made, made.world);
        return { made, hand };
      },
    ],
    ...(['C1:Z1', 'A:Z'] as const).map((range): (typeof refusals)[number] => [
      'sheet-protected',
      () => {
        const made = setUp.ready();
        made.world.user.protectRange(SHEET, range);
        return { made, hand: colleague(made) };
      },
    ]),
    ...(['G2:G3', 'D:D', 'A1:Z1'] as const).map((range): (typeof refusals)[number] => [
      'sheet-protected',
      () => {
        const made = setUp.coded();
        made.world.user.protectRange(SHEET, range);
        return { made, hand: colleague(made) };
      },
    ]),
  ];
  test.each(refusals)('%s (%#)', (code, arrange) => {
    const { made, hand } = arrange();
    const [before, sent] = [made.world.table(), creates(made).length];
    const check = ask(hand, 'checkRows', { scope: 'sheet' });
    expect(check).toMatchObject({ ok: false, failure: { code } });
    expect(ask(hand, 'createCodes', WHOLE)).toEqual(check);
    expect([made.world.table(), creates(made).length]).toEqual([before, sent]);
  });

  test('columns of the user’s own may be protected', () => {
    const made = setUp.ready();
    made.world.user.protectRange(SHEET, 'A:B');
    const hand = colleague(made);
    expect(get(hand, 'checkRows', { scope: 'sheet' })).toMatchObject({ valid: 3 });
    expect(get(hand, 'createCodes', WHOLE)).toMatchObject({ done: 3 });
  });

  test('a change and an import, too: a colleague’s job, and a protected Status', () => {
    const made = connected(talks(2));
    get(made.world, 'createCodes', WHOLE);
    made.world.advance(60_000);
    addCode(made.qrius, account(made), { name: 'New', destinationUrl: 'https://example.com/new' }, 0);
    made.world.user.setCells(SHEET, 'A4', talks(1).slice(1));
    const hand = colleague(made);
    const both = () => {
      const [preview, count] = [ask(hand, 'previewChange', PAUSE), ask(hand, 'countImportable', null)];
      expect(count).toEqual(preview);
      const order = { ...PAUSE, deletes: null, targetFingerprint: null };
      for (const start of [ask(hand, 'changeCodes', order), ask(hand, 'importCodes', null)])
        expect(start).toEqual(preview);
      return preview && !preview.ok ? preview.failure.code : null;
    };
    made.world.user.protectRange(SHEET, 'A1:Z1');
    expect(both()).toBe('sheet-protected');
    pausedJob(made, made.world);
    expect(both()).toBe('job-of-colleague');
  });
});
