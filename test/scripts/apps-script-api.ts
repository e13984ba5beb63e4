// A loopback stand-in of the Google services that clasp talks to: a proxy that answers from memory and refuses every other host.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { selfSigned } from './certificate';

/** One file of a script project, as the Apps Script API has it (Apps Script API reference, projects.updateContent). */
export interface ScriptFile {
  name: string;
  type: 'SERVER_JS' | 'HTML' | 'JSON';
  source: string;
}

type Call = 'files.create' | 'projects.create' | 'projects.getContent' | 'projects.updateContent' | 'token';

/** What an account has, and how its services answer. */
export interface StandIn {
  /** Value of HTTPS_PROXY for the program under test. */
  proxy: string;
  /** The authority that the program must trust, as PEM. */
  authority: string;
  /** Names of all spreadsheets by ID. */
  sheets: Map<string, string>;
  /** All script projects by ID. */
  scripts: Map<string, { parentId: string; files: ScriptFile[] }>;
  /** Calls that are refused, with what Google says. */
  refusals: Partial<Record<Call, { status: number; message: string }>>;
  /** Every call that came in, in order. */
  calls: Call[];
  /** Hosts that were asked for and are not among Google's API hosts. */
  strangers: string[];
  close(): Promise<void>;
}

const hosts = ['script.googleapis.com', 'www.googleapis.com', 'oauth2.googleapis.com'];

const routes: Array<{ call: Call; method: string; path: RegExp }> = [
  { call: 'files.create', method: 'POST', path: /^www\.googleapis\.com\/drive\/v3\/files$/ },
  { call: 'projects.create', method: 'POST', path: /^script\.googleapis\.com\/v1\/projects$/ },
  {
    call: 'projects.getContent',
    method: 'GET',
    path: /^script\.googleapis\.com\/v1\/projects\/([^/]+)\/content$/,
  },
  {
    call: 'projects.updateContent',
    method: 'PUT',
    path: /^script\.googleapis\.com\/v1\/projects\/([^/]+)\/content$/,
  },
  { call: 'token', method: 'POST', path: /^oauth2\.googleapis\.com\/token$/ },
];

const newManifest =
  '{\n  "timeZone": "Europe/Berlin",\n  "dependencies": {},\n  "exceptionLogging": "STACKDRIVER"\n}';

/** The account's side of each call: the answer's body, or nothing where the script is not there. */
function answer(standIn: StandIn, call: Call, scriptId: string, body: string): unknown {
  if (call === 'token') return { access_token: 'made-up', expires_in: 3600, token_type: 'Bearer' };
  if (call === 'files.create') {
    const id = `sheet-${standIn.sheets.size + 1}`;
    standIn.sheets.set(id, (JSON.parse(body) as { name: string }).name);
    return { id };
  }
  if (call === 'projects.create') {
    const id = `script-${standIn.scripts.size + 1}`;
    const files: ScriptFile[] = [{ name: 'appsscript', type: 'JSON', source: newManifest }];
    standIn.scripts.set(id, { parentId: (JSON.parse(body) as { parentId: string }).parentId, files });
    return { scriptId: id };
  }
  const script = standIn.scripts.get(scriptId);
  if (script && call === 'projects.updateContent') script.files = (JSON.parse(body) as typeof script).files;
  return script && { scriptId, files: script.files };
}

async function handle(standIn: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const target = `${request.headers.host}${request.url?.replace(/\?.*/, '')}`;
  const route = routes.find(({ method, path }) => method === request.method && path.test(target));
  if (route) standIn.calls.push(route.call);
  const refusal = route && standIn.refusals[route.call];
  const scriptId = route?.path.exec(target)?.[1] ?? '';
  const result =
    route && !refusal && answer(standIn, route.call, scriptId, Buffer.concat(chunks).toString('utf8'));
  const { status, message } = refusal ?? { status: 404, message: 'Requested entity was not found.' };
  response.writeHead(result ? 200 : status, { 'content-type': 'application/json' });
  // The token service words its refusals otherwise (RFC 6749, section 5.2).
  const refused = route?.call === 'token' ? { error: message } : { error: { code: status, message } };
  response.end(JSON.stringify(result || refused));
}

/** Starts a stand-in with an empty account on a free port of the loopback. */
export async function startStandIn(): Promise<StandIn> {
  const { key, cert } = selfSigned(hosts);
  const sockets = new Set<Socket>();
  const services = createTlsServer({ key, cert }, (request, response) => {
    handle(standIn, request, response).catch((error: Error) => response.destroy(error));
  });
  const proxy = createServer((_request, response) => response.writeHead(403).end());
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    const host = request.url?.replace(/:443$/, '') ?? '';
    if (!hosts.includes(host)) {
      standIn.strangers.push(host);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    services.emit('connection', socket);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const standIn: StandIn = {
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    authority: cert,
    sheets: new Map(),
    scripts: new Map(),
    refusals: {},
    calls: [],
    strangers: [],
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
  return standIn;
}
