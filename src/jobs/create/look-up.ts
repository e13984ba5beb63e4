// Decides requests whose answer was lost: what exists at Qrius is adopted, so that nothing is created twice.
import { CLOCK_SKEW_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import { UserError } from '../../shared/errors';
import { comparableSlug, sentHash } from '../../table/fingerprint';
import type { ReadLine } from '../../table/log';
import { sentOf } from '../../table/status';
import { MAX_TRIES } from '../verdict';
import { type Blame, type InFlight, type Request, withInputs } from './in-flight';
import { isNear, mayBe, type Sent } from './near';

/** A request that may or may not have created a code. */
export interface UnknownOutcome {
  token: string;
  /** The slug that was asked for last; empty where Qrius chose, or where it is not known. */
  slug: string;
  inputs: Sent;
}

/**
 * Finds the code that each request created, if it created one.
 * @param codes all codes of the account.
 * @param known IDs that are in the sheet already: never adopted.
 * @param since epoch milliseconds by the clock of Qrius, see {@link clockOffset}; a code created before is somebody else's,
 * however alike it looks.
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
    take(
      one,
      (code) => one.slug !== '' && comparableSlug(code.slug) === comparableSlug(one.slug) && alike(one, code),
    );
  for (const one of unknown) take(one, (code) => hashOf(code) === sentOf(one.token));
  for (const one of unknown) {
    if (one.inputs.destination === '') continue;
    take(one, (code) => isNear(one.inputs, code));
    const isOpen = !matches.has(one.token);
    if (isOpen && free.some((code) => code.createdAt !== null && mayBe(one.inputs, code))) throw untold();
  }
  // A code that does not say what it was made from may be the one that a request created.
  if (matches.size < unknown.length && free.some((code) => hashOf(code) === '')) throw untold();
  return matches;
}

/**
 * How far the clock of Qrius is ahead of Google's, in milliseconds: by the codes of which the log says when they were created.
 * @returns 0 where none is listed with its time.
 */
export function clockOffset(
  lines: ReadonlyArray<Pick<ReadLine, 'action' | 'id' | 'when'>>,
  codes: readonly Code[],
): number {
  const created = new Map(codes.map(({ id, createdAt }) => [id, createdAt] as const));
  const offsets = lines.flatMap(({ action, id, when }) => {
    const at = action === 'Create' ? created.get(id) : null;
    return at == null ? [] : [at - when];
  });
  // A code is logged after it was created: the line that was written soonest says most.
  return offsets.length === 0 ? 0 : Math.max(...offsets.slice(-MAX_OFFSETS));
}

/** The last ones only: a clock may have been corrected since. */
const MAX_OFFSETS = 50;

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

/** What a look-up says of a request. @param code the code that was found for it. */
export function afterLookUp(request: Request, code: Code | undefined, why: string, blame: Blame): InFlight {
  if (code) {
    const { name, destination } = code;
    const differs =
      name !== null && destination !== null && sentHash(name, destination) !== sentOf(request.token);
    return {
      request: withInputs(request, code),
      result: { kind: 'created', code, ...(differs && { differs }) },
    };
  }
  if (blame === 'nobody') return { request, result: { kind: 'unsent' } };
  const tries = request.tries + 1;
  if (blame === 'itself' && tries >= MAX_TRIES)
    return {
      request,
      result: { kind: 'failed', sentence: `${why}, ${tries} times. The code was not created.` },
    };
  return { request: { ...request, tries }, result: { kind: 'unsent' } };
}
