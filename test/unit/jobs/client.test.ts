// Talking to Qrius: what an answer means, retries, windows, the end of the execution, and the list of all codes.
import fc from 'fast-check';
import { FETCH_TIMEOUT_SECONDS, SendFault } from '../../../src/jobs/ports';
import { qriusClient } from '../../../src/jobs/qrius-client';
import { MAX_TRIES, pauseFor, RETRY_PAUSES_MS, type Verdict, verdictOf } from '../../../src/jobs/verdict';
import type { Outcome } from '../../../src/qrius/answers';
import { MAX_PAGES } from '../../../src/qrius/assumptions';
import { createCode, listCodes, whoAmI } from '../../../src/qrius/requests';
import { newThrottle } from '../../../src/qrius/throttle';
import type { UserError } from '../../../src/shared/errors';
import { refusalOf } from '../../support/refusal';
import { answer, type Desk, desk, NOW } from './ports';

const clientOf = (ports: Desk, limit: number | null = null) => qriusClient(ports, newThrottle(limit));
const codesOf = (ports: Desk) => clientOf(ports).allCodes();

/** A service counts its pages from 1. */
const NO_PAGE = answer({ message: 'page must be a whole number from 1.' }, 400);

/** A page of `GET /qr` out of so many codes. */
const listed = (total: number, says: boolean) => (request: { path: string }) => {
  const page = Number(/page=(\d+)/.exec(request.path)?.[1]);
  if (page === 0) return NO_PAGE;
  const length = Math.max(0, Math.min(100, total - (page - 1) * 100));
  const data = Array.from({ length }, (_, nth) => ({ id: `${page}-${nth}`, shortUrl: 'https://qrius.io/x' }));
  return answer(says ? { success: true, data, meta: { pagination: { page, limit: 100, total } } } : data);
};

describe('all codes of an account', () => {
  test.each([
    [0, true],
    [1, true],
    [100, true],
    [101, true],
    [250, true],
    [0, false],
    [99, false],
    [250, false],
  ])('are read to the last page: %i, the total given: %p', (total, says) => {
    const ports = desk(listed(total, says));
    const client = clientOf(ports);
    expect(client.allCodes()).toHaveLength(total);
    expect(client.isWhole()).toBe(true);
    // What does not say that it is complete is asked for a page 0 besides.
    const pages = Math.ceil(total / 100);
    expect(ports.sent).toHaveLength(says && total > 0 ? pages : pages + 2);
  });

  test.each([
    ['too high', 120],
    ['too low', 30],
  ])('are read to their end where the total is %s, and are whole where it is not more', (_, total) => {
    const ports = desk((request) => {
      const page = Number(/page=(\d+)/.exec(request.path)?.[1]);
      if (page === 0) return NO_PAGE;
      const data = Array.from({ length: page === 1 ? 100 : page === 2 ? 10 : 0 }, (__, nth) => ({
        id: `${page}-${nth}`,
        shortUrl: 'https://qrius.io/x',
      }));
      return answer({ success: true, data, meta: { pagination: { total } } });
    });
    const client = clientOf(ports);
    expect(client.allCodes()).toHaveLength(110);
    expect(client.isWhole()).toBe(total < 110);
  });

  test.each([1, 100])('a list that never ends, with %i codes a page, is given up with a sentence', (size) => {
    let last = 0;
    const ports = desk(() =>
      answer(Array.from({ length: size }, () => ({ id: `qr_${++last}`, shortUrl: 'https://qrius.io/x' }))),
    );
    expect(refusalOf(() => codesOf(ports))).toMatchObject({
      code: 'no-answer',
      message: `Qrius’s list of your codes doesn’t end after ${MAX_PAGES} pages. Ask Qrius’s support about it.`,
    });
    expect(ports.sent).toHaveLength(MAX_PAGES);
  });

  test('are read under the rate limit: a 429 is waited out to the second', () => {
    const page = listed(250, true);
    const ports = desk((request, nth) => (nth === 2 ? answer({ retryAfter: 17 }, 429) : page(request)));
    expect(codesOf(ports)).toHaveLength(250);
    expect(ports.sent.map(({ at }) => at - NOW)).toEqual([0, 0, 17_000, 17_000]);
  });

  test('are asked for again where an answer was no proper one', () => {
    const page = listed(150, true);
    const faults = [answer('<html>', 502), answer('', 200)];
    const ports = desk((request, nth) => faults[nth - 1] ?? page(request));
    expect(codesOf(ports)).toHaveLength(150);
    expect(ports.sent).toHaveLength(4);
  });

  test.each<[string, Parameters<typeof desk>[0]]>([
    ['no-answer', () => answer('<html>', 502)],
    ['no-answer', () => answer({ message: 'No list.' }, 404)],
    ['no-answer', () => answer({ id: 'no list' })],
    ['key-refused', () => answer({ message: 'No.' }, 401)],
    [
      'no-answer',
      () => {
        throw new SendFault('network', 'unreachable');
      },
    ],
  ])('are refused as a whole: %s', (failure, reply) => {
    expect(refusalOf(() => codesOf(desk(reply))).code).toBe(failure);
  });

  test.each([
    [
      'fails',
      answer('<html>', 502),
      /^Qrius answered with an error page \(HTTP 502\)\. Try again in a few minutes\.$/,
    ],
    ['sends something else', answer({ id: 'no list' }), /^Qrius didn’t list your codes in a form/],
    [
      'lets nothing through',
      answer({ retryAfter: 1 }, 429),
      /^Qrius let no request through: others may use up your account’s limit\. Try again in a few minutes\.$/,
    ],
  ])('are refused with what is known, where Qrius %s', (_, reply, says) => {
    expect(refusalOf(() => codesOf(desk(() => reply))).message).toMatch(says);
  });

  test('are not half a list, where a later page fails', () => {
    const page = listed(150, true);
    const reply = (request: { path: string }) =>
      request.path.includes('page=2') ? answer('', 500) : page(request);
    expect(refusalOf(() => codesOf(desk(reply))).code).toBe('no-answer');
  });
});

