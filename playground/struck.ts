// What went wrong on the way, from the faults that really struck.
import type { Fault as WorldFault } from '../sim/apps-script/faults';
import type { FaultAction, Fault as QriusFault } from '../sim/qrius/faults';
import { count } from './text';

/** The words for one fault of the API; null for one that is told otherwise. */
const WORDS: Record<FaultAction['kind'], string | null> = {
  dropBefore: 'connection lost',
  dropAfter: 'connection lost',
  cutBody: 'answer spoilt',
  emptyBody: 'answer spoilt',
  formerId: 'answer spoilt',
  doneLater: 'connection lost',
  loginPage: 'server error',
  firewallPage: 'server error',
  loginRedirect: 'server error',
  status: 'server error',
  429: 'refusal for the rate',
  delay: 'late answer',
  revokeKey: null,
};
/** Plurals that are not made by an s at the end. */
const SEVERAL: Record<string, string> = {
  'connection lost': 'connections lost',
  'answer spoilt': 'answers spoilt',
  'refusal for the rate': 'refusals for the rate',
  'run cut off': 'runs cut off',
};

const told = (number: number, word: string) =>
  number > 1 && SEVERAL[word] ? `${number} ${SEVERAL[word]}` : count(number, word);

/**
 * One sentence on what struck. A fault whose request or call never came did not.
 * @param kills the faults of Google that were planned, and `left` those that still wait.
 * @param qrius the faults of the API, with the requests that each has seen.
 */
export function struckBy(
  kills: readonly WorldFault[],
  left: readonly WorldFault[],
  qrius: readonly QriusFault[],
): string {
  const hit = qrius.filter(({ at, seen = 0 }) => seen >= at.nth).map((fault) => fault.do.kind);
  const sums = new Map<string, number>();
  for (const word of hit.map((kind) => WORDS[kind]))
    if (word !== null) sums.set(word, (sums.get(word) ?? 0) + 1);
  const cutOff = kills.length - left.length;
  if (cutOff > 0) sums.set('run cut off', cutOff);
  const parts = [...sums].map(([word, number]) => told(number, word));
  if (hit.includes('revokeKey')) parts.push('the key revoked once');
  return parts.length === 0 ? 'nothing went wrong this time.' : `${parts.join(', ')}.`;
}
