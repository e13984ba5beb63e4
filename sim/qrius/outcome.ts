// What a route hands back, before a dialect puts it into words.

export interface Pagination {
  page: number;
  limit: number;
  total: number;
}

export interface Refused {
  kind: 'refused';
  status: number;
  message: string;
  /** Whole seconds; on a 429 only. */
  retryAfter?: number;
}

export interface Done {
  kind: 'done';
  status: number;
  /** Undefined for an answer without a body. */
  data: unknown;
  pagination?: Pagination;
  /** `data` is the whole body, whatever the dialect. */
  bare?: boolean;
}

export type Outcome = Done | Refused;

/** The work is done; `data` is what the answer holds, before any envelope. */
export function done(status: number, data: unknown): Done {
  return { kind: 'done', status, data };
}

/** The request is refused with `status` and a sentence for its sender. */
export function refuse(status: number, message: string): Refused {
  return { kind: 'refused', status, message };
}

/** A 429 that asks to wait for `retryAfter` whole seconds. @param limit what was reached. */
export function tooMany(retryAfter: number, limit = 'Rate limit'): Refused {
  return { ...refuse(429, `${limit} exceeded, retry in ${retryAfter} seconds`), retryAfter };
}
