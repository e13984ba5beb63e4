// Settles requests whose answer was lost: what exists at Qrius is adopted, so that nothing is made twice.
import { CLOCK_SKEW_MS } from '../qrius/assumptions';
import { type Code, readPage } from '../qrius/readings';
import { listCodes } from '../qrius/requests';
import { sentHash } from '../table/fingerprint';
import { sentOf } from '../table/marks';
import { Refusal } from '../wire/failure';
import { keyRefused } from './batch';
import { exchange } from './exchange';
import type { Ports } from './ports';
import type { Throttled } from './record';

/** A request that may or may not have made a code. */
export interface Doubt {
  token: string;
  /** The slug that was asked for last; empty where Qrius chose, or where it is not known. */
  slug: string;
  inputs: { name: string };
}

/**
 * All codes of the account, page by page.
 * @throws Refusal `no-answer` where Qrius cannot be asked now, `key-refused`, `plan-limit`.
 */
export function allCodes(ports: Ports, record: Throttled): Code[] {
  let shifts = 0;
  let codes = new Map<string, Code>();
  // Pages may be smaller than asked for, and a total may not be told: the end is where nothing new comes.
  for (let page = 1, read = 0, total: number | null = null; ; page += 1) {
    const [outcome] = exchange(ports, record, [listCodes(page)]);
    if (outcome?.kind === 'key-refused') throw keyRefused();
    const list = outcome?.kind === 'done' ? readPage(outcome) : null;
    // An entry that cannot be read may be the very code that is looked for.
    if (!list || list.codes.length < list.length) throw untold();
    if (page > 1 && list.total !== total && shifts < MOST_SHIFTS) {
      // Codes were made or deleted meanwhile, and pages shifted: one of ours may have slipped between two of them.
      [page, read, codes] = [0, 0, new Map()];
      shifts += 1;
      continue;
    }
    total = list.total;
    const before = codes.size;
    for (const code of list.codes) codes.set(code.id, code);
    read += list.length;
    if (codes.size === before || (total !== null && read >= total)) return [...codes.values()];
  }
}

/** How often the pages are read anew because the account changes while they are read. */
const MOST_SHIFTS = 3;

function untold(): Refusal {
  return new Refusal(
    'no-answer',
    'Qrius does not tell which codes were made. Nothing is made again until it does: continue in a few minutes.',
  );
}

/**
 * Finds for each doubt the code that its request made, if it made one.
 * @param codes all codes of the account.
 * @param known IDs that stand in the sheet already: never adopted.
 * @param since epoch milliseconds; a code made before is somebody else's, however much it looks alike.
 * @returns by token; doubts whose request made nothing are left out. No code is given twice.
 * @throws Refusal `no-answer` where the list does not tell enough to be sure that nothing was made.
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
  // A code that does not tell what it was made from may be the one of a doubt that found none.
  if (matches.size < doubts.length && free.some((code) => hashOf(code) === '')) throw untold();
  return matches;
}

/**
 * A slug is unique at Qrius. A code that has it is ours where it was made from the same; where its age is known, so that it
 * cannot be an older one, its name will do, however the service writes the destination.
 */
function alike(doubt: Doubt, code: Code): boolean {
  if (code.name === null || hashOf(code) === sentOf(doubt.token)) return true;
  return code.createdAt !== null && code.name.trim() === doubt.inputs.name.trim();
}

const hashOf = (code: Code) =>
  code.name === null || code.destination === null ? '' : sentHash(code.name, code.destination);
