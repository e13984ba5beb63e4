// Sends the requests of one chunk, batch after batch, as fast as the rate limit lets them go.
import type { Outcome } from '../../qrius/answers';
import { type Code, readCode } from '../../qrius/readings';
import { createCode } from '../../qrius/requests';
import { allow, halve, type Throttle } from '../../qrius/throttle';
import type { Flight } from '../../table/locate';
import type { ConflictPolicy } from '../../wire/contract';
import { Refusal } from '../../wire/failure';
import { keyRefused, quotaUsedUp, sendBatch, WORST_BATCH_MS, WRITE_BACK_MS } from '../batch';
import type { Ports } from '../ports';

/** A row whose request is about to leave. */
export interface Request extends Flight {
  /** The slug that is asked for: the row's, or one with a suffix after a conflict. */
  slug: string;
  tries: number;
}

/** What became of one request. `unsent` goes back to the queue; `doubt` must be looked up. */
export type Result =
  /** `adopted`: it was there before, and is used. `differs`: it is known by its slug, and was made from other values than those that were sent now. */
  | { kind: 'created'; code: Code; adopted?: boolean; differs?: boolean }
  | { kind: 'failed'; sentence: string }
  /** The slug is taken, and the user wants the code that has it if it is theirs. */
  | { kind: 'taken'; sentence: string }
  | { kind: 'unsent' }
  | { kind: 'doubt'; why: string; blame: Blame };

/**
 * Whose fault a lost answer is. `itself`: the request had an answer of its own, or was alone in its batch. `batch`: it
 * failed with others, one of which may be to blame. `nobody`: the execution was cut off.
 */
export type Blame = 'itself' | 'batch' | 'nobody';

/** What stopped a chunk early and concerns the whole job. */
export type Halt = Refusal | null;

/** What bounds a chunk. */
export interface Bounds {
  /** Epoch milliseconds after which no further batch leaves. */
  until: number;
  /** What happens when a slug is taken. */
  conflict: ConflictPolicy;
  /** Whether the user asked to stop; asked between batches, at most once in `STOP_CHECK_MS`. */
  stopped: () => boolean;
}

/** How often a running chunk looks whether it should stop, in milliseconds: a look costs about 80 ms. */
const STOP_CHECK_MS = 2_000;

/**
 * Sends until all requests have a result, the window closes, or time is up.
 * @returns one result for each request, in their order; the slowest batch, in milliseconds, tells how large the next chunk may be.
 */
export function sendChunk(
  ports: Ports,
  before: Throttle,
  requests: readonly Request[],
  { until, conflict, stopped }: Bounds,
): { results: Result[]; throttle: Throttle; halt: Halt; batchMs: number } {
  let throttle = before;
  const results = new Map<Request, Result>();
  const suffixed = new Set<Request>();
  const todo = [...requests];
  let halt: Halt = null;
  let batchMs = 0;
  let checkedAt = ports.clock.now();
  while (todo.length > 0 && halt === null) {
    const now = ports.clock.now();
    if (now - checkedAt >= STOP_CHECK_MS) {
      if (stopped()) break;
      checkedAt = now;
    }
    const allowance = allow(throttle, now);
    if ('waitUntil' in allowance || now >= until || now + WORST_BATCH_MS + WRITE_BACK_MS > ports.endsAt)
      break;
    const batch = todo.splice(0, allowance.send);
    const requests = batch.map(({ inputs, slug }) => createCode({ ...inputs, slug }));
    const { outcomes, throttle: learned, fault } = sendBatch(ports, throttle, requests);
    throttle = fault ? halve(learned, batch.length) : learned;
    if (fault) {
      const blame = fault.kind === 'quota' ? 'nobody' : batch.length === 1 ? 'itself' : 'batch';
      for (const request of batch) results.set(request, { kind: 'doubt', why: fault.message, blame });
      if (fault.kind === 'quota') halt = quotaUsedUp();
      break;
    }
    batchMs = Math.max(batchMs, ports.clock.now() - now);
    batch.forEach((request, number) => {
      const outcome = outcomes[number] ?? { kind: 'lost', why: 'Qrius gave no answer' };
      if (outcome.kind === 'conflict' && request.tries === 1) {
        // The first try had no answer and was not found: it may have made the code after it was looked for.
        results.set(request, { kind: 'doubt', why: outcome.message, blame: 'itself' });
        return;
      }
      if (
        outcome.kind === 'conflict' &&
        conflict === 'suffix' &&
        request.slug !== '' &&
        !suffixed.has(request)
      ) {
        suffixed.add(request);
        request.slug = withSuffix(request.slug, ports.clock.now(), ports.random(2));
        todo.unshift(request);
        return;
      }
      const verdict = verdictOn(outcome, conflict);
      results.set(request, verdict.result);
      halt = verdict.halt ?? halt;
    });
  }
  return {
    results: requests.map((request) => results.get(request) ?? { kind: 'unsent' }),
    throttle,
    halt,
    batchMs,
  };
}

/** Each branch says why the row ends where it does (docs/architecture.md). */
function verdictOn(outcome: Outcome, conflict: ConflictPolicy): { result: Result; halt: Halt } {
  const only = (result: Result) => ({ result, halt: null });
  const pause = (refusal: Refusal) => ({ result: { kind: 'unsent' } as const, halt: refusal });
  switch (outcome.kind) {
    case 'done': {
      const code = readCode(outcome.data);
      // The code was probably made, but its ID did not arrive: as good as no answer.
      return only(
        code
          ? { kind: 'created', code }
          : { kind: 'doubt', why: 'Qrius answered without the code’s ID', blame: 'itself' },
      );
    }
    case 'lost':
      return only({ kind: 'doubt', why: outcome.why, blame: 'itself' });
    case 'limited':
      return only({ kind: 'unsent' });
    case 'conflict':
      return only({ kind: conflict === 'mine' ? 'taken' : 'failed', sentence: outcome.message });
    case 'rejected':
      return only({ kind: 'failed', sentence: outcome.message });
    case 'missing':
      return only({ kind: 'failed', sentence: 'Qrius does not know this request (HTTP 404).' });
    case 'key-refused':
      return pause(keyRefused());
    case 'plan-limit':
      return pause(
        new Refusal(
          'plan-limit',
          `Qrius makes no more codes for this account: ${outcome.message} All that was made stays.`,
        ),
      );
  }
}

/** A short suffix, a base-36 time stamp as the guide advises, with two random characters against two runs in one second. */
function withSuffix(slug: string, now: number, random: string): string {
  return `${slug}-${Math.floor(now / 1000).toString(36)}${random}`;
}
