// The HTTP simulator in a thread of its own, for a caller whose own thread is blocked while it waits for an answer.
import { once } from 'node:events';
import { join } from 'node:path';
import { startThread } from '../thread';
import type { ServerOptions, Simulator } from './server';
import type { State } from './state';

export interface ThreadSimulator extends Pick<Simulator, 'url' | 'key' | 'close'> {
  /** A copy of the server's state as it is when the thread comes to it. */
  snapshot: () => Promise<State>;
}

/**
 * `startSimulator` in a worker thread. Rejects where the server cannot start, with its reason. The caller's process stays
 * alive until `close` is called.
 */
export async function startSimulatorThread(
  options: Omit<ServerOptions, 'now'> = {},
): Promise<ThreadSimulator> {
  const worker = await startThread(join(__dirname, 'thread-entry.ts'), { options });
  const [started] = (await once(worker, 'message')) as [Pick<Simulator, 'url' | 'key'>];
  return {
    ...started,
    snapshot: async () => {
      worker.postMessage('snapshot');
      const [state] = (await once(worker, 'message')) as [State];
      return state;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
