// Puts an outcome into the bytes of a reply, as the configuration has it.
import { shownNames } from './answers';
import type { Config } from './config';
import { bodyOf } from './dialect';
import type { Done, Outcome, Refused } from './outcome';
import { emptyReply, pageReply, plainReply, type Reply, redirectReply } from './reply';

/** Where somebody who is not signed in is sent. (Assumed.) */
const LOGIN_URL = 'https://qrius.io/login';
const BYTE_ORDER_MARK = '\u{FEFF}';
/** Refusals that keep their status even where all others are told with 200: they come from in front of the API. */
const IN_FRONT = [401, 429];

/** The page on which people sign in. */
export const loginPage = (): Reply => pageReply(200, 'Sign in to Qrius');
/** The page of a firewall that takes a request for an attack. */
export const firewallPage = (): Reply => pageReply(403, 'Request blocked');
/** A redirect to the page on which people sign in. */
export const loginRedirect = (): Reply => redirectReply(LOGIN_URL);

function jsonReply(config: Config, status: number, body: unknown): Reply {
  const text = JSON.stringify(body);
  return plainReply(
    status,
    'application/json; charset=utf-8',
    config.answers.bom ? BYTE_ORDER_MARK + text : text,
  );
}

function doneReply(config: Config, outcome: Done): Reply {
  if (outcome.data === undefined) return emptyReply(outcome.status);
  const data = shownNames(config.answers, outcome.data);
  return jsonReply(config, outcome.status, bodyOf(config.dialect, { ...outcome, data }));
}

/** The reply of a 429 without its headers. */
function limitedReply(config: Config, outcome: Refused): Reply {
  if (config.answers.limited === 'html') return pageReply(429);
  if (config.answers.limited === 'header') return emptyReply(429);
  return jsonReply(config, 429, bodyOf(config.dialect, outcome));
}

function refusedReply(config: Config, outcome: Refused): Reply {
  const { answers, dialect } = config;
  if (outcome.status === 429) return limitedReply(config, outcome);
  if (outcome.status === 401 && answers.unauthorized !== 'json') {
    return answers.unauthorized === 'login' ? loginPage() : loginRedirect();
  }
  const body = bodyOf(dialect, outcome);
  if (answers.refusalStatus === 'own' || IN_FRONT.includes(outcome.status)) {
    return jsonReply(config, outcome.status, body);
  }
  return jsonReply(config, 200, { success: false, ...(body as object) });
}

/** The reply for `outcome`, with `Retry-After` where the configuration has it. */
export function replyOf(config: Config, outcome: Outcome): Reply {
  if (outcome.kind === 'done') return doneReply(config, outcome);
  const reply = refusedReply(config, outcome);
  const header = config.retryAfterHeader || config.answers.limited === 'header';
  if (outcome.retryAfter !== undefined && header) {
    reply.headers.push(['Retry-After', String(outcome.retryAfter)]);
  }
  return reply;
}
