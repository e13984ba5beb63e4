// Progress as a bar and in words; the bar is indeterminate until the first codes are there.
import type { JobView } from '../../shared/contract/job';
import { finished } from './counts';
import { type Task, wordsOf } from './kinds';
import { words } from './words';

interface Props {
  /** Null, or without rows, while it starts. */
  job: JobView | null;
  task: Task;
  /** This page waits for its server; elsewhere a run may have been cut off. */
  isHere: boolean;
}

export function Progress({ job, task, isHere }: Props) {
  const sendsFirst = isHere && job !== null && isSendingFirst(job);
  const text = textFor(job, task, sendsFirst);
  const known = job !== null && job.total > 0 && !sendsFirst;
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

function textFor(job: JobView | null, task: Task, sendsFirst: boolean): string {
  const { starting, firstRows } = wordsOf(task);
  if (job === null || job.total === 0) return starting;
  if (firstRows && sendsFirst) return firstRows(job.waiting);
  return words.progressOf(finished(job), job.total);
}
