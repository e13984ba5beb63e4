// Progress as a bar and in words; the bar is indeterminate until the first codes are there.
import type { JobView } from '../../shared/contract/job';
import { finished } from './counts';
import { type Task, wordsOf } from './kinds';
import { words } from './words';

/** @param job null, or without rows, while it starts. */
export function Progress({ job, task }: { job: JobView | null; task: Task }) {
  const text = textFor(job, task);
  const known = job !== null && job.total > 0 && !isSendingFirst(job);
  return (
    <div class="progress">
      <progress aria-label={words.progress} {...(known && { value: finished(job), max: job.total })}>
        {text}
      </progress>
      <p>{text}</p>
    </div>
  );
}

/** Running, and nothing has come back yet. */
const isSendingFirst = ({ phase, busy, done, waiting }: JobView): boolean =>
  phase === 'running' && busy && done === 0 && waiting > 0;

function textFor(job: JobView | null, task: Task): string {
  const { starting, firstRows } = wordsOf(task);
  if (job === null || job.total === 0) return starting;
  if (firstRows && isSendingFirst(job)) return firstRows(job.waiting);
  return words.progressOf(finished(job), job.total);
}
