// One slice of a refresh: rows are asked for in their turn and written back until the time is over.
import type { Outcome } from '../../qrius/answers';
import { readScans } from '../../qrius/readings';
import { exportStats, readCode } from '../../qrius/requests';
import { UserError } from '../../shared/errors';
import { idsOf } from '../../table/cells';
import { valueAt } from '../../table/columns';
import { SCAN_QUEUED } from '../../table/ownership';
import { SCAN_ROLES } from '../../table/roles';
import { mergePatches, type Patch, type Patches } from '../../table/rows';
import { isNotFound } from '../../table/status';
import type { Counts } from '../job';
import type { Batch, Run, Session } from '../kind';
import { otherAccount } from '../qrius-client';
import { formulaAt } from '../table/load';
import { MAX_TRIES, pauseFor, verdictOf } from '../verdict';
import { MAX_UNANSWERED, type RefreshDetails } from './request';
import { inTurn, type ScanRow, type Scans, scanCells, scanRows } from './scans';
import { topCodes } from './top';
import * as words from './words';

/** Results are written back of no more codes than this at once. */
const CHUNK_CODES = 1_000;
/** If at least this many codes are gone and none is known, the key belongs to another account. */
const LEAST_GONE = 2;

interface Todo {
  id: string;
  /** Requests for it that had no proper answer. */
  tries: number;
  /** Qrius has no scans of it: is the code gone, or was it never scanned? */
  isMissed: boolean;
}

interface State {
  unanswered: string[];
  missed: ReadonlySet<string>;
  /** Answers since the last write, by ID; null where no proper one came. */
  answers: Map<string, Scans | null>;
  /** Those of the last write. */
  written: ReadonlyMap<string, Scans | null>;
  /** What is left of the chunk; null before it was chosen. */
  todo: Todo[] | null;
  /** The counts at the end of the job; null before. */
  final: Counts | null;
}

export function refreshSession(run: Run, details: RefreshDetails): Session {
  const { ports, table, job } = run;
  const { unanswered, missed } = details;
  const state: State = {
    unanswered,
    missed: new Set(missed),
    answers: new Map(),
    written: new Map(),
    todo: null,
    final: null,
  };
  const all = () => scanRows(table, ports.clock.now());
  // A formula that a user put there since hides whether the row had its turn: the row is left as it is.
  const open = () =>
    openRows(details, state, all()).filter(({ row }) => !formulaAt(table, row.index, 'scansAsOf'));
  const countsNow = () => countsOf(job.counts, details, state, all(), open().length);

  return {
    endsWithSlice: details.once,
    settle: () => {
      const again = run.job.isTorn ? lastWritten(run, details, all()) : new Map();
      return mergePatches(again, settle(run, state, all()));
    },
    confirm: () => strayScans(run, state.written, all),
    notes: () => ({
      counts: state.final ?? countsNow(),
      details: {
        ...details,
        unanswered: state.unanswered,
        missed: [...state.missed].slice(0, MAX_UNANSWERED),
      },
      orphans: [],
    }),
    isUnsure: () => false,
    resolve: () => undefined,
    progress: () => (open().length > 0 ? 'ready' : 'done'),
    next: (most) => {
      state.todo ??= chosen(details, state, open());
      const batch = state.todo.splice(0, most);
      return batch.length === 0 ? null : batchOf(run, state, batch);
    },
    afterSending: () => {
      state.missed = missedIn(state);
      state.todo = null;
    },
    finish: (how) => {
      state.final = finalCounts(countsNow(), how);
      // Rows that are not refreshed any more wait for nothing.
      const waiting = all().filter(({ waits }) => waits);
      return new Map(waiting.map(({ row }) => [row.index, { scansAsOf: '' }]));
    },
    ended: () => updateChart(run, all()),
  };
}

function updateChart({ ports, job }: Run, rows: readonly ScanRow[]): void {
  try {
    ports.chart.update(job.sheetId, topCodes(rows));
  } catch {
    // The numbers are in the sheet; the next refresh, or inserting the chart again, corrects it.
  }
}

