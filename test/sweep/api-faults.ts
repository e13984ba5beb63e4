// What goes wrong with one answer of Qrius.
import type { FaultAction } from '../../sim/qrius/faults';

export const ANSWERS: Array<{ title: string; what: FaultAction }> = [
  { title: 'comes after 40 s, when nobody waits any more', what: { kind: 'delay', ms: 40_000 } },
  { title: 'is a 500 before the work', what: { kind: 'status', status: 500 } },
  { title: 'is a 500 after the work', what: { kind: 'status', status: 500, after: true } },
  { title: 'is a gateway’s page before the work', what: { kind: 'status', status: 502, html: true } },
  {
    title: 'is a gateway’s page after the work',
    what: { kind: 'status', status: 502, html: true, after: true },
  },
  { title: 'is cut in the middle', what: { kind: 'cutBody' } },
  { title: 'is empty', what: { kind: 'emptyBody' } },
  { title: 'is a connection dropped before the work', what: { kind: 'dropBefore' } },
  { title: 'is a connection dropped after the work', what: { kind: 'dropAfter' } },
  { title: 'is a 429 that nobody expected', what: { kind: '429', retryAfter: 3 } },
];
