// How far a job is, as a bar and in words; the bar tells no share before the first codes are there.
import type { JobView } from '../../wire/contract';
import { counted, number } from '../ui/format';
import { finished } from './finished';
import type { Task } from './kinds';

/** @param job null, or without rows, while it begins. @param task what it is about. */
export function Progress({ job, task }: { job: JobView | null; task: Task }) {
  const words = wordsFor(job, task);
  const known = job !== null && job.total > 0 && !isSendingFirst(job);
  return (
    <div class="progress">
      <progress aria-label="Rows finished" {...(known && { value: finished(job), max: job.total })}>
        {words}
      </progress>
      <p>{words}</p>
    </div>
  );
}

/** At work, and nothing has come back yet. */
const isSendingFirst = ({ phase, busy, done, waiting }: JobView): boolean =>
  phase === 'running' && busy && done === 0 && waiting > 0;

const BEGINNING: Record<Task['kind'], string> = {
  create: 'Marking the rows…',
  change: 'Comparing with Qrius…',
  import: 'Looking at your codes in Qrius…',
  refresh: 'Looking for rows with a code…',
};

function wordsFor(job: JobView | null, { kind }: Task): string {
  if (job === null || job.total === 0) return BEGINNING[kind];
  const first = `the first of ${counted(job.waiting, 'row')}…`;
  if (isSendingFirst(job) && kind === 'refresh') return `Asking Qrius about ${first}`;
  if (isSendingFirst(job) && kind !== 'import') return `Sending ${first}`;
  return `${number(finished(job))} of ${counted(job.total, 'row')}`;
}
