// Decides requests whose answer was lost: what exists at Qrius is adopted, so that nothing is created twice.
import { CLOCK_SKEW_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import type { ConflictPolicy } from '../../shared/contract/create';
import { idsOf } from '../../table/cells';
import { sameSlug, sentHash } from '../../table/fingerprint';
import { FOUND_LATER, type ReadLine } from '../../table/log';
import { sentOf, slugOf } from '../../table/status';
import { MAX_TRIES } from '../verdict';
import { afterTaken, TWIN } from './answers';
import {
  type InFlight,
  isMade,
  type Request,
  type Result,
  UNKNOWN_INPUTS,
  UNSENT,
  withInputs,
  withSuffix,
} from './in-flight';
import { isNear, type Sent, sameName, sameUrl } from './near';
import * as words from './words';

/** What Qrius and the log say at the moment of a look-up. */
export interface Account {
  /** All codes of the account. */
  codes: readonly Code[];
  /** Whether none of them can be missing. */
  isWhole: boolean;
  /** IDs that are in the sheet already: never adopted. */
  known: ReadonlySet<string>;
  /** IDs of which the log says where they came from. */
  logged: ReadonlySet<string>;
  /** See {@link sentIn}; of the job's own lines. */
  sent: ReadonlyMap<string, Sent>;
  /** See `hashesIn`; of lines of any job, whoever wrote them: they could as well type an ID into the row. */
  history: ReadonlyMap<string, readonly string[]>;
  /** Before the first open request of this job left, in epoch milliseconds by Google's clock. */
  since: number;
  /** See {@link offsetFor}. */
  offset: number | null;
  /** A write was cut off that may have hit slugs of rows, and rows without one got one that was made for them. */
  mayLackSlugs: boolean;
  /** A write was cut off: rows may have moved under it. */
  isTorn: boolean;
  /** Whether made slugs may be refused, so that requests left once more without. */
  mayRefuse: boolean;
  /** The job is stopped: it repeats no request, so a repeat can't show whether a code exists. */
  isStopping: boolean;
}

/**
 * What became of requests; those are left out of which only a whole list could say that they created nothing.
 * @param open those whose result is `unknown` or `exists`.
 */
export function lookUp(open: readonly InFlight[], account: Account, conflict: ConflictPolicy): InFlight[] {
  const found = match(
    open.map(({ request }) => request),
    account,
  );
  const taken = idsOf([...found.values()]);
  return open.flatMap((one) => {
    const code = found.get(one.request.token);
    if (code) return adopted(one.request, code, account);
    const candidates = candidatesFor(one.request, account, taken);
    return one.request.slug === ''
      ? (withoutSlug(one, account, candidates) ?? [])
      : withSlug(one, account, candidates, conflict);
  });
}

/** No code that is listed fits a request that has a slug. */
function withSlug(
  { request, result }: InFlight,
  account: Account,
  candidates: readonly Code[],
  conflict: ConflictPolicy,
): InFlight {
  const { codes, known, logged } = account;
  const holder = codes.find((one) => hasSlug(one, request.slug));
  // Its code stands in another row: this one is a copy that was not told so.
  if (holder && isMade(request)) return { request: { ...request, isRepeat: false }, result: UNSENT };
  // Only the user can say whose it is. Another slug would make a second code of it.
  const isIts = (code: Code) =>
    !known.has(code.id) && (request.isForeign || (!logged.has(code.id) && mayBe(request, code, account)));
  if (holder && request.isForeign && isIts(holder)) return oneOfThese(request, [holder]);
  // It may have left with another slug, which would not keep a second code from being created.
  if (request.isEdited && !isMade(request) && candidates.length > 0) return oneOfThese(request, candidates);
  // A repeat would tell, but a stopped job sends none.
  if (account.mayRefuse && account.isStopping && isMade(request) && candidates.length > 0)
    return oneOfThese(request, candidates);
  if (result.kind !== 'exists') return onceMore(request, result);
  if (!holder) return doubtful(request, notListed(request));
  if (isIts(holder)) return oneOfThese(request, [holder]);
  const { slug, result: decided } = afterTaken(request, result.sentence, conflict);
  return { request: { ...request, slug, isRepeat: true }, result: decided ?? UNSENT };
}

/**
 * Finds the code that each request created, if it created one.
 * @returns by token; requests whose code is not listed are left out. No code is given twice.
 */
export function match(
  requests: readonly Request[],
  account: Omit<Account, 'isWhole' | 'logged' | 'mayLackSlugs'>,
): Map<string, Code> {
  const free = account.codes.filter((code) => !account.known.has(code.id));
  const isOld = (one: Request, code: Code) => one.isEarlier !== true && isOlder(code, account);
  const matches = new Map<string, Code>();
  const take = (isIts: (one: Request, code: Code) => boolean) => {
    for (const one of requests) {
      const index = matches.has(one.token) ? -1 : free.findIndex((code) => isIts(one, code));
      const [code] = index < 0 ? [] : free.splice(index, 1);
      if (code) matches.set(one.token, code);
    }
  };
  // A slug that was made for a request is nobody else's. One of the user's may be that of their older code.
  take((one, code) => hasSlug(code, slugOf(one.token) || withSuffix(one)));
  take((one, code) => one.slug !== '' && hasSlug(code, one.slug) && (isMade(one) || isAlike(one, code)));
  // Of earlier jobs the log says what a code was made from, also where it was changed since.
  const isLogged = (one: Request, { id }: Code) =>
    one.isEarlier === true && !isMade(one) && account.history.get(id)?.includes(sentOf(one.token)) === true;
  take((one, code) => isLogged(one, code) && hasSlug(code, one.slug));
  take(isLogged);
  const hashesOf = (code: Code) => [code, account.sent.get(code.id)].map(hashOf);
  const takeByContents = (mayBe: (one: Request, code: Code) => boolean) => {
    const isOpen = (one: Request, code: Code) => mayBe(one, code) && !isOld(one, code);
    take((one, code) => isOpen(one, code) && hashesOf(code).includes(sentOf(one.token)));
    take((one, code) => isOpen(one, code) && hashOf(withoutSlash(code)) === sentOf(one.token));
    take((one, code) => isOpen(one, code) && isNear(one.inputs, code));
  };
  // Without a made slug only what is in the code can say whose it is.
  takeByContents((one) => !isMade(one));
  // A write that was cut off put this request's code into an alike row, which lost its own: this row takes that one.
  const isShown = (one: Request) =>
    account.codes.some(({ id, slug }) => account.known.has(id) && sameSlug(slug, one.slug));
  if (account.isTorn)
    take(
      (one, { id }) =>
        isMade(one) && account.history.get(id)?.includes(sentOf(one.token)) === true && isShown(one),
    );
  if (!account.mayRefuse) return matches;
  take((one, { id }) => hashOf(account.sent.get(id)) === sentOf(one.token));
  if (account.isStopping) takeByContents((one, code) => !one.isEarlier && code.createdAt !== null);
  return matches;
}

/** By ID, what lines say that a code was made from: a service may store it otherwise, or not show it. */
export const sentIn = (lines: readonly ReadLine[]): Map<string, Sent> =>
  new Map(lines.map(({ id, name, after }) => [id, { name, destination: after }] as const));

/** Whether a code was there before the first open request of this job left. */
const isOlder = ({ createdAt }: Code, { since, offset }: Pick<Account, 'since' | 'offset'>): boolean =>
  createdAt !== null && createdAt < since + (offset ?? 0) - CLOCK_SKEW_MS;

/**
 * How far the clock of Qrius is ahead of Google's, in milliseconds: by the codes of which the log says when they were created.
 * @returns null where none is listed with its time.
 */
export function clockOffset(
  lines: ReadonlyArray<Pick<ReadLine, 'action' | 'id' | 'when' | 'before'>>,
  codes: readonly Code[],
): number | null {
  const created = new Map(codes.map(({ id, createdAt }) => [id, createdAt] as const));
  const offsets = lines.flatMap(({ action, id, when, before }) => {
    const at = action === 'Create' && before !== FOUND_LATER ? created.get(id) : null;
    return at == null ? [] : [at - when];
  });
  // A code is logged after it was created: the line that was written soonest says most.
  return offsets.length === 0 ? null : Math.max(...offsets.slice(-MAX_OFFSETS));
}

/** The last ones only: a clock may have been corrected since. */
const MAX_OFFSETS = 50;

/**
 * The same offset, from codes with slugs that this job made: they were created between its first request and now.
 * @param since see `Account`.
 * @returns null where the clocks may agree.
 */
export function offsetBySlugs(
  requests: readonly Request[],
  codes: readonly Code[],
  since: number,
  now: number,
): number | null {
  const slugs = new Set(requests.flatMap(({ token, isEarlier }) => (isEarlier ? [] : slugOf(token))));
  slugs.delete('');
  const times = codes.flatMap(({ slug, createdAt }) => (slugs.has(slug) ? (createdAt ?? []) : []));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (first < since) return first - since;
  return last > now ? last - now : null;
}

/** The clock offset from the log, or from made slugs where the log has none. */
export const offsetFor = (
  lines: Parameters<typeof clockOffset>[0],
  requests: readonly Request[],
  codes: readonly Code[],
  since: number,
  now: number,
): number | null => clockOffset(lines, codes) ?? offsetBySlugs(requests, codes, since, now);

const hasSlug = (code: Code, slug: string): boolean => sameSlug(code.slug, slug);

/** What the code says of itself does not contradict the request, but for how a service may write it. */
const isAlike = ({ inputs }: Request, code: Code): boolean =>
  (code.name === null || sameName(inputs, code)) && (code.destination === null || sameUrl(inputs, code));

const hashOf = ({ name, destination }: Pick<Code, 'name' | 'destination'> = UNSAID) =>
  name === null || destination === null ? '' : sentHash(name, destination);
/** Services add the slash at the end of a path. */
const withoutSlash = ({ name, destination }: Code): Pick<Code, 'name' | 'destination'> => ({
  name,
  destination: destination?.replace(/\/$/, '') ?? null,
});

const UNSAID = { name: null, destination: null };

/** The row of a short token was sent with a slug of its own. */
const hadSlug = ({ token, inputs }: Request): boolean => inputs !== UNKNOWN_INPUTS && slugOf(token) === '';

/** The code may have been made from a row that was edited since. */
function adopted(request: Request, code: Code, account: Account): InFlight {
  // Once nothing was found, this job asked for what is found later.
  const isAsked = request.isRepeat;
  if (request.isForeign && !isAsked) return oneOfThese(request, [code]);
  const own = withInputs(request, account.sent.get(code.id) ?? code);
  const differs = !isAlike(own, code);
  // Without a slug that was made for it, it may have been there before: an undo must not delete it.
  const isUndated = request.isEarlier || code.createdAt === null;
  const wasThere = !isMade(own) && ((isUndated && !isAsked) || isOlder(code, account));
  return { request: own, result: { kind: 'created', code, found: true, differs, adopted: wasThere } };
}

/** The request leaves again with its slug: if it created a code after all, the slug is taken. */
function onceMore(request: Request, result: Result): InFlight {
  const { tries, isLast, why } = countTry(request, result);
  const sentence = words.unknownAgain(why, tries);
  // Its slug was never refused as taken, so that no code has it.
  const kind = result === TWIN ? 'failed' : 'doubt';
  if (isLast) return { request: { ...request, tries }, result: { kind, sentence } };
  return { request: { ...request, tries, isRepeat: true }, result: UNSENT };
}

/** A request without a slug can be repeated only where it is certain that it created nothing. */
function withoutSlug(
  { request, result }: InFlight,
  account: Account,
  candidates: readonly Code[],
): InFlight | null {
  if (account.mayLackSlugs && hadSlug(request))
    return { request, result: { kind: 'failed', sentence: words.mayLack } };
  if (!account.isWhole) return null;
  if (candidates.length > 0) return oneOfThese(request, candidates);
  // What it was sent with is not known, so that its code may be among those that the log explains.
  if (request.isForeign) return doubtful(request, words.notFound);
  const { tries, isLast, why } = countTry(request, result);
  if (isLast) return { request, result: { kind: 'failed', sentence: words.notCreated(why, tries) } };
  return { request: { ...request, tries, isRepeat: false }, result: UNSENT };
}

/** Codes that nobody explains, one of which may be a request's. @param taken IDs of those that were found for others. */
const candidatesFor = (request: Request, account: Account, taken: ReadonlySet<string>): Code[] =>
  account.codes
    .filter(({ id }) => ![account.known, account.logged, taken].some((explained) => explained.has(id)))
    .filter((code) => mayBe(request, code, account));

/** A code that nobody explains is younger than the request, or of an age that nobody knows and has its name. */
function mayBe({ inputs, isEarlier }: Request, code: Code, account: Account): boolean {
  const isDated = !isEarlier && code.createdAt !== null;
  if (isDated && !isOlder(code, account)) return true;
  return (
    (!isDated || account.offset === null) &&
    (code.name === null || code.destination === null || sameName(inputs, code))
  );
}

function countTry({ tries }: Request, result: Result): { tries: number; isLast: boolean; why: string } {
  const { why, blame } = result.kind === 'unknown' ? result : { why: '', blame: 'nobody' };
  if (blame === 'nobody') return { tries, isLast: false, why };
  return { tries: tries + 1, isLast: blame === 'itself' && tries + 1 >= MAX_TRIES, why };
}

/** The row says what is known. */
const doubtful = (request: Request, sentence: string): InFlight => ({
  request,
  result: { kind: 'doubt', sentence },
});

const notListed = ({ slug, inputs }: Request): string => words.notListed(slug, inputs.slug !== '');

const oneOfThese = (request: Request, candidates: readonly Code[]): InFlight => ({
  request,
  result: { kind: 'doubt', sentence: words.oneOfThese(candidates), candidates },
});
