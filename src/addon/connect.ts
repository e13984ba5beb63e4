// Tries an API key at both addresses of the API.
import type { Connection } from '../google/connection';
import { qriusApi } from '../google/qrius';
import { SendFault } from '../jobs/ports';
import { judge, type Outcome } from '../qrius/answers';
import { readAccount } from '../qrius/readings';
import { API_ADDRESSES, listCodes, whoAmI } from '../qrius/requests';
import { Refusal } from '../wire/failure';

/**
 * Tries a key at both addresses of the API.
 * @returns the connection through the address that answered.
 * @throws Refusal `key-malformed`, `key-refused`, `no-answer`.
 */
export function tryKey(typed: string): Omit<Connection, 'name'> {
  const key = typed.trim();
  // It becomes a header: nothing but visible ASCII may get there.
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new Refusal(
      'key-malformed',
      'That does not look like an API key: it must be one word, like qrius_… Copy it again from the Qrius dashboard.',
    );
  }
  let refused = false;
  let busy = false;
  for (const address of API_ADDRESSES) {
    const outcome = check(address, key);
    refused = refused || outcome?.kind === 'key-refused' || outcome?.kind === 'plan-limit';
    busy = busy || outcome?.kind === 'limited';
    if (outcome?.kind !== 'done') continue;
    const { id, plan } = readAccount(outcome.data);
    return { key, address, account: id, plan };
  }
  if (busy)
    throw new Refusal(
      'no-answer',
      'Qrius has had too many requests from this account. Wait a minute and set the key again; nothing was changed.',
    );
  if (refused)
    throw new Refusal(
      'key-refused',
      'Qrius does not accept this key. Check that it was copied whole and has not been revoked; the key used so far was not changed.',
    );
  throw new Refusal(
    'no-answer',
    'Qrius did not answer at either of its addresses. Check https://qrius.io in your browser and try again in a few minutes; nothing was changed.',
  );
}

/** Asks who the key belongs to; where the API has no such answer, for one code, which tells as much of the key. */
function check(address: string, key: string): Outcome | null {
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
