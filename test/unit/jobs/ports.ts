// Small ports made by hand: a store in memory, a clock that sleep moves, and an API that answers from a function.
import type { Ports } from '../../../src/jobs/ports';
import type { CreateRecord } from '../../../src/jobs/record';
import type { ApiAnswer, ApiRequest } from '../../../src/qrius/requests';
import { newThrottle } from '../../../src/qrius/throttle';

export const NOW = Date.UTC(2027, 0, 4, 9);

export interface Desk extends Ports {
  /** Requests as they left, one batch an entry, with the moment of each. */
  sent: Array<{ at: number; requests: readonly ApiRequest[] }>;
  stored: Record<string, string>;
}

/** @param reply answers one request; it may throw a SendFault. */
export function desk(reply: (request: ApiRequest, nth: number) => ApiAnswer): Desk {
  const stored: Record<string, string> = {};
  const sent: Desk['sent'] = [];
  let now = NOW;
  return {
    sent,
    stored,
    log: {
      read: () => [],
      append: () => 0,
      setResults: () => undefined,
      flush: () => undefined,
      trim: () => undefined,
    },
    chart: { update: () => undefined },
    textsElsewhere: () => new Set(),
    endsAt: NOW + 360_000,
    openSheet: () => {
      throw new Error('no sheet on this desk');
    },
    api: {
      sendAll: (requests) => {
        sent.push({ at: now, requests });
        return requests.map((request) => reply(request, sent.length));
      },
    },
    clock: {
      now: () => now,
      sleep: (ms) => {
        now += ms;
      },
    },
    store: {
      all: () => ({ ...stored }),
      set: (entries) => {
        Object.assign(stored, entries);
      },
      delete: (key) => {
        delete stored[key];
      },
    },
    lock: { alone: (action) => action() },
    zone: () => {
      throw new Error('no zone on this desk');
    },
    backstop: () => undefined,
    random: (length) => 'x'.repeat(length),
  };
}

/** An answer of status 200, or of another one. */
export const answer = (body: unknown, status = 200, headers: Record<string, string> = {}): ApiAnswer => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A desk where nothing is sent. */
export const quiet = (): Desk =>
  desk(() => {
    throw new Error('nothing was to be sent');
  });

export function jobRecord(more: Partial<CreateRecord> = {}): CreateRecord {
  return {
    version: 0,
    id: 'job-1',
    kind: 'create',
    owner: 'me',
    ownerName: 'Me',
    choices: { conflict: 'suffix', images: true },
    account: null,
    sheetId: 0,
    headers: {
      name: 'Name',
      destination: 'URL',
      slug: 'Slug',
      id: 'QR ID',
      shortUrl: 'Short URL',
      status: 'Status',
    },
    phase: 'running',
    ending: null,
    failure: null,
    notBefore: null,
    since: NOW,
    inFlight: [],
    counts: { asked: 0, done: 0, failed: 0, already: 0, hidden: 0, unfit: 0, lost: 0, waiting: 0 },
    throttle: newThrottle(null),
    lease: null,
    ...more,
  };
}
