// Every endpoint of the simulated Qrius, asked in both of its dialects.
import { Resvg } from '@resvg/resvg-js';
import jsqr from 'jsqr';
import { addCode } from '../../sim/qrius/codes';
import { DIALECTS } from '../../sim/qrius/dialect';
import { handle } from '../../sim/qrius/handle';
import { addAccount, createState, type StateOptions } from '../../sim/qrius/state';
import { inProcess } from '../../sim/qrius/transport';
import { dataOf, json, messageOf, START, send, session } from './client';

const DAY_MS = 86_400_000;

describe.each(DIALECTS)('in the dialect of the %s', (dialect) => {
  const start = (options: StateOptions = {}) => createState({ plan: 'PRO', dialect, ...options });
  const invalid = dialect === 'guide' ? 400 : 422;

  test('a created code is answered with the documented fields and found again', () => {
    const state = start();
    const answer = send(state, 'POST', '/qr', { body: session(1) });
    const created = dataOf(state, answer);
    expect(answer.status).toBe(201);
    expect(created).toEqual({
      id: expect.stringMatching(dialect === 'guide' ? /^qr_\w{12}$/ : /^[0-9a-f-]{36}$/),
      slug: 'conf-2025-s01',
      name: 'Session 1',
      qrCodeUrl: `https://api.qrius.io/images/${created.id}.png`,
      shortUrl: 'https://qrius.io/conf-2025-s01',
      ...(dialect === 'reference' && {
        destinationUrl: session(1).destinationUrl,
        createdAt: '2025-09-01T09:00:00.000Z',
      }),
    });
    expect(dataOf(state, send(state, 'GET', `/qr/${created.id}`))).toMatchObject({
      ...session(1),
      status: 'active',
      createdAt: '2025-09-01T09:00:00.000Z',
      totalScans: 0,
    });
  });

  test('without a slug Qrius chooses one, another for each code, the same for the same seed', () => {
    const slugs = (seed: number) => {
      const state = start({ seed });
      const { slug: _slug, ...body } = session(1);
      return [1, 2, 3].map(() => dataOf(state, send(state, 'POST', '/qr', { body })).slug);
    };
    expect(new Set(slugs(7)).size).toBe(3);
    expect(slugs(7)).toEqual(slugs(7));
    expect(slugs(7)).not.toEqual(slugs(8));
  });

  test('a refusal has the shape of its dialect', () => {
    const state = start({ takenSlugs: ['conf-2025-s01'] });
    const answer = send(state, 'POST', '/qr', { body: session(1) });
    const message = 'Slug "conf-2025-s01" is already taken';
    expect(answer.status).toBe(409);
    expect(json(answer)).toEqual(
      dialect === 'guide'
        ? { statusCode: 409, error: 'Conflict', message }
        : { success: false, error: { code: 'CONFLICT', message } },
    );
  });

  test('a slug is taken once in the whole service, and free again when its code is deleted', () => {
    const state = start();
    const other = addAccount(state, 'FREE');
    const { id } = dataOf(state, send(state, 'POST', '/qr', { body: session(1) }));
    expect(send(state, 'POST', '/qr', { body: session(1), key: other.key }).status).toBe(409);
    expect(send(state, 'DELETE', `/qr/${id}`).status).toBe(200);
    expect(send(state, 'POST', '/qr', { body: session(1), key: other.key }).status).toBe(201);
  });

  test.each(['__proto__', 'constructor', '-_-'])('the slug %s is one like any other', (slug) => {
    const state = start();
    expect(send(state, 'POST', '/qr', { body: { ...session(1), slug } }).status).toBe(201);
    expect(send(state, 'POST', '/qr', { body: { ...session(2), slug } }).status).toBe(409);
  });

  test.each([
    ['no name', { destinationUrl: 'https://example.com' }, 'name'],
    ['a blank name', { name: '  ', destinationUrl: 'https://example.com' }, 'name'],
    ['no destination', { name: 'A' }, 'destinationUrl'],
    ['a destination of another kind', { name: 'A', destinationUrl: 'javascript:alert(1)' }, 'destinationUrl'],
    ['half an address', { name: 'A', destinationUrl: 'example.com' }, 'destinationUrl'],
    ['a slug with a space', { ...session(1), slug: 'a b' }, 'slug'],
    ['an empty slug', { ...session(1), slug: '' }, 'slug'],
    ['tags in one text', { ...session(1), tags: 'a,b' }, 'tags'],
    ['a number among the tags', { ...session(1), tags: ['a', 1] }, 'tags'],
    ['a list', [], 'object'],
    ['null', null, 'object'],
  ])('%s is refused with a sentence, and nothing is made', (_what, body, word) => {
    const state = start();
    const answer = send(state, 'POST', '/qr', { body });
    expect(answer.status).toBe(invalid);
    expect(messageOf(state, answer)).toContain(word);
    expect(state.codes).toEqual({});
  });

  test('a body that is no JSON, or not said to be, is refused', () => {
    const state = start();
    const request = {
      method: 'POST',
      path: dialect === 'guide' ? '/qr' : '/api/qr',
      headers: { authorization: `bearer ${state.accounts[0]?.key}`, 'content-type': 'application/json' },
      body: '{"name":',
    };
    expect(handle(state, request, START).status).toBe(400);
    const form = { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' };
    const typeless = handle(state, { ...request, headers: form, body: JSON.stringify(session(1)) }, START);
    expect(messageOf(state, typeless)).toContain('Content-Type: application/json');
  });

  test('the list is paged, newest first, and holds the own codes only', () => {
    const state = start({ plan: 'BUSINESS' });
    for (let number = 1; number <= 45; number += 1) {
      send(state, 'POST', '/qr', { body: session(number), now: START + number });
    }
    send(state, 'POST', '/qr', { body: session(46), key: addAccount(state, 'FREE').key });
    const list = (query: string) => {
      const { data, meta, success } = json(send(state, 'GET', `/qr${query}`));
      expect(success).toBe(dialect === 'guide' ? undefined : true);
      return { names: data.map((code) => code.name), pagination: meta.pagination };
    };
    const first = list('');
    expect(first.names).toHaveLength(20);
    expect(first.names[0]).toBe('Session 45');
    expect(first.pagination).toEqual({ page: 1, limit: 20, total: 45 });
    expect(list('?page=3&limit=20').names).toEqual([5, 4, 3, 2, 1].map((number) => `Session ${number}`));
    expect(list('?page=4&limit=20').names).toEqual([]);
    expect(list('?limit=100').names).toHaveLength(45);
    for (const query of ['?limit=101', '?limit=0', '?page=0', '?page=x', '?page=1.5']) {
      expect(send(state, 'GET', `/qr${query}`).status).toBe(invalid);
    }
  });

  test('a code is changed and deleted; its slug cannot be changed', () => {
    const state = start();
    const { id } = dataOf(state, send(state, 'POST', '/qr', { body: session(14) }));
    const moved = 'https://conf.example.com/sessions/s14?room=overflow-b';
    const answer = send(state, 'PATCH', `/qr/${id}`, { body: { destinationUrl: moved, slug: 'other' } });
    expect(dataOf(state, answer)).toMatchObject({ ...session(14), destinationUrl: moved });
    expect(send(state, 'PATCH', `/qr/${id}`, { body: { name: '' } }).status).toBe(invalid);
    expect(dataOf(state, send(state, 'DELETE', `/qr/${id}`))).toEqual({ id });
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      expect(send(state, method, `/qr/${id}`, { body: {} }).status).toBe(404);
    }
    expect(send(state, 'GET', `/qr/${id}/stats/export`).status).toBe(404);
  });

  test('scans hang on the seed and grow with the clock', () => {
    const state = start();
    const { id } = dataOf(state, send(state, 'POST', '/qr', { body: session(1) }));
    const stats = (now: number) => dataOf(state, send(state, 'GET', `/qr/${id}/stats/export`, { now }));
    expect(stats(START)).toEqual({ totalScans: 0, uniqueScans: 0, lastScannedAt: null });
    const end = START + 40 * DAY_MS;
    const [early, later, last] = [stats(START + DAY_MS), stats(START + 10 * DAY_MS), stats(end)];
    expect(later.totalScans).toBeGreaterThan(early.totalScans);
    expect(last.totalScans).toBeGreaterThan(later.totalScans);
    expect(last.uniqueScans).toBeLessThanOrEqual(last.totalScans);
    expect(Date.parse(last.lastScannedAt ?? '')).toBeLessThanOrEqual(end);
    expect(stats(end)).toEqual(last);
    const shown = dataOf(state, send(state, 'GET', `/qr/${id}`, { now: end }));
    expect(shown.totalScans).toBe(last.totalScans);
  });

  test('the five bulk changes answer two counts and change exactly the codes that are named', () => {
    const state = start();
    const make = (number: number) => dataOf(state, send(state, 'POST', '/qr', { body: session(number) })).id;
    const [first, second, third] = [make(1), make(2), make(3)];
    const qrCodeIds = [first, 'no-such-code', second, '__proto__'];
    const bulk = (name: string, change: object = {}) => {
      const answer = send(state, 'POST', `/qr/bulk/${name}`, { body: { qrCodeIds, ...change } });
      expect(answer.status).toBe(200);
      expect(dataOf(state, answer)).toEqual({ updated: 2, failed: 2 });
      return [first, third].map((id) => dataOf(state, send(state, 'GET', `/qr/${id}`)));
    };
    const destinationUrl = 'https://example.com/moved';
    expect(bulk('update-destination', { destinationUrl })).toMatchObject([{ destinationUrl }, session(3)]);
    const tags = ['track:main', 'track:engineering'];
    expect(bulk('tags', { action: 'add', tags })).toMatchObject([
      { tags: ['conference-2025', 'track:main', 'track:engineering'] },
      { tags: session(3).tags },
    ]);
    expect(bulk('tags', { action: 'remove', tags })[0]?.tags).toEqual(['conference-2025']);
    expect(bulk('tags', { action: 'set', tags })[0]?.tags).toEqual(tags);
    expect(bulk('pause')).toMatchObject([{ status: 'paused' }, { status: 'active' }]);
    expect(bulk('activate')).toMatchObject([{ status: 'active' }, { status: 'active' }]);
    const deleted = send(state, 'POST', '/qr/bulk/delete', { body: { qrCodeIds: [...qrCodeIds, first] } });
    expect(dataOf(state, deleted)).toEqual({ updated: 2, failed: 3 });
    expect(json(send(state, 'GET', '/qr')).data.map(({ id }) => id)).toEqual([third]);
  });

  test('a bulk request takes a hundred IDs and refuses one more, and every wrong body', () => {
    const state = start({ totalCodes: 101 });
    const [account] = state.accounts;
    if (!account) throw new Error('A state has an account.');
    const ids = Array.from({ length: 101 }, (_, at) => addCode(state, account, session(at + 1), START).id);
    const pause = (qrCodeIds: unknown) => send(state, 'POST', '/qr/bulk/pause', { body: { qrCodeIds } });
    const refused = pause(ids);
    expect([refused.status, messageOf(state, refused)]).toEqual([400, expect.stringContaining('100 IDs')]);
    expect(Object.values(state.codes).some(({ paused }) => paused)).toBe(false);
    expect(dataOf(state, pause(ids.slice(0, 100)))).toEqual({ updated: 100, failed: 0 });
    for (const wrong of [[], 'qr_1', [1], undefined]) expect(pause(wrong).status).toBe(invalid);
    const tag = (change: object) =>
      send(state, 'POST', '/qr/bulk/tags', { body: { qrCodeIds: ids.slice(0, 1), ...change } }).status;
    expect(tag({ action: 'constructor', tags: ['a'] })).toBe(invalid);
    expect(tag({ action: 'add' })).toBe(invalid);
    expect(
      send(state, 'POST', '/qr/bulk/update-destination', { body: { qrCodeIds: ids.slice(0, 1) } }).status,
    ).toBe(invalid);
  });

  test.each([
    ['FREE', {}, 5],
    ['PRO', {}, 50],
    ['BUSINESS', {}, 250],
    ['BUSINESS', { totalCodes: 500 }, 500],
  ] as const)(
    '%s with %j holds so many codes, and the next create is refused with 402',
    (plan, extra, most) => {
      const state = start({ plan, requestsPerMinute: 1000, ...extra });
      const statuses = Array.from(
        { length: most + 1 },
        (_, at) => send(state, 'POST', '/qr', { body: session(at + 1) }).status,
      );
      expect(new Set(statuses.slice(0, most))).toEqual(new Set([201]));
      expect(statuses[most]).toBe(402);
    },
  );

  test('keys: who one is, and what a read-only, an unknown and a revoked one may do', () => {
    const state = start();
    const [account] = state.accounts;
    expect(dataOf(state, send(state, 'GET', '/users/me'))).toEqual({
      id: 'user_1',
      email: 'user1@example.com',
      plan: 'PRO',
    });
    const readOnly = { key: account?.readOnlyKey ?? '' };
    expect(send(state, 'GET', '/qr', readOnly).status).toBe(200);
    expect(send(state, 'POST', '/qr', { ...readOnly, body: session(1) }).status).toBe(403);
    expect(send(state, 'GET', '/qr', { key: 'qrius_test_unknown' }).status).toBe(401);
    const path = dialect === 'guide' ? '/qr' : '/api/qr';
    expect(handle(state, { method: 'GET', path, headers: {}, body: '' }, START).status).toBe(401);
    for (const key of state.keys) key.revoked = true;
    expect(send(state, 'GET', '/users/me').status).toBe(401);
  });

  test('another account can neither read nor change a code', () => {
    const state = start();
    const { id } = dataOf(state, send(state, 'POST', '/qr', { body: session(1) }));
    const { key } = addAccount(state, 'PRO');
    expect(send(state, 'GET', `/qr/${id}`, { key }).status).toBe(404);
    const bulk = send(state, 'POST', '/qr/bulk/delete', { body: { qrCodeIds: [id] }, key });
    expect(dataOf(state, bulk)).toEqual({ updated: 0, failed: 1 });
  });

  test.each([
    ['PUT', '/qr/abc'],
    ['POST', '/qr/abc'],
    ['GET', '/qr/bulk/pause'],
    ['DELETE', '/qr'],
    ['GET', '/qr/'],
    ['GET', '/nothing'],
    ['GET', '/qr/%E0%A4%A'],
  ])('%s %s is nothing that the API has', (method, path) => {
    const state = start();
    const answer = send(state, method, path);
    expect(answer.status).toBe(404);
    expect(messageOf(state, answer)).toEqual(expect.any(String));
  });

  test('the address of the other dialect answers as a website', () => {
    const state = start();
    const path = dialect === 'guide' ? '/api/qr' : '/qr';
    const headers = { Authorization: `Bearer ${state.accounts[0]?.key}` };
    const reply = handle(state, { method: 'GET', path, headers, body: '' }, START);
    expect(reply.status).toBe(404);
    expect(reply.headers).toEqual([['Content-Type', 'text/html; charset=utf-8']]);
    expect(reply.body).toContain('<!DOCTYPE html>');
  });

  test('the image is a QR code that says the short URL', () => {
    const state = start({ pictures: { format: 'svg' } });
    const { qrCodeUrl, shortUrl } = dataOf(state, send(state, 'POST', '/qr', { body: session(14) }));
    const { pathname } = new URL(qrCodeUrl);
    const reply = handle(state, { method: 'GET', path: pathname, headers: {}, body: '' }, START);
    expect(reply.headers).toEqual([['Content-Type', 'image/svg+xml']]);
    const { pixels, width, height } = new Resvg(reply.body).render();
    expect(jsqr(new Uint8ClampedArray(pixels), width, height)?.data).toBe(shortUrl);
    const missing = handle(state, { method: 'GET', path: '/images/no.svg', headers: {}, body: '' }, START);
    expect(missing.status).toBe(404);
  });

  test('a short URL opens its destination; a new destination within five minutes, a pause at once', () => {
    const state = start();
    const { id } = dataOf(state, send(state, 'POST', '/qr', { body: session(14) }));
    const visit = (now: number) => {
      const reply = handle(state, { method: 'GET', path: '/s/conf-2025-s14', headers: {}, body: '' }, now);
      return [reply.status, reply.headers.find(([name]) => name === 'Location')?.[1]];
    };
    const before = session(14).destinationUrl;
    const after = `${before}?room=overflow-b`;
    expect(visit(START)).toEqual([302, before]);
    send(state, 'PATCH', `/qr/${id}`, { body: { destinationUrl: after } });
    expect(visit(START + 299_999)).toEqual([302, before]);
    expect(visit(START + 300_000)).toEqual([302, after]);
    send(state, 'POST', '/qr/bulk/pause', { body: { qrCodeIds: [id] } });
    expect(visit(START + 300_001)).toEqual([404, undefined]);
    send(state, 'POST', '/qr/bulk/activate', { body: { qrCodeIds: [id] } });
    expect(visit(START + 300_002)).toEqual([302, after]);
    const { totalScans } = dataOf(state, send(state, 'GET', `/qr/${id}/stats/export`));
    expect(totalScans).toBe(4);
    send(state, 'DELETE', `/qr/${id}`);
    expect(visit(START + 300_003)).toEqual([404, undefined]);
  });

  test('in one process, both hosts of Qrius lead where they lead in the world', () => {
    const state = start({ latencyMs: 120, faults: [{ at: { nth: 2 }, do: { kind: 'delay', ms: 400 } }] });
    const base = dialect === 'guide' ? 'https://api.qrius.io' : 'https://qrius.io/api';
    const transport = inProcess(state);
    const fetch = (method: string, url: string, body = '') => ({
      method,
      url,
      headers: { Authorization: `Bearer ${state.accounts[0]?.key}`, 'Content-Type': 'application/json' },
      body,
      timeoutMs: 300,
    });
    const results = transport(
      [
        fetch('POST', `${base}/qr`, JSON.stringify(session(1))),
        fetch('POST', `${base}/qr`, JSON.stringify(session(2))),
        fetch('GET', 'https://qrius.io/conf-2025-s01'),
        fetch('GET', 'https://elsewhere.example.com/qr'),
        fetch('GET', `${base}/qr?limit=1`),
      ],
      START,
    );
    expect(results).toMatchObject([
      { kind: 'answer', status: 201, ms: 120 },
      { kind: 'failed', reason: 'timeout', ms: 300 },
      { kind: 'answer', status: 302 },
      { kind: 'failed', reason: 'unreachable' },
      { kind: 'answer', status: 200, body: expect.stringContaining('conf-2025-s02') },
    ]);
  });

  test('the log says what came, without the key, and the whole state survives JSON', () => {
    const state = start();
    const key = state.accounts[0]?.key ?? '';
    send(state, 'POST', '/qr', { body: session(1) });
    send(state, 'POST', '/qr/bulk/pause', { body: { qrCodeIds: ['a', 'b'] }, now: START + 5 });
    const prefix = dialect === 'guide' ? '' : '/api';
    const common = { method: 'POST', connection: 'kept', key: key.slice(-4) };
    expect(state.log).toEqual([
      { ...common, at: START, path: `${prefix}/qr`, status: 201, ids: null, slug: 'conf-2025-s01' },
      { ...common, at: START + 5, path: `${prefix}/qr/bulk/pause`, status: 200, ids: 2, slug: null },
    ]);
    expect(JSON.stringify(state.log)).not.toContain(key);
    const copy = JSON.parse(JSON.stringify(state));
    expect(send(copy, 'POST', '/qr', { body: session(2) }).body).toBe(
      send(state, 'POST', '/qr', { body: session(2) }).body,
    );
  });
});
