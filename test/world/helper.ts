// Small worlds for the contract tests: a bundle written as text, and a transport that answers from a function.
import { createWorld, type World, type WorldOptions } from '../../sim/apps-script/world';
import type { Transport, WireRequest, WireResult } from '../../sim/wire';

export const manifest = {
  timeZone: 'Etc/UTC',
  oauthScopes: [
    'https://www.googleapis.com/auth/spreadsheets.currentonly',
    'https://www.googleapis.com/auth/script.container.ui',
    'https://www.googleapis.com/auth/script.external_request',
    'https://www.googleapis.com/auth/script.scriptapp',
  ],
  urlFetchWhitelist: ['https://api.qrius.io/', 'https://qrius.io/'],
};

/** A world around a bundle with a sheet "S"; its first user is the owner, the second is Bob. */
export function small(code: string, options: Partial<WorldOptions> = {}): World {
  return createWorld({
    code,
    manifest,
    users: [
      { id: 'owner', email: 'owner@example.com' },
      { id: 'bob', email: 'bob@example.com' },
    ],
    document: { sheets: [{ name: 'S' }] },
    ...options,
  });
}

/** Runs the body of a function in a small world, and gives its value. Throws what it threw. */
export function evaluated(body: string, options: Partial<WorldOptions> = {}): unknown {
  const result = small(`function f() { ${body} }`, options).run('f');
  if (result.outcome !== 'returned') throw new Error(result.error);
  return result.value;
}

/** An answer with a status and a body, after 100 ms. */
export const answer = (status: number, body = '{}', headers: Array<[string, string]> = []): WireResult => ({
  kind: 'answer',
  status,
  headers,
  body,
  ms: 100,
});

/** A transport that answers each request by itself and keeps what reached it. */
export function server(reply: (request: WireRequest) => WireResult): Transport & { reached: WireRequest[] } {
  const reached: WireRequest[] = [];
  const transport: Transport = (requests) =>
    requests.map((request) => {
      reached.push(request);
      return reply(request);
    });
  return Object.assign(transport, { reached });
}
