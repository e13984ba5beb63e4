// Decides requests whose answer was lost: what exists at Qrius is adopted, so that nothing is created twice.
import { CLOCK_SKEW_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import { UserError } from '../../shared/errors';
import { closed } from '../../table/cells';
import { comparableSlug, sentHash } from '../../table/fingerprint';
import { sentOf } from '../../table/status';
import { MAX_TRIES } from '../verdict';
import { type InFlight, type Request, withInputs } from './in-flight';

/** A request that may or may not have created a code. */
export interface UnknownOutcome {
  token: string;
  /** The slug that was asked for last; empty where Qrius chose, or where it is not known. */
  slug: string;
  inputs: { name: string };
}

/**
 * Finds the code that each request created, if it created one.
 * @param codes all codes of the account.
 * @param known IDs that are in the sheet already: never adopted.
 * @param since epoch milliseconds; a code created before is somebody else's, however alike it looks.
 * @returns by token; requests that created nothing are left out. No code is given twice.
 * @throws UserError `no-answer` where the list does not say enough to be sure that nothing was created.
 */
export function match(
  unknown: readonly UnknownOutcome[],
  codes: readonly Code[],
  known: ReadonlySet<string>,
  since: number,
): Map<string, Code> {
  const free = codes.filter(
    (code) => !known.has(code.id) && (code.createdAt === null || code.createdAt >= since - CLOCK_SKEW_MS),
  );
  const matches = new Map<string, Code>();
  const take = (one: UnknownOutcome, isIts: (code: Code) => boolean) => {
    const index = matches.has(one.token) ? -1 : free.findIndex(isIts);
    const [code] = index < 0 ? [] : free.splice(index, 1);
    if (code) matches.set(one.token, code);
  };
  for (const one of unknown)
    take(one, (code) => one.slug !== '' && code.slug === one.slug && alike(one, code));
  for (const one of unknown) take(one, (code) => hashOf(code) === sentOf(one.token));
  // A code that does not say what it was made from may be the one that a request created.
  if (matches.size < unknown.length && free.some((code) => hashOf(code) === '')) throw untold();
  return matches;
}

/**
 * A slug is unique at Qrius. A code that has it is ours where it was made from the same; where its age is known, so that it
 * cannot be an older one, its name is enough, however the service writes the destination.
 */
function alike(one: UnknownOutcome, code: Code): boolean {
  if (code.name === null || hashOf(code) === sentOf(one.token)) return true;
  return code.createdAt !== null && code.name.trim() === one.inputs.name.trim();
}

const hashOf = (code: Code) =>
  code.name === null || code.destination === null ? '' : sentHash(code.name, code.destination);

const untold = (): UserError =>
  new UserError(
    'no-answer',
    'Qrius doesn’t say which codes were created. Nothing is created again until it does: continue in a few minutes.',
  );

/** What a look-up says of requests: each with its new result. `stuck`: Qrius has their code, and does not list it. */
export interface LookedUp {
  settled: InFlight[];
  stuck: InFlight[];
}

/**
 * Decides requests whose outcome is unknown.
 * @param codes all codes of the account; `known` and `since` as in {@link match}.
 */
export function lookUp(
  open: readonly InFlight[],
  codes: readonly Code[],
  known: ReadonlySet<string>,
  since: number,
): LookedUp {
  const result: LookedUp = { settled: [], stuck: [] };
  const withSlug = open.filter(({ request }) => request.slug !== '');
  const taken = new Set(known);
  for (const one of withSlug) {
    const code = codes.find((candidate) => hasSlug(candidate, one.request.slug) && !taken.has(candidate.id));
    if (code && isItsOwn(one.request, code, since)) {
      taken.add(code.id);
      result.settled.push(adopted(one.request, code));
    } else settleMissing(result, one, code !== undefined);
  }
  const chosenByQrius = open.filter(({ request }) => request.slug === '');
  const found =
    chosenByQrius.length > 0
      ? match(
          chosenByQrius.map(({ request }) => request),
          codes,
          taken,
          since,
        )
      : new Map<string, Code>();
  for (const one of chosenByQrius) result.settled.push(withoutSlug(one, found.get(one.request.token)));
  return result;
}

const hasSlug = (code: Code, slug: string): boolean => comparableSlug(code.slug) === comparableSlug(slug);

/** A slug of ours is nobody else's. A slug of the user's may have been their older code's. */
function isItsOwn({ madeSlug, token, inputs }: Request, code: Code, since: number): boolean {
  if (madeSlug) return true;
  if (code.createdAt !== null) return code.createdAt >= since - CLOCK_SKEW_MS;
  return hashOf(code) === sentOf(token) || code.name === null || code.name.trim() === inputs.name.trim();
}

/** @param isTaken another code of the account has the slug. */
function settleMissing(result: LookedUp, one: InFlight, isTaken: boolean): void {
  const { request } = one;
  const why = 'why' in one.result ? one.result.why : '';
  if (one.result.kind === 'exists' && request.madeSlug) result.stuck.push(one);
  else if (one.result.kind === 'exists') {
    const whose = isTaken ? 'Another of your codes has it.' : 'Your account does not list it.';
    result.settled.push({ request, result: { kind: 'failed', sentence: `${closed(why)} ${whose}` } });
  } else
    result.settled.push({
      request,
      result: { kind: 'failed', sentence: `${why}, ${request.tries + 1} times. The code was not created.` },
    });
}

/** A row that was edited while its request was in flight no longer hashes to its token. */
function adopted(request: Request, code: Code): InFlight {
  const { name, destination } = request.inputs;
  const differs = name !== '' && sentHash(name, destination) !== sentOf(request.token);
  return { request: withInputs(request, code), result: { kind: 'created', code, ...(differs && { differs }) } };
}

/** A request without a slug: only what is in the code can say whose it is. */
function withoutSlug({ request, result }: InFlight, code: Code | undefined): InFlight {
  if (code) return adopted(request, code);
  const { why, blame } = result.kind === 'unknown' ? result : { why: '', blame: 'nobody' as const };
  if (blame === 'nobody') return { request, result: { kind: 'unsent' } };
  const tries = request.tries + 1;
  if (blame === 'itself' && tries >= MAX_TRIES)
    return {
      request,
      result: { kind: 'failed', sentence: `${why}, ${tries} times. The code was not created.` },
    };
  return { request: { ...request, tries }, result: { kind: 'unsent' } };
}
