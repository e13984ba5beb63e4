// What the service keeps of the fields that were sent: by default exactly those, by switch something rewritten.
import type { CodeFields } from './fields';

/** How a name is rewritten. Source: common habits of web services; not documented for Qrius. */
const NAME_REWRITES = {
  escapeAmpersands: (name: string) => name.replaceAll('&', '&amp;'),
  foldSpaces: (name: string) => name.replace(/[^\S\r\n]+/g, ' '),
  nfc: (name: string) => name.normalize('NFC'),
  dropEmoji: (name: string) =>
    name.replace(/\p{Emoji_Presentation}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D}/gu, ''),
  replaceLineBreaks: (name: string) => name.replace(/\r\n|\r|\n/g, ' '),
  trim: (name: string) => name.trim(),
};

/** How a destination is rewritten. `href` is the WHATWG URL serializer; the others change the text only where they say so. */
const URL_REWRITES = {
  href: (url: string) => new URL(url).href,
  addSlash: (url: string) => url.replace(/^([^?#]*[^?#/])(?=[?#]|$)/, '$1/'),
  dropSlash: (url: string) => url.replace(/^([^?#]*?)\/+(?=[?#]|$)/, '$1'),
  https: (url: string) => url.replace(/^http:/i, 'https:'),
  addTracking: (url: string) =>
    url.replace(
      /^([^?#]*)(\?[^#]*)?/,
      (_all, path, query) => `${path}${query ? `${query}&` : '?'}utm_source=qrius&utm_medium=qr`,
    ),
};

const SLUG_REWRITES = {
  lowerCase: (slug: string) => slug.toLowerCase(),
  dashes: (slug: string) => slug.replaceAll('_', '-'),
};

const TAG_REWRITES = {
  lowerCase: (tags: string[]) => tags.map((tag) => tag.toLowerCase()),
  sort: (tags: string[]) => tags.toSorted(),
  unique: (tags: string[]) => [...new Set(tags)],
};

export interface Stores {
  /** Rewrites of a name, one after the other. */
  names: Array<keyof typeof NAME_REWRITES>;
  /** Names are cut to this many characters after that; null for never. */
  nameLength: number | null;
  urls: Array<keyof typeof URL_REWRITES>;
  slugs: Array<keyof typeof SLUG_REWRITES>;
  /** A regular expression: a slug that the sender chose and that matches it is refused; null for none. */
  refusedSlugs: string | null;
  tags: Array<keyof typeof TAG_REWRITES>;
  /** How answers show tags: as texts, or as `{"id", "name"}`. */
  tagsAs: 'texts' | 'objects';
}

const namesOf = <K extends string>(table: Record<K, unknown>): K[] => Object.keys(table) as K[];

/** The names of all rewrites, for whoever reads a configuration. */
export const REWRITES = {
  names: namesOf(NAME_REWRITES),
  urls: namesOf(URL_REWRITES),
  slugs: namesOf(SLUG_REWRITES),
  tags: namesOf(TAG_REWRITES),
};

/** Keeps everything as it was sent. */
export const STORES: Stores = {
  names: [],
  nameLength: null,
  urls: [],
  slugs: [],
  refusedSlugs: null,
  tags: [],
  tagsAs: 'texts',
};

function rewrite<K extends string, V>(steps: readonly K[], table: Record<K, (value: V) => V>, value: V): V {
  return steps.reduce((current, step) => table[step](current), value);
}

function storedName(stores: Stores, name: string): string {
  const rewritten = rewrite(stores.names, NAME_REWRITES, name);
  return stores.nameLength === null ? rewritten : [...rewritten].slice(0, stores.nameLength).join('');
}

/** Tags as they are kept. */
export function storedTags(stores: Stores, tags: string[]): string[] {
  return rewrite(stores.tags, TAG_REWRITES, tags);
}

/** The fields that a valid request names, as they are kept. */
export function storedFields<F extends Partial<CodeFields>>(stores: Stores, fields: F): F {
  const { name, destinationUrl, slug, tags } = fields;
  return {
    ...fields,
    ...(name !== undefined && { name: storedName(stores, name) }),
    ...(destinationUrl !== undefined && {
      destinationUrl: rewrite(stores.urls, URL_REWRITES, destinationUrl),
    }),
    ...(slug !== undefined && { slug: rewrite(stores.slugs, SLUG_REWRITES, slug) }),
    ...(tags !== undefined && { tags: storedTags(stores, tags) }),
  };
}

/** Whether the service wants none of this slug. */
export function isRefusedSlug(stores: Stores, slug: string): boolean {
  return stores.refusedSlugs !== null && new RegExp(stores.refusedSlugs).test(slug);
}

/** Tags as answers show them. */
export function shownTags(stores: Stores, tags: string[]): unknown[] {
  return stores.tagsAs === 'texts' ? tags : tags.map((name) => ({ id: `tag_${name}`, name }));
}
