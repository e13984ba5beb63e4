// How the simulated service words its answers, draws its pictures and sets its limits, switch by switch.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import jsqr from 'jsqr';
import type { Answers } from '../../sim/qrius/answers';
import type { ConfigOptions } from '../../sim/qrius/config';
import type { FaultAction } from '../../sim/qrius/faults';
import { handle, workLate } from '../../sim/qrius/handle';
import { readConfig } from '../../sim/qrius/read-config';
import { createState, type State } from '../../sim/qrius/state';
import { inProcess } from '../../sim/qrius/transport';
import { WAYS } from '../../sim/qrius/ways';
import { json, START, send, session } from './client';

const HTML = ['Content-Type', 'text/html; charset=utf-8'];

const start = (options: ConfigOptions = {}) => createState({ plan: 'PRO', ...options });
const answering = (answers: Partial<Answers>, options: ConfigOptions = {}) => start({ ...options, answers });
const create = (state: State, number = 1, now = START) =>
  send(state, 'POST', '/qr', { body: session(number), now });
const idOf = (state: State) => state.accounts[0]?.codeIds.at(-1) ?? '';

describe('a create that worked', () => {
  test.each([200, 201, 202] as const)('answers %i, with the code or with nothing', (createStatus) => {
    const told = create(answering({ createStatus }));
    expect([told.status, json(told)]).toEqual([createStatus, expect.objectContaining({ name: 'Session 1' })]);
    const state = answering({ createStatus, createBody: false });
    expect(create(state)).toMatchObject({ status: createStatus, body: '' });
    expect(Object.keys(state.codes)).toHaveLength(1);
  });

  test('answers 204 without a body, in both dialects', () => {
    for (const dialect of ['guide', 'reference'] as const) {
      const answer = create(answering({ createStatus: 204 }, { dialect }));
      expect(answer).toMatchObject({ status: 204, body: '' });
      expect(answer.header('Content-Type')).toBeUndefined();
    }
  });

  test('names its fields in snake case, also in lists and changes', () => {
    const state = answering({ fieldNames: 'snake' });
    const names = Object.keys(JSON.parse(create(state).body));
    expect(names).toEqual(['id', 'slug', 'name', 'qr_code_url', 'short_url']);
    const entry = json(send(state, 'GET', '/qr')).data[0];
    expect(Object.keys(entry ?? {})).toEqual(expect.arrayContaining(['destination_url', 'created_at']));
    const stats = JSON.parse(send(state, 'GET', `/qr/${idOf(state)}/stats/export`).body);
    expect(Object.keys(stats)).toEqual(['total_scans', 'unique_scans', 'last_scanned_at']);
  });

  test('shows a short URL without its scheme', () => {
    const { shortUrl } = JSON.parse(create(answering({ shortUrl: 'noScheme' })).body);
    expect(shortUrl).toBe('qrius.io/conf-2025-s01');
  });

  test('begins with a byte order mark', () => {
    const { body } = create(answering({ bom: true }));
    expect(body[0]).toBe('\u{FEFF}');
    expect(JSON.parse(body.slice(1))).toMatchObject({ name: 'Session 1' });
  });
});

