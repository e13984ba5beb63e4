// Limits that the plan table does not know.

export interface Limits {
  /** Whether all keys of an account share a rate window ("limits are per account"), or each has its own. */
  windowsPer: 'account' | 'key';
  /** Requests of an account in one day of UTC; null for any number. */
  requestsPerDay: number | null;
  /** IDs in one bulk request: at most 100 in the guide. */
  idsPerRequest: number;
  /** A body with more bytes is answered with 413. */
  bodyBytes: number;
  /** A path with more characters, query included, is answered with 414. */
  urlCharacters: number;
}

/** Bytes and characters: nginx's defaults of `client_max_body_size` (1 MB) and `large_client_header_buffers` (8 KB). (Assumed.) */
export const LIMITS: Limits = {
  windowsPer: 'account',
  requestsPerDay: null,
  idsPerRequest: 100,
  bodyBytes: 1_048_576,
  urlCharacters: 8192,
};
