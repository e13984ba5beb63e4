// What comes back for a request, before anything carries it: in one process, or over HTTP.
import { htmlPage } from './dialect';

/** A request as it arrives. */
export interface Request {
  /** Upper case. */
  method: string;
  /** What stands after the origin, with the query. */
  path: string;
  headers: Record<string, string>;
  /** Empty where there is none. */
  body: string;
}

export interface Reply {
  /** 0 where the connection was dropped before anything was answered. */
  status: number;
  headers: Array<[name: string, value: string]>;
  body: string;
  /** What faults add to the base latency, in milliseconds. */
  delayMs: number;
  /** `droppedBefore`: nothing was done. `droppedAfter`: the work was done, and its answer is lost. */
  connection: 'kept' | 'droppedBefore' | 'droppedAfter';
}

/** A reply without faults. */
export function plainReply(status: number, type: string, body: string): Reply {
  return { status, headers: [['Content-Type', type]], body, delayMs: 0, connection: 'kept' };
}

/** An HTML page for `status`. */
export function pageReply(status: number): Reply {
  return plainReply(status, 'text/html; charset=utf-8', htmlPage(status));
}
