// One slice of a job that creates codes: chunk after chunk is marked, sent and written back until the time is over.
import type { Code } from '../../qrius/answers';
import { SETTLE_MS } from '../../qrius/assumptions';
import { allow } from '../../qrius/throttle';
import { COPY, creating, STOPPED, unfit } from '../../table/marks';
import type { Row } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { commit, type Ledger, refresh } from '../ledger';
import { allCodes, match } from '../look-up';
import type { Ports } from '../ports';
import { type JobRecord, type LostCode, load, save } from '../record';
import { progress } from '../view';
import { eased, isMarked, nextChunk, queue } from './chunk';
import { leftovers } from './leftovers';
import { type Request, type Result, sendChunk } from './send';
import { afterLookUp, confirm, settle, stillInDoubt } from './settle';

/** How long a batch is taken to last before the first has been seen, in milliseconds. */
const FIRST_BATCH_MS = 1_000;

interface Run {
  ports: Ports;
  record: JobRecord;
  ledger: Ledger;
  startedAt: number;
  until: number;
  /** Requests that were sent, or may have been, and what is known of each. */
  open: Array<{ request: Request; result: Result }>;
  /** Tokens of leftovers whose row has a code: made by this job, unless the look-up finds another one. */
  written: Set<string>;
  /** Tokens whose result has been written: a row that still bears one is a copy. */
  settled: Set<string>;
  /** What the whole job must pause for. */
  halt: Refusal | null;
  batchMs: number;
}

/**
 * Runs one slice.
 * @param record the job, with this execution's lease in it.
 * @param ledger its sheet, just read.
 * @param startedAt when the execution began, in epoch milliseconds.
 * @param until when no further batch may leave, in epoch milliseconds.
 * @returns the record as saved, without a lease: `running` where there is more to do, `waiting`, `paused` or `ended`.
 */
export function runCreateSlice(
  ports: Ports,
  record: JobRecord,
  ledger: Ledger,
  startedAt: number,
  until: number,
): JobRecord {
  const run: Run = {
    ports,
    record,
    ledger,
    startedAt,
    until,
    halt: null,
    open: [],
    settled: new Set(),
    written: new Set(),
    batchMs: FIRST_BATCH_MS,
  };
  openLeftovers(run);
  try {
    for (;;) {
      const ended = round(run);
      if (ended) return ended;
      refresh(ledger);
    }
  } catch (error) {
    return afterFault(run, error);
  }
}

/** Rows marked as being created of which this execution knows nothing: one that was cut off left them, or a user pasted them. */
function openLeftovers(run: Run): void {
  const cutOff: Result = { kind: 'doubt', why: 'The run was cut off', blame: 'nobody' };
  const { requests, written, failed } = leftovers(run.record.inFlight, run.ledger.rows);
  run.open = requests.map((request) => ({ request, result: cutOff }));
  run.written = written;
  const { counts } = run.record;
  run.record = { ...run.record, counts: { ...counts, failed: counts.failed + failed } };
}

/** Writes back, then does the one thing that comes next. @returns the record once the slice is over. */
function round(run: Run): JobRecord | null {
  const { doubts, next, stopping } = writeBack(run);
  if (doubts.length > 0) return lookUp(run, doubts);
  if (run.halt) return close(run, { phase: 'paused', failure: run.halt.failure });
  if (stopping) return close(run, { phase: 'ended', ending: 'stopped' });
  if (next.length > 0) {
    send(run, next);
    return null;
  }
  const left = queue(run.ledger.rows).length + run.open.length;
  if (left > 0) return wait(run, left);
  openLeftovers(run);
  return run.open.length > 0 ? null : close(run, { phase: 'ended', ending: 'done' });
}

/** Writes what is known of open requests and the marks of the next chunk in one go, then notes both in the record. */
function writeBack(run: Run): { doubts: Request[]; next: Request[]; stopping: boolean } {
  const { ports, ledger } = run;
  const { patches, doubts, created, failed } = settle(run.open, ledger.rows);
  const stopping = load(ports.store).stop === run.record.id;
  for (const row of ledger.rows) {
    if ('token' in row.mark && run.settled.has(row.mark.token)) patches.set(row.index, { status: COPY });
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
    inFlight: [...doubts, ...next].map((request) => request.token),
    counts: { created: created.length, failed: failed + chunk.unfit.length },
    lost: confirm(created, ledger.rows).lost,
  });
  return { doubts, next, stopping };
}

function note(
  run: Run,
  news: Pick<JobRecord, 'throttle' | 'since' | 'inFlight'> & {
    counts: { created: number; failed: number };
    lost: LostCode[];
  },
): void {
  const { counts } = run.record;
  const { created, failed } = news.counts;
  const { throttle, since, inFlight } = news;
  const next = {
    ...counts,
    created: counts.created + created,
    failed: counts.failed + failed,
    lost: counts.lost + news.lost.length,
    waiting: unsettled(run.ledger.rows),
  };
  run.record = save(
    run.ports.store,
    { ...run.record, phase: 'running', throttle, since, inFlight, counts: next },
    news.lost,
  );
  if (created + failed > 0) run.ports.tell(progress(run.record));
}

