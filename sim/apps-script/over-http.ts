// A synchronous transport over real HTTP: UrlFetchApp blocks, so the requests leave from a worker thread.
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Transport, WireRequest, WireResult } from '../wire';
import { standStill } from './waiting';

/** Requests in flight together; more wait for their turn (src/qrius/plans.ts: at most 50 in one batch). */
const PARALLEL = 50;

/** How long the caller waits beyond the requests' own time-outs before it gives the worker up, in milliseconds. */
const GRACE_MS = 5000;

/** Longest time-out that a timer of Node takes, in milliseconds (Node reference, setTimeout). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Where a request really goes: the longest prefix that is listed is exchanged; null where none is. */
function targetOf(url: string, hosts: Record<string, string>): string | null {
  const prefixes = Object.keys(hosts).filter((prefix) => {
    const next = url.charAt(prefix.length);
    return url.startsWith(prefix) && (next === '' || '/?#'.includes(next));
  });
  const prefix = prefixes.sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? null : `${hosts[prefix]}${url.slice(prefix.length)}`;
}

/**
 * Carries requests over HTTP from a long-lived worker thread with keep-alive connections. It keeps no process alive, and
 * reaches no other host than those listed: all others are unreachable. The server must not live on the calling thread, which
 * is blocked while it waits.
 * @param hosts what the add-on calls, as prefix of the URL, and the http address that answers for it:
 *   `{ 'https://qrius.io/api': 'http://127.0.0.1:4000/api' }`
 * @param meanwhile called every few milliseconds while the caller waits; it may send requests of its own
 */
export function overHttp({
  hosts,
  meanwhile,
}: {
  hosts: Record<string, string>;
  meanwhile?: () => void;
}): Transport & { close(): Promise<void> } {
  const { port1: port, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(join(__dirname, 'http-worker.cjs'), {
    workerData: { port: port2, signal, parallel: PARALLEL },
    transferList: [port2],
  });
  worker.unref();
  port.unref();
  let lastId = 0;
  /** What is waited for, by ID; null until it is there. More than one where `meanwhile` sends requests of its own. */
  const replies = new Map<number, WireResult[] | null>();
  const takeReplies = () => {
    for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
      const { id, results } = got.message as { id: number; results: WireResult[] };
      // One that came too late for its caller is dropped.
      if (replies.has(id)) replies.set(id, results);
    }
  };

  const transport: Transport = (requests) => {
    const id = ++lastId;
    const sent = requests.map((request: WireRequest) => ({
      ...request,
      target: targetOf(request.url, hosts),
      timeoutMs: Math.min(request.timeoutMs, LONGEST_TIMER_MS),
    }));
    const began = Date.now();
    const deadline = began + Math.max(0, ...sent.map(({ timeoutMs }) => timeoutMs)) + GRACE_MS;
    port.postMessage({ id, requests: sent });
    replies.set(id, null);
    for (;;) {
      const seen = Atomics.load(signal, 0);
      takeReplies();
      const results = replies.get(id);
      if (results || Date.now() >= deadline) {
        replies.delete(id);
        return results ?? requests.map(() => ({ kind: 'failed', reason: 'timeout', ms: Date.now() - began }));
      }
      standStill(deadline, Date.now, meanwhile !== undefined, signal, seen);
      meanwhile?.();
    }
  };
  return Object.assign(transport, {
    // Resolves when the worker is gone, so that a test process need not be forced to exit.
    close: async () => {
      port.close();
      await worker.terminate();
    },
  });
}
