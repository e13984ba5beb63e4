// Connecting to Qrius: a key is tried at both addresses of the API, and kept for its user alone.
import { type Connection, forgetConnection, saveConnection } from '../google/connection';
import { qriusApi } from '../google/qrius';
import { SendFault } from '../jobs/ports';
import { judge, type Outcome } from '../qrius/answers';
import { PLANS, readPlan } from '../qrius/plans';
import { readAccount } from '../qrius/readings';
import { API_ADDRESSES, listCodes, whoAmI } from '../qrius/requests';
import type { ConnectionView } from '../shared/contract/home';
import type { Input } from '../shared/contract/methods';
import { UserError } from '../shared/errors';
import * as words from './words';

/** What may follow `Bearer` in a header (RFC 6750, section 2.1): no quote and no backslash, which answers would escape. */
const KEY = /^[\w.~+/-]{8,200}={0,2}$/;

/** Checks the key and keeps it. @throws UserError `key-malformed`, `key-refused`, `no-answer` */
export function connect({ key, name }: Input<'connect'>): void {
  if (name === '') throw new UserError('bad-call', words.nameMissing);
  saveConnection({ ...tryKey(key), name });
}

export const forget = forgetConnection;

/** What the page may know of a connection: never the key. */
export function connectionView(connection: Connection | null): ConnectionView | null {
  if (!connection) return null;
  const plan = readPlan(connection.plan);
  return {
    keyEnding: connection.key.slice(-4),
    name: connection.name,
    plan: connection.plan,
    codes: plan ? PLANS[plan].codes : null,
    requestsAMinute: plan ? PLANS[plan].requestsAMinute : null,
  };
}

/** @returns the connection through the address that answered. */
function tryKey(typed: string): Omit<Connection, 'name'> {
  const key = typed.trim();
  // It becomes a header: nothing but visible ASCII may get there.
  if (!KEY.test(key)) throw new UserError('key-malformed', words.keyMalformed);
  const seen = new Set<Outcome['kind']>();
  for (const address of API_ADDRESSES) {
    const outcome = probe(address, key);
    if (outcome) seen.add(outcome.kind);
    if (outcome?.kind !== 'done') continue;
    const { id, plan } = readAccount(outcome.data);
    return { key, address, account: id, plan };
  }
  if (seen.has('limited')) throw new UserError('no-answer', words.tooManyRequests);
  if (seen.has('key-refused') || seen.has('plan-limit'))
    throw new UserError('key-refused', words.keyRejected);
  throw new UserError('no-answer', words.unreachable);
}

/** Asks who the key belongs to; where the API has no such answer, for one code, which says as much of the key. */
function probe(address: string, key: string): Outcome | null {
  const api = qriusApi({ address, key });
  try {
    const [me] = api.sendAll([whoAmI]);
    const outcome = me ? judge(me) : null;
    if (outcome?.kind !== 'missing') return outcome;
    const [page] = api.sendAll([listCodes(1, 1)]);
    return page ? judge(page) : null;
  } catch (error) {
    if (error instanceof SendFault) return null;
    throw error;
  }
}
