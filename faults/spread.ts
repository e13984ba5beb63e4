// Spreads runs over worker threads; each takes every nth seed, so that the result does not depend on their speed.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Summary } from './run';

/** What a worker thread is told. */
export interface Share {
  runs: number;
  seed: number;
  /** Every nth seed from `seed` on. */
  step: number;
  wide: boolean;
}

function work(share: Share): Promise<Summary> {
  // As in sim/qrius/thread.ts: under Node 20 neither tsx nor jest reaches a thread's first file.
  const worker = new Worker(
    "const { workerData } = require('node:worker_threads'); require(workerData.loader); require(workerData.entry);",
    {
      eval: true,
      workerData: {
        loader: require.resolve('tsx/cjs'),
        entry: join(__dirname, 'thread-entry.ts'),
        share,
      },
    },
  );
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const sum = (a: Summary, b: Summary): Summary => {
  const disturbances = { ...a.disturbances };
  for (const [kind, count] of Object.entries(b.disturbances))
    disturbances[kind] = (disturbances[kind] ?? 0) + count;
  return { runs: a.runs + b.runs, disturbances, failing: [...a.failing, ...b.failing] };
};

/** Plays `runs` scenarios from `seed` on, in `jobs` threads. */
export async function spread(runs: number, seed: number, jobs: number, wide: boolean): Promise<Summary> {
  const shares = Array.from({ length: jobs }, (_, index): Share => {
    const own = Math.ceil((runs - index) / jobs);
    return { runs: Math.max(0, own), seed: seed + index, step: jobs, wide };
  });
  const summaries = await Promise.all(shares.map(work));
  return summaries.reduce(sum, { runs: 0, disturbances: {}, failing: [] });
}
