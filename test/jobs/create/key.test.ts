// The menu, and the key: which address answers to it, what is said where none does, and that nobody else ever sees it.
import { get } from '../../../sim/sidebar';
import type { Transport } from '../../../sim/wire';
import { connected, counts, createCodes, type Desk, desk, talks } from '../../support/desk';
import { creates, refusing, rewriting, typeKey, wrongRows } from './helper';

const [SELECTED, WHOLE, CHANGE, UNDO, PRINT, API_KEY] = [
  'Create QR codes for selected rows',
  'Create QR codes for the whole sheet',
  'Change selected codes',
  'Undo the last job',
  'Print or download codes',
  'Change API key',
] as const;
const HTML = '<!DOCTYPE html><title>Bad Gateway</title>';
const keyOf = ({ qrius }: Desk) => qrius.accounts[0]?.key ?? '';

describe('the menu', () => {
  test.each(['NONE', 'LIMITED'] as const)('comes up in mode %s, and touches no other service', (mode) => {
    const { world } = desk(talks(1));
    const menu = world.open('owner', mode);
    expect(menu?.title).toBe('Qrius');
    const labels = menu?.items.flatMap((item) => ('label' in item ? [item.label] : []));
    expect(labels).toEqual(['Open the sidebar', SELECTED, WHOLE, CHANGE, UNDO, PRINT, API_KEY]);
    const opened = world.history.at(-1);
    expect(opened).toMatchObject({ functionName: 'onOpen', outcome: 'returned', log: [] });
    expect(
      opened?.calls.filter(({ name }) => !/^(SpreadsheetApp\.getUi|Ui\.createMenu|Menu\.\w+)$/.test(name)),
    ).toEqual([]);
  });

  test('comes up when the add-on is installed', () => {
    const { world } = desk(talks(1));
    world.state.menus = {};
    expect(world.run('onInstall', [], { event: {} }).outcome).toBe('returned');
    expect(world.menu()?.title).toBe('Qrius');
  });

  test.each([
    ['Open the sidebar', 'home'],
    [SELECTED, 'check-selection'],
    [WHOLE, 'check-sheet'],
    [CHANGE, 'change-selection'],
    [UNDO, 'undo'],
    [API_KEY, 'connect'],
  ])('“%s” opens the sidebar at its view', (label, view) => {
    const { world } = desk(talks(1), { world: { html: { Sidebar: '<body data-view="home"></body>' } } });
    expect(world.clickMenu(label).outcome).toBe('returned');
    expect(world.shown.at(-1)).toMatchObject({ kind: 'sidebar', html: `<body data-view="${view}"></body>` });
  });

  test('says what is missing before a key is set, and sends nothing', () => {
    const made = desk(talks(1));
    expect(createCodes(made)).toMatch(/No API key yet\. Choose Change API key in the Qrius menu/);
    expect(made.batches).toEqual([]);
  });
});

describe('a key that Qrius takes', () => {
  test.each([
    ['guide', 'https://api.qrius.io/'],
    ['reference', 'https://qrius.io/api/'],
  ] as const)('is kept with the address that answers, in the dialect of the %s', (dialect, address) => {
    const made = desk(talks(3), { qrius: { dialect, plan: 'PRO' } });
    expect(typeKey(made, ` ${keyOf(made)} `)).toBe('');
    expect(get(made.world, 'getHome', null).connection?.plan).toBe('PRO');
    made.batches.length = 0;
    expect(counts(createCodes(made))).toMatchObject({ created: 3, failed: 0 });
    expect(wrongRows(made)).toEqual([]);
    expect(made.batches.flat().filter(({ url }) => !url.startsWith(address))).toEqual([]);
  });

  /** An API that knows everything but `GET /users/me`. */
  const withoutMe = rewriting('GET', (answer, { url }) =>
    url.endsWith('/users/me')
      ? {
          ...answer,
          status: 404,
          body: JSON.stringify({ statusCode: 404, error: 'Not Found', message: 'No.' }),
        }
      : answer,
  );

  test('is tried by the cheapest request where the API cannot say whose it is', () => {
    const made = desk(talks(3), { around: withoutMe });
    expect(typeKey(made, keyOf(made))).toBe('');
    expect(made.batches.flat().map(({ url }) => new URL(url).pathname + new URL(url).search)).toEqual([
      '/users/me',
      '/qr?page=1&limit=1',
    ]);
    expect(counts(createCodes(made))).toMatchObject({ created: 3 });
    expect(typeKey(made, 'qrius_nobodys_key')).toMatch(/rejected this key/);
  });
});

