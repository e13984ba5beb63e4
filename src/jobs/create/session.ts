// One slice of a job that creates codes: chunk after chunk is marked, sent and written back.
import type { Outcome } from '../../qrius/answers';
import { SETTLE_MS } from '../../qrius/assumptions';
import { readCode } from '../../qrius/readings';
import { createCode } from '../../qrius/requests';
import { UserError } from '../../shared/errors';
import type { Patch, Patches } from '../../table/rows';
import { COPY, CREATED, creating, invalid, STOPPED } from '../../table/status';
import { baseOf } from '../fields';
import type { Counts, Orphan } from '../job';
import type { Batch, Progress, Run, Session } from '../kind';
import type { SendFault } from '../ports';
import { commit } from '../table/commit';
import { formulaAt, reload } from '../table/load';
import { verdictOf } from '../verdict';
import { type Chunk, isCalm, isMarked, nextChunk, queueOf } from './chunk';
import { type InFlight, interrupted, type Request, type Result } from './in-flight';
import { logLine } from './log-line';
import { afterLookUp, match } from './look-up';
import type { CreateDetails } from './plan';
import { realign } from './realign';
import { type Created, confirm, createdOf, reuseMine, settle, stillUnknown } from './settle';

/** How long a batch is taken to last before the first was seen, in milliseconds. */
const FIRST_BATCH_MS = 1_000;
/** Cap on tokens kept in the record: one chunk plus slack. The copy only matters for rows deleted since. */
const MAX_TOKENS = 300;
const EMPTY_CHUNK: Chunk = { chosen: [], invalid: [] };
const CUT_OFF: Result = { kind: 'unknown', why: 'The run was interrupted', blame: 'nobody' };

export function createSession(run: Run, details: CreateDetails): Session {
  return new CreateSession(run, details);
}

class CreateSession implements Session {
  private readonly run: Run;
  private readonly choices: CreateDetails['choices'];
  private since: number;
  private counts: Counts;
  /** Requests that were sent, or may have been. */
  private open: InFlight[] = [];
  /** What the sheet says of interrupted requests that no row shows. */
  private presumed = new Map<string, 'done' | 'failed'>();
  /** Tokens whose result has been written: a row that still has one is a copy. */
  private readonly settled = new Set<string>();
  private created: Created[] = [];
  private unknown: Request[] = [];
  private chunk = EMPTY_CHUNK;
  /** Requests whose rows are marked, still to be sent. */
  private toSend: Request[] = [];
  private readonly suffixed = new Set<Request>();
  private orphaned: Orphan[] = [];
  private batchMs = FIRST_BATCH_MS;
  private networkFailed = false;

  constructor(run: Run, details: CreateDetails) {
    this.run = run;
    this.choices = details.choices;
    this.since = details.since;
    this.counts = run.job.counts;
    if (run.job.state.kind !== 'starting') this.realignRows();
    this.takeInterrupted(details.inFlight);
  }

  /** Nobody was at work since the last slice who would have seen that only some of the columns were sorted. */
  private realignRows(): void {
    const { table, log } = this.run;
    const sent = baseOf(log.lines());
    reload(table);
    const patches = realign(table.rows, sent, (index) => formulaAt(table, index, 'image') ?? '');
    if (patches.size > 0) commit(table, patches);
  }

  /** Rows marked as being created that this execution did not mark: an interrupted one left them, or a user pasted them. */
  private takeInterrupted(tokens: readonly string[]): void {
    const { requests, presumed } = interrupted(tokens, this.run.table.rows);
    this.open = requests.map((request) => ({ request, result: CUT_OFF }));
    this.presumed = presumed;
  }

