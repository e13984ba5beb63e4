// The job of a colleague: to be seen, not to be touched.
import type { JobView } from '../../wire/contract';
import { ownerName } from '../ui/format';
import { jobWords } from './kinds';
import { Progress } from './progress';

export function Colleague({ job }: { job: JobView }) {
  const owner = ownerName(job.owner);
  const doing =
    job.phase === 'paused'
      ? 'has a paused job in this document'
      : `is ${jobWords(job).doing} in this document`;
  return (
    <section class="notice hint" aria-label="Job of a colleague">
      <p>
        <b>{owner}</b> {doing}.
      </p>
      <Progress job={job} task={job} />
      <p class="quiet">
        Only {job.owner.trim() === '' ? 'they' : owner} can stop it or go on with it. Yours can start once it
        has ended.
      </p>
    </section>
  );
}
