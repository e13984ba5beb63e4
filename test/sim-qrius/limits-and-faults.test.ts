// The rate limit to the millisecond, and every fault that a schedule can hold.
import fc from 'fast-check';
import type { FaultAction } from '../../sim/qrius/faults';
import { randomFaults } from '../../sim/qrius/random-faults';
import { addAccount, createState } from '../../sim/qrius/state';
import { inProcess } from '../../sim/qrius/transport';
import { json, START, send, session } from './client';

const PRO = { plan: 'PRO' } as const;

describe('the rate limit', () => {
  test('a window opens with its first request, and is over after exactly a minute', () => {
    const state = createState();
    const ask = (ms: number) => send(state, 'GET', '/users/me', { now: START + ms });
    for (let nth = 0; nth < 10; nth += 1) expect(ask(nth * 100).status).toBe(200);
    const waits = [900, 30_000, 30_001, 59_000, 59_001, 59_999].map((ms) => json(ask(ms)).retryAfter);
    expect(waits).toEqual([60, 30, 30, 1, 1, 1]);
    expect(ask(60_000).status).toBe(200);
    // The new window is anchored at 60,000 ms: the refusals before took nothing from it.
    for (let nth = 1; nth < 10; nth += 1) expect(ask(119_999).status).toBe(200);
    expect(json(ask(119_999)).retryAfter).toBe(1);
    // A pause moves the anchor: the next window opens with the next request, not on the minute.
    expect(ask(150_000).status).toBe(200);
    for (let nth = 1; nth < 10; nth += 1) ask(150_000);
    expect(json(ask(180_000)).retryAfter).toBe(30);
  });

  test('waiting as long as retryAfter says always reaches the next window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59_999 }), (ms) => {
        const state = createState({ requestsPerMinute: 1 });
        send(state, 'GET', '/qr');
        const { retryAfter } = json(send(state, 'GET', '/qr', { now: START + ms }));
        expect(send(state, 'GET', '/qr', { now: START + ms + (retryAfter - 1) * 1000 }).status).toBe(429);
        expect(send(state, 'GET', '/qr', { now: START + ms + retryAfter * 1000 }).status).toBe(200);
      }),
    );
  });

  test.each([
    ['FREE', null, 10],
    ['PRO', null, 100],
    ['PRO', 60, 60],
    ['BUSINESS', 300, 300],
    ['BUSINESS', null, 10_000],
  ] as const)(
    '%s with the override %p lets %i requests through in a window',
    (plan, requestsPerMinute, limit) => {
      const state = createState({ plan, requestsPerMinute });
      const statuses = Array.from({ length: limit + 1 }, () => send(state, 'GET', '/users/me').status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(limit);
      expect(statuses[limit]).toBe(429);
    },
  );

  test.each([
    ['account', 429],
    ['key', 200],
  ] as const)('a window for each %s: another key of the account gets %i', (windowsPer, status) => {
    const state = createState({ requestsPerMinute: 2, limits: { windowsPer } });
    const body = { qrCodeIds: Array.from({ length: 100 }, (_, at) => `qr_${at}`) };
    expect(send(state, 'POST', '/qr/bulk/pause', { body }).status).toBe(200);
    expect(send(state, 'POST', '/qr/bulk/pause', { body }).status).toBe(200);
    expect(send(state, 'GET', '/qr').status).toBe(429);
    expect(send(state, 'GET', '/qr', { key: state.accounts[0]?.readOnlyKey ?? '' }).status).toBe(status);
    expect(send(state, 'GET', '/qr', { key: addAccount(state, 'FREE').key }).status).toBe(200);
  });

  test('the body of a 429 in the reference’s envelope, and Retry-After where it is switched on', () => {
    const state = createState({ dialect: 'reference', requestsPerMinute: 1, retryAfterHeader: true });
    expect(send(state, 'GET', '/qr').header('Retry-After')).toBeUndefined();
    const answer = send(state, 'GET', '/qr', { now: START + 15_000 });
    expect(json(answer).error).toEqual({
      code: 'TOO_MANY_REQUESTS',
      message: 'Rate limit exceeded, retry in 45 seconds',
      retryAfter: 45,
    });
    expect(answer.header('Retry-After')).toBe('45');
    const guide = createState({ requestsPerMinute: 1 });
    send(guide, 'GET', '/qr');
    expect(send(guide, 'GET', '/qr').header('Retry-After')).toBeUndefined();
  });

  test.each([
    ['secondsLeft', '45'],
    ['epochSeconds', String(START / 1000 + 60)],
    ['epochMs', String(START + 60_000)],
  ] as const)('rate headers with the reset in %s', (rateResetUnit, reset) => {
    const state = createState({ dialect: 'reference', rateResetUnit, requestsPerMinute: 2 });
    const shown = [0, 15_000, 15_000].map((ms) => {
      const answer = send(state, 'GET', '/qr', { now: START + ms });
      return ['Limit', 'Remaining', 'Reset'].map((name) => answer.header(`X-RateLimit-${name}`));
    });
    expect(shown[0]?.slice(0, 2)).toEqual(['2', '1']);
    expect(shown.slice(1)).toEqual([
      ['2', '0', reset],
      ['2', '0', reset],
    ]);
  });

  test('the switch for rate headers is stronger than the dialect', () => {
    const limitOf = (options: Parameters<typeof createState>[0]) =>
      send(createState(options), 'GET', '/qr').header('X-RateLimit-Limit');
    expect(limitOf({})).toBeUndefined();
    expect(limitOf({ rateHeaders: true })).toBe('10');
    expect(limitOf({ dialect: 'reference' })).toBe('10');
    expect(limitOf({ dialect: 'reference', rateHeaders: false })).toBeUndefined();
  });
});