describe('a key that is not taken', () => {
  const page = { kind: 'answer', headers: [['Content-Type', 'text/html']], body: HTML, ms: 100 } as const;
  const nobody: Transport = (requests) =>
    requests.map(() => ({ kind: 'failed', reason: 'unreachable', ms: 100 }));
  const pages =
    (status: number): Transport =>
    (requests) =>
      requests.map(() => ({ ...page, headers: [], status }));

  const cases: Array<{
    title: string;
    text?: string;
    instead?: Transport;
    says: RegExp;
  }> = [
    {
      title: 'is unknown',
      text: 'qrius_nobodys_key',
      says: /rejected this key/,
    },
    { title: 'has a line break in it', text: 'qrius_te\nst_key_1', says: /doesn’t look like an API key/ },
    { title: 'has a space in it', text: 'qrius test key 1', says: /doesn’t look like an API key/ },
    { title: 'is of other letters', text: 'qrius_tést_key_1', says: /doesn’t look like an API key/ },
    { title: 'has a quote in it', text: 'qrius_test"key_1', says: /doesn’t look like an API key/ },
    { title: 'has a backslash in it', text: 'qrius_test\\key_1', says: /doesn’t look like an API key/ },
    { title: 'is empty', text: '', says: /doesn’t look like an API key/ },
    { title: 'finds no network', instead: nobody, says: /Can’t reach Qrius right now/ },
    { title: 'meets error pages', instead: pages(502), says: /Can’t reach Qrius right now/ },
    { title: 'meets a website', instead: pages(200), says: /Can’t reach Qrius right now/ },
  ];

  test.each(cases)(
    'that $title is told in a sentence, and the former one is kept',
    ({ text, instead, says }) => {
      let other: Transport | undefined;
      const made = connected(talks(2), {
        around: (inner) => (requests, now) => (other ?? inner)(requests, now),
      });
      other = instead;
      const said = typeKey(made, text ?? 'qrius_another_key');
      other = undefined;
      expect(said).toMatch(says);
      expect(said).not.toMatch(/undefined|null|Exception|Error/);
      if (!instead && text !== 'qrius_nobodys_key') expect(made.batches).toEqual([]);
      expect(counts(createCodes(made))).toMatchObject({ created: 2 });
      expect(wrongRows(made)).toEqual([]);
    },
  );

  test('that may only read is found out at the first code, and the job pauses', () => {
    const made = desk(talks(3));
    expect(typeKey(made, made.qrius.accounts[0]?.readOnlyKey ?? '')).toBe('');
    const said = createCodes(made);
    expect(said).toMatch(/The job pauses.*This API key may only read/s);
    expect(counts(said)).toMatchObject({ created: 0, failed: 0, waiting: 3 });
    typeKey(made, keyOf(made));
    expect(counts(createCodes(made))).toMatchObject({ created: 3, failed: 0, waiting: 0 });
    expect(wrongRows(made)).toEqual([]);
  });
});

describe('nobody but its user sees the key', () => {
  /** All that the world holds, but for what the user typed and the properties of the user. */
  function places({ world }: Desk): string {
    const { properties, shown, ...state } = world.state;
    const { owner: _, ...others } = properties.user;
    const seen = shown.map((one) => ('answer' in one ? { ...one, answer: null } : one));
    const runs = world.history.map(({ log, error, stack, value }) => ({ log, error, stack, value }));
    return JSON.stringify([state, seen, properties.script, properties.document, others, runs]);
  }

  /** An API that says the key again in each error. */
  const chatty = () => {
    let forbidden = 0;
    return refusing((_, { headers, body }) => {
      const { name } = JSON.parse(body);
      const message = `No: ${headers.Authorization}`;
      if (name === 'Talk 001') return { status: 422, message };
      // With its slug, and without.
      if (name !== 'Talk 002' || forbidden >= 2) return null;
      forbidden += 1;
      return { status: 403, message };
    });
  };
  const faults = [
    'UrlFetchApp.fetchAll',
    'Range.getDisplayValues',
    'SpreadsheetApp.flush',
    'Properties.setProperties',
  ];

  test('after runs that went well, and wrongly in every way', () => {
    const made = connected(talks(12), { around: chatty(), qrius: { requestsPerMinute: 10 } });
    const key = keyOf(made);
    for (const name of faults) {
      const message = name.startsWith('Url')
        ? `Address unavailable: https://api.qrius.io/qr ${key}`
        : 'Service failed.';
      made.world.faults.push({
        at: { name, nth: 1 },
        when: 'before',
        do: { kind: 'throw', message },
      });
      expect(createCodes(made)).not.toBe('');
      made.world.advance(400_000);
    }
    expect(made.world.faults).toEqual([]);
    createCodes(made);
    expect(Object.keys(made.qrius.codes)).toHaveLength(11);
    expect(made.world.table().flat().join()).toMatch(/Failed: No: Bearer \(your key\)/);
    expect(places(made).includes(key)).toBe(false);
    expect(JSON.stringify(made.world.state.properties.user.owner)).toContain(key);
  });

  test('after keys that were refused', () => {
    const made = connected(talks(1));
    const wrong = 'qrius_nobodys_key';
    for (const text of [wrong, `${wrong} ${wrong}`]) expect(typeKey(made, text)).not.toBe('');
    expect(places(made).includes(wrong)).toBe(false);
    expect(creates(made)).toEqual([]);
  });
});
