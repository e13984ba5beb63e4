// Apps Script in a thread of its own: an execution blocks its thread, and the pages must go on being served.
import { once } from 'node:events';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { Manifest } from '../../sim/apps-script/manifest';
import { startThread } from '../../sim/thread';
import type { Order, Outcome, ThreadNews } from './messages';
import type { Setting } from './setting';

/** The built add-on, as Apps Script gets it. */
export interface AddOn {
  code: string;
  /** HTML files by name. */
  html: Record<string, string>;
  manifest: Manifest;
}

export interface ThreadOptions {
  addOn: AddOn;
  document: Setting['document'];
  worldOptions: Setting['world'];
  users: Setting['users'];
  /** Origin of the simulated service. */
  serviceUrl: string;
  /** The keys of that service that users begin with, by user ID. */
  keys: Record<string, string | null>;
  /** How far the world's clock is ahead of the machine's, in milliseconds: one number in shared memory. */
  aheadMs: Float64Array;
}

export interface ScriptThread {
  /** Carries out an order; while an execution is under way, at its next service call. */
  send(order: Order): Promise<Outcome>;
  close(): Promise<void>;
}

/**
 * Starts the thread and waits until its document is open. Rejects with the reason where the add-on cannot be loaded.
 * @param tell gets everything that a page may want to know
 */
export async function startScriptThread(
  options: ThreadOptions,
  tell: (news: Exclude<ThreadNews, { kind: 'reply' | 'ready' }>) => void,
): Promise<ScriptThread> {
  const { port1: port, port2 } = new MessageChannel();
  const worker = await startThread(join(__dirname, 'thread-entry.ts'), { port: port2, options }, [port2]);
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let lastId = 0;
  const ready = new Promise<void>((resolve) => {
    port.on('message', (news: ThreadNews) => {
      if (news.kind === 'ready') resolve();
      else if (news.kind === 'reply') {
        waiting.get(news.id)?.(news.outcome);
        waiting.delete(news.id);
      } else tell(news);
    });
  });
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error));
  await Promise.race([ready, failed]);
  // Whatever breaks the thread later ends the process with its trace: an execution never does.
  failed.catch((error) => {
    throw error;
  });
  return {
    send: (order) =>
      new Promise((resolve) => {
        const id = ++lastId;
        waiting.set(id, resolve);
        port.postMessage({ id, order });
      }),
    close: async () => {
      port.close();
      await worker.terminate();
    },
  };
}
