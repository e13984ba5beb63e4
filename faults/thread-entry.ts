// What runs inside a worker thread of the fuzzer: its share of the seeds.
import { parentPort, workerData } from 'node:worker_threads';
import { runSeeds } from './run';
import type { Share } from './spread';

const { share } = workerData as { share: Share };
const { runs, seed, step, how } = share;
const seeds = Array.from({ length: runs }, (_, index) => seed + index * step);
parentPort?.postMessage(runSeeds(seeds, how));
