// The whole service as one function: a request comes in, the state moves on, a reply goes out. No clock, no I/O, no chance of its own.
import type { Call } from './call';
import { insideApi } from './dialect';
import { delayOf, type FaultAction, replyAfterWork, replyBeforeWork, strikesOf } from './faults';
import { isRecord } from './fields';
import { stopAtGateway } from './gateway';
import { type Outcome, refuse } from './outcome';
import { answerPublic } from './public';
import { replyOf } from './render';
import { pageReply, type Reply, type Request } from './reply';
import { readBody, sentKey } from './request';
import { findRoute } from './routes';
import type { Key, State } from './state';
import { allowanceOf, rateHeaders, takeOne } from './windows';

type Admission = { account: Call['account']; key: Key };

function admit(state: State, request: Request): Admission | null {
  const sent = sentKey(request);
  const key = state.keys.find((candidate) => candidate.key === sent && !candidate.revoked);
  const account = key && state.accounts.find(({ id }) => id === key.accountId);
  return account ? { account, key } : null;
}

/** What the service makes of an admitted request on one of its routes: the permission, the body, the work. */
function work(
  state: State,
  request: Request,
  { account, key }: Admission,
  found: NonNullable<ReturnType<typeof findRoute>>,
  now: number,
): Outcome {
  if (key.readOnly && request.method !== 'GET') return refuse(403, 'This API key may only read.');
  const body = readBody(request);
  if (request.body !== '' && body === undefined) {
    return refuse(400, 'The body must be JSON, sent with Content-Type: application/json.');
  }
  const query = new URLSearchParams(request.path.split('?', 2)[1] ?? '');
  return found.route.answer({ state, account, id: found.id, query, body, now });
}

/** The limit first, then the path, then the work. `path` is inside the API and has no query. */
function answerAdmitted(
  state: State,
  request: Request,
  admission: Admission,
  path: string,
  now: number,
): Reply {
  const { config } = state;
  const limited = takeOne(state, admission.account, admission.key.key, now);
  if (limited) return replyOf(config, limited);
  const found = findRoute(request.method, path, config.answers.missingRoutes);
  if (found) return replyOf(config, work(state, request, admission, found, now));
  if (config.answers.missingPath === 'html') return pageReply(404);
  return replyOf(config, refuse(404, `Cannot ${request.method} ${path}`));
}

function answerApi(state: State, request: Request, path: string, now: number): Reply {
  const { config } = state;
  const stopped = stopAtGateway(config, request);
  if (stopped) return stopped;
  const admission = admit(state, request);
  if (!admission) return replyOf(config, refuse(401, 'The API key is missing, unknown or revoked.'));
  const reply = answerAdmitted(state, request, admission, path, now);
  if (config.rateHeaders) {
    const allowance = allowanceOf(state, admission.account, admission.key.key, now);
    reply.headers.push(...rateHeaders(state, allowance, now));
  }
  return reply;
}

/** What strikes a request and changes the state before it is answered. */
function applyStrikes(state: State, request: Request, strikes: FaultAction[], now: number): void {
  for (const action of strikes) {
    if (action.kind === 'doneLater') state.late.push({ at: now + action.ms, request });
    if (action.kind !== 'revokeKey') continue;
    for (const key of state.keys) key.revoked ||= key.key === sentKey(request);
  }
}

/** The API with its faults around it. `path` is inside the API and has no query. */
function answerStruck(state: State, request: Request, path: string, now: number): Reply {
  const { config } = state;
  const route = findRoute(request.method, path)?.route.path ?? path;
  const strikes = strikesOf(state.faults, request.method, [path, route]);
  applyStrikes(state, request, strikes, now);
  const before = replyBeforeWork(strikes, config);
  if (before) return { ...before, delayMs: delayOf(strikes) };
  const done = answerApi(state, request, path, now);
  const ids = admit(state, request)?.account.codeIds ?? [];
  return { ...replyAfterWork(strikes, done, config, ids), delayMs: delayOf(strikes) };
}

/** Does the work of requests whose answers were lost and whose time has come. `handle` does so first; a test may, at its end. */
export function workLate(state: State, now: number): void {
  const due = state.late.filter(({ at }) => at <= now).sort((one, other) => one.at - other.at);
  state.late = state.late.filter(({ at }) => at > now);
  for (const { at, request } of due) {
    const path = insideApi(state.config.dialect, bareOf(request));
    if (path !== null) answerApi(state, request, path, at);
  }
}

const bareOf = ({ path }: Request): string => path.split('?', 1)[0] ?? '';

function logEntry(request: Request, reply: Reply, now: number): State['log'][number] {
  const body = readBody(request);
  const { qrCodeIds, slug } = isRecord(body) ? body : {};
  return {
    at: now,
    method: request.method,
    path: request.path,
    status: reply.status,
    connection: reply.connection,
    key: sentKey(request)?.slice(-4) ?? null,
    ids: Array.isArray(qrCodeIds) ? qrCodeIds.length : null,
    slug: typeof slug === 'string' ? slug : null,
  };
}

/**
 * Answers one request at `now` (epoch milliseconds). The state is changed in place: it is plain data, and a caller who
 * wants the former one copies it with `structuredClone`. An address of the other dialect answers as a website would.
 */
export function handle(state: State, request: Request, now: number): Reply {
  workLate(state, now);
  const bare = bareOf(request);
  const inside = insideApi(state.config.dialect, bare);
  const reply =
    answerPublic(state, request.method, bare, now) ??
    (inside === null ? pageReply(404) : answerStruck(state, request, inside, now));
  state.log.push(logEntry(request, reply, now));
  return reply;
}
