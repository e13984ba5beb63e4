// The simulator over real HTTP, on this machine only and on its own clock.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { handle } from './handle';
import { pageReply, type Reply } from './reply';
import { createState, type State, type StateOptions } from './state';

/** Nobody else on the network may reach it. */
const LOOPBACK = '127.0.0.1';
/** Longer than a caller may pause between two batches: Node's own five seconds drop connections that are about to be used again. */
const KEEP_ALIVE_MS = 60_000;

export interface ServerOptions extends StateOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The service's clock, epoch milliseconds; the machine's unless told otherwise. */
  now?: () => number;
}

export interface Simulator {
  /** The origin, without a slash at the end; in the reference's dialect the API is under `<url>/api`. */
  url: string;
  /** The first account's key. */
  key: string;
  /** The live state: reading it shows what the server knows, changing it changes what the server does. */
  state: State;
  /** Stops listening and drops all connections. */
  close: () => Promise<void>;
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.connection !== 'kept') {
    response.socket?.destroy();
    return;
  }
  const bytes = Buffer.from(reply.body, reply.binary ? 'latin1' : 'utf8');
  response.writeHead(reply.status, [
    ...reply.headers.flat(),
    ...(reply.status === 204 ? [] : ['Content-Length', String(bytes.length)]),
  ]);
  response.end(bytes);
}

/** Names of this machine. A page of another site reaches the port only under a name of its own (DNS rebinding). */
const HOSTS = ['localhost', LOOPBACK, '[::1]'];

const isOwnHost = ({ headers }: IncomingMessage, port: number): boolean =>
  HOSTS.some((host) => headers.host?.toLowerCase() === `${host}:${port}`);

function serve(
  state: State,
  now: number,
  incoming: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  const request = { method: incoming.method ?? '', path: incoming.url ?? '', headers, body };
  const reply = handle(state, request, now);
  const waitMs = state.config.latencyMs + reply.delayMs;
  if (waitMs === 0) {
    send(response, reply);
    return;
  }
  const waiting = setTimeout(send, waitMs, response, reply);
  // Nobody is there any more who is owed the answer, and it would keep the process alive.
  response.once('close', () => clearTimeout(waiting));
}

/**
 * Starts the simulator on 127.0.0.1. It answers requests to `localhost`, 127.0.0.1 and [::1] with its port only. There is no latency
 * unless `latencyMs` asks for it, and short URLs and images are on this server unless the options say otherwise. Rejects with Node's EADDRINUSE where the port is in use.
 */
export async function startSimulator({
  port = 0,
  now = Date.now,
  ...options
}: ServerOptions = {}): Promise<Simulator> {
  const state = createState({ latencyMs: 0, ...options });
  const server = createServer((incoming, response) => {
    if (!isOwnHost(incoming, (server.address() as AddressInfo).port)) {
      send(response, pageReply(403));
      return;
    }
    // A caller that goes away before its body is read is owed no answer.
    text(incoming).then(
      (body) => serve(state, now(), incoming, response, body),
      () => response.destroy(),
    );
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  state.config.shortBase = options.shortBase ?? `${url}/s`;
  state.config.imageBase = options.imageBase ?? `${url}/images`;
  const key = state.accounts[0]?.key ?? '';
  return {
    url,
    key,
    state,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
