// Row counts of a job.
import type { JobView } from '../../shared/contract/job';
import type { Count } from '../ui/count';
import { sentenceCase } from '../ui/format';
import { wordsOf } from './kinds';
import { words } from './words';

/** Rows that need no more work. */
export const finished = ({ total, waiting }: JobView): number => Math.max(0, total - waiting);

const unlessZero = (label: string, count: number): Count[] => (count > 0 ? [{ label, count }] : []);

function settledCounts(job: JobView): Count[] {
  const { done, already } = wordsOf(job);
  return [
    { label: sentenceCase(done), count: job.done },
    ...unlessZero(already, job.already),
    { label: words.failed, count: job.failed, warn: true },
    ...unlessZero(words.invalid(job), job.invalid),
  ];
}

/** Counts while the job runs. */
export const runningCounts = (job: JobView): Count[] => [
  ...settledCounts(job),
  ...unlessZero(words.skipped, job.withdrawn),
  { label: words.pending, count: job.waiting },
];

/** Counts of a result; they add up to the job's total. */
export const resultCounts = (job: JobView): Count[] => [
  ...settledCounts(job),
  ...unlessZero(words.open(job), job.waiting),
  ...unlessZero(words.skipped, job.withdrawn),
];
