// Starts the playground: the simulated service, the thread of Apps Script, the page and its server.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryPoints } from '../../sim/apps-script/entry-points';
import type { Plan } from '../../sim/qrius/plans';
import { startSimulator } from '../../sim/qrius/server';
import type { State } from '../../sim/qrius/state';
import { builtCode, example, manifest } from '../../sim/trial';
import { keepFrames } from './frames';
import { serveSite } from './http';
import { listenersOf } from './listeners';
import type { News, Outcome } from './messages';
import { orders, userIn } from './orders';
import { pageFiles } from './page-files';
import { type AddOn, startScriptThread } from './script-thread';
import { serviceView, turn } from './switches';

/** How often it is looked whether the service has news, in milliseconds. */
const LOOK_MS = 200;
/** One answer of a public API seen from Google's data centre; an estimate, as in the service's own configuration. */
const LATENCY_MS = 400;

export interface PlaygroundOptions {
  /** 0 takes any free port. */
  port: number;
  /** Title of the document and its rows, header first; by default the example conference. */
  document?: { name: string; rows: string[][] };
  plan?: Plan;
  /** How long every answer of the service takes, in milliseconds. */
  latencyMs?: number;
  /** By default the one that was built into dist. A bundle of a test begins without a key. */
  addOn?: AddOn;
}

export interface Playground {
  url: string;
  /** A key of the simulated service. */
  key: string;
  /** The live state of the service. */
  service: State;
  close(): Promise<void>;
}

/** The add-on as it was built. Throws Node's ENOENT where it was not. */
function builtAddOn(): AddOn {
  const dist = join(__dirname, '..', '..', 'dist');
  const pages = readdirSync(dist).filter((name) => name.endsWith('.html'));
  const html = Object.fromEntries(pages.map((name) => [name, readFileSync(join(dist, name), 'utf8')]));
  return { code: builtCode(), html, manifest: manifest() };
}

/** Rejects with Node's EADDRINUSE where the port is in use, and where the add-on was not built or does not start. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const {
    document = { name: 'Conference 2025', rows: example('conference.csv') },
    plan = 'PRO',
    latencyMs = LATENCY_MS,
    addOn = builtAddOn(),
  } = options;
  // Shared with the thread: the hour that is jumped passes for both of them at once.
  const aheadMs = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const simulator = await startSimulator({ plan, latencyMs, now: () => Date.now() + (aheadMs[0] ?? 0) });
  const { state, key } = simulator;
  const { files, shim } = await pageFiles();
  const frames = keepFrames([...entryPoints(addOn.code)], shim);
  /** The last news of each kind that a page needs when it comes. */
  const latest = new Map<News['kind'], News>();
  const dialogs = new Map<number, string>();
  const closeDialogs = (user: string) => {
    for (const [dialog, asked] of dialogs)
      if (asked === user) void thread.send({ kind: 'answer', dialog, answer: { button: 'CLOSE' } });
  };
  const listeners = listenersOf(
    () => [...latest.values(), { kind: 'service', service: serviceView(state) }],
    closeDialogs,
  );
  const thread = await startScriptThread(
    { addOn, document, serviceUrl: simulator.url, key: options.addOn ? null : key, aheadMs },
    (news) => {
      if (news.kind === 'html') {
        const { html, ...rest } = news;
        return listeners.tell({ ...rest, page: frames.add(html) });
      }
      if (news.kind === 'document' || news.kind === 'executions') latest.set(news.kind, news);
      if (news.kind === 'asked') dialogs.delete(news.dialog);
      if (news.kind === 'ask') dialogs.set(news.dialog, news.user);
      listeners.tell(news);
      // Nobody is there who could answer.
      if (news.kind === 'ask' && !listeners.present(news.user)) closeDialogs(news.user);
    },
  );

  const act = (path: string, body: Record<string, unknown>) => {
    const reply = (outcome: Outcome) =>
      listeners.tell({ kind: 'reply', page: String(body.page), id: Number(body.id), outcome });
    const switchName = /^\/world\/(\w+)$/.exec(path)?.[1];
    if (switchName !== undefined && turn(state, switchName, body)) {
      reply({ ok: true, value: null });
      return true;
    }
    const order = Object.hasOwn(orders, path) ? orders[path]?.(body) : undefined;
    if (order) void thread.send(order).then(reply);
    return order !== undefined;
  };
  const { server, url } = await serveSite(
    {
      file: (path) => {
        const html = frames.get(path);
        if (html !== undefined) return { type: 'text/html; charset=utf-8', text: html };
        return Object.hasOwn(files, path) ? files[path] : undefined;
      },
      listen: (query, response) =>
        listeners.add({ user: userIn({ user: query.get('user') }), page: query.get('page') ?? '' }, response),
      act,
    },
    options.port,
  );
  let serviceSent = '';
  const looking = setInterval(() => {
    if (!listeners.present()) return;
    const service = serviceView(state);
    const text = JSON.stringify(service);
    if (text !== serviceSent) listeners.tell({ kind: 'service', service });
    serviceSent = text;
  }, LOOK_MS);
  return {
    url,
    key,
    service: state,
    close: async () => {
      clearInterval(looking);
      listeners.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await thread.close();
      await simulator.close();
    },
  };
}
