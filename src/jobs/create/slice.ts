// One slice of a job that creates codes: chunk after chunk is marked, sent and written back until the time is over.
import { allow } from '../../qrius/throttle';
import { Refusal } from '../../wire/failure';
import { commit, type Ledger, refresh } from '../ledger';
import { newJobLog, openJobLog } from '../log';
import type { Ports } from '../ports';
import { type CreateRecord, load, save } from '../record';
import { waitForWindow } from '../window';
import { MARKING_MS, queue } from './chunk';
import { lookUp, openLeftovers, useMine } from './doubt';
import { endWithoutSheet } from './gone';
import { logCreated } from './log';
import { close, type Run } from './run';
import { type Request, sendChunk } from './send';
import { type Created, createdOf } from './settle';
import { putBack } from './torn';
import { writeBack } from './write-back';

/** How long a batch is taken to last before the first has been seen, in milliseconds. */
const FIRST_BATCH_MS = 1_000;

/**
 * Runs one slice.
 * @param record the job, with this execution's lease in it.
 * @param ledger its sheet, just read.
 * @param until when no further batch may leave, in epoch milliseconds.
 * @returns the record as saved, without a lease: `running` where there is more to do, `waiting`, `paused` or `ended`.
 */
export function runCreateSlice(
  ports: Ports,
  record: CreateRecord,
  ledger: Ledger,
  until: number,
): CreateRecord {
  const run: Run = {
    ports,
    record,
    ledger,
    log: newJobLog(ports.log, record),
    until,
    halt: null,
    open: [],
    settled: new Set(),
    seems: new Map(),
    batchMs: FIRST_BATCH_MS,
  };
  openLeftovers(run);
  try {
    // A job that begins has made nothing so far.
    if (record.phase !== 'starting') {
      run.log = openJobLog(ports.log, record);
      putTogether(run);
    }
    for (;;) {
      const ended = round(run);
      if (ended) return ended;
      refresh(ledger);
    }
  } catch (error) {
    return afterFault(run, error);
  }
}

/** Nobody was at work since the last slice, who would have seen that only a part of the columns was sorted. */
function putTogether(run: Run): void {
  refresh(run.ledger);
  const back = putBack(run.ledger.rows, run.log.sent);
  if (back.size === 0) return;
  commit(run.ledger, back);
  openLeftovers(run);
}

/** Writes back, then does the one thing that comes next. @returns the record once the slice is over. */
function round(run: Run): CreateRecord | null {
  const { doubts, next, stopping } = writeBack(run);
  if (doubts.length > 0) return lookUp(run, doubts);
  if (run.halt) return close(run, { phase: 'paused', failure: run.halt.failure });
  if (stopping) return close(run, { phase: 'ended', ending: 'stopped' });
  if (next.length > 0) {
    send(run, next);
    useMine(run);
    return null;
  }
  const left = queue(run.ledger.rows).length + run.open.length;
  if (left > 0) {
    const end = waitForWindow(run.ports.clock, run.record.throttle, run.until, MARKING_MS);
    return end ? close(run, end) : null;
  }
  openLeftovers(run);
  return run.open.length > 0 ? null : close(run, { phase: 'ended', ending: 'done' });
}

function send(run: Run, requests: readonly Request[]): void {
  // The marks were written while the window was still closed: what is left of the wait.
  const now = run.ports.clock.now();
  const allowance = allow(run.record.throttle, now);
  if ('waitUntil' in allowance) run.ports.clock.sleep(allowance.waitUntil - now);
  const { results, throttle, halt, batchMs } = sendChunk(run.ports, run.record.throttle, requests, {
    until: run.until,
    conflict: run.record.choices.conflict,
    stopped: () => load(run.ports.store).stop === run.record.id,
  });
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

/**
 * The sheet cannot be written, or Google failed. Rows in flight keep their marks, so the next slice looks them up; where
 * the sheet itself is gone, the codes just made are noted as lost.
 */
function afterFault(run: Run, error: unknown): CreateRecord {
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
  const created = run.open.flatMap(({ request, result }) =>
    result.kind === 'created' ? [createdOf(request, result)] : [],
  );
  const refused = noteLost(run, created);
  if (refused) return close(run, { phase: 'paused', failure: refused.failure });
  const settled = new Set(created.map(({ request }) => request.token));
  const inFlight = run.record.inFlight.filter((token) => !settled.has(token));
  const lost = created.map(({ code, request }) => ({
    id: code.id,
    name: request.inputs.name,
    shortUrl: code.shortUrl,
  }));
  return endWithoutSheet(run.ports, { ...run.record, inFlight }, lost, error);
}

/** Codes just made stand in the log before they are told of. @returns what kept them out: then all are looked up again. */
function noteLost({ log, ports }: Run, created: readonly Created[]): Refusal | null {
  try {
    logCreated(log, created, ports.clock.now());
    ports.log.flush();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
