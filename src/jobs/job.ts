// The document's job, from taking the lease to giving it back: begins a new one, or goes on with the one that is there.
import type { Row } from '../table/rows';
import { Refusal } from '../wire/failure';
import { endWithoutSheet as endChange } from './change/end';
import { runChangeSlice } from './change/slice';
import { type ChangeOrder, changeRecord, startChange } from './change/start';
import { endWithoutSheet as endCreate } from './create/gone';
import { runCreateSlice } from './create/slice';
import { type CreateOrder, createRecord, startCreate } from './create/start';
import { runImportSlice } from './import/slice';
import { type ImportOrder, importRecord, startImport } from './import/start';
import { takeLease } from './lease';
import { type Ledger, openLedger } from './ledger';
import type { Ports, SheetPort } from './ports';
import { stopStart } from './queue';
import { type JobRecord, load, type RefreshRecord, save } from './record';
import { runRefreshSlice } from './refresh/slice';
import { type RefreshOrder, refreshRecord, startRefresh } from './refresh/start';

export type Order = CreateOrder | ChangeOrder | ImportOrder | RefreshOrder;

/** What a slice leaves: the record as saved, and the rows as they were read last; null where the sheet was not opened. */
export interface After {
  record: JobRecord;
  rows: readonly Row[] | null;
}

/** A job in its sheet, ready for a slice. */
interface Begun {
  slice: (until: number) => JobRecord;
  rows: () => readonly Row[] | null;
}

/**
 * Runs one slice of the document's job.
 * @param owner the user's random ID and their Qrius account, as far as known.
 * @param order what is asked for anew; null to go on with the unfinished job.
 * @param until when no further batch may leave, in epoch milliseconds.
 * @throws Refusal where nothing could be begun: then nothing was sent or left behind. `no-job`, `job-busy`,
 * `job-of-colleague`, `other-account`, and what the order itself is refused for.
 */
export function runJob(
  ports: Ports,
  { owner, account }: { owner: string; account: string | null },
  order: Order | null,
  until: number,
): After {
  let again = false;
  let former: JobRecord | null = null;
  const leased = takeLease(ports, owner, (unfinished, ended) => {
    former = ended;
    const begins = !unfinished || unfinished.phase === 'starting';
    again = unfinished !== null;
    if (unfinished && begins && load(ports.store).stop === unfinished.id) return unfinished;
    if (begins && unfinished) tellStarting(ports, unfinished);
    if (begins) return newRecord(ports, order, unfinished);
    if (order) throw underWay();
    if (unfinished.account !== null && account !== null && unfinished.account !== account) {
      throw new Refusal(
        'other-account',
        'The unfinished job belongs to another Qrius account. Set that account’s API key again, then continue.',
      );
    }
    return unfinished;
  });
  try {
    const { slice, rows } = begin(ports, leased, order, again);
    const record = slice(until);
    return { record, rows: rows() };
  } catch (error) {
    if (error instanceof Refusal) return { record: afterRefusal(ports, leased, former, error), rows: null };
    throw error;
  }
}

/** A job that was cut off while it began has sent nothing: it begins anew. */
function newRecord(ports: Ports, order: Order | null, unfinished: JobRecord | null): JobRecord {
  if (!order) throw noJob();
  if (order.kind === 'change') return changeRecord(ports, order);
  if (order.kind === 'import') return importRecord(ports, order);
  if (order.kind === 'refresh') return refreshRecord(ports, order);
  const since = unfinished?.kind === 'create' ? unfinished.since : ports.clock.now();
  return createRecord(ports, order, since);
}

