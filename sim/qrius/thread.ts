// The HTTP simulator in a thread of its own, for a caller whose own thread is blocked while it waits for an answer.
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
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
  // In Node 20 neither the caller's hooks nor `--import tsx` in execArgv reach a thread's first file (tried both, under
  // tsx and under jest): so the first file is this text, which loads tsx and then the TypeScript.
  const worker = new Worker(
    "const { workerData } = require('node:worker_threads'); require(workerData.loader); require(workerData.entry);",
    {
      eval: true,
      workerData: {
        loader: require.resolve('tsx/cjs'),
        entry: join(__dirname, 'thread-entry.ts'),
        options,
      },
    },
  );
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
