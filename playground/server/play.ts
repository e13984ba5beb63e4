// One run of the playground, from its beginning to a reset: the simulated service and the thread of Apps Script.
import { startSimulator } from '../../sim/qrius/server';
import type { State } from '../../sim/qrius/state';
import type { Order, Outcome, StageView, ThreadNews } from './messages';
import { type AddOn, startScriptThread } from './script-thread';
import { keyFor, type Setting } from './setting';

type Kind = StageView['kind'];

export interface Play {
  /** The live state of the service. */
  service: State;
  kind: Kind;
  /** The service's clock, epoch milliseconds. */
  now(): number;
  /** A text with Qrius's addresses of pictures in it, as a browser can load them: those of the simulated service. */
  forBrowser(text: string): string;
  send(order: Order): Promise<Outcome>;
  /** Begins again, with an empty account and the sheet as it was. */
  reset(kind: Kind): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param withKeys whether users begin with keys: a bundle of a test has no use for them
 * @param tell gets what the thread tells
 */
export async function startPlay(
  { document, world, users, service }: Setting,
  { addOn, withKeys }: { addOn: AddOn; withKeys: boolean },
  tell: (news: Exclude<ThreadNews, { kind: 'reply' | 'ready' }>) => void,
): Promise<Play> {
  // Shared with the thread: the time that is jumped passes for both of them at once.
  const aheadMs = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const now = () => Date.now() + (aheadMs[0] ?? 0);
  const simulator = await startSimulator({ now });
  const { state, url } = simulator;
  const { shortBase, imageBase: local } = state.config;
  const begin = (kind: Kind) => {
    aheadMs[0] = 0;
    Object.assign(state, service());
    // Short URLs must open in this browser.
    Object.assign(state.config, { shortBase });
    const keys = Object.fromEntries(users.map((user) => [user.id, withKeys ? keyFor(state, user) : null]));
    const worldOptions = { ...world, kind };
    return startScriptThread({ addOn, document, worldOptions, users, keys, serviceUrl: url, aheadMs }, tell);
  };
  const play: Pick<Play, 'service' | 'kind' | 'now' | 'forBrowser'> = {
    service: state,
    kind: world.kind,
    now,
    forBrowser: (text) => text.replaceAll(state.config.imageBase, local),
  };
  let thread = await begin(play.kind);
  return Object.assign(play, {
    send: (order: Order) => thread.send(order),
    reset: async (kind: Kind) => {
      await thread.close();
      play.kind = kind;
      thread = await begin(kind);
    },
    close: async () => {
      await thread.close();
      await simulator.close();
    },
  });
}
