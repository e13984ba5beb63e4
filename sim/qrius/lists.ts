// How the service lists codes: by default in the reference's pages, by switch in the ways of other services.
import type { Pagination } from './outcome';

export const LIST_SHAPES = ['pages', 'itemsTotal', 'dataItems', 'array'] as const;
export const LIST_ORDERS = ['newestFirst', 'oldestFirst'] as const;
export const TIME_FORMATS = ['iso', 'noZone', 'date', 'seconds'] as const;

export interface Lists {
  /** The number of the first page. */
  firstPage: 0 | 1;
  order: (typeof LIST_ORDERS)[number];
  /** Codes on a page, whatever `limit` asks for; null for as many as asked. */
  pageSize: number | null;
  /** Every page is the first one. */
  ignorePage: boolean;
  /** The list shows the account as it was this long ago, in milliseconds. */
  lagMs: number;
  /** How many codes the total is too high, or too low where it is negative. */
  totalOff: number;
  /** `{"data", "meta"}`, `{"items", "total"}`, `{"data": {"items", "total"}}`, or nothing but the array. */
  shape: (typeof LIST_SHAPES)[number];
  /** How `createdAt` is written: ISO 8601 in UTC, the same without its zone, the day only, or Unix seconds. */
  createdAt: (typeof TIME_FORMATS)[number];
  /** How far the clock behind `createdAt` is ahead of the real one, in milliseconds. */
  clockAheadMs: number;
  /** Fields that a listed code does not have. */
  missing: string[];
  /** Fields that a listed code has under another name. */
  renamed: Record<string, string>;
}

/** The list of the reference: `?page=&limit=` from 1, and `meta.pagination`. */
export const LISTS: Lists = {
  firstPage: 1,
  order: 'newestFirst',
  pageSize: null,
  ignorePage: false,
  lagMs: 0,
  totalOff: 0,
  shape: 'pages',
  createdAt: 'iso',
  clockAheadMs: 0,
  missing: [],
  renamed: {},
};

/** `ms` (epoch milliseconds) as the service writes it. */
export function shownTime(lists: Lists, ms: number): string | number {
  const shown = ms + lists.clockAheadMs;
  if (lists.createdAt === 'seconds') return Math.floor(shown / 1000);
  const text = new Date(shown).toISOString();
  if (lists.createdAt === 'iso') return text;
  return text.slice(0, lists.createdAt === 'date' ? 'YYYY-MM-DD'.length : 'YYYY-MM-DDTHH:MM:SS'.length);
}

/** A code's fields without those that are missing, under the names that the list has for them. */
export function shownFields(lists: Lists, fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !lists.missing.includes(name))
      .map(([name, value]) => [Object.hasOwn(lists.renamed, name) ? lists.renamed[name] : name, value]),
  );
}

/** The page of `all`, oldest first, that a valid request asks for. */
export function pageOf<T>(
  lists: Lists,
  all: readonly T[],
  asked: { page: number; limit: number },
): { items: T[]; pagination: Pagination } {
  const limit = lists.pageSize ?? asked.limit;
  const ordered = lists.order === 'newestFirst' ? all.toReversed() : all;
  const before = lists.ignorePage ? 0 : (asked.page - lists.firstPage) * limit;
  return {
    items: ordered.slice(before, before + limit),
    pagination: { page: asked.page, limit, total: Math.max(0, all.length + lists.totalOff) },
  };
}

/** The body of a list in a shape of no dialect; null where the dialect's own is wanted. */
export function listBody(shape: Lists['shape'], items: unknown[], { total }: Pagination): unknown {
  const bodies = {
    pages: null,
    itemsTotal: { items, total },
    dataItems: { data: { items, total } },
    array: items,
  };
  return bodies[shape];
}
