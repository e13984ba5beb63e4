// Chooses the next chunk: the rows that are marked, sent and written back together.
import { allow, leftNow, type Throttle } from '../../qrius/throttle';
import { groupBy } from '../../table/cells';
import { invalidReason } from '../../table/check';
import { sameSlug } from '../../table/fingerprint';
import { inputsKey } from '../../table/locate';
import type { Row } from '../../table/rows';
import { slugRows } from '../../table/slugs';
import {
  COMPUTED,
  EDITED,
  EDITED_IN_FLIGHT,
  invalid,
  NONCE_LENGTH,
  SLUG_LENGTH,
  slugOf,
  unconfirmed,
} from '../../table/status';
import type { Me } from '../ports';
import { CHUNK_MS, MARKING_MS } from '../slice-times';
import { type Approved, digestOf, sealedToken, take } from './binding';
import { type Request, withSuffix } from './in-flight';
import * as words from './words';

/** Rows of a chunk at most: what a kill can leave unknown (docs/reliability.md). */
const MAX_ROWS = 800;

/** A slug that is in two rows by now is left to the API. */
const NO_SLUGS = slugRows([]);

/** Rows to mark and send next, and rows that are not sent, with the Status that says why. */
export interface Chunk {
  chosen: Array<{ row: Row; request: Request }>;
  refused: Refused[];
}

interface Refused {
  row: Row;
  status: string;
  isEdited: boolean;
}

/** What chooses and names requests. */
export interface Binding {
  me: Me;
  /** Rows that may be sent. */
  approved: Approved;
  /** Whether a formula of the row may have given something else since. */
  isComputed: (row: Row) => boolean;
  /** Makes a string of random characters. */
  random: (length: number) => string;
}

/** Rows that wait for their turn, in the order of the sheet. */
export const queueOf = (rows: readonly Row[]): Row[] =>
  rows.filter((row) => row.mark.kind === 'queued' && row.id === '');

/**
 * @param repeats requests that leave once more: they go first.
 * @param waiting the queue.
 * @param makesSlugs whether rows without a slug get one that is made for them.
 * @param batchMs how long a batch took last, in milliseconds.
 * @returns an empty chunk where nothing may leave now. It has no more rows than the window takes, so that no row waits while
 * it is marked as being created.
 */
export function nextChunk(
  repeats: Chunk['chosen'],
  waiting: readonly Row[],
  makesSlugs: boolean,
  throttle: Throttle,
  now: number,
  batchMs: number,
  { me, approved, isComputed, random }: Binding,
): Chunk {
  const chunk: Chunk = { chosen: [], refused: [] };
  const at = soonOpen(throttle, now);
  const allowance = allow(throttle, at);
  if ('waitUntil' in allowance) return chunk;
  const batches = Math.max(1, Math.floor(CHUNK_MS / batchMs));
  const size = Math.min(MAX_ROWS, leftNow(throttle, at), batches * allowance.send);
  const fresh = (row: Row): Request => {
    const nonce = random(makesSlugs && row.slug === '' ? SLUG_LENGTH : NONCE_LENGTH);
    const name = sealedToken(me, nonce, row);
    return {
      token: name,
      inputs: row,
      slug: row.slug || slugOf(name),
      isRepeat: false,
      tries: row.mark.tries,
    };
  };
  const left = new Map(approved);
  for (const { row, request } of [...repeats, ...waiting.map((one) => ({ row: one, request: null }))]) {
    if (chunk.chosen.length >= size) break;
    const asked = request ? withoutMadeSlug(row, request) : row;
    const refusal = refusalOf(row, request, () => take(left, digestOf(me, asked)), isComputed);
    if (refusal) chunk.refused.push({ row, ...refusal });
    else chunk.chosen.push({ row, request: request ? { ...request, inputs: row } : fresh(row) });
  }
  return chunk;
}

/** What a row was asked for with: a write that was cut off may have put the slug there that was made for it. */
const withoutMadeSlug = (row: Row, { token }: Request): Row =>
  row.slug !== '' && row.slug === slugOf(token) ? { ...row, slug: '' } : row;

/** Checked again: a row may have been edited since. A slug that is in two rows by now is left to the API. */
function refusalOf(
  row: Row,
  request: Request | null,
  isApproved: () => boolean,
  isComputed: Binding['isComputed'],
): Omit<Refused, 'row'> | null {
  const reason = invalidReason(row, NO_SLUGS);
  if (!request) {
    if (reason !== null) return { isEdited: false, status: invalid(reason) };
    return isApproved() ? null : { isEdited: true, status: isComputed(row) ? COMPUTED : EDITED };
  }
  // The code of a request that left before may exist, with what the row held then.
  const doubt = (why: string) => ({ isEdited: true, status: unconfirmed(request.token, request.tries, why) });
  if (reason !== null || !isApproved()) return doubt(EDITED_IN_FLIGHT);
  return isShown(request, row) ? null : doubt(words.notFound);
}

/** Whether the slug by which a request is repeated is that of its row, or was made for it: the user was shown no other. */
function isShown(request: Request, { slug }: Row): boolean {
  const own = slug || (request.slug === '' ? '' : slugOf(request.token));
  return [own, withSuffix({ ...request, slug })].some((one) => sameSlug(one, request.slug));
}

/** The moment for which a chunk is chosen: a window that opens while the marks are written counts as open. */
function soonOpen(throttle: Throttle, now: number): number {
  const allowance = allow(throttle, now);
  return 'waitUntil' in allowance && allowance.waitUntil - now <= MARKING_MS ? allowance.waitUntil : now;
}

/** Whether no row is left that failed together with others, so that batches can be as large as before. */
export const isCalm = (waiting: readonly Row[]): boolean => waiting.every((row) => row.mark.tries === 0);

/**
 * Says which rows have their mark after the write, and still hold what is about to be sent. One that moved since does not
 * count: the link behind its text was read apart from its text.
 */
export function markedAmong(rows: readonly Row[]): (chosen: Chunk['chosen'][number]) => boolean {
  const byToken = groupBy(rows, ({ mark }) => mark.token);
  return ({ row, request }) => {
    const [only, ...others] = byToken.get(request.token) ?? [];
    return (
      others.length === 0 && only?.id === '' && only.index === row.index && inputsKey(only) === inputsKey(row)
    );
  };
}
