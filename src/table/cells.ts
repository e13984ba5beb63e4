// What a cell holds, what goes into it, and how texts are guarded on the way.

import { guarded } from '../shared/csv';
import { list, MAX_CELL, parseJson, text as parseText } from '../shared/parse';

/**
 * The value of a cell: text, a number, or a moment in epoch milliseconds. Sheets keeps a moment as wall time in the
 * spreadsheet's zone; the adapters convert it.
 */
export type CellValue = string | number | { date: number };

/** What is written into a cell: a value, or a formula. */
export type Content = CellValue | { formula: string };

export const isFormula = (content: Content): content is { formula: string } =>
  typeof content === 'object' && 'formula' in content;

/** A value as text. */
export const textOf = (value: CellValue | undefined): string =>
  value === undefined || typeof value === 'object' ? '' : String(value);

/** A moment read back may be a rounding beside the one that was written: Sheets keeps it as a fraction of a day. */
const ROUNDING_MS = 1_000;

export const sameValue = (a: CellValue, b: CellValue): boolean =>
  typeof a === 'object' && typeof b === 'object' ? Math.abs(a.date - b.date) < ROUNDING_MS : a === b;

/** A quoted tag, which may hold a separator, or a run without one: comma, semicolon, bar, bullet and line break, of any script. */
const TAG = /\s{0,9}"((?:[^"]|"")+)"\s{0,9}(?=[,;|、，；،؛•\r\n]|$)|[^,;|、，；،؛•\r\n]+/g;

/** Splits a tags cell as people write them, also as hash tags or a JSON list: trimmed, without blanks and duplicates, in order. */
export function splitTags(cell: string): string[] {
  const text = trimTag(cell);
  const tags =
    listed(text) ?? (HASH_TAGS.test(text) ? text.split(/\s+/).map((tag) => tag.slice(1)) : separated(text));
  return [...new Set(tags.map(trimTag))].filter((tag) => tag !== '');
}

/**
 * Tags as cells, requests for changes and the log hold them: `splitTags` reads exactly these again. A tag that would be read
 * as something else, alone or among others, is in quotes.
 */
export const joinTags = (tags: readonly string[]): string =>
  tags
    .map((tag) => (/^\[|"/.test(tag) || splitTags(tag)[0] !== tag ? `"${tag.replace(/"/g, '""')}"` : tag))
    .join(', ');

const trimTag = (text: string): string => text.replace(/[\u200b\u2060\ufeff]/g, '').trim();

const HASH_TAGS = /^#[^\s,;|#]+(\s+#[^\s,;|#]+)+$/;

function separated(text: string): string[] {
  const tags: string[] = [];
  text.replace(TAG, (whole: string, quoted: string | undefined) => {
    tags.push(quoted?.replace(/""/g, '"') ?? whole);
    return '';
  });
  return tags;
}

/** The texts of a JSON list; null for anything else. */
function listed(text: string): string[] | null {
  if (!/^\[.*\]$/s.test(text)) return null;
  return parseJson(list(parseText(MAX_CELL), MAX_CELL), text);
}

/**
 * Text from outside, written so that Sheets keeps it as text. A leading `=` would become a formula, `+ - @`, tab or
 * return one after an export. A leading apostrophe forces text and is not shown (docs/facts/apps-script.md#text-format).
 * Columns of the add-on have the format `@` besides, which keeps `1-2` from becoming a date.
 */
export function asText(text: string): string {
  return text.startsWith("'") ? `'${text}` : guarded(text);
}

/** As {@link asText}, for a column with a format of the user's: there even `jan-1` would become a date. */
export function asTextInAnyFormat(text: string): string {
  return text === '' ? '' : `'${text}`;
}

/** A text from outside as a sentence quotes it: a cell takes 50,000 characters (docs/facts/apps-script.md#cell-text). */
export const truncate = (text: string): string =>
  text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
const MAX_QUOTED = 200;

/** A sentence from outside, before another one: Qrius ends some with a period and some without. */
export const closed = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);

/** A 0-based column as users see it: 0 → A, 26 → AA. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** `1 row`, `2 rows`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Whole numbers from one to another; none where the last is below the first. */
export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, offset) => first + offset);

export const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The IDs of codes, lines or rows, each once. */
export const idsOf = (all: ReadonlyArray<{ id: string }>): Set<string> => new Set(all.map(({ id }) => id));

/** Codes or rows by their ID; of several the last one. */
export const byIdOf = <T extends { id: string }>(all: readonly T[]): Map<string, T> =>
  new Map(all.map((one) => [one.id, one] as const));

/** Puts the members of a list under their keys, in order. Members with an empty key are left out. */
export function groupBy<T>(members: readonly T[], keyOf: (member: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const member of members) {
    const key = keyOf(member);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return groups;
}

/** Works out something when it is first asked for, and only once. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The same for each key. */
export function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
