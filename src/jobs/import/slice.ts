// One slice of a job that brings codes into a sheet: chunk after chunk below the last row.
import type { Code } from '../../qrius/readings';
import { imageFormula } from '../../table/cells';
import type { Role } from '../../table/columns';
import { DONE } from '../../table/log';
import { IMPORTED } from '../../table/marks';
import { cell, type Patch } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { commit, type Ledger, refresh } from '../ledger';
import { addLines, type JobLog, openJobLog, trimLog } from '../log';
import type { Ports } from '../ports';
import { type ImportRecord, load, save } from '../record';
import { below, overwritten } from './below';
import { type Lacking, lackingIn } from './start';

/** Rows that are written together. */
const CHUNK_ROWS = 250;

interface Run {
  ports: Ports;
  record: ImportRecord;
  ledger: Ledger;
  log: JobLog;
}

/**
 * Runs one slice.
 * @param until when no further chunk may begin, in epoch milliseconds.
 * @returns the record as saved, without a lease.
 */
export function runImportSlice(
  ports: Ports,
  record: ImportRecord,
  ledger: Ledger,
  until: number,
): ImportRecord {
  // What is missing is seen in the sheet: from here on the job goes on wherever it is cut off.
  const running = save(ports.store, { ...record, phase: 'running' });
  const run: Run = { ports, record: running, ledger, log: openJobLog(ports.log, record) };
  try {
    const { missing, incomplete } = lackingIn(ports, run.record, ledger.rows);
    complete(run, incomplete);
    // What stands in no row is brought, whatever the log says: its line may have been written, and its row not.
    let waiting = missing;
    for (;;) {
      if (waiting.length === 0) return close(run, { phase: 'ended', ending: 'done' }, 0);
      if (load(ports.store).stop === record.id) return close(run, { phase: 'ended', ending: 'stopped' }, 0);
      if (ports.clock.now() >= until) return close(run, { phase: 'running' }, waiting.length);
      refresh(ledger);
      const again = bring(run, waiting.slice(0, CHUNK_ROWS));
      waiting = [...again, ...waiting.slice(CHUNK_ROWS)];
      run.record = save(ports.store, {
        ...run.record,
        phase: 'running',
        counts: counted(run, waiting.length),
      });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      // What is missing is looked up again. Where the execution was killed this fails too, and the lease runs out.
      save(ports.store, { ...run.record, lease: null });
      throw error;
    }
    if (error.failure.code === 'sheet-gone')
      return close(run, { phase: 'ended', ending: 'given-up', failure: error.failure }, 0);
    return close(run, { phase: 'paused', failure: error.failure }, run.record.counts.waiting);
  }
}

/** Fills in the blank cells of rows that have little more than an ID. */
function complete({ ports, ledger, log }: Run, rows: Lacking['incomplete']): void {
  if (rows.length === 0) return;
  note(
    log,
    rows.map(({ code }) => code),
    ports.clock.now(),
  );
  const patches = rows.map(({ row, code }): [number, Patch] => {
    const blank = Object.entries(cellsOf(code)).filter(
      ([role]) => role !== 'id' && cell(ledger.read, ledger.columns, row.index, role as Role).trim() === '',
    );
    return [row.index, Object.fromEntries(blank)];
  });
  commit(ledger, new Map(patches));
}

function note(log: JobLog, codes: readonly Code[], now: number): void {
  const lines = codes.map(({ id, name, destination, tags }) => ({
    ...{ action: 'Import' as const, id, name: name ?? '', tags: tags ?? [] },
    ...{ before: '', after: destination ?? '', result: DONE },
  }));
  addLines(log, lines, now);
}

/** Writes codes below the last row. @returns those that must be brought again. */
function bring({ ports, ledger, log }: Run, codes: readonly Code[]): Code[] {
  note(log, codes, ports.clock.now());
  const before = ledger.read;
  const first = below(before, ledger.columns);
  ledger.sheet.makeRoom(first + codes.length);
  const blank = Array.from({ length: Math.max(0, first + codes.length - before.length) }, () => []);
  ledger.read = [...before, ...blank];
  commit(ledger, new Map(codes.map((code, number) => [first + number, cellsOf(code)])));
  // Rows that were inserted in the very moment of the write pushed the user's last ones under it.
  const hit = overwritten(before, ledger.read, ledger.columns, first);
  if (hit.size > 0) commit(ledger, hit);
  const shown = new Set(ledger.rows.map(({ id }) => id));
  return hit.size > 0 ? codes.filter(({ id }) => !shown.has(id)) : [];
}

const cellsOf = (code: Code): Patch => ({
  ...{ name: code.name ?? '', destination: code.destination ?? '', tags: (code.tags ?? []).join(', ') },
  ...{ slug: code.slug, id: code.id, shortUrl: code.shortUrl, image: imageFormula(code.imageUrl) },
  status: IMPORTED,
});

function counted({ record: { counts } }: Run, waiting: number): ImportRecord['counts'] {
  return { ...counts, done: Math.max(0, counts.asked - waiting), waiting };
}

function close(run: Run, end: Partial<ImportRecord>, waiting: number): ImportRecord {
  if (end.phase === 'ended') trimLog(run.log);
  return save(run.ports.store, {
    ...run.record,
    ...{ failure: null, notBefore: null, counts: counted(run, waiting) },
    ...end,
    lease: null,
  });
}
