// Settles requests whose answer was lost: what exists at Qrius is adopted, so that nothing is made twice.
import { type Code, judge, readPage } from '../qrius/answers';
import { CLOCK_SKEW_MS, LIST_PAGE } from '../qrius/assumptions';
import { listCodes } from '../qrius/requests';
import { sentHash } from '../table/fingerprint';
import { sentOf } from '../table/marks';
import { Refusal } from '../wire/failure';
import { exchange } from './exchange';
import type { Ports } from './ports';
import type { JobRecord } from './record';

/** A request that may or may not have made a code. */
export interface Doubt {
  token: string;
  /** The slug that was asked for last; empty where Qrius chose, or where it is not known. */
  slug: string;
}

/**
 * All codes of the account, page by page.
 * @throws Refusal `no-answer` where Qrius cannot be asked now, `key-refused`, `plan-limit`.
 */
export function allCodes(ports: Ports, record: JobRecord): Code[] {
  const codes = new Map<string, Code>();
  for (let page = 1; ; page += 1) {
    const [outcome] = exchange(ports, record, [listCodes(page)]).map(judge);
    const read = outcome?.kind === 'done' ? readPage(outcome) : null;
    if (outcome?.kind === 'key-refused')
      throw new Refusal('key-refused', 'Qrius refused the API key. Set a key that works, then continue.');
    if (!read)
      throw new Refusal(
        'no-answer',
        'Qrius does not tell which codes were made. Nothing is made again until it does: continue in a few minutes.',
      );
    for (const code of read.codes) codes.set(code.id, code);
    if (read.length === 0 || (read.total === null ? read.length < LIST_PAGE : page * LIST_PAGE >= read.total))
      break;
  }
  return [...codes.values()];
}

/**
 * Finds for each doubt the code that its request made, if it made one.
 * @param codes all codes of the account.
 * @param known IDs that stand in the sheet already: never adopted.
 * @param since epoch milliseconds; a code made before is somebody else's, however much it looks alike.
 * @returns by token; doubts whose request made nothing are left out. No code is given twice.
 */
export function match(
  doubts: readonly Doubt[],
  codes: readonly Code[],
  known: ReadonlySet<string>,
  since: number,
): Map<string, Code> {
  const free = codes.filter(
    (code) => !known.has(code.id) && (code.createdAt === null || code.createdAt >= since - CLOCK_SKEW_MS),
  );
  const matches = new Map<string, Code>();
  const take = (doubt: Doubt, fits: (code: Code) => boolean) => {
    const index = matches.has(doubt.token) ? -1 : free.findIndex(fits);
    const [code] = index < 0 ? [] : free.splice(index, 1);
    if (code) matches.set(doubt.token, code);
  };
  for (const doubt of doubts)
    take(doubt, (code) => doubt.slug !== '' && code.slug === doubt.slug && alike(doubt, code));
  for (const doubt of doubts) take(doubt, (code) => hashOf(code) === sentOf(doubt.token));
  return matches;
}

/** A slug is unique at Qrius; whoever shows the same one without telling what it was made from is taken to be it. */
const alike = (doubt: Doubt, code: Code) =>
  code.name === null || code.destination === null || hashOf(code) === sentOf(doubt.token);

const hashOf = (code: Code) =>
  code.name === null || code.destination === null ? '' : sentHash(code.name, code.destination);
