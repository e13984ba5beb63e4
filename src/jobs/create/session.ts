// One slice of a job that creates codes: chunk after chunk is marked, sent and written back.

import { SETTLE_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import type { Orphan } from '../../shared/contract/job';
import { UserError, unlessRefused } from '../../shared/errors';
import { byIdOf, groupBy, idsOf, once } from '../../table/cells';
import { textAt } from '../../table/columns';
import { imageFormula } from '../../table/images';
import { type LogLine, type ReadLine, readLog } from '../../table/log';
import { mergePatches, type Patch, type Patches, type Row } from '../../table/rows';
import { COPY, creating, queued, STOPPED, saysNoCode, slugOf, unconfirmed } from '../../table/status';
import { type Base, baseOf, hashesIn } from '../fields';
import type { Progress, Run, Session } from '../kind';
import { orphanOf, orphanPages } from '../orphans';
import { sealedAmong } from '../sealed-line';
import { isOver } from '../slice-times';
import { isStopRequested } from '../stop';
import { commit } from '../table/commit';
import { formulaAt, reload } from '../table/load';
import { approvedIn, digestOf, isSealed, take, writtenDigests } from './binding';
import { type Chunk, isCalm, markedAmong, nextChunk, queueOf } from './chunk';
import { completed, isBare } from './completed';
import { computedRows } from './computed';
import { withoutFormerScans } from './former-scans';
import { type InFlight, interrupted, type Request, type Result, tokenOf, UNSENT } from './in-flight';
import { logLine } from './log-line';
import { lookUp, offsetFor, sentIn } from './look-up';
import { listedBases, lostCells, withLogged } from './lost-codes';
import { lostMarks, mixedSlugs } from './lost-marks';
import { type CreateDetails, MAX_OPEN } from './plan';
import { realign } from './realign';
import { afterSending, nextBatch } from './sending';
import { confirm, createdOf, keepOwnSlugs, settle, stillUnknown, withoutIds } from './settle';
import type { CreateState } from './state';
import { strayAmong, strayCells } from './stray';
import * as words from './words';

/** How long a batch is taken to last before the first was seen, in milliseconds (docs/limits.md). */
const FIRST_BATCH_MS = 500;
const EMPTY_CHUNK: Chunk = { chosen: [], refused: [] };
const CUT_OFF: Result = { kind: 'unknown', why: words.interrupted, blame: 'nobody' };

function stateOf({ job }: Run, { choices, since, open, approved, mayChoose }: CreateDetails): CreateState {
  return {
    choices,
    since,
    counts: job.counts,
    open: [],
    presumed: new Map(),
    settled: new Set(),
    created: [],
    unsure: [],
    unknown: [],
    chunk: EMPTY_CHUNK,
    toSend: [],
    repeats: [],
    doubts: new Set<string>(),
    known: new Set<string>(),
    foreign: open.foreign,
    earlier: open.earlier,
    mayChoose,
    isOver: false,
    approved: approvedIn(approved),
    torn: job.isTorn ? open.own : [],
    batchMs: FIRST_BATCH_MS,
    slowestMs: 0,
    networkFailed: false,
    listed: null,
  };
}

export function createSession(run: Run, details: CreateDetails): Session {
  const state = stateOf(run, details);
  const { own } = details.open;
  if (run.job.isTorn || run.job.state.kind !== 'starting') realignRows(run, state, own);
  if (run.job.isTorn) commit(run.table, lostMarks(run.ports.store.me, run.table.rows, own));
  takeInterrupted(run, state, own);
  return {
    settle: (stopping) => settleOpen(run, state, stopping),
    confirm: () => confirmWrite(run, state),
    notes: () => notesOf(run, state),
    isUnsure: () => state.unknown.length > 0 || (state.listed === null && run.table.rows.some(isBare)),
    resolve: () => resolve(run, state),
    unresolved: () => stillUnknown(state.unknown, run.table.rows),
    progress: () => progressOf(run, state),
    next: (most) => nextBatch(run, state, most),
    afterSending: () => afterSending(run, state),
    finish: () => finish(run, state),
    orphans: () => orphansOf(run, state),
  };
}

/** Nobody was at work since the last slice who would have seen that only some of the columns were sorted. */
function realignRows(run: Run, state: CreateState, inFlight: readonly string[]): void {
  const { table, log, client, job } = run;
  reload(table);
  const free = once(() => {
    const inRows = idsOf(table.rows);
    // These are looked up for their own requests.
    const made = new Set(inFlight.map(slugOf));
    const isFree = ({ id, slug }: Code) => !inRows.has(id) && !made.has(slug);
    return withLogged(client.allCodes(), baseOf(log.all())).filter(isFree);
  });
  const lostBy = (row: Row) => lostCells(row, free(), state.choices.images);
  // A correction may have been cut off between two rectangles: what belongs to an ID, the account says.
  const byId = byIdOf(job.isTorn ? listed(run) : []);
  // Of codes that are not in the log the account says what they are for.
  const accountBases = [...listedBases([...byId.values()], table.rows)];
  const knownBy = (lines: readonly ReadLine[]) => new Map<string, Base>([...accountBases, ...baseOf(lines)]);
  const rows = ownRows(run, state).map((row) => ({
    ...row,
    shortUrl: byId.get(row.id)?.shortUrl ?? row.shortUrl,
  }));
  const pictureAt = (index: number) => {
    const formula = formulaAt(table, index, 'image') ?? '';
    const code = byId.get(textAt(table, index, 'id'));
    return code && (formula !== '' || state.choices.images) ? imageFormula(code.imageUrl) : formula;
  };
  const known = { isTorn: job.isTorn, inFlight, pictureAt };
  // Where all codes are where the log says, whoever wrote it, nothing is done and no seal is asked.
  const moved = realign(rows, { ...known, sent: knownBy(log.unproven()), lostBy: () => null });
  if (moved.patches.size + moved.homeless.length === 0) return;
  const sent = knownBy(log.lines());
  const { patches, homeless } = realign(rows, { ...known, sent, lostBy });
  const orphans = homeless.map(({ id, shortUrl }) =>
    orphanOf({ id, name: sent.get(id)?.name ?? '', shortUrl }),
  );
  // Before they leave the sheet: a correction that is cut off must not be the last to know of them.
  if (orphans.length > 0) run.ports.store.set(orphanPages(job, orphans, 'before'));
  state.counts = { ...state.counts, orphans: state.counts.orphans + orphans.length };
  if (patches.size > 0) commit(table, withoutFormerScans(table, patches));
  if (job.isTorn) commit(table, mixedSlugs(table.rows, inFlight));
}

/** All codes; none where Qrius cannot be asked now: rows that wait say so. */
const listed = ({ client }: Run): Code[] => unlessRefused(client.allCodes, () => []);

/**
 * Requests that this execution did not send: those that the record knows, and those whose marks were written right before an
 * execution was cut off. Any other mark is none of this job: somebody typed or copied it, or an earlier job left it.
 */
function takeInterrupted(run: Run, state: CreateState, inFlight: string[]): void {
  const { me } = run.ports.store;
  const rows = ownRows(run, state);
  const tokens = new Map(rows.map((row) => [tokenOf(row), row] as const));
  const sealed = new Map([...tokens].filter(([, row]) => isSealed(me, row)));
  const marked = [...sealed].flatMap(([token, row]) => (row.mark.kind === 'creating' ? [token] : []));
  const foreign = state.foreign.filter((token) => tokens.has(token));
  const { requests, presumed } = interrupted([...inFlight, ...marked, ...foreign], rows);
  for (const { token } of requests) state.known.add(token);
  state.open = requests
    .filter(({ token }) => !state.doubts.has(token))
    .map((request) => ({
      request: {
        ...request,
        isForeign: foreign.includes(request.token),
        isEdited: tokens.has(request.token) && !sealed.has(request.token),
        isEarlier: [...foreign, ...state.earlier].includes(request.token),
      },
      result: CUT_OFF,
    }));
  state.presumed = presumed;
}

/** The rows without slugs that a write which was cut off put there. */
function ownRows({ table: { rows } }: Run, { torn }: CreateState): Row[] {
  if (torn.length === 0) return rows;
  const isStray = strayAmong(torn);
  return rows.map((row) => (row.id === '' && isStray(row) ? { ...row, slug: '' } : row));
}

function settleOpen(run: Run, state: CreateState, stopping: boolean): Patches {
  const { table, log, ports } = run;
  for (const { request, result } of state.open)
    if (result.kind === 'created' || result.kind === 'failed')
      take(state.approved, digestOf(ports.store.me, request.inputs));
  const { patches, created, unknown, repeats, failed } = settle(
    state.open,
    ownRows(run, state),
    state.choices.images,
  );
  const inFlight = new Set(state.open.map(({ request }) => request.token));
  const logged = once(() => groupBy(log.all(), (line) => line.id));
  const linesFor = (id: string): LogLine[] => logged().get(id) ?? [];
  // The cut-off write may have put the ID there, and the word elsewhere.
  const isWordless = ({ id, status }: Row) =>
    run.job.isTorn && id !== '' && status === '' && linesFor(id).some(({ job }) => job === run.job.id);
  for (const row of table.rows) {
    const patch =
      strayMark(row, state, inFlight, linesFor) ??
      (isWordless(row) ? completed(row, state, linesFor(row.id)) : null);
    if (patch) patches.set(row.index, patch);
  }
  Object.assign(state, { created, unknown, repeats });
  markNext(run, state, stopping, patches);
  log.addOnce(created.map(logLine));
  const isOpen = state.doubts.size > 0 || state.open.some(({ result }) => result.kind === 'doubt');
  if (unknown.length + repeats.length === 0 && !isOpen) state.since = ports.clock.now();
  const { counts, chunk } = state;
  state.counts = {
    ...counts,
    done: counts.done + created.length,
    failed: counts.failed + failed + chunk.refused.filter(({ isEdited }) => !isEdited).length,
  };
  return withoutFormerScans(table, mergePatches(strays(run, state), patches));
}

/** Known as soon as the account was asked. */
function strays({ table }: Run, state: CreateState): Patches {
  if (state.torn.length === 0 || state.listed === null) return new Map();
  const pictureAt = (index: number) => formulaAt(table, index, 'image') ?? '';
  const patches = strayCells(table.rows, state.listed, state.torn, pictureAt);
  state.torn = [];
  return patches;
}

/** A mark that is not where the job put it, or not of this job. @param linesFor what the log says of a code. */
function strayMark(
  row: Row,
  state: CreateState,
  inFlight: ReadonlySet<string>,
  linesFor: (id: string) => LogLine[],
): Patch | null {
  const { id, mark, empty } = row;
  // Cut off between its cells, or while rows moved, or a user gave the row an ID of their own while it was marked.
  if (id !== '') return saysNoCode(row.status) ? completed(row, state, linesFor(id)) : null;
  if (mark.kind === 'none') return null;
  if (state.settled.has(mark.token)) return { status: COPY };
  // Rows moved while marks were written, and the execution was cut off before it could see that.
  if (empty) return { status: '' };
  // This job sent nothing for it. Whether it may is looked at when its turn comes.
  const isStray = mark.kind === 'creating' && !inFlight.has(mark.token);
  return isStray ? { status: queued(0) } : null;
}

/** Chooses the next chunk, and marks its rows. */
function markNext(run: Run, state: CreateState, stopping: boolean, patches: Map<number, Patch>): void {
  const { table, client, ports, pauseReason } = run;
  const now = ports.clock.now();
  const idle = state.unknown.length > 0 || stopping || pauseReason !== null || isOver(run);
  const waiting = queueOf(table.rows).filter((row) => !patches.has(row.index));
  if (state.unknown.length + state.repeats.length === 0 && isCalm(waiting)) client.recover();
  const { repeats, mayChoose, batchMs, approved } = state;
  const binding = { me: ports.store.me, approved, isComputed: computedRows(table), random: ports.random };
  state.chunk = idle
    ? EMPTY_CHUNK
    : nextChunk(repeats, waiting, mayChoose !== false, client.throttle(), now, batchMs, binding);
  for (const { row, status } of state.chunk.refused) {
    patches.set(row.index, { status });
    // Its code may exist: the row keeps its token, and so does the record.
    if (row.mark.token !== '') state.doubts.add(row.mark.token);
  }
  for (const { row, request } of state.chunk.chosen) {
    state.known.add(request.token);
    patches.set(row.index, { status: creating(request.token, request.tries) });
  }
}

/** Rows that moved while they were marked are not sent now; they return to the queue with the next write. */
function confirmWrite({ table }: Run, state: CreateState): Patches {
  const { chosen, refused } = state.chunk;
  const isMarked = markedAmong(table.rows);
  state.toSend = chosen.filter(isMarked).map(({ request }) => request);
  for (const { request, result } of state.open) {
    if (result.kind === 'created' || result.kind === 'failed') state.settled.add(request.token);
    if (result.kind === 'doubt') noteDoubt(state, request.token, result.candidates ?? [], table.rows);
  }
  const left = new Set([...chosen, ...refused].map(({ row }) => row.index));
  state.repeats = state.repeats.filter(({ row }) => !left.has(row.index));
  state.open = [
    ...state.open.filter(({ request }) => state.unknown.includes(request)),
    ...[...state.repeats, ...chosen.filter((one) => !isMarked(one))].map(
      ({ request }): InFlight => ({ request, result: UNSENT }),
    ),
  ];
  const bare = withoutIds(state.created, table.rows);
  const created = state.created.filter(({ request }) => !bare.has(request.token));
  Object.assign(state, { created, counts: { ...state.counts, done: state.counts.done - bare.size } });
  for (const token of bare.keys()) state.doubts.add(token);
  return mergePatches(
    new Map([...confirm(created, table.rows, state.choices.images).patches, ...bare.values()]),
    keepOwnSlugs(created, table.rows, state.choices.images),
  );
}

/** Where its row is gone, nobody reads what the row would have said. */
function noteDoubt(
  { doubts, unsure }: CreateState,
  token: string,
  codes: readonly Code[],
  rows: readonly Row[],
) {
  if (codes.length === 0 || rows.some((row) => tokenOf(row) === token)) doubts.add(token);
  else unsure.push(...codes);
}

function notesOf({ table }: Run, state: CreateState) {
  const { rows } = table;
  const { orphans } = confirm(state.created, rows, state.choices.images);
  const unsure = state.unsure.map((code) => orphanOf(code, true));
  const shown = idsOf(rows);
  const reused = state.created.filter(({ adopted, code }) => adopted && shown.has(code.id)).length;
  Object.assign(state, { created: [], unsure: [] });
  const { asked, already, done } = state.counts;
  state.counts = {
    ...state.counts,
    // Rows whose codes were there before. One whose mark its user brought back was not asked for.
    asked: Math.max(0, asked - reused),
    already: already + reused,
    done: done - reused,
    orphans: state.counts.orphans + orphans.length,
    waiting: rows.filter((row) => isOfJob(state, row)).length,
  };
  const repeats = state.repeats.map(({ request }) => request);
  const tokens = [...state.toSend, ...state.unknown, ...repeats].map((request) => request.token);
  const { choices, since, counts, mayChoose, foreign, earlier } = state;
  const own = [...new Set([...tokens, ...state.doubts])].filter((token) => !foreign.includes(token));
  const details: CreateDetails = {
    choices,
    since,
    mayChoose,
    // The marks in the sheet say the same: beyond these, only rows that are deleted are lost from sight.
    open: {
      own: own.slice(0, MAX_OPEN),
      foreign: [...foreign],
      earlier: earlier.filter((token) => own.includes(token)),
    },
    approved: state.isOver ? '' : writtenDigests(state.approved),
  };
  return { counts, details, orphans: [...orphans, ...unsure] };
}

/** Whether a row without a code is the job's: another one's doubt is not. */
const isOfJob = ({ known }: CreateState, { id, mark }: Row): boolean =>
  id === '' && mark.kind !== 'none' && (mark.kind !== 'doubt' || known.has(mark.token));

/** Asks Qrius which of the requests created a code. @throws UserError `no-answer` where its list does not say it of all */
function resolve(run: Run, state: CreateState): void {
  run.ports.clock.sleep(SETTLE_MS);
  const codes = run.client.allCodes();
  state.listed = codes;
  const everything = readLog(run.ports.log.read());
  const lines = sealedAmong(run.ports.store.me, everything);
  const open = state.open.filter(({ request }) => state.unknown.includes(request));
  const requests = open.map(({ request }) => request);
  const lookedUp = lookUp(
    open,
    {
      codes,
      isWhole: run.client.isWhole(),
      // A marked row may have been copied from another sheet.
      known: new Set([...idsOf(run.table.rows), ...run.ports.textsElsewhere(run.job.sheetId)]),
      since: state.since,
      logged: idsOf(lines),
      sent: sentIn(lines.filter(({ job }) => job === run.job.id)),
      history: hashesIn(everything),
      offset: offsetFor(lines, requests, codes, state.since, run.ports.clock.now()),
      mayLackSlugs: state.torn.length > 0 && state.mayChoose !== false,
      isTorn: state.torn.length > 0,
      mayRefuse: state.mayChoose !== true,
      isStopping: isStopRequested(run.ports, run.job),
    },
    state.choices.conflict,
  );
  for (const { request, result } of lookedUp) {
    const what = result.kind === 'created' ? undefined : state.presumed.get(request.token);
    if (what) state.counts = { ...state.counts, [what]: state.counts[what] + 1 };
  }
  state.presumed = new Map();
  const left = new Set(
    lookedUp.filter(({ request }) => request.isRepeat).map(({ request }) => request.token),
  );
  const isOpen = (token: string) => !left.has(token);
  state.foreign = state.foreign.filter(isOpen);
  state.earlier = state.earlier.filter(isOpen);
  const told = new Set(lookedUp.map(({ request }) => request.token));
  const isTold = ({ token }: Request) => told.has(token);
  state.open = [...state.open.filter(({ request }) => !isTold(request)), ...lookedUp];
  state.unknown = state.unknown.filter((request) => !isTold(request));
  if (state.unknown.length > 0) throw new UserError('no-answer', words.untold);
}

function progressOf(run: Run, state: CreateState): Progress {
  if (state.toSend.length > 0) return 'marked';
  if (queueOf(run.table.rows).length + state.open.length > 0) return 'queued';
  takeInterrupted(run, state, []);
  const isMarkedStill = run.table.rows.some(({ id, mark }) => id === '' && mark.kind === 'creating');
  return state.open.length > 0 || isMarkedStill ? 'writing' : 'done';
}

/** Rows that wait no more: those that were stopped, and those of which nobody knows yet. */
function finish({ table }: Run, state: CreateState): Patches {
  const patches = new Map<number, Patch>(
    queueOf(table.rows).map((row) => [row.index, { status: STOPPED }] as const),
  );
  for (const { id, index, mark } of table.rows)
    if (id === '' && mark.kind === 'creating')
      patches.set(index, { status: unconfirmed(mark.token, mark.tries, words.noReply) });
  state.isOver = true;
  return patches;
}

/** Codes that were just created and whose sheet is gone: they are noted in the log, and looked up no more. */
function orphansOf(run: Run, { open }: CreateState): Orphan[] {
  const created = open.flatMap(({ request, result }) =>
    result.kind === 'created' ? [createdOf(request, result)] : [],
  );
  run.log.addOnce(created.map(logLine));
  run.ports.log.flush();
  return created.map(({ request, code }) => orphanOf({ ...code, name: request.inputs.name }));
}