describe('a change', () => {
  test('of one code answers 204 without a body', () => {
    const state = answering({ changeStatus: 204 });
    create(state);
    const answer = send(state, 'PATCH', `/qr/${idOf(state)}`, { body: { name: 'New' } });
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(state.codes[idOf(state)]?.name).toBe('New');
  });

  test.each([
    ['counts', 200, { updated: 2, failed: 1 }],
    ['none', 200, {}],
    ['count', 200, { count: 2 }],
    ['success', 200, { success: true }],
    ['texts', 200, { updated: '2', failed: '1' }],
    ['failedIds', 200, { updated: 2, failed: ['qr_none'] }],
    ['changed', 200, { updated: 1, failed: 1 }],
    ['empty', 204, null],
  ] as const)('of many answers in the way "%s"', (bulk, status, body) => {
    const state = answering({ bulk });
    const codes = [1, 2].map((number) => {
      create(state, number);
      return idOf(state);
    });
    const [paused = '', active = ''] = codes;
    const code = state.codes[paused];
    if (code) code.paused = true;
    const qrCodeIds = [paused, active, 'qr_none'];
    const answer = send(state, 'POST', '/qr/bulk/pause', { body: { qrCodeIds } });
    expect([answer.status, answer.body === '' ? null : JSON.parse(answer.body)]).toEqual([status, body]);
    expect(codes.map((id) => state.codes[id]?.paused)).toEqual([true, true]);
  });

  test('of many that deletes counts each code as really changed', () => {
    const state = answering({ bulk: 'changed' });
    create(state);
    const qrCodeIds = [idOf(state)];
    const answer = send(state, 'POST', '/qr/bulk/delete', { body: { qrCodeIds } });
    expect(JSON.parse(answer.body)).toEqual({ updated: 1, failed: 0 });
  });
});

describe('a refusal', () => {
  test('is told with 200 and success false; a wrong key and a 429 keep their status', () => {
    const state = answering({ refusalStatus: 200 }, { requestsPerMinute: 2 });
    expect(send(state, 'GET', '/users/me', { key: 'qrius_wrong' }).status).toBe(401);
    expect(create(state).status).toBe(201);
    const taken = create(state);
    expect(taken.status).toBe(200);
    expect(JSON.parse(taken.body)).toMatchObject({ success: false, statusCode: 409 });
    expect(create(state).status).toBe(429);
    const other = answering({ refusalStatus: 200 }, { dialect: 'reference' });
    const missing = send(other, 'GET', '/qr/none');
    expect([missing.status, JSON.parse(missing.body)]).toEqual([
      200,
      { success: false, error: { code: 'NOT_FOUND', message: expect.any(String) } },
    ]);
  });

  test('for a route that the service does not have is a 404 in other words than for a code', () => {
    const missingRoutes = ['PATCH /qr/:id', 'POST /qr/bulk/pause'];
    const state = answering({ missingRoutes });
    create(state);
    const path = `/qr/${idOf(state)}`;
    const patch = send(state, 'PATCH', path, { body: { name: 'New' } });
    expect([patch.status, json(patch).message]).toEqual([404, `Cannot PATCH ${path}`]);
    expect(send(state, 'POST', '/qr/bulk/pause', { body: { qrCodeIds: ['a'] } }).status).toBe(404);
    expect(send(state, 'GET', path).status).toBe(200);
    expect(json(send(state, 'GET', '/qr/none')).message).toBe('QR code "none" was not found.');
    const page = send(answering({ missingRoutes, missingPath: 'html' }), 'PATCH', path, { body: {} });
    expect([page.status, page.headers]).toEqual([404, [HTML]]);
  });

  test('for the stats of a code that was never scanned is a 404, until it is scanned', () => {
    const state = answering({ unscannedStats: 404 });
    create(state);
    const stats = () => send(state, 'GET', `/qr/${idOf(state)}/stats/export`);
    expect([stats().status, json(stats()).message]).toEqual([404, expect.stringContaining('no scans')]);
    handle(state, { method: 'GET', path: '/s/conf-2025-s01', headers: {}, body: '' }, START);
    expect(stats().status).toBe(200);
  });

  test('for a blocked destination is a 403, like that for a full plan but in other words', () => {
    const state = answering({ blockedHosts: ['bad.example'], fullPlan: 403 }, { totalCodes: 2 });
    const blocked = 'https://www.bad.example/x';
    const refused = (answer: ReturnType<typeof send>) => [answer.status, json(answer).message];
    const sentence = [403, 'The destination www.bad.example is not allowed'];
    const body = { ...session(1), destinationUrl: blocked };
    expect(refused(send(state, 'POST', '/qr', { body }))).toEqual(sentence);
    expect(create(state, 1).status).toBe(201);
    const change = { qrCodeIds: [idOf(state)], destinationUrl: blocked };
    expect(refused(send(state, 'POST', '/qr/bulk/update-destination', { body: change }))).toEqual(sentence);
    const patch = send(state, 'PATCH', `/qr/${idOf(state)}`, { body: { destinationUrl: blocked } });
    expect(refused(patch)).toEqual(sentence);
    expect(create(state, 2).status).toBe(201);
    expect(refused(create(state, 3))).toEqual([403, expect.stringContaining('at most 2 QR codes')]);
  });

  test('for the rate is a page, or no more than a header', () => {
    const limited = (answers: Partial<Answers>) => {
      const state = answering(answers, { requestsPerMinute: 1 });
      send(state, 'GET', '/qr');
      return send(state, 'GET', '/qr', { now: START + 15_000 });
    };
    const page = limited({ limited: 'html' });
    expect([page.status, page.headers]).toEqual([429, [HTML]]);
    expect(limited({ limited: 'header' })).toMatchObject({
      status: 429,
      headers: [['Retry-After', '45']],
      body: '',
    });
  });

  test('for a wrong key is a login page with 200, or a redirect to one', () => {
    const ask = (unauthorized: Answers['unauthorized']) =>
      send(answering({ unauthorized }), 'GET', '/qr', { key: 'qrius_wrong' });
    expect([ask('login').status, ask('login').body]).toEqual([200, expect.stringContaining('Sign in')]);
    expect([ask('redirect').status, ask('redirect').header('Location')]).toEqual([
      302,
      'https://qrius.io/login',
    ]);
  });

  test('of a firewall is a page; the API never sees the request', () => {
    const state = answering({ firewall: ['<script', 'DROP TABLE'] });
    const blocked = send(state, 'POST', '/qr', { body: { ...session(1), name: '<script>' } });
    expect([blocked.status, blocked.headers]).toEqual([403, [HTML]]);
    expect([Object.keys(state.codes), state.windows]).toEqual([[], {}]);
    expect(create(state).status).toBe(201);
  });
});

