// A colleague's job: shown, but not to be touched.
import type { JobView } from '../../shared/contract';
import { words as shared } from '../ui/words';
import { Progress } from './progress';
import { words } from './words';

export function Colleague({ job }: { job: JobView }) {
  return (
    <section class="notice hint" aria-label={words.colleague}>
      <p>
        <b>{shared.owner(job.owner)}</b>
        {words.colleagueDoes(job)}
      </p>
      <Progress job={job} task={job} />
      <p class="quiet">{words.onlyOwner(job.owner)}</p>
    </section>
  );
}
