// Spreads runs over worker threads; each takes every nth seed, so that the result does not depend on their speed.
import { join } from 'node:path';
import { startThread } from '../sim/thread';
import type { RunOptions, Summary } from './run';

/** What a worker thread is told. */
export interface Share {
  runs: number;
  seed: number;
  /** Every nth seed from `seed` on. */
  step: number;
  how: RunOptions;
}

async function work(share: Share): Promise<Summary> {
  const worker = await startThread(join(__dirname, 'thread-entry.ts'), { share });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const sum = (a: Summary, b: Summary): Summary => {
  const disturbances = { ...a.disturbances };
  for (const [kind, count] of Object.entries(b.disturbances))
    disturbances[kind] = (disturbances[kind] ?? 0) + count;
  return {
    runs: a.runs + b.runs,
    disturbances,
    failing: [...a.failing, ...b.failing],
    told: a.told + b.told,
  };
};

/** Plays `runs` scenarios from `seed` on, in `jobs` threads. */
export async function spread(runs: number, seed: number, jobs: number, how: RunOptions): Promise<Summary> {
  const shares = Array.from({ length: jobs }, (_, index): Share => {
    const own = Math.ceil((runs - index) / jobs);
    return { runs: Math.max(0, own), seed: seed + index, step: jobs, how };
  });
  const summaries = await Promise.all(shares.map(work));
  return summaries.reduce(sum, { runs: 0, disturbances: {}, failing: [], told: 0 });
}