  settle(stopping: boolean): Patches {
    const { table, log, client, ports, until, pauseReason } = this.run;
    const { patches, created, unknown, failed } = settle(this.open, table.rows, this.choices.images);
    for (const row of table.rows) {
      // A user gave the row an ID of their own while it was marked.
      if (row.id !== '' && row.mark.kind !== 'none') patches.set(row.index, { status: CREATED });
      else if ('token' in row.mark && this.settled.has(row.mark.token))
        patches.set(row.index, { status: COPY });
    }
    const waiting = queueOf(table.rows).filter((row) => !patches.has(row.index));
    if (unknown.length === 0 && isCalm(waiting)) client.recover();
    const now = ports.clock.now();
    const idle = unknown.length > 0 || stopping || pauseReason !== null || now >= until;
    this.chunk = idle ? EMPTY_CHUNK : nextChunk(waiting, client.throttle(), now, this.batchMs, ports.random);
    for (const { row, reason } of this.chunk.invalid) patches.set(row.index, { status: invalid(reason) });
    for (const { row, request } of this.chunk.chosen)
      patches.set(row.index, { status: creating(request.token, request.tries) });
    log.addOnce(created.map(logLine));
    this.created = created;
    this.unknown = unknown;
    if (unknown.length === 0) this.since = now;
    const failures = failed + this.chunk.invalid.length;
    this.counts = {
      ...this.counts,
      done: this.counts.done + created.length,
      failed: this.counts.failed + failures,
    };
    return patches;
  }

  /** Rows that moved while they were marked are not sent now; they return to the queue with the next write. */
  confirm(): Patches {
    const { rows } = this.run.table;
    this.toSend = this.chunk.chosen.filter((one) => isMarked(rows, one)).map(({ request }) => request);
    for (const { request, result } of this.open)
      if (result.kind === 'created' || result.kind === 'failed') this.settled.add(request.token);
    const moved = this.chunk.chosen.flatMap(({ request }): InFlight[] =>
      this.toSend.includes(request) ? [] : [{ request, result: { kind: 'unsent' } }],
    );
    this.open = [...this.open.filter(({ request }) => this.unknown.includes(request)), ...moved];
    return confirm(this.created, rows).patches;
  }

  notes() {
    const { rows } = this.run.table;
    const orphans = [...this.orphaned, ...confirm(this.created, rows).orphans];
    this.orphaned = [];
    this.created = [];
    const waiting = rows.filter((row) => row.mark.kind !== 'none' && row.id === '').length;
    this.counts = { ...this.counts, orphans: this.counts.orphans + orphans.length, waiting };
    const tokens = [...this.toSend, ...this.unknown].map((request) => request.token);
    const details: CreateDetails = {
      choices: this.choices,
      since: this.since,
      inFlight: tokens.slice(0, MAX_TOKENS),
    };
    return { counts: this.counts, details, orphans };
  }

  isUnsure(): boolean {
    return this.unknown.length > 0;
  }

  /** Asks Qrius which of the requests created a code. */
  resolve(): void {
    const { ports, client } = this.run;
    ports.clock.sleep(SETTLE_MS);
    const found = match(this.unknown, client.allCodes(), this.knownIds(), this.since);
    for (const [token, what] of this.presumed)
      if (!found.has(token)) this.counts = { ...this.counts, [what]: this.counts[what] + 1 };
    this.presumed = new Map();
    this.open = this.open.map((one) =>
      one.result.kind === 'unknown'
        ? afterLookUp(one.request, found.get(one.request.token), one.result.why, one.result.blame)
        : one,
    );
    this.unknown = [];
  }

  /** IDs that are in the sheet are never adopted; where nobody knows when a row was marked, nor are those of other sheets. */
  private knownIds(): Set<string> {
    const { ports, table, job } = this.run;
    const known = new Set(table.rows.map((row) => row.id).filter((id) => id !== ''));
    if (this.since === 0) for (const text of ports.textsElsewhere(job.sheetId)) known.add(text);
    return known;
  }

  unresolved(): Patches {
    return stillUnknown(this.unknown, this.run.table.rows);
  }

  progress(): Progress {
    if (this.toSend.length > 0) return 'marked';
    if (queueOf(this.run.table.rows).length + this.open.length > 0) return 'queued';
    this.takeInterrupted([]);
    return this.open.length > 0 ? 'writing' : 'done';
  }

  next(most: number): Batch | null {
    if (this.networkFailed) return null;
    const batch = this.toSend.splice(0, most);
    if (batch.length === 0) return null;
    const startedAt = this.run.ports.clock.now();
    return {
      requests: batch.map(({ inputs, slug }) => createCode({ ...inputs, slug })),
      pauseMs: 0,
      accept: (outcomes, fault) => this.accept(batch, outcomes, fault, startedAt),
    };
  }