describe('the pages of a server that does as it likes', () => {
  /** Serves `total` codes in pages of at most `cap`, whatever was asked for. */
  const capped = (total: number, cap: number, says: boolean) => (request: { path: string }) => {
    const page = Number(/page=(\d+)/.exec(request.path)?.[1]);
    if (page === 0) return NO_PAGE;
    const length = Math.max(0, Math.min(cap, total - (page - 1) * cap));
    const data = Array.from({ length }, (_, nth) => ({
      id: `${page}-${nth}`,
      shortUrl: 'https://qrius.io/x',
    }));
    return answer(says ? { success: true, data, meta: { pagination: { page, limit: cap, total } } } : data);
  };

  test.each([true, false])(
    'are read to the end where they are smaller than asked for; total given: %p',
    (says) => {
      expect(codesOf(desk(capped(120, 50, says)))).toHaveLength(120);
    },
  );
  test('end where the page number is ignored', () => {
    const first = capped(100, 100, false)({ path: '?page=1' });
    expect(codesOf(desk(() => first))).toHaveLength(100);
  });
  test('are not waited for longer than an execution may take', () => {
    const ports = desk(() => answer({ retryAfter: 86_000 }, 429));
    const before = ports.clock.now();
    expect(() => codesOf(ports)).toThrow(/asks to wait 1434 minutes/);
    expect(ports.clock.now() - before).toBeLessThan(60_000);
  });
});