describe('faults', () => {
  const strike = (action: FaultAction) => {
    const state = createState({ ...PRO, faults: [{ at: { nth: 1 }, do: action }] });
    const answer = send(state, 'POST', '/qr', { body: session(1) });
    return { state, answer, made: Object.keys(state.codes).length };
  };

  test.each<[FaultAction, object, number]>([
    [{ kind: 'status', status: 500 }, { status: 500, body: expect.stringContaining('"statusCode":500') }, 0],
    [{ kind: 'status', status: 500, after: true }, { status: 500 }, 1],
    [
      { kind: 'status', status: 422, message: 'Not <b>here</b>.' },
      { status: 422, body: expect.stringContaining('"Not <b>here</b>."') },
      0,
    ],
    [
      { kind: 'status', status: 502, html: true },
      { status: 502, body: expect.stringContaining('<html>') },
      0,
    ],
    [{ kind: 'status', status: 502, html: true, after: true }, { status: 502 }, 1],
    [{ kind: 'emptyBody' }, { status: 201, body: '' }, 1],
    [{ kind: 'dropBefore' }, { connection: 'droppedBefore', body: '' }, 0],
    [{ kind: 'dropAfter' }, { connection: 'droppedAfter' }, 1],
    [{ kind: 'delay', ms: 700 }, { status: 201, delayMs: 700 }, 1],
    [{ kind: '429', retryAfter: 7 }, { status: 429, body: expect.stringContaining('"retryAfter":7') }, 0],
    [{ kind: 'revokeKey' }, { status: 401 }, 0],
  ])('%j', (action, reply, codes) => {
    const { state, answer, made } = strike(action);
    expect(answer).toMatchObject(reply);
    expect(made).toBe(codes);
    expect(state.log).toHaveLength(1);
    expect(send(state, 'GET', '/users/me').status).toBe(action.kind === 'revokeKey' ? 401 : 200);
  });

  test('a cut body is the first half of the answer, and no JSON any more', () => {
    const { answer, made } = strike({ kind: 'cutBody' });
    const whole = strike({ kind: 'delay', ms: 0 }).answer.body;
    expect([answer.status, made]).toEqual([201, 1]);
    expect(answer.body).toBe(whole.slice(0, whole.length / 2));
    expect(() => json(answer)).toThrow(SyntaxError);
  });

  test('a fault waits for the nth request that fits its method and path', () => {
    const status = (nth: number, method: string, path: string, code: number) =>
      ({ at: { nth, method, path }, do: { kind: 'status', status: code } }) as const;
    const state = createState({
      ...PRO,
      faults: [
        status(2, 'POST', '/qr', 500),
        status(1, 'GET', '/qr/:id', 502),
        status(2, 'GET', '/qr/qr_7', 503),
        { at: { nth: 5 }, do: { kind: 'delay', ms: 9 } },
      ],
    });
    const create = () =>
      send(state, 'POST', '/qr', { body: { ...session(1), slug: `s${state.log.length}` } });
    expect(create().status).toBe(201);
    expect(send(state, 'GET', '/qr').status).toBe(200);
    expect(create().status).toBe(500);
    expect(send(state, 'GET', '/qr/qr_7').status).toBe(502);
    expect(send(state, 'GET', '/qr/qr_7')).toMatchObject({ status: 503, delayMs: 9 });
    expect(send(state, 'GET', '/qr/qr_7')).toMatchObject({ status: 404, delayMs: 0 });
    state.faults.push(status(1, 'POST', '/qr', 500));
    expect([create().status, create().status]).toEqual([500, 201]);
  });

  test('dropped connections reach a caller in the process as such', () => {
    const state = createState({
      ...PRO,
      latencyMs: 50,
      faults: [
        { at: { nth: 1 }, do: { kind: 'dropBefore' } },
        { at: { nth: 2 }, do: { kind: 'dropAfter' } },
      ],
    });
    const headers = { Authorization: `Bearer ${state.accounts[0]?.key}`, 'Content-Type': 'application/json' };
    const create = { method: 'POST', url: 'https://api.qrius.io/qr', headers, timeoutMs: 1000 };
    const requests = [1, 2].map((number) => ({ ...create, body: JSON.stringify(session(number)) }));
    const dropped = { kind: 'failed', reason: 'dropped', ms: 50 };
    expect(inProcess(state)(requests, START)).toEqual([dropped, dropped]);
    expect(Object.values(state.codes).map(({ slug }) => slug)).toEqual(['conf-2025-s02']);
  });

  test('a schedule by chance is the same for the same seed, and holds every kind but a revoked key', () => {
    const faults = randomFaults(3, { upTo: 1000 });
    expect(randomFaults(3, { upTo: 1000 })).toEqual(faults);
    expect(randomFaults(4, { upTo: 1000 })).not.toEqual(faults);
    expect(faults.every(({ at }) => at.nth >= 1 && at.nth <= 1000)).toBe(true);
    const kinds = [...new Set(faults.map((fault) => fault.do.kind))].sort();
    expect(kinds).toEqual(['429', 'cutBody', 'delay', 'dropAfter', 'dropBefore', 'emptyBody', 'status']);
  });
});
