// The ways in which a service may store and list codes, one at a time: the add-on must be right in all of them.
import type { Groups } from './config';

/** One way, and the switches that make the simulated service do so. */
export interface Way {
  title: string;
  config: Partial<Pick<{ [G in keyof Groups]: Partial<Groups[G]> }, 'stores' | 'lists'>>;
}

/** Long enough for most names, too short for a talk's full title. */
const NAME_LENGTH = 24;
/** A page that no client asks for. */
const SMALL_PAGE = 7;
/** More than a page of these. */
const TOTAL_OFF = 20;
const LAG_MS = 8_000;
/** Five hours behind UTC, as in New York in winter; and a clock that nobody corrects. */
const ZONE_MS = -5 * 3_600_000;
const SLOW_CLOCK_MS = -20 * 60_000;

const stores = (title: string, config: Way['config']['stores'] & object): Way => ({
  title,
  config: { stores: config },
});
const lists = (title: string, config: Way['config']['lists'] & object): Way => ({
  title,
  config: { lists: config },
});

/** None of them is documented for Qrius; each is the habit of some web service. */
export const WAYS: readonly Way[] = [
  stores('names: & is escaped', { names: ['escapeAmpersands'] }),
  stores('names: runs of spaces are folded', { names: ['foldSpaces'] }),
  stores('names: cut at a length', { nameLength: NAME_LENGTH }),
  stores('names: in Unicode NFC', { names: ['nfc'] }),
  stores('names: emoji are dropped', { names: ['dropEmoji'] }),
  stores('names: line breaks become spaces', { names: ['replaceLineBreaks'] }),
  stores('names: trimmed', { names: ['trim'] }),
  stores('URLs: as a browser writes them', { urls: ['href'] }),
  stores('URLs: a trailing slash is added', { urls: ['addSlash'] }),
  stores('URLs: a trailing slash is removed', { urls: ['dropSlash'] }),
  stores('URLs: http becomes https', { urls: ['https'] }),
  stores('URLs: tracking parameters are added', { urls: ['addTracking'] }),
  stores('slugs: lower case', { slugs: ['lowerCase'] }),
  stores('slugs: _ becomes -', { slugs: ['dashes'] }),
  stores('slugs: the sender may choose none', { refusedSlugs: '' }),
  stores('tags: lower case', { tags: ['lowerCase'] }),
  stores('tags: sorted', { tags: ['sort'] }),
  stores('tags: each once', { tags: ['unique'] }),
  stores('tags: shown as objects', { tagsAs: 'objects' }),
  lists('pages from 0', { firstPage: 0 }),
  lists('oldest codes first', { order: 'oldestFirst' }),
  lists('smaller pages than asked for', { pageSize: SMALL_PAGE }),
  lists('always the first page', { ignorePage: true }),
  lists('a list that lags behind', { lagMs: LAG_MS }),
  lists('a total that is too low', { totalOff: -TOTAL_OFF }),
  lists('a total that is too high', { totalOff: TOTAL_OFF }),
  lists('{items, total}', { shape: 'itemsTotal' }),
  lists('{data: {items, total}}', { shape: 'dataItems' }),
  lists('a bare array', { shape: 'array' }),
  lists('createdAt without its zone', { createdAt: 'noZone', clockAheadMs: ZONE_MS }),
  lists('createdAt as the day', { createdAt: 'date' }),
  lists('createdAt in seconds', { createdAt: 'seconds' }),
  lists('createdAt by a slow clock', { clockAheadMs: SLOW_CLOCK_MS }),
  lists('no name', { missing: ['name'] }),
  lists('no destinationUrl', { missing: ['destinationUrl'] }),
  lists('no tags', { missing: ['tags'] }),
  lists('no createdAt', { missing: ['createdAt'] }),
  lists('destinationUrl is called url', { renamed: { destinationUrl: 'url' } }),
  lists('shortUrl is called short_url', { renamed: { shortUrl: 'short_url' } }),
];

type Switches = Record<string, unknown>;

/** The switches of one group of both; null where they ask for different things. */
function mergeGroup(one: Switches, other: Switches): Switches | null {
  const merged: Switches = { ...one, ...other };
  for (const name of Object.keys(one).filter((key) => Object.hasOwn(other, key))) {
    const [first, second] = [one[name], other[name]];
    if (Array.isArray(first) && Array.isArray(second)) merged[name] = [...first, ...second];
    else if (isSwitches(first) && isSwitches(second)) merged[name] = { ...first, ...second };
    else return null;
  }
  return merged;
}

const isSwitches = (value: unknown): value is Switches => typeof value === 'object' && value !== null;

/** Both ways in one service; null where a service cannot have both. */
export function together(one: Way, other: Way): Way | null {
  const groups = ['stores', 'lists'] as const;
  const merged = groups.map((group) => mergeGroup({ ...one.config[group] }, { ...other.config[group] }));
  const [stored, listed] = merged;
  if (!stored || !listed) return null;
  return { title: `${one.title}; ${other.title}`, config: { stores: stored, lists: listed } };
}

/** Every two ways that one service can have. */
export const PAIRS: readonly Way[] = WAYS.flatMap((one, at) =>
  WAYS.slice(at + 1).flatMap((other) => together(one, other) ?? []),
);
