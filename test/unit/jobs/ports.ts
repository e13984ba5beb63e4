// Small ports made by hand: a store in memory, a clock that sleep moves, and an API that answers from a function.
import { type Job, NO_COUNTS } from '../../../src/jobs/job';
import type { Me, Ports } from '../../../src/jobs/ports';
import type { ApiAnswer, ApiRequest } from '../../../src/qrius/requests';
import { newThrottle } from '../../../src/qrius/throttle';
import { sealer } from '../../../src/shared/seal';

export const NOW = Date.UTC(2027, 0, 4, 9);

export const ME: Me = {
  id: 'me',
  account: null,
  document: 'document',
  seal: sealer('0'.repeat(64), 'document'),
};

export interface Desk extends Ports {
  /** Requests as they left, one batch an entry, with the moment of each. */
  sent: Array<{ at: number; requests: readonly ApiRequest[] }>;
  stored: Record<string, string>;
}

/** What a test is not about. */
const missing = (what: string) => () => {
  throw new Error(`no ${what} on this desk`);
};

/** @param reply answers one request; it may throw a SendFault. */
export function desk(reply: (request: ApiRequest, nth: number) => ApiAnswer): Desk {
  const stored: Record<string, string> = {};
  const begun: Record<string, { id: string; version: number }> = {};
  const sent: Desk['sent'] = [];
  let now = NOW;
  return {
    sent,
    stored,
    log: {
      refuseProtected: () => undefined,
      read: missing('log'),
      append: missing('log'),
      setResults: missing('log'),
      flush: missing('log'),
      remove: missing('log'),
    },
    chart: { update: missing('chart') },
    textsElsewhere: missing('other sheet'),
    otherSheets: missing('other sheet'),
    endsAt: NOW + 360_000,
    openSheet: missing('sheet'),
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
      me: ME,
      begun: {
        is: (what, id, version) =>
          begun[what]?.id === id && (version === null || version >= begun[what].version),
        set: (what, id, version) => {
          if (begun[what]?.id !== id) begun[what] = { id, version };
        },
        reached: (what, id, version) => {
          begun[what] = { id, version };
        },
        end: (what, id) => {
          if (begun[what]?.id === id) delete begun[what];
        },
      },
      all: () => ({ ...stored }),
      set: (entries) => {
        Object.assign(stored, entries);
      },
      delete: (key) => {
        delete stored[key];
      },
    },
    lock: { alone: (action) => action() },
    zone: missing('zone'),
    ensureHourlyTrigger: missing('trigger'),
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
export const quiet = (): Desk => desk(missing('request'));

export function jobOf(more: Partial<Job> = {}): Job {
  return {
    version: 0,
    id: 'job-1',
    kind: 'create',
    owner: 'me',
    ownerName: 'Me',
    seenAt: NOW,
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
    state: { kind: 'running' },
    counts: NO_COUNTS,
    throttle: newThrottle(null),
    idleSlices: 0,
    isTorn: false,
    lease: null,
    details: detailsOf(),
    ...more,
  };
}

/** What a job that creates codes notes. */
export const detailsOf = (inFlight: string[] = []) => ({
  choices: { conflict: 'suffix', images: true },
  since: NOW,
  open: { own: inFlight, foreign: [], earlier: [] },
  approved: '',
  mayChoose: null,
});
