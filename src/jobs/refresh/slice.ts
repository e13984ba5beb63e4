// One slice of a refresh: rows are asked for in their turn and written back until the time is over.
import type { CellValue } from '../../table/cells';
import { Refusal } from '../../wire/failure';
import type { Ports, SheetPort } from '../ports';
import { load, type RefreshRecord, save } from '../record';
import { waitForWindow } from '../window';
import { fetchScans } from './fetch';
import { order, type ScanCells, scanCells } from './scans';
import { findScanColumns, type ScanRow, scanRows } from './sheet';
import { openRows } from './start';
import { MOST_TOP, topCodes } from './top';
import { writeScans } from './write';

/** Codes without a proper answer that the record remembers; with more of them the service itself is out of order. */
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
  const run: Run = { ports, sheet, record };
  const stopped = () => load(ports.store).stop === record.id;
  try {
    for (;;) {
      const { all, open } = rowsNow(run);
      const counts = countsOf(run.record, open.length);
      if (stopped()) return charted(run, all, stop(run, open));
      if (open.length === 0) return charted(run, all, close(run, { phase: 'ended', ending: 'done', counts }));
      const end = waitForWindow(ports.clock, run.record.throttle, until, 0);
      if (end) return close(run, { ...end, counts });
      const turn = order(open, ({ asOf }) => asOf, open.length);
      const ids = [...new Set(turn.map(({ id }) => id))];
      const { scans, throttle, halt } = fetchScans(ports, run.record.throttle, ids, until, stopped);
      const passed = [...run.record.passed, ...[...scans].flatMap(([id, found]) => (found ? [] : [id]))];
      writeScans(sheet, record.headers, cellsOf(all, scans, ports.clock.now()));
      const left = rowsNow({ ...run, record: { ...run.record, passed } }).open.length;
      run.record = save(ports.store, {
        ...run.record,
        phase: 'running',
        throttle,
        passed,
        counts: countsOf({ ...run.record, passed }, left),
      });
      if (halt) return close(run, { phase: 'paused', failure: halt.failure });
      if (passed.length > MOST_PASSED) return close(run, { phase: 'paused', failure: silent().failure });
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

function rowsNow({ ports, sheet, record }: Run): { all: ScanRow[]; open: ScanRow[] } {
  const values = sheet.values();
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

function countsOf({ counts, passed }: RefreshRecord, waiting: number): RefreshRecord['counts'] {
  return {
    ...counts,
    waiting,
    failed: passed.length,
    done: Math.max(0, counts.asked - waiting - passed.length),
  };
}

/** Marks of rows that are not refreshed any more are cleared. */
function stop(run: Run, open: readonly ScanRow[]): RefreshRecord {
  const blank: CellValue = '';
  if (run.record.marked)
    writeScans(run.sheet, run.record.headers, new Map(open.map(({ id }) => [id, { asOf: blank }])));
  const { asked } = run.record.counts;
  const done = Math.max(0, asked - open.length - run.record.passed.length);
  return close(run, {
    phase: 'ended',
    ending: 'stopped',
    counts: { ...run.record.counts, done, waiting: 0 },
  });
}

function close({ ports, record }: Run, end: Partial<RefreshRecord>): RefreshRecord {
  return save(ports.store, { ...record, failure: null, notBefore: null, ...end, lease: null });
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

const silent = (): Refusal =>
  new Refusal(
    'no-answer',
    'Qrius does not tell the scans of many codes. What was refreshed stays; continue later.',
  );
