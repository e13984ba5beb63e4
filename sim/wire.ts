// What passes between the in-memory Apps Script and the simulated Qrius API, whether in one process or over real HTTP.

/** One request as it leaves UrlFetchApp. */
export interface WireRequest {
  /** Upper case: GET, POST, PATCH, DELETE. */
  method: string;
  /** Absolute, https, as the add-on wrote it: `https://api.qrius.io/qr?page=1`. */
  url: string;
  /** As sent; names keep the case in which they were written. */
  headers: Record<string, string>;
  /** Empty where the request has no body. */
  body: string;
  /** How long the caller waits for the answer, in milliseconds. */
  timeoutMs: number;
}

/** What became of one request. `ms` is how long it took on the caller's clock. */
export type WireResult =
  | {
      kind: 'answer';
      status: number;
      headers: Array<[name: string, value: string]>;
      body: string;
      ms: number;
    }
  | { kind: 'failed'; reason: 'dropped' | 'timeout' | 'unreachable'; ms: number };

/**
 * Carries requests that are in flight together. Results come in the order of the requests.
 * `now` is the caller's clock in epoch milliseconds; over real HTTP it is the machine's and the other side reads its own.
 */
export type Transport = (requests: WireRequest[], now: number) => WireResult[];
