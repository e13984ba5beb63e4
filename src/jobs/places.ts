// Two places in the document's properties that take turns: a save that is cut off leaves what the other one holds.
import { headOf } from '../shared/seal';

type Properties = Readonly<Record<string, string>>;

const PREFIX = 'qrius.job.';
export const PLACES = [0, 1] as const;
/** Characters of a text that a property holds: with the seal ahead of them less than its 9 KB (docs/facts/apps-script.md#property-size). */
const PAGE = 8_500;

const keyOf = (place: number, page: number): string => `${PREFIX}${place}.${page}`;

/** The first of a place's properties: without it there is no text in the place, whatever the others hold. */
export const firstKey = (place: number): string => keyOf(place, 0);

/**
 * The properties of a text that has its seal ahead. Each begins with that seal: which of them are written, and in which order,
 * nobody says where an execution ends meanwhile (docs/facts/apps-script.md#property-sets).
 */
export function pagesOf(place: number, text: string): Record<string, string> {
  const pages: Record<string, string> = {};
  for (let page = 0; page * PAGE <= text.length; page += 1) {
    const part = text.slice(page * PAGE, (page + 1) * PAGE);
    pages[keyOf(place, page)] = page === 0 ? part : headOf(text) + part;
  }
  return pages;
}

/**
 * The text of a place; undefined where it has none, or pages of several. One that does not fill its last page ends there:
 * later pages are of a longer one before it.
 */
export function textIn(all: Properties, place: number): string | undefined {
  let text = all[keyOf(place, 0)];
  for (let page = 1; text?.length === page * PAGE; page += 1) {
    const [head, next] = [headOf(text), all[keyOf(place, page)]];
    text = next?.startsWith(head) ? text + next.slice(head.length) : undefined;
  }
  return text;
}

/** All properties of a place, also those that are not believed. */
export const keysOf = (all: Properties, place: number): string[] =>
  Object.keys(all).filter((key) => key.startsWith(`${PREFIX}${place}.`));
