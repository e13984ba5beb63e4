// Slugs: what is wrong with one, how it could be meant, and which rows have the same.
import { isAddress, isSlug } from './contents';
import * as words from './words';

/** The rows that have each slug, as a user counts them, from 1; and under its lower case, those that differ in case. */
export interface SlugRows {
  same: ReadonlyMap<string, number[]>;
  alike: ReadonlyMap<string, Set<string>>;
}

export function slugRows(rows: ReadonlyArray<{ slug: string; index: number }>): SlugRows {
  const same = new Map<string, number[]>();
  const alike = new Map<string, Set<string>>();
  for (const { slug, index } of rows) {
    if (slug === '') continue;
    same.set(slug, [...(same.get(slug) ?? []), index + 1]);
    const lower = slug.toLowerCase();
    alike.set(lower, (alike.get(lower) ?? new Set()).add(slug));
  }
  return { same, alike };
}

export function slugFault(slug: string, { same }: SlugRows): string | null {
  if (slug === '') return null;
  if (!isSlug(slug)) return words.slugCharacters(slug);
  const rows = same.get(slug) ?? [];
  return rows.length < 2 ? null : words.slugDoubled(slug, rows);
}

/** Slugs that differ only in case are easily taken for each other, and a service may take them for the same. */
export function slugDoubt(slug: string, { alike }: SlugRows): string | null {
  const others = [...(alike.get(slug.toLowerCase()) ?? [])];
  return others.length < 2 ? null : words.slugsAlike(others);
}

/** How a slug that cannot be sent could be meant: `/Café menü/` → `Cafe-menu`; null where nothing is left of it. */
export function proposedSlug(slug: string): string | null {
  if (slug === '' || isSlug(slug) || /^n\/a$/i.test(slug)) return null;
  const bare = isAddress(slug) ? slugInAddress(slug) : slug;
  const proposed = bare
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/[\p{M}'’"]/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return proposed === '' ? null : proposed;
}

/** The part after the host of a short link: `bit.ly/spring26` → `spring26`. */
export const slugInAddress = (text: string): string => text.replace(/^(https?:\/\/)?[^/]*\//i, '');
