// What comes back for a request, before anything carries it: in one process, or over HTTP.
import { STATUS_CODES } from 'node:http';

/** A request as it arrives. */
export interface Request {
  /** Upper case. */
  method: string;
  /** What is after the origin, with the query. */
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
  /** True where `body` is no text but bytes, one in each character. */
  binary?: boolean;
  /** What faults add to the base latency, in milliseconds. */
  delayMs: number;
  /** `droppedBefore`: nothing was done. `droppedAfter`: the work was done, and its answer is lost. */
  connection: 'kept' | 'droppedBefore' | 'droppedAfter';
}

/** A reply without faults. */
export function plainReply(status: number, type: string, body: string): Reply {
  return { status, headers: [['Content-Type', type]], body, delayMs: 0, connection: 'kept' };
}

/** A reply with nothing in it. */
export function emptyReply(status: number): Reply {
  return { status, headers: [], body: '', delayMs: 0, connection: 'kept' };
}

/** A page as a website or a gateway answers it. @param title the status in words, unless another is given. */
export function pageReply(status: number, title = `${status} ${STATUS_CODES[status] ?? 'Error'}`): Reply {
  const html = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return plainReply(status, 'text/html; charset=utf-8', html);
}

/** A redirect to `location`, with a page for whoever does not follow it. */
export function redirectReply(location: string): Reply {
  const reply = pageReply(302);
  return { ...reply, headers: [...reply.headers, ['Location', location]] };
}
