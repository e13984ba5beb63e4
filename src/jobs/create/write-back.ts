// Writes what became of the last chunk and the marks of the next one together: each write costs as much as a batch.
import { COPY, CREATED, creating, unfit } from '../../table/marks';
import { commit } from '../ledger';
import { load } from '../record';
import { eased, isMarked, nextChunk, queue } from './chunk';
import { logCreated } from './log';
import { note, type Run } from './run';
import type { Request } from './send';
import { confirm, settle } from './settle';

/** Tokens that are noted at the most: a chunk and some. The marks in the sheet say the same; noted they tell of rows that were deleted. */
const MOST_TOKENS = 300;

/**
 * Writes what is known of open requests and the marks of the next chunk in one go, then notes both in the record.
 * @returns requests to look up, requests whose row bears its mark and which may leave, and whether the user asked to stop.
 */
export function writeBack(run: Run): { doubts: Request[]; next: Request[]; stopping: boolean } {
  const { ports, ledger } = run;
  const { patches, doubts, created, failed } = settle(run.open, ledger.rows, run.record.choices.images);
  const stopping = load(ports.store).stop === run.record.id;
  for (const row of ledger.rows) {
    // A user gave the row an ID of their own while it was marked.
    if (row.id !== '' && row.mark.kind !== 'none') patches.set(row.index, { status: CREATED });
    else if ('token' in row.mark && run.settled.has(row.mark.token)) patches.set(row.index, { status: COPY });
  }
  const waiting = queue(ledger.rows).filter((row) => !patches.has(row.index));
  const throttle = doubts.length > 0 ? run.record.throttle : eased(run.record.throttle, waiting);
  const now = ports.clock.now();
  const idle = doubts.length > 0 || stopping || run.halt !== null || now >= run.until;
  const chunk = idle
    ? { chosen: [], unfit: [] }
    : nextChunk(waiting, throttle, now, run.batchMs, ports.random);
  for (const { row, fault } of chunk.unfit) patches.set(row.index, { status: unfit(fault) });
  for (const { row, request } of chunk.chosen)
    patches.set(row.index, { status: creating(request.token, request.tries) });
  // The log goes first: a code that stands in a row stands there too, wherever the execution is cut off.
  if (logCreated(run.log, created, now) && patches.size === 0) ports.log.flush();
  commit(ledger, patches);
  commit(ledger, confirm(created, ledger.rows).patches);

  const next = chunk.chosen.filter((chosen) => isMarked(ledger.rows, chosen)).map(({ request }) => request);
  // Rows that moved while they were marked are not sent now; they go back to the queue with the next write.
  for (const { request, result } of run.open) {
    if (result.kind === 'created' || result.kind === 'failed') run.settled.add(request.token);
  }
  run.open = run.open.filter(({ request }) => doubts.includes(request));
  for (const { request } of chunk.chosen)
    if (!next.includes(request)) run.open.push({ request, result: { kind: 'unsent' } });
  note(run, {
    throttle,
    since: doubts.length > 0 ? run.record.since : now,
    inFlight: [...next, ...doubts].map((request) => request.token).slice(0, MOST_TOKENS),
    counts: { created: created.length, failed: failed + chunk.unfit.length },
    lost: confirm(created, ledger.rows).lost,
  });
  return { doubts, next, stopping };
}