test('stats one level down, alone or after those of today', () => {
  const stats = (where: Answers['stats']) => {
    const state = answering({ stats: where });
    create(state);
    return JSON.parse(send(state, 'GET', `/qr/${idOf(state)}/stats/export`).body);
  };
  const fields = { totalScans: 0, uniqueScans: 0, lastScannedAt: null };
  expect(stats('flat')).toEqual(fields);
  expect(stats('nested')).toEqual({ stats: fields });
  expect(Object.entries(stats('daily'))).toEqual([
    ['today', { total: 3 }],
    ['summary', fields],
  ]);
});

describe('limits', () => {
  test('a number of requests a day, whose 429 asks to wait until midnight UTC', () => {
    const state = start({ limits: { requestsPerDay: 2 } });
    const ask = (ms: number) => send(state, 'GET', '/qr', { now: START + ms });
    expect([ask(0).status, ask(120_000).status]).toEqual([200, 200]);
    const limited = ask(180_000);
    expect([limited.status, json(limited)]).toEqual([
      429,
      {
        statusCode: 429,
        error: 'Too Many Requests',
        message: 'Daily limit of 2 requests exceeded, retry in 53820 seconds',
        retryAfter: 53_820,
      },
    ]);
    expect(ask(180_000 + 53_820_000).status).toBe(200);
  });

  test('longer bodies and addresses than a gateway takes, and more IDs than a request may name', () => {
    const state = start({ limits: { bodyBytes: 300, urlCharacters: 60, idsPerRequest: 2 } });
    const name = 'ü'.repeat(150);
    expect(send(state, 'POST', '/qr', { body: { ...session(1), name } }).status).toBe(413);
    expect(send(state, 'GET', `/qr?limit=1&x=${'x'.repeat(60)}`).status).toBe(414);
    const pause = (qrCodeIds: string[]) =>
      send(state, 'POST', '/qr/bulk/pause', { body: { qrCodeIds } }).status;
    expect([pause(['a', 'b']), pause(['a', 'b', 'c'])]).toEqual([200, 400]);
    expect(create(state).status).toBe(201);
  });
});

