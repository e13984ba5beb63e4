// The endpoints for one code at a time: create, list, read, change, delete.
import { PLANS } from '../../src/qrius/plans';
import { isBlocked } from './answers';
import { type Call, refuseInput } from './call';
import { addCode, isTaken, noSuchCode, ownCode, removeCode } from './codes';
import { type CodeFields, OPTIONAL, readFields } from './fields';
import { listedCodes, remember } from './history';
import { listBody, pageOf } from './lists';
import { done, type Outcome, type Refused, refuse } from './outcome';
import { isRefusedSlug, storedFields } from './stores';
import { createdView, fullView } from './views';

/** Codes on one page where the request names no number, and at most. (Both assumed.) */
const DEFAULT_PAGE_SIZE = 20;
const MOST_PAGE_SIZE = 100;

/** The 403 for a destination on the service's blocklist; null for any other. */
export function refuseBlocked(call: Call, { destinationUrl }: Partial<CodeFields>): Refused | null {
  const blocked = destinationUrl !== undefined && isBlocked(call.state.config.answers, destinationUrl);
  return blocked ? refuse(403, `The destination ${new URL(destinationUrl).hostname} is not allowed`) : null;
}

/** The refusal of a create whose fields are valid; null where nothing is against it. The plan is looked at before the slug. (Assumed.) */
function refuseCreate(call: Call, fields: Partial<CodeFields>): Refused | null {
  const { state, account } = call;
  const { totalCodes, answers, stores } = state.config;
  const most = totalCodes ?? PLANS[account.plan].codes;
  if (account.codeIds.length >= most) {
    const sentence = `The ${account.plan} plan holds at most ${most} QR codes. Upgrade to create more.`;
    return refuse(answers.fullPlan, sentence);
  }
  const { slug } = fields;
  if (slug === undefined) return refuseBlocked(call, fields);
  if (isRefusedSlug(stores, slug)) return refuseInput(call, `Slug "${slug}" is not allowed`);
  // The slug is in the sentence, as in the guide's body of a 409.
  if (isTaken(state, slug)) return refuse(409, `Slug "${slug}" is already taken`);
  return refuseBlocked(call, fields);
}

/** `POST /qr`. */
export function createCode(call: Call): Outcome {
  const { state, account, now } = call;
  const { answers, stores } = state.config;
  const sent = readFields(call.body, ['name', 'destinationUrl'], ['slug', ...OPTIONAL]);
  if (typeof sent === 'string') return refuseInput(call, sent);
  const fields = storedFields(stores, sent);
  const refused = refuseCreate(call, fields);
  if (refused) return refused;
  const view = createdView(state, addCode(state, account, fields, now));
  return done(answers.createStatus, answers.createBody && answers.createStatus !== 204 ? view : undefined);
}

function readWhole(text: string | null, fallback: number, least: number, most: number): number | null {
  if (text === null) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : null;
}

/** `GET /qr?page=&limit=`. */
export function listCodes(call: Call): Outcome {
  const { state, account, query, now } = call;
  const { lists } = state.config;
  const page = readWhole(query.get('page'), lists.firstPage, lists.firstPage, Number.MAX_SAFE_INTEGER);
  const limit = readWhole(query.get('limit'), DEFAULT_PAGE_SIZE, 1, MOST_PAGE_SIZE);
  if (page === null) return refuseInput(call, `page must be a whole number from ${lists.firstPage}.`);
  if (limit === null) return refuseInput(call, `limit must be a whole number from 1 to ${MOST_PAGE_SIZE}.`);
  const all = listedCodes(state, account, now);
  const { items, pagination } = pageOf(lists, all, { page, limit });
  const data = items.map((code) => fullView(state, code, now));
  const body = listBody(lists.shape, data, pagination);
  return body === null ? { ...done(200, data), pagination } : { ...done(200, body), bare: true };
}

/** `GET /qr/:id`. */
export function readCode(call: Call): Outcome {
  const code = ownCode(call, call.id);
  return code ? done(200, fullView(call.state, code, call.now)) : noSuchCode(call);
}

/** `PATCH /qr/:id`: what the body names is changed. A slug is printed on paper and stays. (Method and fields assumed.) */
export function changeCode(call: Call): Outcome {
  const code = ownCode(call, call.id);
  if (!code) return noSuchCode(call);
  const fields = readFields(call.body, [], ['name', 'destinationUrl', ...OPTIONAL]);
  if (typeof fields === 'string') return refuseInput(call, fields);
  const refused = refuseBlocked(call, fields);
  if (refused) return refused;
  const { answers, stores } = call.state.config;
  remember(call.state, code, call.now);
  Object.assign(code, storedFields(stores, fields));
  return done(
    answers.changeStatus,
    answers.changeStatus === 204 ? undefined : fullView(call.state, code, call.now),
  );
}

/** `DELETE /qr/:id`. Assumed: the answer is the ID. */
export function deleteCode(call: Call): Outcome {
  const code = ownCode(call, call.id);
  if (!code) return noSuchCode(call);
  remember(call.state, code, call.now);
  removeCode(call.state, call.account, code);
  return done(200, { id: code.id });
}
