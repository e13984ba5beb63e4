// Whether a code may have been made from a row, although the service rewrote its name or destination when it stored them.
import type { Code } from '../../qrius/readings';
import { groupBy } from '../../table/cells';
import { comparableUrl } from '../../table/fingerprint';
import { decoded } from '../../table/links';
import type { Inputs } from '../../table/rows';

/** What was sent. */
export type Sent = Pick<Inputs, 'name' | 'destination'>;

/** A name that is cut is still recognized from this many characters on. */
const LEAST_CUT = 12;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Both the name and the destination are the same but for how a service may write them. */
export const isNear = (sent: Sent, code: Code): boolean => sameName(sent, code) && sameUrl(sent, code);

/** The codes that may have been made from a row, without comparing each with each. One whose name was cut is found by its URL. */
export function nearbyAmong(codes: readonly Code[]): (sent: Sent) => Code[] {
  const byName = groupBy(codes, ({ name }) => looseName(name ?? ''));
  const byUrl = groupBy(codes, ({ destination }) => (destination === null ? '' : looseUrl(destination)));
  return ({ name, destination }) => [
    ...new Set([...(byName.get(looseName(name)) ?? []), ...(byUrl.get(looseUrl(destination)) ?? [])]),
  ];
}

/** Both are told, and both differ: the code was made from something else. */
export const isForeign = (sent: Sent, code: Code): boolean =>
  code.name !== null && code.destination !== null && !sameName(sent, code) && !sameUrl(sent, code);

export function sameName(sent: Sent, code: Code): boolean {
  if (code.name === null) return false;
  const [mine, theirs] = [looseName(sent.name), looseName(code.name)];
  return mine === theirs || (theirs.length >= LEAST_CUT && mine.startsWith(theirs));
}

export const sameUrl = (sent: Sent, { destination }: Code): boolean =>
  destination !== null && looseUrl(sent.destination) === looseUrl(destination);

/** Without what services drop or change in names: entities, emoji, runs of spaces, case, and forms of Unicode. */
const looseName = (name: string): string =>
  name
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .normalize('NFKC')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** Without scheme, default port, tracking parameters, percent-encoding and slashes at the end. */
function looseUrl(url: string): string {
  const [address = '', ...fragment] = decoded(comparableUrl(url)).split('#');
  const [path = '', ...query] = address.replace(/^https?:\/\//i, '').split('?');
  const kept = query
    .join('?')
    .split('&')
    .filter((part) => part !== '' && !/^utm_/i.test(part));
  const place = path.replace(/^([^/]*?):(?:80|443)(?=\/|$)/, '$1').replace(/(?<!\/)\/+$/, '');
  return [place, kept.join('&'), fragment.join('#')].join(' ');
}
