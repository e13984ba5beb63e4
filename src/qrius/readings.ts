// Reads what a proper answer holds: a code, a page of them, the account, counts of a change, scans. Nothing is thrown.
import { ACTIVE, LAST_SCAN, PAUSED, TOTAL_SCANS, UNIQUE_SCANS } from './assumptions';
import { isRecord, text } from './json';

/** A code as the API shows it. Fields that one of the two dialects leaves out are null. */
export interface Code {
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
  description: string | null;
  /** A paused code opens no page until it is activated. */
  paused: boolean | null;
}

/** Reads a code from a create's answer or a list's entry; null where it is none, or lacks what a row needs. */
export function readCode(value: unknown): Code | null {
  if (!isRecord(value)) return null;
  const id = text(value.id);
  const shortUrl = text(value.shortUrl);
  if (id === '' || !/^https?:\/\/\S+$/i.test(shortUrl)) return null;
  const created = Date.parse(text(value.createdAt));
  return {
    id,
    slug: text(value.slug) || (shortUrl.split(/[?#]/)[0] ?? '').replace(/\/+$/, '').replace(/^.*\//, ''),
    name: typeof value.name === 'string' ? value.name : null,
    destination: typeof value.destinationUrl === 'string' ? value.destinationUrl : null,
    shortUrl,
    imageUrl: text(value.qrCodeUrl),
    createdAt: Number.isNaN(created) ? null : created,
    tags: readTags(value.tags),
    description: typeof value.description === 'string' ? value.description : null,
    paused: value.status === PAUSED ? true : value.status === ACTIVE ? false : null,
  };
}

/** A page of codes and the total, from `GET /qr`; `total` is null where the answer does not tell it. */
export function readPage(outcome: {
  data: unknown;
  meta: unknown;
}): { codes: Code[]; total: number | null; length: number } | null {
  const list = Array.isArray(outcome.data)
    ? outcome.data
    : isRecord(outcome.data)
      ? outcome.data.data
      : undefined;
  if (!Array.isArray(list)) return null;
  const meta = isRecord(outcome.meta) ? outcome.meta.pagination : undefined;
  const total = isRecord(meta) && typeof meta.total === 'number' && meta.total >= 0 ? meta.total : null;
  return {
    codes: list.map(readCode).filter((code): code is Code => code !== null),
    total,
    length: list.length,
  };
}

/** The account behind a key, from `GET /users/me`; fields that are not there are null. */
export function readAccount(data: unknown): { id: string | null; plan: string | null } {
  if (!isRecord(data)) return { id: null, plan: null };
  return { id: text(data.id) || null, plan: text(data.plan) || null };
}

/**
 * The two counts of a bulk change.
 * @param asked how many IDs the request named.
 * @returns null where the counts cannot be right: not whole, negative, or not as many as were asked for.
 */
export function readBulk(data: unknown, asked: number): { updated: number; failed: number } | null {
  if (!isRecord(data)) return null;
  const { updated, failed } = data;
  if (!isCount(updated) || !isCount(failed) || updated + failed !== asked) return null;
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

/** A list with anything but texts in it is not known to be whole, so none is made of it. */
function readTags(value: unknown): string[] | null {
  if (!Array.isArray(value) || !value.every((tag): tag is string => typeof tag === 'string')) return null;
  return value.map((tag) => tag.trim()).filter((tag) => tag !== '');
}
