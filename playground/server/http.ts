// The server of the playground: the page and its files, the news, and the doors through which a page acts.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { refusalOf } from './guard';
import type { PageFile } from './page-files';

/** Nobody else on the network may reach it. */
const LOOPBACK = '127.0.0.1';

export interface Site {
  /** A file by its path; undefined where there is none. */
  file(path: string): PageFile | undefined;
  /** Keeps the response open for news. Throws an Error with a sentence for a wrong address. */
  listen(query: URLSearchParams, response: ServerResponse): void;
  /** Begins what a page asks for; false where there is no such door. Throws an Error with a sentence for a wrong body. */
  act(path: string, body: Record<string, unknown>): boolean;
}

/** No page of another site may lay ours under a click. */
const FRAMED = { 'X-Frame-Options': 'SAMEORIGIN', 'Content-Security-Policy': "frame-ancestors 'self'" };
const UNFRAMED = { 'X-Frame-Options': 'DENY', 'Content-Security-Policy': "frame-ancestors 'none'" };

function send(response: ServerResponse, status: number, { type, text: body, framed }: PageFile): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    ...(framed ? FRAMED : UNFRAMED),
  });
  response.end(body);
}

const refuse = (response: ServerResponse, status: number, sentence: string) =>
  send(response, status, { type: 'text/plain; charset=utf-8', text: sentence });

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body: unknown = JSON.parse(await text(request));
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Error('The body must be a JSON object.');
  return body as Record<string, unknown>;
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${LOOPBACK}`);
  if (request.method === 'GET' && pathname === '/events') return site.listen(searchParams, response);
  if (request.method === 'GET') {
    const file = site.file(pathname);
    return file ? send(response, 200, file) : refuse(response, 404, 'There is no such page.');
  }
  if (request.method !== 'POST') return refuse(response, 405, 'Only GET and POST are answered here.');
  if (!site.act(pathname, await bodyOf(request))) return refuse(response, 404, 'There is no such door.');
  send(response, 202, { type: 'application/json; charset=utf-8', text: '{}' });
}

/** Listens on this machine only. Rejects with Node's EADDRINUSE where the port is in use. */
export async function serveSite(site: Site, wanted: number): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const refusal = refusalOf(request, port);
    if (refusal !== null) return refuse(response, 403, refusal);
    answer(site, request, response).catch((error: Error) => refuse(response, 400, error.message));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, LOOPBACK, resolve);
  });
  return { server, url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}` };
}
