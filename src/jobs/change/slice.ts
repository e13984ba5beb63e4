// One slice of a job that changes codes: groups are sent and written back until the time is over.
import { Refusal } from '../../wire/failure';
import { commit, type Ledger, refresh } from '../ledger';
import { linesOf } from '../log';
import type { Ports } from '../ports';
import { type ChangeRecord, load, save } from '../record';
import { waitForWindow } from '../window';
import { endWithoutSheet } from './end';
import { close, isOpen, note, queued, type Run } from './run';
import { sendGroups } from './send';
import { writeBack } from './write-back';

/**
 * Runs one slice.
 * @param record the job, with this execution's lease in it.
 * @param ledger its sheet, just read.
 * @param until when no further batch may leave, in epoch milliseconds.
 * @returns the record as saved, without a lease: `running` where there is more to do, `waiting`, `paused` or `ended`.
 */
export function runChangeSlice(
  ports: Ports,
  record: ChangeRecord,
  ledger: Ledger,
  until: number,
): ChangeRecord {
  const run: Run = { ports, record, ledger, lines: [], news: new Set(), groups: null, until, halt: null };
  try {
    if (record.phase === 'starting') putDown(run);
    run.lines = linesOf(ports.log, record.id);
    for (;;) {
      const ended = round(run);
      if (ended) return ended;
      refresh(ledger);
    }
  } catch (error) {
    return afterFault(run, error);
  }
}

/** Marks and intents stand in the sheet and in the log before anything is sent. */
function putDown({ ports, ledger }: Run): void {
  if (ledger.corrections.size > 0) commit(ledger, new Map());
  else ports.log.flush();
}

/** Writes back, then does the one thing that comes next. @returns the record once the slice is over. */
function round(run: Run): ChangeRecord | null {
  const stopping = load(run.ports.store).stop === run.record.id;
  writeBack(run, stopping);
  if (run.halt) return close(run, { phase: 'paused', failure: run.halt.failure });
  // A row that was copied in the moment of the write still waits.
  if (!run.lines.some(isOpen) && queued(run.ledger.rows).length > 0) return null;
  if (stopping) return close(run, { phase: 'ended', ending: 'stopped' });
  if (!run.lines.some(isOpen)) return close(run, { phase: 'ended', ending: 'done' });
  const end = waitForWindow(run.ports.clock, run.record.throttle, run.until, 0);
  if (end) return close(run, end);
  sendGroups(run);
  return null;
}

/** The sheet cannot be written, or Google failed: the log knows what was sent, and the next slice goes on from there. */
function afterFault(run: Run, error: unknown): ChangeRecord {
  const { ports, record } = run;
  // Nothing is marked for certain, so nothing was sent: the job begins anew.
  if (record.phase === 'starting') {
    if (!(error instanceof Refusal)) save(ports.store, { ...record, lease: null });
    throw error;
  }
  if (!(error instanceof Refusal)) {
    const failure = { code: 'unexpected', message: 'Google Sheets did not answer as it should.' } as const;
    // Where the execution was killed, this fails too, and the lease runs out by itself.
    run.record = save(ports.store, { ...record, phase: 'paused', failure, lease: null });
    throw error;
  }
  if (error.failure.code === 'sheet-gone') return endWithoutSheet(ports, run.record, error, run.lines);
  note(run);
  return close(run, { phase: 'paused', failure: error.failure });
}
