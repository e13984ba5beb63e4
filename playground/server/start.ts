// Starts the playground: a run of service and script, the page and its server.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryPoints } from '../../sim/apps-script/entry-points';
import type { Plan } from '../../sim/qrius/plans';
import type { State } from '../../sim/qrius/state';
import type { Scenario } from '../../sim/scenario/scenario';
import { builtCode, example, manifest } from '../../sim/trial';
import { keepFrames } from './frames';
import { serveSite } from './http';
import { listenersOf } from './listeners';
import type { DocumentView, Midway, News, Outcome, StageView } from './messages';
import { orders, userIn } from './orders';
import { pageFiles } from './page-files';
import { startPlay } from './play';
import { scan } from './scan';
import type { AddOn } from './script-thread';
import { peopleOf, plainSetting, type Setting, scenarioSetting } from './setting';
import { LATENCY_MS, renewKey, serviceView, turn } from './switches';
import { tourOf } from './tour';

/** How often it is looked whether the service has news, in milliseconds. */
const LOOK_MS = 200;

export interface PlaygroundOptions {
  /** 0 takes any free port. */
  port: number;
  /** Title of the document and its rows, header first; by default the example conference. */
  document?: { name: string; rows: string[][] };
  /** What a scenario file begins with, instead of document and plan. */
  scenario?: Scenario;
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

function settingOf({ scenario, document, plan = 'PRO', latencyMs = LATENCY_MS }: PlaygroundOptions): Setting {
  if (scenario) return scenarioSetting(scenario);
  const { name, rows } = document ?? { name: 'Conference 2025', rows: example('conference.csv') };
  return plainSetting({ name, rows }, { plan, latencyMs });
}

/** Rejects with Node's EADDRINUSE where the port is in use, and where the add-on was not built or does not start. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const setting = settingOf(options);
  const people = peopleOf(setting);
  const ids = people.map(({ id }) => id);
  const addOn = options.addOn ?? builtAddOn();
  const { files, shim } = await pageFiles();
  const frames = keepFrames([...entryPoints(addOn.code)], shim);
  /** The last news of each kind that a page needs when it comes. */
  const latest = new Map<News['kind'], News>();
  const dialogs = new Map<number, string>();
  const shown: { document: DocumentView | null; midway: Midway; isStale: boolean } = {
    document: null,
    isStale: false,
    midway: { working: false, sorted: false, cut: false },
  };
  const closeDialogs = (user: string) => {
    for (const [dialog, asked] of dialogs)
      if (asked === user) void play.send({ kind: 'answer', dialog, answer: { button: 'CLOSE' } });
  };
  const listeners = listenersOf(
    () => [...latest.values(), { kind: 'service', service: serviceView(play.service) }],
    closeDialogs,
    (text) => play.forBrowser(text),
  );
  const keep = (news: News) => {
    latest.set(news.kind, news);
    listeners.tell(news);
  };
  const play = await startPlay(setting, { addOn, withKeys: !options.addOn }, (news) => {
    if (news.kind === 'midway' || news.kind === 'document') {
      if (news.kind === 'midway') shown.midway = news.midway;
      else shown.document = news.document;
      shown.isStale = true;
    }
    if (news.kind === 'midway') return;
    if (news.kind === 'html') {
      const { html, ...rest } = news;
      return listeners.tell({ ...rest, page: frames.add(html) });
    }
    if (news.kind === 'document' || news.kind === 'executions' || news.kind === 'charts') return keep(news);
    if (news.kind === 'asked') dialogs.delete(news.dialog);
    if (news.kind === 'ask') dialogs.set(news.dialog, news.user);
    listeners.tell(news);
    // Nobody is there who could answer.
    if (news.kind === 'ask' && !listeners.present(news.user)) closeDialogs(news.user);
  });
  let tour = tourOf();

  /** Begins again, and reloads every page. */
  const reset = async (kind: unknown): Promise<Outcome> => {
    dialogs.clear();
    await play.reset(kind === 'bound' || kind === 'addon' ? kind : play.kind);
    // What was told while the run began still counted the steps of the last one.
    tour = tourOf();
    latest.delete('tour');
    shown.isStale = true;
    listeners.tell({ kind: 'reset' });
    return { ok: true, value: null };
  };
  const act = (path: string, body: Record<string, unknown>) => {
    const reply = (outcome: Outcome) =>
      listeners.tell({ kind: 'reply', page: String(body.page), id: Number(body.id), outcome });
    const switchName = /^\/world\/(\w+)$/.exec(path)?.[1];
    if (switchName === 'reset') void reset(body.kind).then(reply);
    else if (switchName === 'scan') reply({ ok: true, value: scan(play.service, body.code, play.now()) });
    else if (switchName !== undefined && turn(play.service, switchName, body))
      reply({ ok: true, value: null });
    else {
      const order = Object.hasOwn(orders, path) ? orders[path]?.(body, ids) : undefined;
      if (!order) return false;
      void play.send(order).then(reply);
    }
    return true;
  };
  const stageFile = (): string => JSON.stringify({ people, kind: play.kind } satisfies StageView);
  const { server, url } = await serveSite(
    {
      file: (path) => {
        if (path === '/stage') return { type: 'application/json; charset=utf-8', text: stageFile() };
        const html = frames.get(path);
        if (html !== undefined) return { type: 'text/html; charset=utf-8', text: html, framed: true };
        return Object.hasOwn(files, path) ? files[path] : undefined;
      },
      listen: (query, response) =>
        listeners.add(
          { user: userIn({ user: query.get('user') }, ids), page: query.get('page') ?? '' },
          response,
        ),
      act,
    },
    options.port,
  );
  let serviceSent = '';
  const looking = setInterval(() => {
    if (!listeners.present()) return;
    renewKey(play.service);
    const service = serviceView(play.service);
    const text = JSON.stringify(service);
    if (text !== serviceSent) listeners.tell({ kind: 'service', service });
    if ((text !== serviceSent || shown.isStale) && shown.document)
      keep({ kind: 'tour', tour: tour(shown.document, play.service, shown.midway) });
    shown.isStale = false;
    serviceSent = text;
  }, LOOK_MS);
  return {
    url,
    key: play.service.accounts[0]?.key ?? '',
    service: play.service,
    close: async () => {
      clearInterval(looking);
      listeners.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await play.close();
    },
  };
}
