// One slice of a refresh: rows are asked for in their turn and written back until the time is over.
import type { CellValue } from '../../table/cells';
import { Refusal } from '../../wire/failure';
import { otherAccount } from '../batch';
import type { Ports, SheetPort } from '../ports';
import { load, type RefreshRecord, save } from '../record';
import { waitForWindow } from '../window';
import { fetchScans } from './fetch';
import { clearMarks } from './marks';
import { order, type ScanCells, type Scans, scanCells } from './scans';
import { findScanColumns, type ScanRow, scanRows } from './sheet';
import { openRows } from './start';
import { MOST_TOP, topCodes } from './top';
import { writeScans } from './write';

/** Codes without a proper answer that the record remembers, in the 9 KB of a property; with more of them the job pauses. */
const MOST_PASSED = 100;

interface Run {
  ports: Ports;
  sheet: SheetPort;
  record: RefreshRecord;
}

/**
 * Runs one slice.
 * @param until when no further batch may leave, in epoch milliseconds.
 * @returns the record as saved, without a lease.
 */
export function runRefreshSlice(
  ports: Ports,
  record: RefreshRecord,
  sheet: SheetPort,
  until: number,
): RefreshRecord {
  // Each row says whether it was refreshed: from here on the job goes on wherever it is cut off.
  const run: Run = { ports, sheet, record: save(ports.store, { ...record, phase: 'running' }) };
  const stopped = () => load(ports.store).stop === record.id;
  try {
    let values = sheet.values();
    for (;;) {
      const { all, open } = rowsIn(run, values);
      const counts = countsOf(run.record, all, open.length);
      if (stopped()) return charted(run, all, stop(run, counts));
      if (open.length === 0) return charted(run, all, close(run, { phase: 'ended', ending: 'done', counts }));
      const end = waitForWindow(ports.clock, run.record.throttle, until, 0);
      if (end)
        return record.once ? charted(run, all, close(run, reached(counts))) : close(run, { ...end, counts });
      const last = new Set(record.last);
      const turn = order(open, ({ asOf }) => asOf, open.length).map(({ id }) => id);
      const ids = [...new Set([...turn.filter((id) => !last.has(id)), ...turn])];
      const mayPass = MOST_PASSED - run.record.passed.length;
      const { scans, throttle, halt } = fetchScans(ports, run.record.throttle, ids, until, stopped, mayPass);
      if (isOtherAccount([...scans.values()])) throw otherAccount();
      const passed = [...run.record.passed, ...[...scans].flatMap(([id, found]) => (found ? [] : [id]))];
      values = writeScans(sheet, record.headers, cellsOf(all, scans, ports.clock.now()));
      run.record = { ...run.record, phase: 'running', throttle, passed };
      const left = rowsIn(run, values);
      run.record = save(ports.store, {
        ...run.record,
        counts: countsOf(run.record, left.all, left.open.length),
      });
      if (halt) return close(run, { phase: 'paused', failure: halt.failure });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      // What is not refreshed yet is known by its row. Where the execution was killed this fails too, and the lease runs out.
      save(ports.store, { ...run.record, phase: 'running', lease: null });
      throw error;
    }
    const gone = error.failure.code === 'sheet-gone';
    return close(
      run,
      gone
        ? { phase: 'ended', ending: 'given-up', failure: error.failure }
        : { phase: 'paused', failure: error.failure },
    );
  }
}

function rowsIn({ ports, record }: Run, values: CellValue[][]): { all: ScanRow[]; open: ScanRow[] } {
  const all = scanRows(values, findScanColumns(values, record.headers), ports.clock.now());
  return { all, open: openRows(record, all) };
}

function cellsOf(
  rows: readonly ScanRow[],
  scans: ReturnType<typeof fetchScans>['scans'],
  now: number,
): Map<string, ScanCells> {
  const cells = new Map<string, ScanCells>();
  for (const row of rows) {
    const found = scans.get(row.id);
    if (found) cells.set(row.id, scanCells(row, found, now));
    // It waits no more, and its numbers stay as they are.
    else if (found === null && row.waits) cells.set(row.id, { asOf: '' });
  }
  return cells;
}

/** A code that was passed over may stand in several rows. Rows that were copied meanwhile are no more than were asked for. */
function countsOf(
  { counts, passed }: RefreshRecord,
  all: readonly ScanRow[],
  open: number,
): RefreshRecord['counts'] {
  const failed = Math.min(counts.asked, all.filter(({ id }) => passed.includes(id)).length);
  const waiting = Math.min(counts.asked - failed, open);
  return { ...counts, failed, waiting, done: counts.asked - failed - waiting };
}

/** Marks of rows that are not refreshed any more are cleared. */
function stop(run: Run, counts: RefreshRecord['counts']): RefreshRecord {
  if (run.record.marked) clearMarks(run.sheet, run.record);
  return close(run, { phase: 'ended', ending: 'stopped', counts: { ...counts, waiting: 0 } });
}

function close({ ports, record }: Run, end: Partial<RefreshRecord>): RefreshRecord {
  const paused = record.once && end.phase === 'paused';
  return save(ports.store, {
    ...record,
    ...{ failure: null, notBefore: null, ...end, lease: null },
    ...(paused ? { phase: 'ended', ending: 'given-up' } : {}),
  });
}

/** A schedule's run is over: what it did not reach is first in the next one. */
function reached(counts: RefreshRecord['counts']): Partial<RefreshRecord> {
  const asked = counts.done + counts.failed;
  return { phase: 'ended', ending: 'done', counts: { ...counts, asked, waiting: 0 } };
}

/** Brings the chart up to date once the job has ended: it is no part of the job, which does not fail with it. */
function charted({ ports }: Run, all: readonly ScanRow[], ended: RefreshRecord): RefreshRecord {
  try {
    ports.chart.update(ended.sheetId, topCodes(all, MOST_TOP));
  } catch {
    // The numbers stand in the sheet; the next refresh, or inserting the chart again, puts it right.
  }
  return ended;
}

/** So many codes that Qrius does not know, and none that it knows, are another account's. */
const LEAST_GONE = 2;

const isOtherAccount = (found: ReadonlyArray<Scans | null>): boolean =>
  found.length >= LEAST_GONE && found.every((scans) => scans?.kind === 'gone');