describe('pictures', () => {
  const picture = (options: ConfigOptions) => {
    const state = start(options);
    return { state, url: JSON.parse(create(state).body).qrCodeUrl };
  };

  test.each([
    ['svg', 'absolute', /^https:\/\/api\.qrius\.io\/images\/qr_\w+\.svg$/],
    ['png', 'absolute', /^https:\/\/api\.qrius\.io\/images\/qr_\w+\.png$/],
    ['png', 'relative', /^\/images\/qr_\w+\.png$/],
    ['svg', 'data', /^data:image\/svg\+xml;base64,\w+/],
    ['png', 'data', /^data:image\/png;base64,\w+/],
  ] as const)('%s, %s', (format, address, pattern) => {
    expect(picture({ pictures: { format, address } }).url).toMatch(pattern);
  });

  test('missing', () => {
    const state = start({ pictures: { address: 'missing' } });
    expect(Object.keys(JSON.parse(create(state).body))).toEqual(['id', 'slug', 'name', 'shortUrl']);
  });

  test('a PNG is a QR code that says the short URL', () => {
    const { state, url } = picture({ pictures: { format: 'png', address: 'relative' } });
    const reply = handle(state, { method: 'GET', path: url, headers: {}, body: '' }, START);
    expect(reply).toMatchObject({ status: 200, headers: [['Content-Type', 'image/png']], binary: true });
    const href = `data:image/png;base64,${Buffer.from(reply.body, 'latin1').toString('base64')}`;
    const size = Buffer.from(reply.body, 'latin1').readUInt32BE(16);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><image width="${size}" height="${size}" href="${href}"/></svg>`;
    const { pixels, width, height } = new Resvg(svg).render();
    expect(jsqr(new Uint8ClampedArray(pixels), width, height)?.data).toBe('https://qrius.io/conf-2025-s01');
  });
});

describe('events', () => {
  const struck = (action: FaultAction, options: ConfigOptions = {}) => {
    const state = createState({
      plan: 'PRO',
      ...options,
      faults: [{ at: { nth: 2, method: 'POST' }, do: action }],
    });
    create(state, 1);
    return { state, answer: create(state, 2) };
  };

  test.each<[FaultAction, object]>([
    [{ kind: 'loginPage' }, { status: 200, body: expect.stringContaining('Sign in') }],
    [{ kind: 'firewallPage' }, { status: 403, body: expect.stringContaining('Request blocked') }],
    [{ kind: 'loginRedirect' }, { status: 302 }],
    [
      { kind: 'status', status: 503, html: true, retryAfter: 30 },
      { status: 503, headers: [HTML, ['Retry-After', '30']] },
    ],
    [{ kind: '429', retryAfter: 40_000 }, { body: expect.stringContaining('"retryAfter":40000') }],
  ])('%j, and nothing is done', (action, reply) => {
    const { state, answer } = struck(action);
    expect(answer).toMatchObject(reply);
    expect(Object.keys(state.codes)).toHaveLength(1);
  });

  test('a 429 out of turn is worded as all others are', () => {
    const { answer } = struck({ kind: '429', retryAfter: 7 }, { answers: { limited: 'header' } });
    expect(answer).toMatchObject({ status: 429, headers: [['Retry-After', '7']], body: '' });
  });

  test('one ID is answered for two creates', () => {
    const { state, answer } = struck({ kind: 'formerId' });
    const [former, latest] = state.accounts[0]?.codeIds ?? [];
    expect(JSON.parse(answer.body)).toMatchObject({ id: former, slug: 'conf-2025-s02' });
    expect(latest).not.toBe(former);
  });

  test.each([
    [504, { status: 504, connection: 'kept' }],
    [undefined, { status: 0, connection: 'droppedBefore' }],
  ])('an answer that is lost to %p, and a code that is made later than it is looked for', (status, reply) => {
    const { state, answer } = struck({ kind: 'doneLater', ms: 8000, ...(status && { status }) });
    expect(answer).toMatchObject(reply);
    const slugs = (ms: number) =>
      json(send(state, 'GET', '/qr', { now: START + ms })).data.map(({ slug }) => slug);
    expect(slugs(7_999)).toEqual(['conf-2025-s01']);
    expect(slugs(8_000)).toEqual(['conf-2025-s02', 'conf-2025-s01']);
    expect(Object.values(state.codes)[1]?.createdAt).toBe(START + 8000);
  });

  test('late work is done once, also where no request comes any more', () => {
    const { state } = struck({ kind: 'doneLater', ms: 8000 });
    workLate(state, START + 7_999);
    expect(Object.keys(state.codes)).toHaveLength(1);
    workLate(state, START + 8_000);
    workLate(state, START + 9_000);
    expect([Object.keys(state.codes).length, state.late]).toEqual([2, []]);
  });

  test('a lost answer reaches a caller in the process as a dropped connection', () => {
    const state = createState({
      plan: 'PRO',
      latencyMs: 50,
      faults: [{ at: { nth: 1 }, do: { kind: 'doneLater', ms: 1000 } }],
    });
    const headers = { Authorization: `Bearer ${state.accounts[0]?.key}` };
    const request = { method: 'GET', url: 'https://api.qrius.io/qr', headers, body: '', timeoutMs: 1000 };
    expect(inProcess(state)([request], START)).toEqual([{ kind: 'failed', reason: 'dropped', ms: 50 }]);
  });
});

describe('a configuration as JSON', () => {
  test('is the same service after it was read', () => {
    const options = {
      requestsPerMinute: 60,
      stores: { names: ['trim'], nameLength: 40, refusedSlugs: '^x' },
      lists: { shape: 'array', lagMs: 500, totalOff: -3, renamed: { shortUrl: 'short_url' } },
      answers: { bulk: 'count', blockedHosts: ['bad.example'] },
      pictures: { format: 'png', address: 'data' },
      limits: { requestsPerDay: 100 },
    } satisfies ConfigOptions;
    expect(createState(readConfig(JSON.parse(JSON.stringify(options))))).toEqual(createState(options));
    expect(createState(readConfig({}))).toEqual(createState());
    const { config } = createState(options);
    expect(config.lists).toMatchObject({ shape: 'array', firstPage: 1, ignorePage: false });
  });

  test('of the whole service is read back', () => {
    const { config } = createState();
    expect(readConfig(JSON.parse(JSON.stringify(config)))).toEqual(config);
  });

  test('has each switch in docs/limits.md', () => {
    const document = readFileSync(join(__dirname, '..', '..', 'docs', 'limits.md'), 'utf8');
    const { stores, lists, answers, pictures, limits } = createState().config;
    for (const [group, switches] of Object.entries({ stores, lists, answers, pictures, limits })) {
      for (const name of Object.keys(switches)) expect(document).toContain(`\`${group}.${name}\``);
    }
  });

  test.each(WAYS.map(({ title, config }) => [title, config] as const))('%s is read', (_title, config) => {
    expect(readConfig(config)).toMatchObject(config);
  });

  test.each<[unknown, string]>([
    [[], 'The configuration must be an object.'],
    [{ list: {} }, 'There is no switch "list".'],
    [{ lists: [] }, 'lists must be an object.'],
    [{ lists: { page: 0 } }, 'There is no switch "lists.page".'],
    [{ lists: { toString: 1 } }, 'There is no switch "lists.toString".'],
    [{ lists: { firstPage: 2 } }, 'lists.firstPage must be one of 0, 1, not 2.'],
    [{ lists: { lagMs: 1.5 } }, 'lists.lagMs must be a whole number from 0, not 1.5.'],
    [
      { stores: { refusedSlugs: '(' } },
      'stores.refusedSlugs must be a regular expression, or null, not "(".',
    ],
    [
      { stores: { tags: ['sorted'] } },
      'stores.tags must be a list, each one of "lowerCase", "sort", "unique", not ["sorted"].',
    ],
    [{ dialect: 'both' }, 'dialect must be one of "guide", "reference", not "both".'],
  ])('%j is refused with a sentence', (value, sentence) => {
    expect(() => readConfig(value)).toThrow(sentence);
  });
});