/** Rows of a job that was cut off while it began, in whatever sheet: they wait for nothing. */
function tellStarting(ports: Ports, record: JobRecord): void {
  try {
    stopStart(ports.openSheet(record.sheetId), record);
  } catch (error) {
    // Where the sheet is gone, or its columns are not those of then, there is nobody to tell.
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Ends the user's own job that was cut off while it began, where nobody begins it anew. */
export function giveUpStarting(ports: Ports, owner: string): void {
  const { record } = load(ports.store);
  if (record?.phase !== 'starting' || record.owner !== owner) return;
  const leased = takeLease(ports, owner, (unfinished) => {
    if (unfinished?.phase !== 'starting') throw noJob();
    return unfinished;
  });
  tellStarting(ports, leased);
  save(ports.store, { ...leased, phase: 'ended', ending: 'given-up', lease: null });
}

function begin(ports: Ports, leased: JobRecord, order: Order | null, again: boolean): Begun {
  try {
    const sheet = ports.openSheet(leased.sheetId);
    if (leased.phase !== 'starting') return resume(ports, sheet, { ...leased, phase: 'running' });
    if (again && load(ports.store).stop === leased.id) throw stopped(sheet, leased);
    ports.backstop();
    return start(ports, sheet, leased, order, again);
  } catch (error) {
    // Google failed: the lease is given back. Where the execution was killed this fails too, and the lease runs out.
    if (!(error instanceof Refusal)) save(ports.store, { ...leased, lease: null });
    throw error;
  }
}

function resume(ports: Ports, sheet: SheetPort, record: JobRecord): Begun {
  if (record.kind === 'refresh') return refreshing(ports, sheet, record);
  const ledger = openLedger(sheet, record.headers);
  if (record.kind === 'create')
    return withLedger(ledger, (until) => runCreateSlice(ports, record, ledger, until));
  if (record.kind === 'change')
    return withLedger(ledger, (until) => runChangeSlice(ports, record, ledger, until));
  return withLedger(ledger, (until) => runImportSlice(ports, record, ledger, until));
}

function start(
  ports: Ports,
  sheet: SheetPort,
  leased: JobRecord,
  order: Order | null,
  again: boolean,
): Begun {
  if (leased.kind === 'create' && order?.kind === 'create') {
    const { record, ledger } = startCreate(ports, sheet, leased, order, again);
    return withLedger(ledger, (until) => runCreateSlice(ports, record, ledger, until));
  }
  if (leased.kind === 'change' && order?.kind === 'change') {
    const { record, ledger } = startChange(ports, sheet, leased, order);
    return withLedger(ledger, (until) => runChangeSlice(ports, record, ledger, until));
  }
  if (leased.kind === 'import' && order?.kind === 'import') {
    const { record, ledger } = startImport(ports, sheet, leased, order);
    return withLedger(ledger, (until) => runImportSlice(ports, record, ledger, until));
  }
  if (leased.kind === 'refresh' && order?.kind === 'refresh')
    return refreshing(ports, sheet, startRefresh(ports, sheet, leased, order));
  throw noJob();
}

const withLedger = (ledger: Ledger, slice: Begun['slice']): Begun => ({ slice, rows: () => ledger.rows });

const refreshing = (ports: Ports, sheet: SheetPort, record: RefreshRecord): Begun => ({
  slice: (until) => runRefreshSlice(ports, record, sheet, until),
  rows: () => null,
});

/** The slice never began: a new job leaves nothing behind, so that the result of the one before it can still be seen; one that had begun keeps its place. */
function afterRefusal(
  ports: Ports,
  leased: JobRecord,
  former: JobRecord | null,
  refusal: Refusal,
): JobRecord {
  if (leased.phase === 'starting') {
    save(ports.store, former ?? { ...leased, phase: 'ended', ending: 'given-up', lease: null });
    throw refusal;
  }
  if (refusal.failure.code !== 'sheet-gone')
    return save(ports.store, { ...leased, phase: 'paused', failure: refusal.failure, lease: null });
  if (leased.kind === 'create') return endCreate(ports, leased, [], refusal);
  if (leased.kind === 'change') return endChange(ports, leased, refusal);
  return save(ports.store, {
    ...leased,
    phase: 'ended',
    ending: 'given-up',
    failure: refusal.failure,
    lease: null,
  });
}

/** A job that was cut off while it began, and is to stop: its rows are told, and that is its end. */
function stopped(sheet: SheetPort, record: JobRecord): Refusal {
  stopStart(sheet, record);
  return new Refusal('no-job', 'The job was stopped before anything was sent.');
}

export const noJob = (): Refusal => new Refusal('no-job', 'No job is under way in this document.');

const underWay = (): Refusal =>
  new Refusal(
    'job-busy',
    'A job is under way already. Let it end, or stop it, before you start another one.',
  );
