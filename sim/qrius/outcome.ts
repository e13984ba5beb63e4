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

export type Outcome = { kind: 'done'; status: number; data: unknown; pagination?: Pagination } | Refused;

/** The work is done; `data` is what the answer holds, before any envelope. */
export function done(status: number, data: unknown): Outcome {
  return { kind: 'done', status, data };
}

/** The request is refused with `status` and a sentence for its sender. */
export function refuse(status: number, message: string): Refused {
  return { kind: 'refused', status, message };
}
