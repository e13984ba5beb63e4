// Sends the requests whose rows are marked, and takes in their answers.

import type { Outcome } from '../../qrius/answers';
import { createCode } from '../../qrius/requests';
import { unlessRefused } from '../../shared/errors';
import { textsBy } from '../../shared/texts';
import { idsOf, once } from '../../table/cells';
import { sameSlug } from '../../table/fingerprint';
import { readLog } from '../../table/log';
import { slugOf } from '../../table/status';
import type { Batch, Run } from '../kind';
import type { SendFault } from '../ports';
import { decide, TWIN } from './answers';
import { type Blame, type Request, type Result, UNSENT } from './in-flight';
import { isForeign } from './near';
import { reuseMine } from './settle';
import type { CreateState } from './state';
import * as words from './words';

/** @param most requests that may leave together. @returns null where none is left, or the network failed. */
export function nextBatch(run: Run, state: CreateState, most: number): Batch | null {
  if (state.networkFailed) return null;
  const batch = state.toSend.splice(0, most);
  if (batch.length === 0) return null;
  const startedAt = run.ports.clock.now();
  return {
    requests: batch.map(({ inputs, slug }) =>
      createCode({ ...inputs, slug, texts: textsBy((text) => inputs[text]) }),
    ),
    pauseMs: 0,
    accept: (outcomes, fault) => {
      if (outcomes) takeAnswers(run, state, batch, outcomes);
      else takeFault(run, state, batch, fault);
      if (outcomes) state.slowestMs = Math.max(state.slowestMs, run.ports.clock.now() - startedAt);
    },
  };
}

function takeAnswers(
  run: Run,
  state: CreateState,
  batch: readonly Request[],
  outcomes: readonly Outcome[],
): void {
  const again: Request[] = [];
  const given = idsOf(run.table.rows);
  const former = formerIds(run);
  for (const { result } of state.open) if (result.kind === 'created') given.add(result.code.id);
  batch.forEach((request, number) => {
    const decision = decide(request, outcomes[number] ?? null, state.choices.conflict, state.mayChoose);
    const { slug, pause } = decision;
    const result = isOther(request, decision.result, given, former) ? TWIN : decision.result;
    if (result?.kind === 'created') given.add(result.code.id);
    request.slug = slug;
    if (result === null) again.push(request);
    else state.open.push({ request, result });
    run.pauseReason = pause ?? run.pauseReason;
    if (result?.kind === 'created') learn(state, request);
  });
  state.toSend.unshift(...again);
}

/**
 * The code of something else, as a cache may answer: an ID that another row has, or has just been given; one of another name that
 * opens another page; or one with another slug than was asked for that was there before.
 */
const isOther = (
  { inputs, slug }: Request,
  result: Result | null,
  given: ReadonlySet<string>,
  former: () => ReadonlySet<string>,
): boolean =>
  result?.kind === 'created' &&
  (given.has(result.code.id) ||
    isForeign(inputs, result.code) ||
    (slug !== '' && !sameSlug(slug, result.code.slug) && former().has(result.code.id)));

/** IDs that other tabs or the log know. They are read once, and only where an answer is odd. */
const formerIds = ({ ports, job }: Run): (() => ReadonlySet<string>) =>
  once(() => new Set([...ports.textsElsewhere(job.sheetId), ...idsOf(readLog(ports.log.read()))]));

/** A made slug that is taken, or had to be left out, says what Qrius does with the next. */
function learn(state: CreateState, { slug, token }: Request): void {
  if (slugOf(token) === '') return;
  state.mayChoose = slug === slugOf(token) || (state.mayChoose ?? false);
}

/** The whole batch has no answer: one of its requests may be to blame, so the next one is half as large. */
function takeFault(run: Run, state: CreateState, batch: readonly Request[], fault: SendFault | null): void {
  const blame: Blame = fault?.kind === 'quota' ? 'nobody' : batch.length === 1 ? 'itself' : 'batch';
  const why = fault?.message ?? words.noAnswer;
  for (const request of batch) state.open.push({ request, result: { kind: 'unknown', why, blame } });
  run.client.halve(batch.length);
  state.networkFailed = true;
}

/** What did not leave returns to the queue. Slugs that are taken: the code that has one is used where it is the user's. */
export function afterSending(run: Run, state: CreateState): void {
  for (const request of state.toSend) state.open.push({ request, result: UNSENT });
  if (state.slowestMs > 0) state.batchMs = state.slowestMs;
  Object.assign(state, { toSend: [], networkFailed: false, slowestMs: 0 });
  if (!state.open.some(({ result }) => result.kind === 'taken')) return;
  const reuse = reuser(run);
  state.open = state.open.map(({ request, result }) => ({
    request,
    result: result.kind === 'taken' ? reuse(request, result.sentence) : result,
  }));
}

function reuser(run: Run): (request: Request, sentence: string) => Result {
  const known = idsOf(run.table.rows);
  return unlessRefused(
    () => {
      const codes = run.client.allCodes();
      return (request: Request, sentence: string) => reuseMine(request, sentence, codes, known);
    },
    (error) => {
      run.pauseReason = error;
      return () => UNSENT;
    },
  );
}