function send(run: Run, requests: readonly Request[]): void {
  const { results, throttle, halt, batchMs } = sendChunk(
    run.ports,
    run.record.throttle,
    requests,
    run.until,
    run.startedAt,
  );
  run.record = { ...run.record, throttle };
  run.halt = halt;
  run.batchMs = batchMs > 0 ? batchMs : run.batchMs;
  run.open = [
    ...run.open,
    ...requests.map((request, number) => ({
      request,
      result: results[number] ?? ({ kind: 'unsent' } as const),
    })),
  ];
}

/** Asks Qrius which of the requests in doubt made a code. */
function lookUp(run: Run, doubts: readonly Request[]): JobRecord | null {
  const { ports, ledger, record } = run;
  ports.clock.sleep(SETTLE_MS);
  const known = new Set(ledger.rows.map((row) => row.id).filter((id) => id !== ''));
  let found: Map<string, Code>;
  try {
    found = match(doubts, allCodes(ports, record), known, record.since);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refresh(ledger);
    commit(ledger, stillInDoubt(doubts, ledger.rows));
    return close(run, { phase: 'paused', failure: error.failure });
  }
  const settled = doubts.filter(({ token }) => run.written.has(token) && !found.has(token));
  const { counts } = run.record;
  run.record = { ...run.record, counts: { ...counts, created: counts.created + settled.length } };
  run.written = new Set();
  run.open = run.open
    .filter(({ request }) => !settled.includes(request))
    .map(({ request, result }) => {
      const code = found.get(request.token);
      return result.kind === 'doubt'
        ? afterLookUp(request, code, result.why, result.blame)
        : { request, result };
    });
  return null;
}

/** Nothing may leave now: waits where the slice has room for it, else hands the job back. */
function wait(run: Run, left: number): JobRecord | null {
  const { ports, record, until } = run;
  const now = ports.clock.now();
  const allowance = allow(record.throttle, now);
  const waitUntil = 'waitUntil' in allowance ? allowance.waitUntil : now;
  if (now >= until) return close(run, { phase: 'running' });
  if (waitUntil >= until) return close(run, { phase: 'waiting', notBefore: waitUntil });
  if (waitUntil > now) {
    ports.tell(
      `${progress(record)} ${left} wait ${Math.ceil((waitUntil - now) / 1000)} s for the rate limit.`,
    );
    ports.clock.sleep(waitUntil - now);
  }
  return null;
}

/** Ends the slice: gives the lease back, and where the job stops, says so in each row that waits. */
function close(run: Run, end: Partial<JobRecord>): JobRecord {
  if (end.ending === 'stopped') {
    commit(run.ledger, new Map(queue(run.ledger.rows).map((row) => [row.index, { status: STOPPED }])));
  }
  const counts = { ...run.record.counts, waiting: unsettled(run.ledger.rows) };
  run.record = save(run.ports.store, {
    ...run.record,
    counts,
    failure: null,
    notBefore: null,
    ...end,
    lease: null,
  });
  return run.record;
}

/** Rows that wait for something: their turn, an answer, or the user. */
const unsettled = (rows: readonly Row[]) =>
  rows.filter((row) => row.mark.kind !== 'none' && row.id === '').length;

/**
 * The sheet cannot be written, or Google failed. Rows in flight keep their marks, so the next slice looks them up; where
 * the sheet itself is gone, the codes just made are noted as lost.
 */
function afterFault(run: Run, error: unknown): JobRecord {
  // Nothing is marked for certain, so nothing was sent: the job begins anew.
  if (run.record.phase === 'starting') {
    if (!(error instanceof Refusal)) save(run.ports.store, { ...run.record, lease: null });
    throw error;
  }
  if (!(error instanceof Refusal)) {
    // Where the execution was killed, this fails too, and the lease runs out by itself.
    close(run, {
      phase: 'paused',
      failure: { code: 'unexpected', message: 'Google Sheets did not answer as it should.' },
    });
    throw error;
  }
  if (error.failure.code !== 'sheet-gone') return close(run, { phase: 'paused', failure: error.failure });
  const lost = run.open.flatMap(({ request, result }) =>
    result.kind === 'created'
      ? [{ id: result.code.id, name: request.inputs.name, shortUrl: result.code.shortUrl }]
      : [],
  );
  note(run, { ...run.record, inFlight: [], counts: { created: lost.length, failed: 0 }, lost });
  return close(run, { phase: 'ended', ending: 'given-up', failure: error.failure });
}
