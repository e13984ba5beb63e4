// The throttle against servers with all kinds of windows, on virtual time.
import fc from 'fast-check';
import { PLANS, readPlan, requestsInFlight } from '../../../src/qrius/plans';
import {
  allow,
  halve,
  learn,
  leftNow,
  newThrottle,
  recover,
  sent,
  type Throttle,
} from '../../../src/qrius/throttle';
import { type Setup, simulate } from './window-server';

const setups = (headers: Setup['headers'][], retryAfter: Setup['retryAfter'][]): fc.Arbitrary<Setup> =>
  fc.record({
    limit: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 400 })),
    usedBefore: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })),
    windows: fc.constantFrom('aligned', 'opened'),
    offset: fc.oneof(fc.integer({ min: 0, max: 59_999 }), fc.integer({ min: 59_000, max: 59_999 })),
    headers: fc.constantFrom(...headers),
    retryAfter: fc.constantFrom(...retryAfter),
    guess: fc.constantFrom(null, 10, 100, 10_000),
    latencies: fc.array(fc.oneof(fc.integer({ min: 20, max: 900 }), fc.integer({ min: 20, max: 9_000 })), {
      minLength: 1,
      maxLength: 4,
    }),
    total: fc.integer({ min: 1, max: 120 }),
  });

/** The longest batch, in milliseconds. */
const slowest = ({ latencies }: Setup) => Math.max(...latencies);

describe('with rate headers', () => {
  const told = setups(['secondsLeft', 'epochSeconds', 'epochMs'], ['up', 'missing']);

  // Before the first answer nothing is known: neither the limit nor what others used of the window.
  test('no request is refused after the first batch', () => {
    fc.assert(
      fc.property(told, (setup) => {
        const { batches } = simulate(setup);
        expect(batches.slice(1).filter(({ refused }) => refused > 0)).toEqual([]);
      }),
    );
  });

  test('a wait begins only when the window is used up, and is over a rounded second after it at the latest', () => {
    fc.assert(
      fc.property(told, (setup) => {
        for (const wait of simulate(setup).waits) {
          if (!wait.refused && wait.at < wait.resetAt) expect(wait).toMatchObject({ room: 0 });
          expect(wait.until).toBeLessThanOrEqual(wait.resetAt + 1_000 + slowest(setup));
        }
      }),
    );
  });
});

/** The most batches that one of the server's windows refused a part of. */
function mostRefusedInAWindow(setup: Setup): number {
  const counts = new Map<number, number>();
  for (const window of simulate(setup).batches.flatMap(({ refusedIn }) => refusedIn))
    counts.set(window, (counts.get(window) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

describe('without rate headers', () => {
  test('a window refuses at most one batch, and only then is waited', () => {
    fc.assert(
      fc.property(setups([null], ['up']), (setup) => {
        expect(mostRefusedInAWindow(setup)).toBeLessThanOrEqual(1);
        for (const wait of simulate(setup).waits) {
          expect(wait.refused).toBe(true);
          expect(wait.until).toBeLessThanOrEqual(wait.resetAt + 1_000 + slowest(setup));
        }
      }),
    );
  });

  // A server that rounds down says “now” up to a second too early; one that says nothing leaves only the length of a window.
  test('one that names no time, or one too short, refuses two at the most', () => {
    fc.assert(
      fc.property(setups([null], ['down', 'missing']), (setup) => {
        expect(mostRefusedInAWindow(setup)).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('a batch', () => {
  const NOW = Date.UTC(2027, 0, 4, 9);
  const headers = (limit: unknown, left: unknown, reset: unknown) => ({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': String(reset),
  });
  const told = (throttle: Throttle, limit: unknown, left: unknown, reset: unknown) =>
    learn(throttle, [{ status: 200, headers: headers(limit, left, reset), body: '{}' }], [], NOW);

  test.each([
    [null, 5],
    [10, 5],
    [11, 10],
    [60, 10],
    [100, 10],
    [300, 50],
    [10_000, 50],
  ])('at a limit of %j a minute is %i requests', (limit, size) => {
    expect(requestsInFlight(limit)).toBe(size);
    expect(allow(newThrottle(limit), NOW)).toEqual({ send: size });
  });

  test('is as large as the learned limit allows, and no larger than what the window has left', () => {
    expect(allow(told(newThrottle(10_000), 60, 59, 60), NOW)).toEqual({ send: 10 });
    expect(allow(told(newThrottle(null), 300, 3, 60), NOW)).toEqual({ send: 3 });
    expect(leftNow(told(newThrottle(null), 300, 3, 60), NOW)).toBe(3);
    expect(leftNow(newThrottle(10), NOW)).toBe(Number.POSITIVE_INFINITY);
  });

  test('is halved after each network failure down to one request, and grows back at once', () => {
    let throttle = newThrottle(10_000);
    const sizes = Array.from({ length: 8 }, () => {
      const allowance = allow(throttle, NOW);
      const size = 'send' in allowance ? allowance.send : 0;
      throttle = halve(throttle, size);
      return size;
    });
    expect(sizes).toEqual([50, 25, 12, 6, 3, 1, 1, 1]);
    expect(allow(recover(throttle), NOW)).toEqual({ send: 50 });
  });

  test('whose answers are lost counts as sent', () => {
    const throttle = sent(told(newThrottle(null), 10, 6, 30), 5, NOW);
    expect(allow(throttle, NOW)).toEqual({ send: 1 });
    expect(allow(sent(throttle, 1, NOW), NOW)).toEqual({ waitUntil: NOW + 30_000 });
    expect(allow(sent(throttle, 1, NOW), NOW + 30_000)).toEqual({ send: 5 });
  });

  test.each([
    ['seconds left', 30, 30_000],
    ['epoch seconds', (NOW + 30_000) / 1000, 30_000],
    ['epoch milliseconds', NOW + 30_000, 30_000],
    // A window is a minute: what lies beyond is not believed, and the minute counts from the first request.
    ['hours', 7_200, 60_000],
    ['nonsense', 'soon', 60_000],
  ])('after a window that resets in %s waits for it', (_, reset, ms) => {
    expect(allow(told(sent(newThrottle(null), 1, NOW), 10, 0, reset), NOW)).toEqual({ waitUntil: NOW + ms });
  });

  test.each([
    ['0', '0', '30'],
    ['-1', '5', '30'],
    ['ten', '5', '30'],
    ['10', '', '30'],
    ['1e3', '0', '30'],
  ])('learns nothing from a limit of %j with %j left', (limit, left, reset) => {
    expect(told(newThrottle(10), limit, left, reset)).toEqual(newThrottle(10));
  });

  test('is held back by any number of 429s for as long as the longest asks', () => {
    const refused = { status: 429, headers: {}, body: '' };
    const throttle = learn(newThrottle(null), [refused, refused], [7_000, 9_000], NOW);
    expect(allow(throttle, NOW + 8_999)).toEqual({ waitUntil: NOW + 9_000 });
    expect(allow(throttle, NOW + 9_000)).toEqual({ send: 5 });
    expect(JSON.parse(JSON.stringify(throttle))).toEqual(throttle);
  });

  test('of the plans of the guide', () => {
    expect(Object.values(PLANS).map(({ requestsAMinute }) => requestsInFlight(requestsAMinute))).toEqual([
      5, 10, 50,
    ]);
    expect(['pro', 'BUSINESS', 'TEAM', 7, null].map(readPlan)).toEqual(['PRO', 'BUSINESS', null, null, null]);
  });
});