describe('the list of all codes', () => {
  const listed150 = listed(150, true);

  test('is asked for once, until something is changed', () => {
    const ports = desk((request) => (request.method === 'GET' ? listed150(request) : answer({ id: 'new' })));
    const client = clientOf(ports);
    const first = client.allCodes();
    expect(client.allCodes()).toBe(first);
    expect(ports.sent).toHaveLength(2);
    client.query([whoAmI]);
    client.allCodes();
    expect(ports.sent).toHaveLength(3);
    client.send([
      createCode({ name: 'A', destination: 'https://a.example/', slug: '', tags: [], texts: {} }),
    ]);
    client.allCodes();
    expect(ports.sent).toHaveLength(6);
  });

  test('is read again where the account changes in between, so that no code slips between two pages', () => {
    const page = (request: { path: string }, nth: number) => listed(nth === 1 ? 150 : 151, true)(request);
    expect(codesOf(desk(page))).toHaveLength(151);
    // An account that never rests does not keep the add-on reading for ever.
    const restless = desk((request, nth) => listed(150 + nth, true)(request));
    expect(codesOf(restless).length).toBeGreaterThanOrEqual(150);
    expect(restless.sent.length).toBeLessThan(10);
  });

  test('with an entry that cannot be read is refused: it may be the very code that is looked for', () => {
    const odd = desk(() =>
      answer({ success: true, data: [{ id: '1', shortUrl: 'https://qrius.io/x' }, { id: '2' }] }),
    );
    expect(refusalOf(() => codesOf(odd)).code).toBe('no-answer');
  });
});