/** @throws UserError `other-account` */
function settle(run: Run, state: State, rows: readonly ScanRow[]): Patches {
  const { answers } = state;
  const found = [...answers.values()];
  const isNoneKnown = run.job.counts.done === 0 && found.every((scans) => scans?.kind === 'gone');
  if (found.length >= LEAST_GONE && isNoneKnown) throw otherAccount();
  // Without a Status no cell says that a code is gone.
  const isTold = run.table.columns.at.status !== undefined;
  const silent = [...answers].flatMap(([id, scans]) =>
    scans === null || (!isTold && scans.kind === 'gone') ? [id] : [],
  );
  state.unanswered = [...state.unanswered, ...silent].slice(0, MAX_UNANSWERED);
  state.written = answers;
  state.answers = new Map();
  return cellsOf(run, rows, answers);
}

/**
 * The rows of the last write, which was cut off before it was read back: rows may have moved under it, so that they show the scans of
 * other codes. They are asked for again, and nothing is compared with what they show.
 */
function lastWritten(run: Run, { since }: RefreshDetails, rows: readonly ScanRow[]): Map<number, Patch> {
  const last = rows.reduce((latest, { asOf }) => Math.max(latest, asOf ?? 0), since);
  const blank = Object.fromEntries(SCAN_ROLES.map((role) => [role, '']));
  // Counts of a code that is gone can't be asked for again.
  const written = rows.filter(({ row, asOf }) => asOf === last && !isNotFound(row.status));
  return new Map(
    written.map(({ row }) => [row.index, inOnePiece(run, row.index, { ...blank, scansAsOf: SCAN_QUEUED })]),
  );
}

/** Rows that the job has still to ask for. */
function openRows(
  { marked, since }: RefreshDetails,
  { unanswered }: State,
  rows: readonly ScanRow[],
): ScanRow[] {
  return rows.filter(
    ({ row, waits, asOf }) =>
      !unanswered.includes(row.id) && (marked ? waits : asOf === null || asOf < since),
  );
}

/** The codes of the next chunk, in their turn; those without an answer the last time come last. */
function chosen({ last }: RefreshDetails, { missed }: State, open: readonly ScanRow[]): Todo[] {
  const turn = inTurn(open).map(({ row }) => row.id);
  const ids = [...new Set([...turn.filter((id) => !last.includes(id)), ...turn])];
  return ids.slice(0, CHUNK_CODES).map((id) => ({ id, tries: 0, isMissed: missed.has(id) }));
}

/** Those that were missed before or now, and are not answered yet. */
const missedIn = ({ missed, todo, answers }: State): Set<string> =>
  new Set(
    [...missed, ...idsOf((todo ?? []).filter(({ isMissed }) => isMissed))].filter((id) => !answers.has(id)),
  );

function batchOf(run: Run, state: State, batch: readonly Todo[]): Batch {
  return {
    requests: batch.map(({ id, isMissed }) => (isMissed ? readCode(id) : exportStats(id))),
    pauseMs: Math.max(0, ...batch.map(({ tries }) => pauseFor(tries))),
    accept: (outcomes, fault) => {
      const again = batch.flatMap((one, number) =>
        accept(run, state, one, outcomes?.[number] ?? null, fault?.message ?? words.noAnswer),
      );
      state.todo = [...again, ...(state.todo ?? [])];
      const silent = [...state.answers].flatMap(([id, scans]) => (scans ? [] : [id]));
      if (state.unanswered.length + silent.length <= MAX_UNANSWERED) return;
      // With this many of them the service itself is out of order: they count as not asked for.
      for (const id of silent) state.answers.delete(id);
      run.pauseReason ??= new UserError('no-answer', words.noData);
    },
  };
}

