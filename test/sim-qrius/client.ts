// How the suites talk to the simulated service: one call, at the time that the test sets.

import { API_PREFIX } from '../../sim/qrius/dialect';
import { handle } from '../../sim/qrius/handle';
import type { Pagination } from '../../sim/qrius/outcome';
import type { Reply } from '../../sim/qrius/reply';
import type { State } from '../../sim/qrius/state';

/** The opening of the conference day, in epoch milliseconds: where virtual clocks start. */
export const START = Date.UTC(2025, 8, 1, 9);

export interface Answer extends Reply {
  header: (name: string) => string | undefined;
}

/** Sends one request with the first account's key, or another, and gives the reply. */
export function send(
  state: State,
  method: string,
  path: string,
  { body, now = START, key = state.accounts[0]?.key }: { body?: unknown; now?: number; key?: string } = {},
): Answer {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const request = {
    method,
    path: API_PREFIX[state.config.dialect] + path,
    headers,
    body: body === undefined ? '' : JSON.stringify(body),
  };
  const reply = handle(state, request, now);
  return { ...reply, header: (name) => reply.headers.find(([written]) => written === name)?.[1] };
}

/** Every field that an answer may show about a code, its scans or the change of many codes. */
export interface Fields {
  id: string;
  slug: string;
  name: string;
  qrCodeUrl: string;
  shortUrl: string;
  tags: string[];
  totalScans: number;
  uniqueScans: number;
  lastScannedAt: string | null;
}

/** A body as it is: a list in either dialect, an envelope, or a refusal. */
export interface Body {
  success?: boolean;
  data: Fields[];
  meta: { pagination: Pagination };
  message: string;
  retryAfter: number;
  error: { code: string; message: string; retryAfter: number };
}

export const json = (answer: Reply): Body => JSON.parse(answer.body);

/** The body of a success without the envelope of its dialect. */
export function dataOf(state: State, answer: Reply): Fields {
  const body = JSON.parse(answer.body);
  return state.config.dialect === 'guide' ? body : body.data;
}

/** The sentence of a refusal in either dialect. */
export const messageOf = (state: State, answer: Reply): string =>
  state.config.dialect === 'guide' ? json(answer).message : json(answer).error.message;

/** The guide's conference: session `number` from 1. */
export function session(number: number) {
  const id = `s${String(number).padStart(2, '0')}`;
  return {
    name: `Session ${number}`,
    destinationUrl: `https://conf.example.com/sessions/${id}`,
    slug: `conf-2025-${id}`,
    tags: ['conference-2025', 'track:main'],
  };
}
