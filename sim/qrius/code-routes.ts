// The endpoints for one code at a time: create, list, read, change, delete.
import { PLANS } from '../../src/qrius/plans';
import { type Call, refuseInput } from './call';
import { addCode, isTaken, noSuchCode, ownCode, removeCode } from './codes';
import { readFields } from './fields';
import { done, type Outcome, refuse } from './outcome';
import { createdView, fullView } from './views';

/** Codes on one page where the request names no number, and at most. (Both assumed.) */
const DEFAULT_PAGE_SIZE = 20;
const MOST_PAGE_SIZE = 100;

/** `POST /qr`. 402 beyond the plan's total is assumed (qrius-api.md, "Plans"); it is looked at before the slug. */
export function createCode(call: Call): Outcome {
  const { state, account, now } = call;
  const fields = readFields(call.body, ['name', 'destinationUrl'], ['slug', 'tags', 'description']);
  if (typeof fields === 'string') return refuseInput(call, fields);
  const most = state.config.totalCodes ?? PLANS[account.plan].codes;
  if (account.codeIds.length >= most) {
    return refuse(402, `The ${account.plan} plan holds at most ${most} QR codes. Upgrade to create more.`);
  }
  if (fields.slug !== undefined && isTaken(state, fields.slug)) {
    return refuse(409, `Slug "${fields.slug}" is already taken.`);
  }
  return done(201, createdView(state, addCode(state, account, fields, now)));
}

function readWhole(text: string | null, fallback: number, most: number): number | null {
  if (text === null) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
}

/** `GET /qr?page=&limit=`, newest first. */
export function listCodes(call: Call): Outcome {
  const page = readWhole(call.query.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const limit = readWhole(call.query.get('limit'), DEFAULT_PAGE_SIZE, MOST_PAGE_SIZE);
  if (page === null) return refuseInput(call, 'page must be a whole number from 1.');
  if (limit === null) return refuseInput(call, `limit must be a whole number from 1 to ${MOST_PAGE_SIZE}.`);
  const ids = call.account.codeIds.toReversed().slice((page - 1) * limit, page * limit);
  const data = ids.flatMap((id) => {
    const code = ownCode(call, id);
    return code ? [fullView(call.state, code, call.now)] : [];
  });
  const pagination = { page, limit, total: call.account.codeIds.length };
  return { kind: 'done', status: 200, data, pagination };
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
  const fields = readFields(call.body, [], ['name', 'destinationUrl', 'tags', 'description']);
  if (typeof fields === 'string') return refuseInput(call, fields);
  Object.assign(code, fields);
  return done(200, fullView(call.state, code, call.now));
}

/** `DELETE /qr/:id`. Assumed: the answer is the ID. */
export function deleteCode(call: Call): Outcome {
  const code = ownCode(call, call.id);
  if (!code) return noSuchCode(call);
  removeCode(call.state, call.account, code);
  return done(200, { id: code.id });
}
