// Asks Qrius for the scans of codes, batch after batch, as fast as the rate limit lets it.
import type { Outcome } from '../../qrius/answers';
import { readScans } from '../../qrius/readings';
import { exportStats } from '../../qrius/requests';
import { allow, type Throttle } from '../../qrius/throttle';
import { Refusal } from '../../wire/failure';
import { keyRefused, quotaUsedUp, sendBatch, WORST_BATCH_MS, WRITE_BACK_MS } from '../batch';
import type { Ports } from '../ports';
import type { Scans } from './scans';

/** Waits before a code is asked for again whose answer was improper, in milliseconds: three tries in all. */
const PAUSES_MS: readonly number[] = [1_000, 2_000];
/** Results are written back after about so long, in milliseconds, and never of more codes than this at once. */
const CHUNK_MS = 10_000;
const CHUNK_CODES = 250;

export interface Fetched {
  /** By ID; null where no proper answer came, three times. Codes that are not here were not asked for. */
  scans: Map<string, Scans | null>;
  throttle: Throttle;
  /** What the whole job must pause for. */
  halt: Refusal | null;
}

/**
 * @param ids codes in the order in which they are to be asked for.
 * @param until when no further batch may leave, in epoch milliseconds.
 * @param stopped whether the user asked to stop; asked between batches.
 * @param mayPass so many codes may stay without a proper answer. With more of them the service itself is out of order, and
 * all of these count as not asked for.
 */
export function fetchScans(
  ports: Ports,
  before: Throttle,
  ids: readonly string[],
  until: number,
  stopped: () => boolean,
  mayPass: number,
): Fetched {
  const startedAt = ports.clock.now();
  const result: Fetched = { scans: new Map(), throttle: before, halt: null };
  let todo = ids.slice(0, CHUNK_CODES).map((id) => ({ id, tries: 0 }));
  while (todo.length > 0 && result.halt === null) {
    const now = ports.clock.now();
    const allowance = allow(result.throttle, now);
    const isOver =
      now >= until || now - startedAt >= CHUNK_MS || now + WORST_BATCH_MS + WRITE_BACK_MS > ports.endsAt;
    if ('waitUntil' in allowance || isOver || stopped()) break;
    const batch = todo.slice(0, allowance.send);
    const pause = Math.max(0, ...batch.map(({ tries }) => PAUSES_MS[tries - 1] ?? 0));
    if (pause > 0) ports.clock.sleep(pause);
    const requests = batch.map(({ id }) => exportStats(id));
    const { outcomes, throttle, fault } = sendBatch(ports, result.throttle, requests);
    result.throttle = throttle;
    if (fault?.kind === 'quota') result.halt = quotaUsedUp();
    const again = batch.flatMap(({ id, tries }, number) => {
      const outcome = outcomes[number] ?? { kind: 'lost', why: '' };
      const scans = scansIn(outcome);
      if (scans) result.scans.set(id, scans);
      else result.halt = haltFor(outcome) ?? result.halt;
      if (scans || result.halt) return [];
      if (outcome.kind === 'limited') return [{ id, tries }];
      if (tries < PAUSES_MS.length) return [{ id, tries: tries + 1 }];
      result.scans.set(id, null);
      return [];
    });
    todo = [...again, ...todo.slice(batch.length)];
    const passed = [...result.scans].flatMap(([id, scans]) => (scans ? [] : [id]));
    if (passed.length <= mayPass) continue;
    for (const id of passed) result.scans.delete(id);
    result.halt ??= silent();
  }
  return result;
}

/** null where the answer tells no count. */
function scansIn(outcome: Outcome): Scans | null {
  if (outcome.kind === 'missing') return { kind: 'gone' };
  const read = outcome.kind === 'done' ? readScans(outcome.data) : null;
  return read && read.total !== null
    ? { kind: 'known', total: read.total, unique: read.unique, last: read.last }
    : null;
}

function haltFor(outcome: Outcome): Refusal | null {
  if (outcome.kind === 'key-refused') return keyRefused();
  if (outcome.kind === 'plan-limit')
    return new Refusal('plan-limit', `Qrius does not give the scan counts: ${outcome.message}`);
  return null;
}

const silent = (): Refusal =>
  new Refusal(
    'no-answer',
    'Qrius does not tell the scans of many codes. What was refreshed stays; continue later.',
  );
