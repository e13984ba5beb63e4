// The whole service as one function: a request comes in, the state moves on, a reply goes out. No clock, no I/O, no chance of its own.
import type { Call } from './call';
import { bodyOf, insideApi } from './dialect';
import { delayOf, replyAfterWork, replyBeforeWork, strikesOf } from './faults';
import { isRecord } from './fields';
import { type Outcome, refuse } from './outcome';
import { answerPublic } from './public';
import { pageReply, plainReply, type Reply, type Request } from './reply';
import { findRoute } from './routes';
import type { Key, State } from './state';
import { allowanceOf, rateHeaders, takeOne } from './windows';

function headerOf(request: Request, name: string): string | undefined {
  return Object.entries(request.headers).find(([written]) => written.toLowerCase() === name)?.[1];
}

/** The key as it was sent, which need not be one that exists. */
function sentKey(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
}

/** The body as JSON; undefined where it is none, or is not said to be. */
function readBody(request: Request): unknown {
  if (!/^application\/json\b/i.test(headerOf(request, 'content-type') ?? '')) return undefined;
  try {
    return JSON.parse(request.body);
  } catch {
    return undefined;
  }
}

type Admission = { account: Call['account']; key: Key };

function admit(state: State, request: Request): Admission | null {
  const sent = sentKey(request);
  const key = state.keys.find((candidate) => candidate.key === sent && !candidate.revoked);
  const account = key && state.accounts.find(({ id }) => id === key.accountId);
  return account ? { account, key } : null;
}

/** What the service makes of an admitted request: the limit first, then the path, the permission, the body, the work. */
function work(
  state: State,
  request: Request,
  { account, key }: Admission,
  path: string,
  now: number,
): Outcome {
  const retryAfter = takeOne(state, account, key.key, now);
  if (retryAfter !== null) return { ...refuse(429, 'Too many requests. Wait and try again.'), retryAfter };
  const [bare = '', query = ''] = path.split('?', 2);
  const found = findRoute(request.method, bare);
  if (!found) return refuse(404, `Cannot ${request.method} ${bare}`);
  if (key.readOnly && request.method !== 'GET') return refuse(403, 'This API key may only read.');
  const body = readBody(request);
  if (request.body !== '' && body === undefined) {
    return refuse(400, 'The body must be JSON, sent with Content-Type: application/json.');
  }
  return found.route.answer({ state, account, id: found.id, query: new URLSearchParams(query), body, now });
}

function answerApi(state: State, request: Request, path: string, now: number): Reply {
  const { config } = state;
  const admission = admit(state, request);
  const outcome = admission
    ? work(state, request, admission, path, now)
    : refuse(401, 'The API key is missing, unknown or revoked.');
  const reply = plainReply(
    outcome.status,
    'application/json; charset=utf-8',
    bodyOf(config.dialect, outcome),
  );
  if (admission && config.rateHeaders) {
    const allowance = allowanceOf(state, admission.account, admission.key.key, now);
    reply.headers.push(...rateHeaders(state, allowance, now));
  }
  if (outcome.kind === 'refused' && outcome.retryAfter !== undefined && config.retryAfterHeader) {
    reply.headers.push(['Retry-After', String(outcome.retryAfter)]);
  }
  return reply;
}

/** The API with its faults around it. `path` lies inside the API and has its query. */
function answerStruck(state: State, request: Request, path: string, now: number): Reply {
  const { dialect } = state.config;
  const [bare = ''] = path.split('?', 1);
  const route = findRoute(request.method, bare)?.route.path ?? bare;
  const strikes = strikesOf(state.faults, request.method, [bare, route]);
  if (strikes.some(({ kind }) => kind === 'revokeKey')) {
    for (const key of state.keys) key.revoked ||= key.key === sentKey(request);
  }
  const reply =
    replyBeforeWork(strikes, dialect) ??
    replyAfterWork(strikes, answerApi(state, request, path, now), dialect);
  return { ...reply, delayMs: delayOf(strikes) };
}

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
  const [bare = ''] = request.path.split('?', 1);
  const inside = insideApi(state.config.dialect, request.path);
  const reply =
    answerPublic(state, request.method, bare, now) ??
    (inside === null ? pageReply(404) : answerStruck(state, request, inside, now));
  state.log.push(logEntry(request, reply, now));
  return reply;
}
