// Judges answers of the Qrius API: whatever bytes arrive, one of a few outcomes comes out, and nothing is thrown.

import { isRecord } from '../shared/parse';
import { PLAN_LIMIT_STATUSES } from './assumptions';
import { text } from './readings';
import type { ApiAnswer } from './requests';
import * as words from './words';

/** What an answer means, whatever was asked. `data` is the body without its envelope. */
export type Outcome =
  | { kind: 'done'; data: unknown; meta: unknown }
  | { kind: 'conflict'; message: string }
  | { kind: 'limited'; retryAfterMs: number | null }
  | { kind: 'rejected'; message: string }
  | { kind: 'key-refused' }
  | { kind: 'plan-limit'; message: string }
  | { kind: 'missing' }
  | { kind: 'lost'; why: string };

/** `retryAfter` above this is not believed: the longest wait that the plans know is a minute, a day is generous. */
const LONGEST_WAIT_SECONDS = 86_400;
/** Server messages go into cells and dialogs: longer ones are cut. */
const LONGEST_MESSAGE = 300;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Judges one answer, in either dialect (docs/facts/qrius-api.md#bodies). Never throws. */
export function judge(answer: ApiAnswer): Outcome {
  const body = parse(answer.body);
  const status = statusOf(answer.status, body);
  if (status === 204) return { kind: 'done', data: null, meta: undefined };
  if (isSuccess(status)) return success(body);
  if (status === 429)
    return { kind: 'limited', retryAfterMs: retryAfter(isRecord(body) ? body : {}, answer.headers) };
  if (status === 401) return { kind: 'key-refused' };
  if (!isRecord(body)) return { kind: 'lost', why: words.errorPage(status) };
  return refusal(status, body);
}

/** Where a refusal comes with a status of success, the body says what it is; one that says nothing did nothing. */
function statusOf(status: number, body: unknown): number {
  if (!isSuccess(status) || !isRecord(body) || body.success !== false) return status;
  const { statusCode } = body;
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 400;
}

function success(body: unknown): Outcome {
  if (Array.isArray(body)) return { kind: 'done', data: body, meta: undefined };
  if (!isRecord(body)) return { kind: 'lost', why: words.otherFormat };
  return { kind: 'done', data: body.success === true ? body.data : body, meta: body.meta };
}

function refusal(status: number, body: Record<string, unknown>): Outcome {
  if (status === 409) return { kind: 'conflict', message: messageOf(body) };
  if (PLAN_LIMIT_STATUSES.includes(status)) return { kind: 'plan-limit', message: messageOf(body) };
  if (status === 404) return { kind: 'missing' };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'rejected', message: messageOf(body) };
  return { kind: 'lost', why: words.ownError(status) };
}

/** In one dialect `error` is a record with what is said of the error; in the other that is beside it. */
const errorIn = ({ error }: Record<string, unknown>) => (isRecord(error) ? error : {});

function retryAfter(body: Record<string, unknown>, headers: Record<string, string>): number | null {
  const candidates = [body.retryAfter, errorIn(body).retryAfter, headers['retry-after']];
  for (const candidate of candidates) {
    const seconds = typeof candidate === 'string' && candidate.trim() !== '' ? Number(candidate) : candidate;
    if (typeof seconds === 'number' && seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS)
      return Math.ceil(seconds * 1000);
  }
  return null;
}

function messageOf(body: Record<string, unknown>): string {
  const found = [errorIn(body).message, body.message, body.error]
    .map((candidate) => (Array.isArray(candidate) ? candidate : [candidate]))
    .map((parts) =>
      parts
        .map(text)
        .filter((part) => part !== '')
        .join('; '),
    )
    .find((message) => message !== '');
  const clean = (found ?? words.noReason).replace(/\s+/g, ' ').trim();
  return clean.length > LONGEST_MESSAGE ? `${clean.slice(0, LONGEST_MESSAGE)}…` : clean;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
