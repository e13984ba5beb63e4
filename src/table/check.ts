// The check of every row before anything is sent.
import { truncate } from './cells';
import type { Inputs, Row } from './rows';

/** The longest destination that is sent, in characters. Chosen by the product; URL Fetch itself allows 2,082 for a URL of its own. */
export const MAX_DESTINATION = 2048;

/** Rows that a sentence names at the most. */
const MOST_ROWS_NAMED = 5;

/**
 * What must be fixed in a row before it can be sent.
 * @param slugs the rows that have each slug (`slugRows`).
 * @returns a sentence, or null where the row is valid.
 */
export function invalidReason(row: Inputs, slugs: ReadonlyMap<string, number[]>): string | null {
  return nameFault(row.name) ?? urlFault(row.destination, 'the destination') ?? slugFault(row.slug, slugs);
}

/** The rows that have each slug, as a user counts them, from 1. */
export function slugRows(rows: readonly Row[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    if (row.slug === '') continue;
    const known = found.get(row.slug);
    if (known) known.push(row.index + 1);
    else found.set(row.slug, [row.index + 1]);
  }
  return found;
}

/** Why a name cannot be sent; null where it can. */
export function nameFault(name: string): string | null {
  return name === '' ? 'the name is missing.' : null;
}

/**
 * What is wrong with a URL that a code is to open.
 * @param label how the sentence calls it: “the destination”.
 * @returns a sentence, or null where it can be sent.
 */
export function urlFault(destination: string, label: string): string | null {
  if (destination === '') return `${label} is missing.`;
  if (destination.length > MAX_DESTINATION) {
    return `${label} has ${destination.length} characters, but at most ${MAX_DESTINATION} are allowed.`;
  }
  if (/[\s\p{C}]/u.test(destination))
    return `${label} contains a space or line break. Remove it, or write %20.`;
  if (/^https?:\/\/[^/?#@:]+(:\d+)?([/?#].*)?$/i.test(destination)) return null;
  if (/^https?:/i.test(destination)) return `${label} has no proper host after http:// or https://.`;
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(destination)) {
    return `${label} must begin with http:// or https://, not with “${truncate(destination.slice(0, destination.indexOf(':') + 1))}”.`;
  }
  if (/^[^/?#@:]+\.[^/?#@:]+(:\d+)?([/?#].*)?$/.test(destination)) {
    return `${label} is missing https://. Did you mean https://${truncate(destination)}?`;
  }
  return `${label} is not a web address. It must begin with http:// or https://.`;
}

/** Two row numbers or more as a sentence names them: “3, 5 and 9”, and of many the first ones. */
export function naming(rows: readonly number[]): string {
  const named = rows.slice(0, MOST_ROWS_NAMED);
  const last = rows.length > named.length ? `${rows.length - named.length} more` : named.pop();
  return `${named.join(', ')} and ${last}`;
}

function slugFault(slug: string, slugs: ReadonlyMap<string, number[]>): string | null {
  if (slug === '') return null;
  if (!/^[A-Za-z0-9_-]+$/.test(slug))
    return `the slug “${truncate(slug)}” can contain only letters, numbers, - and _.`;
  const rows = slugs.get(slug) ?? [];
  if (rows.length < 2) return null;
  return `rows ${naming(rows)} have the same slug, “${truncate(slug)}”. Slugs must be unique.`;
}