  private accept(
    batch: readonly Request[],
    outcomes: readonly Outcome[] | null,
    fault: SendFault | null,
    startedAt: number,
  ): void {
    const { ports, client } = this.run;
    if (!outcomes) {
      const blame = fault?.kind === 'quota' ? 'nobody' : batch.length === 1 ? 'itself' : 'batch';
      const why = fault?.message ?? 'Qrius gave no answer';
      for (const request of batch) this.open.push({ request, result: { kind: 'unknown', why, blame } });
      client.halve(batch.length);
      this.networkFailed = true;
      return;
    }
    this.batchMs = Math.max(
      this.batchMs === FIRST_BATCH_MS ? 0 : this.batchMs,
      ports.clock.now() - startedAt,
    );
    const again: Request[] = [];
    batch.forEach((request, number) => {
      const result = this.resultOf(request, outcomes[number] ?? null);
      if (result) this.open.push({ request, result });
      else again.unshift(request);
    });
    this.toSend.unshift(...again);
  }

  /** @returns null where the request is sent again with another slug. */
  private resultOf(request: Request, outcome: Outcome | null): Result | null {
    const verdict = verdictOf(outcome, 'Qrius gave no answer', {
      tries: request.tries,
      repeatable: false,
      forbidden: (message) =>
        `Qrius creates no more codes for this account: ${message} Codes created so far are kept.`,
    });
    switch (verdict.kind) {
      case 'done': {
        const code = readCode(verdict.data);
        if (code) return { kind: 'created', code };
        // The code was probably created, but its ID did not arrive: as good as no answer.
        return { kind: 'unknown', why: 'Qrius answered without the code’s ID', blame: 'itself' };
      }
      case 'refused':
        return verdict.reason === 'conflict'
          ? this.afterConflict(request, verdict.sentence)
          : { kind: 'failed', sentence: verdict.sentence };
      case 'pause':
        this.run.pauseReason = verdict.why;
        return { kind: 'unsent' };
      case 'again':
        return { kind: 'unsent' };
      default:
        return { kind: 'unknown', why: verdict.why, blame: 'itself' };
    }
  }

  private afterConflict(request: Request, sentence: string): Result | null {
    // The first try had no answer and was not found: it may have created the code after it was looked for.
    if (request.tries === 1) return { kind: 'unknown', why: sentence, blame: 'itself' };
    const { conflict } = this.choices;
    if (conflict === 'suffix' && request.slug !== '' && !this.suffixed.has(request)) {
      this.suffixed.add(request);
      const { clock, random } = this.run.ports;
      request.slug = withSuffix(request.slug, clock.now(), random(2));
      return null;
    }
    return { kind: conflict === 'mine' ? 'taken' : 'failed', sentence };
  }

  /** What did not leave returns to the queue. Slugs that are taken: the code that has one is used where it is the user's. */
  afterSending(): void {
    for (const request of this.toSend) this.open.push({ request, result: { kind: 'unsent' } });
    this.toSend = [];
    this.networkFailed = false;
    if (!this.open.some(({ result }) => result.kind === 'taken')) return;
    const known = new Set(this.run.table.rows.map((row) => row.id));
    let reuse: (request: Request, sentence: string) => Result;
    try {
      const codes = this.run.client.allCodes();
      reuse = (request, sentence) => reuseMine(request, sentence, codes, known);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.run.pauseReason = error;
      reuse = () => ({ kind: 'unsent' });
    }
    this.open = this.open.map(({ request, result }) => ({
      request,
      result: result.kind === 'taken' ? reuse(request, result.sentence) : result,
    }));
  }

  finish(how: 'done' | 'stopped'): Patches {
    const patches = new Map<number, Patch>();
    if (how === 'stopped')
      for (const row of queueOf(this.run.table.rows)) patches.set(row.index, { status: STOPPED });
    return patches;
  }

  orphans(): Orphan[] {
    const created = this.open.flatMap(({ request, result }) =>
      result.kind === 'created' ? [createdOf(request, result)] : [],
    );
    this.run.log.addOnce(created.map(logLine));
    this.run.ports.log.flush();
    return created.map(({ request, code }) => ({
      id: code.id,
      name: request.inputs.name,
      shortUrl: code.shortUrl,
    }));
  }
}

/** A short suffix: a base-36 time stamp as the guide advises, and two random characters against two runs in one second. */
const withSuffix = (slug: string, now: number, random: string): string =>
  `${slug}-${Math.floor(now / 1000).toString(36)}${random}`;
