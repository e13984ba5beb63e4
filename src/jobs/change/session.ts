// One slice of a job that changes codes. What it wants of each code is in the log, which is its ledger.
import type { Outcome } from '../../qrius/answers';
import { SETTLE_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import { byIdOf, groupBy, idsOf } from '../../table/cells';
import { DONE, isOpen, type ReadLine, wasDeleted } from '../../table/log';
import { mergePatches, type Patches, type Row, rowsById } from '../../table/rows';
import { DELETED, isChangeQueued } from '../../table/status';
import type { Batch, Progress, Run, Session } from '../kind';
import { pauseFor } from '../verdict';
import { changeOf, isFor, wasDone } from './actions';
import { atOnceAfter } from './bisect';
import { type Group, groupsOf, requestOf } from './changes';
import { countsOf } from './counts';
import type { ChangeDetails } from './details';
import { tellElsewhere } from './elsewhere';
import { afterList, type Judgement, judge, type Unclear } from './judge';
import { mayBeHit, toldRows } from './told-rows';
import { isHitUnasked, knownOf, putBackHits } from './torn';
import * as words from './words';

interface State {
  /** The marks and intents of the job are written. */
  begun: boolean;
  /** The user asked to stop before anything was sent. */
  stopsAtOnce: boolean;
  /** The lines of the job: what is wanted of each code, and what became of it. */
  lines: ReadLine[];
  /** Lines whose result is not in the log yet. */
  news: Set<ReadLine>;
  /** Groups still to be sent, in their order; null before they were put together. */
  groups: Group[] | null;
  /** See `ChangeDetails`. */
  atOnce: number;
  tries: number;
  /** Whether the groups were checked against the rows since the last read. */
  fresh: boolean;
  /** Changes whose answer was unclear. */
  unclear: Unclear[];
  /** All codes of the account, once it was asked. */
  live: ReadonlyMap<string, Code> | null;
  /** Lines that are not to be sent any more, and what they get as their result if they were not done. */
  leaving: Array<{ line: ReadLine; result: string }>;
}

export function changeSession(run: Run, details: ChangeDetails): Session {
  const state = stateOf(run, details);
  const { isTorn } = run.job;
  return {
    settle: (stopping) => settle(run, details, state, stopping),
    confirm: () => {
      if (!state.begun) state.lines = run.log.lines();
      if (state.stopsAtOnce) state.leaving = leavingLines(run, details, state, true);
      state.begun = true;
      return new Map();
    },
    notes: () => ({
      counts: countsOf(run.job.counts, state.lines, run.table.rows),
      details: { ...details, atOnce: state.atOnce, tries: state.tries },
      orphans: [],
    }),
    isUnsure: () => state.unclear.length + state.leaving.length > 0 || isHitUnasked(run, details.what, state),
    resolve: () => resolve(run, state),
    progress: () => progressOf(run, state),
    next: (most) => nextBatch(run, details, state, most),
    afterSending: () => {
      state.fresh = false;
    },
    finish: () => {
      const hit = isTorn ? (sheetId: number) => knownOf(run, state.live, sheetId) : null;
      tellElsewhere(run.ports, run.job.sheetId, state.lines, details.what, hit);
      return toldRows(run, details, state.lines, state.news, state.live);
    },
    orphans: () => {
      run.log.setResults([...state.news]);
      return [];
    },
  };
}

function stateOf({ job, log }: Run, { atOnce, tries }: ChangeDetails): State {
  const begun = job.state.kind !== 'starting';
  return {
    begun,
    stopsAtOnce: false,
    lines: begun ? log.lines() : [],
    news: new Set(),
    groups: null,
    atOnce,
    tries,
    fresh: false,
    unclear: [],
    live: null,
    leaving: [],
  };
}

function settle(run: Run, details: ChangeDetails, state: State, stopping: boolean): Patches {
  // Marks and intents of a new job leave with this write.
  state.stopsAtOnce = !state.begun && stopping;
  if (!state.begun) return new Map();
  state.leaving = run.pauseReason === null ? leavingLines(run, details, state, stopping) : [];
  // As long as rows of the job lack what was written, others that have it can be told.
  if (isHitUnasked(run, details.what, state)) return new Map();
  putBackHits(run, details.what, state);
  const later = run.later?.(run.table.rows) ?? new Map();
  run.later = null;
  const patches = mergePatches(later, toldRows(run, details, state.lines, state.news, state.live));
  run.log.setResults([...state.news]);
  state.news.clear();
  return patches;
}

function settleLine(state: State, line: ReadLine, result: string): void {
  line.result = result;
  state.news.add(line);
}

/** Codes whose mark was cleared or whose row was deleted, and all the rest when the job stops. */
function leavingLines(run: Run, details: ChangeDetails, state: State, stopping: boolean): State['leaving'] {
  const rows = rowsById(run.table.rows);
  const result = stopping ? words.stopped : words.withdrawn;
  return state.lines
    .filter(isOpen)
    .filter(({ id }) => {
      const own = rows.get(id) ?? [];
      // A job is undone for codes whose row is gone, too.
      if (own.length === 0) return stopping || !details.what.startsWith('undo');
      return stopping || own.every((row) => !isChangeQueued(row.status) && !mayBeHit(run, row));
    })
    .map((line) => ({ line, result }));
}

/**
 * A request may have left for lines that are withdrawn, and a change may have been made: the account is asked. Where it cannot
 * be asked they stay open, and the job pauses.
 */
function resolve(run: Run, state: State): void {
  if (state.unclear.length > 0) run.ports.clock.sleep(SETTLE_MS);
  const live = byIdOf(run.client.allCodes());
  state.live = live;
  const open = groupBy(state.lines.filter(isOpen), ({ id }) => id);
  const again = state.unclear.flatMap((unclear) => {
    const { group } = unclear;
    const isDone = (id: string) =>
      (open.get(id) ?? []).every((line) => !isFor(line, group.change.kind) || wasDone(line, live));
    const judgement = afterList(unclear, isDone);
    apply(run, state, group, judgement);
    return judgement.again;
  });
  for (const { line, result } of state.leaving) settleLine(state, line, wasDone(line, live) ? DONE : result);
  // Groups that were not put together yet still are.
  const groups = state.groups && [...again, ...state.groups];
  Object.assign(state, { unclear: [], leaving: [], groups });
}

function progressOf(run: Run, state: State): Progress {
  if (run.later) return 'writing';
  if (state.lines.some(isOpen)) return 'ready';
  // A row that was copied at the moment of the write still waits, or still shows a code that is deleted.
  const deleted = idsOf(state.lines.filter(wasDeleted));
  // One whose cells refuse to be cleared says so.
  const shows = ({ id, status }: Row) => deleted.has(id) && !status.startsWith(DELETED);
  const waits = run.table.rows.some((row) => isChangeQueued(row.status) || shows(row));
  return waits || state.news.size > 0 ? 'writing' : 'done';
}

function nextBatch(run: Run, details: ChangeDetails, state: State, most: number): Batch | null {
  if (!state.fresh) {
    state.groups = openGroups(details, state);
    state.fresh = true;
  }
  const groups = state.groups ?? [];
  if (state.unclear.length > 0 || groups.length === 0) return null;
  const batch = takeBatch(groups, most);
  return {
    requests: batch.map(requestOf),
    pauseMs: Math.max(0, ...batch.map(({ tries }) => pauseFor(tries))),
    accept: (outcomes, fault) => accept(run, state, batch, outcomes, fault?.message),
  };
}

/** What is still to be sent: the groups as they were divided so far, without codes whose rows have left the job. */
function openGroups(details: ChangeDetails, { lines, groups, atOnce, tries }: State): Group[] {
  const open = lines.filter(isOpen);
  const changes = open.map((line) => ({ id: line.id, change: changeOf(line, details.tags) }));
  if (!groups) return groupsOf(changes, atOnce, tries);
  const waits = ({ change }: Group, id: string) =>
    open.some((line) => line.id === id && isFor(line, change.kind));
  return groups
    .map((group) => ({ ...group, ids: group.ids.filter((id) => waits(group, id)) }))
    .filter(({ ids }) => ids.length > 0);
}

/** Takes groups off the front that have no code twice among them, nor one of a group that is skipped. */
function takeBatch(groups: Group[], most: number): Group[] {
  const batch: Group[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < groups.length && batch.length < most; ) {
    const group = groups[at];
    const codes = [...(group?.ids ?? []), ...(group?.probe?.rest ?? [])];
    if (codes.some((id) => seen.has(id))) at += 1;
    else batch.push(...groups.splice(at, 1));
    for (const id of codes) seen.add(id);
  }
  return batch;
}

function accept(
  run: Run,
  state: State,
  batch: readonly Group[],
  outcomes: readonly Outcome[] | null,
  why: string | undefined,
): void {
  // What must be sent again comes before later groups that have the same codes.
  const again: Group[] = [];
  let isDone = false;
  batch.forEach((group, number) => {
    const judgement = judge(group, outcomes?.[number] ?? null, why);
    apply(run, state, group, judgement);
    again.push(...judgement.again);
    isDone ||= judgement.done.length > 0;
    state.atOnce = atOnceAfter(group, judgement, state.atOnce);
    if (judgement.unclear) state.unclear.push(judgement.unclear);
  });
  state.tries = isDone ? 0 : Math.max(0, ...again.map(({ tries }) => tries));
  state.groups = [...again, ...(state.groups ?? [])];
}

function apply(run: Run, state: State, group: Group, { done, failed, pause }: Judgement): void {
  const results = new Map<string, string>([
    ...done.map((id) => [id, DONE] as const),
    ...failed.map(({ id, sentence }) => [id, sentence] as const),
  ]);
  for (const line of state.lines) {
    const result = results.get(line.id);
    if (result !== undefined && isOpen(line) && isFor(line, group.change.kind))
      settleLine(state, line, result);
  }
  run.pauseReason = pause ?? run.pauseReason;
}
