// UrlFetchApp: requests that are in flight together, and the one throw that loses all their answers.

import type { WireResult } from '../../wire';
import { make } from '../facade';
import type { Handles } from '../handles';
import { spend } from '../lifecycle';
import { Refusal } from '../refusal';
import type { Execution, FacadeClass } from '../types';
import { type FetchRequest, fetchRequest } from './fetch-request';
import { handle, method } from './methods';

/**
 * What a failure below HTTP says; it always throws, muted or not, and with the whole URL (docs/facts/apps-script.md#fetch-failures).
 * The exact words on expiry of timeoutSeconds are unconfirmed.
 */
const failures: Record<'dropped' | 'timeout' | 'unreachable', (url: string) => string> = {
  dropped: (url) => `Address unavailable: ${url}`,
  timeout: (url) => `Timeout: ${url}`,
  unreachable: (url) => `DNS error: ${url}`,
};

/** How many characters of an error's body the message shows. */
const SHOWN_BODY = 200;

function httpError({ url }: FetchRequest, status: number, body: string): string {
  const { origin } = new URL(url);
  return `Request failed for ${origin} returned code ${status}. Truncated server response: ${body.slice(0, SHOWN_BODY)} (use muteHttpExceptions option to examine full response)`;
}

/** Sends all requests, waits for the slowest, and throws for the whole of them where one fails. */
function send(x: Execution, requests: FetchRequest[]): object[] {
  const wire = requests.map(({ muted: _, ...request }) => request);
  const results: WireResult[] = requests.length === 0 ? [] : x.core.transport(wire, x.core.now());
  if (results.length !== requests.length)
    throw new Error('The transport gave back another number of results.');
  spend(x, Math.max(0, ...results.map(({ ms }) => ms)));
  requests.forEach((request, index) => {
    const result = results[index] as WireResult;
    if (result.kind === 'failed') throw new Refusal(failures[result.reason](request.url));
    if (!request.muted && result.status >= 400)
      throw new Refusal(httpError(request, result.status, result.body));
  });
  return results.map((result) => {
    if (result.kind === 'failed') throw new Error('A failed request has no response.');
    return make(x, 'HTTPResponse', result);
  });
}

export const urlFetchClass: FacadeClass<null> = {
  name: 'UrlFetchApp',
  permission: 'fetch',
  methods: {
    fetch: method('fetch', (x, _, url, options) => send(x, [fetchRequest(x, url, options)])[0]),
    fetchAll: method('fetch', (x, _, requests) => {
      if (!Array.isArray(requests))
        throw new Refusal("The parameters don't match the method signature for UrlFetchApp.fetchAll.");
      const checked = Array.from(requests, (request: unknown) =>
        typeof request === 'string'
          ? fetchRequest(x, request, {})
          : fetchRequest(x, Object(request).url, request),
      );
      return x.realm.list(send(x, checked));
    }),
  },
};

/** Header names keep the case in which the server sent them (docs/facts/apps-script.md#header-case). */
function headerMap(x: Execution, { headers }: Handles['HTTPResponse'], repeats: boolean): unknown {
  const map = x.realm.object();
  for (const [name, value] of headers) {
    const before = map[name];
    if (!repeats || before === undefined) map[name] = value;
    else map[name] = x.realm.list(Array.isArray(before) ? [...before, value] : [before, value]);
  }
  return map;
}

export const httpResponseClass: FacadeClass<Handles['HTTPResponse']> = {
  name: 'HTTPResponse',
  permission: 'free',
  methods: {
    getResponseCode: handle((_, { status }) => status),
    getContentText: handle((_, { body }) => body),
    getHeaders: handle((x, self) => headerMap(x, self, false)),
    getAllHeaders: handle((x, self) => headerMap(x, self, true)),
  },
};
