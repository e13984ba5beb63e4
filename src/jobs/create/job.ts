// A job that creates codes, from taking the lease to giving it back: begins a new one, or goes on with the one that is there.
import type { Row } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { takeLease } from '../lease';
import { type Ledger, openLedger } from '../ledger';
import type { Ports, SheetPort } from '../ports';
import { type JobRecord, load, save } from '../record';
import { endWithoutSheet } from './gone';
import { WORST_BATCH_MS, WRITE_BACK_MS } from './send';
import { runCreateSlice } from './slice';
import { type CreateOrder, newRecord, startCreate, stopStart } from './start';

/**
 * Runs one slice of the document's job.
 * @param until when no further batch may leave, in epoch milliseconds.
 * @returns the record as saved, and the rows as they were read last; null where the sheet was not opened.
 * @throws Refusal where nothing could be begun: then nothing was sent or left behind.
 */
export function runCreateJob(
  ports: Ports,
  order: CreateOrder,
  until: number,
): { record: JobRecord; rows: readonly Row[] | null } {
  let again = false;
  const over = Math.min(until + WORST_BATCH_MS + WRITE_BACK_MS, ports.endsAt);
  const leased = takeLease(ports, order.owner, over, (unfinished) => {
    // A job that was cut off while it began has sent nothing: it begins anew.
    again = unfinished !== null;
    if (unfinished?.phase === 'starting' && load(ports.store).stop === unfinished.id) return unfinished;
    if (!unfinished || unfinished.phase === 'starting')
      return newRecord(ports, order, unfinished?.since ?? ports.clock.now());
    if (unfinished.account !== null && order.account !== null && unfinished.account !== order.account) {
      throw new Refusal(
        'other-account',
        'The unfinished job belongs to another Qrius account. Set that account’s API key again, then continue.',
      );
    }
    return unfinished;
  });
  try {
    const { record, ledger } = begin(ports, leased, order, again);
    const after = runCreateSlice(ports, record, ledger, until);
    return { record: after, rows: ledger.rows };
  } catch (error) {
    if (error instanceof Refusal) return { record: afterRefusal(ports, leased, error), rows: null };
    throw error;
  }
}

function begin(
  ports: Ports,
  leased: JobRecord,
  order: CreateOrder,
  again: boolean,
): { record: JobRecord; ledger: Ledger } {
  try {
    const sheet = ports.openSheet(leased.sheetId);
    if (leased.phase === 'starting' && again && load(ports.store).stop === leased.id) throw stopped(sheet);
    if (leased.phase === 'starting') return startCreate(ports, sheet, leased, order, again);
    return { record: { ...leased, phase: 'running' }, ledger: openLedger(sheet, leased.headers) };
  } catch (error) {
    // Google failed: the lease is given back. Where the execution was killed this fails too, and the lease runs out.
    if (!(error instanceof Refusal)) save(ports.store, { ...leased, lease: null });
    throw error;
  }
}

/** The slice never began: a new job leaves nothing behind, one that had begun keeps its place. */
function afterRefusal(ports: Ports, leased: JobRecord, refusal: Refusal): JobRecord {
  if (leased.phase === 'starting') {
    save(ports.store, { ...leased, phase: 'ended', ending: 'given-up', lease: null });
    throw refusal;
  }
  if (refusal.failure.code === 'sheet-gone') return endWithoutSheet(ports, leased, [], refusal);
  return save(ports.store, { ...leased, phase: 'paused', failure: refusal.failure, lease: null });
}

/** A job that was cut off while it began, and is to stop: its rows are told, and that is its end. */
function stopped(sheet: SheetPort): Refusal {
  stopStart(sheet);
  return new Refusal('no-job', 'The job was stopped before anything was sent.');
}
