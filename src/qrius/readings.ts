// Reads what a proper answer holds: a code, a page of them, the account, counts of a change, scans. Nothing is thrown.

import { isRecord, MAX_ID } from '../shared/parse';
import { type Texts, textsBy } from '../shared/texts';
import {
  ACTIVE,
  CODE_FIELDS,
  LAST_SCAN,
  LIST_FIELDS,
  PAUSED,
  TOTAL_SCANS,
  UNIQUE_SCANS,
} from './assumptions';

/** A code as the API shows it. Fields that one of the two dialects leaves out are null. */
export interface Code extends Texts<string | null> {
  id: string;
  slug: string;
  name: string | null;
  destination: string | null;
  shortUrl: string;
  imageUrl: string;
  /** Epoch milliseconds. */
  createdAt: number | null;
  /** In the order of the API. */
  tags: string[] | null;
  /** A paused code opens no page until it is activated. */
  paused: boolean | null;
}

/** A text without spaces around it, or a number as text; empty where it is neither. */
export const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** Where the short URL is missing from an answer, its slug says it (docs/facts/qrius-api.md#create-result). */
const SHORT_HOST = 'https://qrius.io/';

/** Reads a code from a create's answer or a list's entry; null where it is none, or does not have what a row needs. */
export function readCode(value: unknown): Code | null {
  if (!isRecord(value)) return null;
  const of = (names: readonly string[]) =>
    names.map((name) => value[name]).find((found) => found !== undefined);
  const id = text(of(CODE_FIELDS.id));
  const slug = text(of(CODE_FIELDS.slug));
  const shortUrl = readShortUrl(text(of(CODE_FIELDS.shortUrl)), slug);
  if (id === '' || id.length > MAX_ID || shortUrl === '') return null;
  return {
    id,
    slug: slug || slugIn(shortUrl),
    name: textOrNull(of(CODE_FIELDS.name)),
    destination: textOrNull(of(CODE_FIELDS.destination)),
    shortUrl,
    imageUrl: text(of(CODE_FIELDS.imageUrl)),
    createdAt: readCreatedAt(of(CODE_FIELDS.createdAt)),
    tags: readTags(value.tags),
    ...textsBy((name) => textOrNull(value[name])),
    paused: value.status === PAUSED ? true : value.status === ACTIVE ? false : null,
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Letters that a URL may hold, and no more of them than any service makes: a cell shows it, and a page opens it. */
const SHORT_URL = /^https?:\/\/[!-~]{1,500}$/i;

function readShortUrl(given: string, slug: string): string {
  if (SHORT_URL.test(given)) return given;
  if (/^[a-z0-9.-]+\.[a-z]{2,}\/[!-~]{1,500}$/i.test(given)) return `https://${given}`;
  return given === '' && /^[\w-]{1,200}$/.test(slug) ? SHORT_HOST + slug : '';
}

/** The part after the last slash. */
export function slugIn(shortUrl: string): string {
  const [path = ''] = shortUrl.split(/[?#]/);
  return (
    path
      .split('/')
      .filter((part) => part !== '')
      .pop() ?? ''
  );
}

/** A moment as text, with its zone or in UTC, or in seconds or milliseconds; null where a day alone is given. */
function readCreatedAt(value: unknown): number | null {
  if (typeof value === 'number') return readMoment(value);
  const written = text(value);
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(written)) return null;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(written);
  const moment = Date.parse(hasZone ? written : `${written.replace(' ', 'T')}Z`);
  return Number.isNaN(moment) ? null : moment;
}

/** A page of codes and the total, from `GET /qr`; `total` is null where the answer does not say it. */
export function readPage(outcome: {
  data: unknown;
  meta: unknown;
}): { codes: Code[]; total: number | null; length: number } | null {
  const list = listIn(outcome.data);
  if (!list) return null;
  const { data, meta } = outcome;
  const holders = [isRecord(meta) && meta.pagination, meta, data, isRecord(data) && data.data];
  const totals = holders.flatMap((holder) =>
    isRecord(holder) && isCount(holder.total) ? [holder.total] : [],
  );
  return {
    codes: list.flatMap((entry) => readCode(entry) ?? []),
    total: totals[0] ?? null,
    length: list.length,
  };
}

/** The list itself, or the one in `data`, `items` or `codes`, at most one level further down. */
function listIn(data: unknown): unknown[] | null {
  if (Array.isArray(data)) return data;
  if (!isRecord(data)) return null;
  for (const holder of [data, data.data])
    if (isRecord(holder))
      for (const name of LIST_FIELDS) {
        const list = holder[name];
        if (Array.isArray(list)) return list;
      }
  return null;
}

/** The account behind a key, from `GET /users/me`; fields that are not there are null. */
export function readAccount(data: unknown): { id: string | null; plan: string | null } {
  if (!isRecord(data)) return { id: null, plan: null };
  const word = (value: unknown) => text(value).slice(0, MAX_ID) || null;
  return { id: word(data.id), plan: word(data.plan) };
}

/**
 * The two counts of a bulk change.
 * @param asked how many IDs the request named.
 * @returns null where the counts cannot be right: not whole, negative, or not as many as were asked for.
 */
export function readBulk(data: unknown, asked: number): { updated: number; failed: number } | null {
  if (!isRecord(data)) return null;
  const [updated, failed] = [readCount(data.updated), readCount(data.failed)];
  if (updated === null || failed === null || updated + failed !== asked) return null;
  return { updated, failed };
}

/**
 * The scans of one code, from `GET /qr/:id/stats/export`.
 * @returns null where the answer is no object; a field that it does not tell is null. `last` is epoch milliseconds.
 */
export function readScans(
  data: unknown,
): { total: number | null; unique: number | null; last: number | null } | null {
  if (!isRecord(data)) return null;
  // The top level comes first: one level down a `total` may be that of a single day.
  const levels = [data, ...Object.values(data).filter(isRecord)];
  const first = <T>(names: readonly string[], read: (value: unknown) => T | null): T | null => {
    for (const level of levels)
      for (const name of names) {
        const found = read(level[name]);
        if (found !== null) return found;
      }
    return null;
  };
  return {
    total: first(TOTAL_SCANS, readCount),
    unique: first(UNIQUE_SCANS, readCount),
    last: first(LAST_SCAN, readMoment),
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readCount(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return isCount(count) ? count : null;
}

/** Epoch milliseconds, epoch seconds and dates as text are told apart by how they look. */
function readMoment(value: unknown): number | null {
  if (isCount(value)) return value > 1e11 ? value : value > 1e9 ? value * 1000 : null;
  const moment = /^\d{4}-\d\d-\d\d/.test(text(value)) ? Date.parse(text(value)) : Number.NaN;
  return moment > 0 ? moment : null;
}

/** Texts, or objects with a name. A list with anything else in it is not known to be whole, so none is made of it. */
function readTags(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  const tags = value.map((tag) =>
    isRecord(tag) ? text(tag.name) || null : typeof tag === 'string' ? tag.trim() : null,
  );
  return tags.every((tag) => tag !== null) ? tags.filter((tag) => tag !== '') : null;
}
