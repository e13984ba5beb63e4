// How far a job is, as a bar and in words.
import type { JobView } from '../../wire/contract';
import { finished } from '../progress';
import { number } from '../words';

export function Progress({ job }: { job: JobView }) {
  const words = `${number(finished(job))} of ${number(job.total)} rows`;
  return (
    <div class="progress">
      <progress aria-label="Rows finished" value={finished(job)} max={Math.max(1, job.total)}>
        {words}
      </progress>
      <p>{words}</p>
    </div>
  );
}