/** @returns the code where it must be asked for again. */
function accept(run: Run, state: State, todo: Todo, outcome: Outcome | null, why: string): Todo[] {
  const { id, tries, isMissed } = todo;
  const answered = (scans: Scans | null): Todo[] => {
    state.answers.set(id, scans);
    return [];
  };
  const verdict = verdictOf(outcome, why, {
    tries,
    repeatable: true,
    forbidden: words.forbidden,
  });
  if (verdict.kind === 'again') return [{ ...todo, tries: verdict.tries }];
  if (verdict.kind === 'pause') {
    run.pauseReason = verdict.why;
    return [];
  }
  if (verdict.kind === 'refused' && verdict.reason === 'missing')
    return isMissed ? answered({ kind: 'gone' }) : [{ id, tries: 0, isMissed: true }];
  if (verdict.kind === 'done' && isMissed) return answered(wasScanned(run, id) ? null : NEVER_SCANNED);
  const scans = verdict.kind === 'done' ? readScans(verdict.data) : null;
  if (scans && scans.total !== null) return answered({ ...scans, kind: 'known', total: scans.total });
  if (verdict.kind === 'done' && tries + 1 < MAX_TRIES) return [{ ...todo, tries: tries + 1 }];
  return answered(null);
}

const NEVER_SCANNED: Scans = { kind: 'known', total: 0, unique: null, last: null };

/** Whether a row of the code shows scans: no answer can mean then that there were none. */
const wasScanned = ({ table }: Run, id: string): boolean =>
  table.rows.some((row) => row.id === id && Number(valueAt(table, row.index, 'scans')) > 0);

function cellsOf(run: Run, rows: readonly ScanRow[], answers: State['answers']): Map<number, Patch> {
  const cells = new Map<number, Patch>();
  const now = run.ports.clock.now();
  for (const { row, scans, waits } of rows) {
    const found = answers.get(row.id);
    if (found)
      cells.set(row.index, inOnePiece(run, row.index, scanCells({ scans, status: row.status }, found, now)));
    // It waits no more, and its numbers stay as they are.
    else if (found === null && waits) cells.set(row.index, { scansAsOf: '' });
  }
  return cells;
}

/** A user may have put another row in the place of one as its counts were written: a row has those of its own code. */
function strayScans(
  run: Run,
  written: State['written'],
  rowsNow: () => readonly ScanRow[],
): Map<number, Patch> {
  if (written.size === 0) return new Map();
  const cells = new Map<number, Patch>();
  const totals = new Set(
    [...written.values()].flatMap((scans) => (scans?.kind === 'known' ? scans.total : [])),
  );
  const now = run.ports.clock.now();
  for (const { row, scans } of rowsNow()) {
    const own = written.get(row.id);
    const isOthers = typeof scans === 'number' && totals.has(scans);
    if (own?.kind === 'known' && isOthers && own.total !== scans)
      cells.set(
        row.index,
        inOnePiece(run, row.index, scanCells({ scans: '', status: row.status }, own, now)),
      );
  }
  return cells;
}

/**
 * A user may have put a formula in the place of a number: it stays. What is blank is written as such, so that a row's counts and
 * their moment are one rectangle: counts alone, where a service fails in between, would be taken for a user's own.
 */
function inOnePiece({ table }: Run, index: number, patch: Patch): Patch {
  const whole = { ...patch };
  for (const role of SCAN_ROLES) {
    if (formulaAt(table, index, role)) delete whole[role];
    else if (table.grid[index]?.[table.columns.at[role] ?? -1] === '') whole[role] ??= '';
  }
  return whole;
}

/** A code without an answer may be in several rows. Rows that were copied since are no more than were asked for. */
function countsOf(
  before: Counts,
  { since }: RefreshDetails,
  { unanswered }: State,
  all: readonly ScanRow[],
  open: number,
): Counts {
  const isGone = ({ row, asOf }: ScanRow) => isNotFound(row.status) && (asOf ?? 0) >= since;
  const without = all.filter((one) => unanswered.includes(one.row.id) || isGone(one)).length;
  const failed = Math.min(before.asked, without);
  const waiting = Math.min(before.asked - failed, open);
  return { ...before, failed, waiting, done: before.asked - failed - waiting };
}

/** Where a schedule's run is over, what it did not reach is first in the next one. */
const finalCounts = (counts: Counts, how: 'done' | 'stopped'): Counts => ({
  ...counts,
  waiting: 0,
  asked: how === 'done' ? counts.done + counts.failed : counts.asked,
});