describe('reading requests', () => {
  const fine = answer({ id: 'me' });
  const bad = answer('<html>', 502);

  test('are sent together, and again together until all have a proper answer, with a pause before', () => {
    const ports = desk((_, nth) => (nth < MAX_TRIES ? bad : fine));
    expect(
      clientOf(ports)
        .query([whoAmI, listCodes(1, 1)])
        .map(({ kind }) => kind),
    ).toEqual(['done', 'done']);
    expect(ports.sent.map(({ requests }) => requests.length)).toEqual([2, 2, 2]);
    expect(ports.sent.map(({ at }) => at - NOW)).toEqual([0, 1_000, 3_000]);
  });

  test('give what there is after the last try', () => {
    expect(clientOf(desk(() => bad)).query([whoAmI])).toMatchObject([{ kind: 'lost' }]);
  });

  test('are not tried again where Google sends nothing more today', () => {
    const ports = desk(() => {
      throw new SendFault('quota', 'too many');
    });
    expect(refusalOf(() => clientOf(ports).query([whoAmI])).code).toBe('fetch-quota');
    expect(ports.sent).toHaveLength(1);
  });

  test('say that Qrius cannot be reached where no answer comes', () => {
    const ports = desk(() => {
      throw new SendFault('network', 'unreachable');
    });
    expect(refusalOf(() => clientOf(ports).query([whoAmI]))).toEqual({
      code: 'no-answer',
      message: 'Can’t reach Qrius right now. Try again in a few minutes.',
    });
    expect(ports.sent).toHaveLength(MAX_TRIES);
  });

  test('wait for at most two closed windows', () => {
    const ports = desk(() => answer({ retryAfter: 20 }, 429));
    expect(clientOf(ports).query([whoAmI])).toMatchObject([{ kind: 'limited' }]);
    expect(ports.sent[2]?.at).toBe(NOW + 40_000);
  });

  test('do not leave where Google could end the execution before their answer is written', () => {
    const ports = desk(() => fine);
    const client = clientOf(ports);
    ports.clock.sleep(ports.endsAt - NOW - FETCH_TIMEOUT_SECONDS * 1_000 - 15_000 + 1);
    expect(refusalOf(() => client.query([whoAmI])).code).toBe('out-of-time');
    expect(ports.sent).toEqual([]);
    expect(client.hasTime()).toBe(false);
  });

  test('learn the window from what was sent, and a failed batch halves the next one', () => {
    const headers = { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' };
    const ports = desk(() => answer({ id: 'me' }, 200, headers));
    const client = clientOf(ports);
    expect(client.window()).toEqual({ send: 1 });
    expect(client.send([whoAmI])).toMatchObject({ outcomes: [{ kind: 'done' }], fault: null });
    expect(client.window()).toEqual({ waitUntil: NOW + 30_000 });
    expect(client.throttle()).toMatchObject({ limit: 60, left: 0 });
  });

  test('let any other error through', () => {
    const ports = desk(() => {
      throw new Error('broken');
    });
    expect(() => clientOf(ports).query([whoAmI])).toThrow('broken');
  });
});

describe('what an answer means', () => {
  const asked = (tries: number, repeatable = true) => ({
    tries,
    repeatable,
    forbidden: (message: string) => `Not allowed: ${message}`,
  });
  const LOST: Outcome = { kind: 'lost', why: 'HTTP 502' };

  test.each<[string, Outcome | null, ReturnType<typeof asked>, Verdict]>([
    ['done', { kind: 'done', data: 7, meta: null }, asked(2), { kind: 'done', data: 7 }],
    ['a 429 costs no try', { kind: 'limited', retryAfterMs: 5 }, asked(2), { kind: 'again', tries: 2 }],
    [
      'a 429 is never unknown',
      { kind: 'limited', retryAfterMs: 5 },
      asked(0, false),
      { kind: 'again', tries: 0 },
    ],
    [
      'a conflict',
      { kind: 'conflict', message: 'Taken.' },
      asked(0, false),
      { kind: 'refused', reason: 'conflict', sentence: 'Taken.' },
    ],
    [
      'a refusal',
      { kind: 'rejected', message: 'No.' },
      asked(0),
      { kind: 'refused', reason: 'rejected', sentence: 'No.' },
    ],
    [
      'a 404',
      { kind: 'missing' },
      asked(0),
      { kind: 'refused', reason: 'missing', sentence: 'Qrius does not know this request (HTTP 404).' },
    ],
    ['lost, repeatable', LOST, asked(0), { kind: 'again', tries: 1 }],
    ['lost again', LOST, asked(1), { kind: 'again', tries: 2 }],
    ['lost too often', LOST, asked(2), { kind: 'failed', why: 'HTTP 502', tries: 3 }],
    ['lost, not repeatable', LOST, asked(0, false), { kind: 'unknown', why: 'HTTP 502' }],
    ['no answer, repeatable', null, asked(0), { kind: 'again', tries: 1 }],
    ['no answer too often', null, asked(2), { kind: 'failed', why: 'cut off', tries: 3 }],
    ['no answer, not repeatable', null, asked(0, false), { kind: 'unknown', why: 'cut off' }],
  ])('%s', (_, outcome, request, verdict) => {
    expect(verdictOf(outcome, 'cut off', request)).toEqual(verdict);
  });

  test.each<[Outcome, UserError['info']]>([
    [
      { kind: 'key-refused' },
      {
        code: 'key-refused',
        message: 'Qrius rejected your API key. Change the key to continue.',
      },
    ],
    [
      { kind: 'plan-limit', message: 'Upgrade.' },
      { code: 'plan-limit', message: 'Not allowed: Upgrade.' },
    ],
  ])('%j pauses for everybody, whatever was asked', (outcome, info) => {
    for (const request of [asked(0), asked(2), asked(0, false)]) {
      const verdict = verdictOf(outcome, '', request);
      expect(verdict.kind === 'pause' && verdict.why.info).toEqual(info);
    }
  });

  test('that may have created something is never a reason to send it again', () => {
    const outcomes = fc.oneof(
      fc.constant(null),
      fc.constantFrom<Outcome>(
        LOST,
        { kind: 'done', data: 1, meta: 1 },
        { kind: 'missing' },
        { kind: 'key-refused' },
      ),
    );
    fc.assert(
      fc.property(outcomes, fc.nat(9), (outcome, tries) => {
        expect(verdictOf(outcome, '', asked(tries, false)).kind).not.toBe('again');
      }),
    );
  });

  test('that does not come is waited for longer each time', () => {
    expect([1, 2].map(pauseFor)).toEqual([...RETRY_PAUSES_MS]);
    expect([0, 3].map(pauseFor)).toEqual([0, 0]);
    expect(MAX_TRIES).toBe(3);
  });
});
