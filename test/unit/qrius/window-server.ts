// A server with a fixed rate window, and a client that obeys the throttle, on a clock of their own.
import { judge } from '../../../src/qrius/answers';
import type { ApiAnswer } from '../../../src/qrius/requests';
import { allow, learn, newThrottle, sent } from '../../../src/qrius/throttle';

const WINDOW_MS = 60_000;

export interface Setup {
  /** Requests that a window takes. */
  limit: number;
  /** Requests that somebody else made in the first window. */
  usedBefore: number;
  /** `aligned`: windows begin at `offset` past each minute. `opened`: with the first request after the last window's end. */
  windows: 'aligned' | 'opened';
  /** Milliseconds. */
  offset: number;
  /** The unit of X-RateLimit-Reset, rounded up; null where answers carry no such headers. */
  headers: 'secondsLeft' | 'epochSeconds' | 'epochMs' | null;
  /** How a 429 words its `retryAfter`, in whole seconds. */
  retryAfter: 'up' | 'down' | 'missing';
  /** The first guess of the client. */
  guess: number | null;
  /** How long each batch takes; a request reaches the server at some moment of that time. Used in turn. */
  latencies: number[];
  /** Requests that the client has to make. */
  total: number;
}

export interface Batch {
  at: number;
  size: number;
  refused: number;
  /** Numbers of the server's windows that refused a request of it. */
  refusedIn: number[];
}

export interface Wait {
  at: number;
  until: number;
  /** Whether the last batch met a 429. */
  refused: boolean;
  /** Requests that the server's last window still had room for, and when that window was over. */
  room: number;
  resetAt: number;
}

const START = Date.UTC(2027, 0, 4, 9);
/** A client that has not ended by then never will. */
const MOST_STEPS = 5_000;

/** Runs the client to its end. @throws Error where it does not come to one. */
export function simulate(setup: Setup): {
  batches: Batch[];
  waits: Wait[];
  endedAt: number;
  startedAt: number;
} {
  const server = newServer(setup);
  const [batches, waits]: [Batch[], Wait[]] = [[], []];
  let throttle = newThrottle(setup.guess);
  let now = START;
  let left = setup.total;
  for (let step = 0; left > 0; step += 1) {
    if (step === MOST_STEPS) throw new Error('the client does not come to an end');
    const allowance = allow(throttle, now);
    if ('waitUntil' in allowance) {
      if (allowance.waitUntil <= now) throw new Error('a wait that is over already');
      const refused = (batches[batches.length - 1]?.refused ?? 0) > 0;
      waits.push({ at: now, until: allowance.waitUntil, refused, ...server.standing() });
      now = allowance.waitUntil;
      continue;
    }
    const size = Math.min(allowance.send, left);
    const latency = setup.latencies[batches.length % setup.latencies.length] ?? 0;
    throttle = sent(throttle, size, now);
    const arrivals = Array.from(
      { length: size },
      (_, nth) => now + Math.floor((latency * (nth + 1)) / (size + 1)),
    );
    const refusedIn = new Set<number>();
    const answers = arrivals.map((arrival) => {
      const answer = server.answer(arrival);
      if (answer.status === 429) refusedIn.add(server.windowNow());
      return answer;
    });
    const outcomes = answers.map(judge);
    const limited = outcomes.flatMap((outcome) => (outcome.kind === 'limited' ? [outcome.retryAfterMs] : []));
    batches.push({ at: now, size, refused: limited.length, refusedIn: [...refusedIn] });
    now += latency;
    throttle = learn(throttle, answers, limited, now);
    left -= size - limited.length;
  }
  return { batches, waits, endedAt: now, startedAt: START };
}

function newServer({ limit, usedBefore, windows, offset, headers, retryAfter }: Setup) {
  let openedAt = START - offset;
  let used = Math.min(usedBefore, limit);
  const roll = (now: number) => {
    if (now < openedAt + WINDOW_MS) return;
    openedAt = windows === 'opened' ? now : now - ((now - openedAt) % WINDOW_MS);
    used = 0;
  };
  const rateHeaders = (now: number): Record<string, string> => {
    if (headers === null) return {};
    const resetAt = openedAt + WINDOW_MS;
    const reset = {
      secondsLeft: Math.ceil((resetAt - now) / 1000),
      epochSeconds: Math.ceil(resetAt / 1000),
      epochMs: resetAt,
    };
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - used),
      'x-ratelimit-reset': String(reset[headers]),
    };
  };
  return {
    answer: (now: number): ApiAnswer => {
      roll(now);
      if (used < limit) {
        used += 1;
        return { status: 201, headers: rateHeaders(now), body: '{"id":"qr_1"}' };
      }
      const seconds = (openedAt + WINDOW_MS - now) / 1000;
      const asked = { up: Math.ceil(seconds), down: Math.floor(seconds), missing: undefined }[retryAfter];
      return { status: 429, headers: rateHeaders(now), body: JSON.stringify({ retryAfter: asked }) };
    },
    windowNow: (): number => openedAt,
    standing: (): { room: number; resetAt: number } => ({
      room: limit - used,
      resetAt: openedAt + WINDOW_MS,
    }),
  };
}
