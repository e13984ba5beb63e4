// Chooses the next chunk: the rows that are marked, sent and written back together.
import { allow, leftNow, recover, type Throttle } from '../../qrius/throttle';
import { unfitness } from '../../table/check';
import { sentHash } from '../../table/fingerprint';
import { inputsKey } from '../../table/locate';
import { NONCE_LENGTH, token } from '../../table/marks';
import type { Row } from '../../table/rows';
import type { Request } from './send';

/** Rows of a chunk at the most: what a kill can put in doubt (docs/architecture.md). */
const MOST_ROWS = 250;
/** A chunk is about as many batches as go out in this time, in milliseconds. */
const CHUNK_MS = 10_000;

/** Rows to mark and send next, and rows that became unfit since they were queued. */
export interface Chunk {
  chosen: Array<{ row: Row; request: Request }>;
  unfit: Array<{ row: Row; fault: string }>;
}

/** Rows that wait for their turn, in the order of the sheet. */
export function queue(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.mark.kind === 'queued' && row.id === '');
}

/**
 * @param waiting the queue.
 * @param batchMs how long a batch took last, in milliseconds.
 * @param random makes a string of random characters.
 * @returns an empty chunk where nothing may leave now. It holds no more rows than the window takes, so that no row
 * waits while it is marked as being created.
 */
export function nextChunk(
  waiting: readonly Row[],
  throttle: Throttle,
  now: number,
  batchMs: number,
  random: (length: number) => string,
): Chunk {
  const chunk: Chunk = { chosen: [], unfit: [] };
  const at = soonOpen(throttle, now);
  const allowance = allow(throttle, at);
  if ('waitUntil' in allowance) return chunk;
  const batches = Math.max(1, Math.floor(CHUNK_MS / batchMs));
  const size = Math.min(MOST_ROWS, leftNow(throttle, at), batches * allowance.send);
  for (const row of waiting) {
    if (chunk.chosen.length >= size) break;
    // Checked again: it may have been edited since it was queued. A slug that stands twice by now is left to the API.
    const fault = unfitness(row, new Map());
    if (fault !== null) {
      chunk.unfit.push({ row, fault });
      continue;
    }
    const tries = row.mark.kind === 'queued' ? row.mark.tries : 0;
    const name = token(random(NONCE_LENGTH), sentHash(row.name, row.destination));
    chunk.chosen.push({ row, request: { token: name, inputs: row, slug: row.slug, tries } });
  }
  return chunk;
}

/** A window that opens while the marks are written counts as open: about how long that takes, in milliseconds. */
export const MARKING_MS = 1_500;

/** The moment for which a chunk is chosen. */
function soonOpen(throttle: Throttle, now: number): number {
  const allowance = allow(throttle, now);
  return 'waitUntil' in allowance && allowance.waitUntil - now <= MARKING_MS ? allowance.waitUntil : now;
}

/** Batches are as large as before once no row is left that failed together with others. */
export function eased(throttle: Throttle, waiting: readonly Row[]): Throttle {
  return waiting.every((row) => row.mark.kind === 'queued' && row.mark.tries === 0)
    ? recover(throttle)
    : throttle;
}

/**
 * Whether a row bears its mark after the write, and still holds what is about to be sent. One that moved meanwhile does
 * not count: the link behind its text was read apart from its text.
 */
export function isMarked(rows: readonly Row[], chosen: { row: Row; request: Request }): boolean {
  const bearers = rows.filter((row) => 'token' in row.mark && row.mark.token === chosen.request.token);
  const [only] = bearers;
  return (
    bearers.length === 1 &&
    only?.id === '' &&
    only?.index === chosen.row.index &&
    inputsKey(only) === inputsKey(chosen.row)
  );
}
