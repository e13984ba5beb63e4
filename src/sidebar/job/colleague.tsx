// A colleague's job: shown, but not to be touched before it has paused for an hour, or they have been away for a day.
import type { JobView } from '../../shared/contract/job';
import { Button } from '../ui/button';
import { words as shared } from '../ui/words';
import { Progress } from './progress';
import { words } from './words';

interface Props {
  job: JobView;
  ending: boolean;
  onEnd(): void;
}

/** The document's job where it is a colleague's and has not ended. */
export const colleaguesJob = (job: JobView | null): JobView | null =>
  job && !job.mine && job.phase !== 'ended' ? job : null;

export function Colleague({ job, ending, onEnd }: Props) {
  return (
    <section class="notice hint" aria-label={words.colleague}>
      <p>
        <b>{shared.owner(job.owner)}</b>
        {words.colleagueDoes(job)}
      </p>
      <Progress job={job} task={job} isHere={false} />
      {job.phase !== 'paused' && <p class="quiet">{words.leaveCells}</p>}
      <p class="quiet">{job.mayEnd ? words.gone(job) : words.onlyOwner(job.owner)}</p>
      {job.mayEnd && (
        <div class="actions">
          <Button unavailable={ending} onClick={onEnd}>
            {words.endJob}
          </Button>
        </div>
      )}
    </section>
  );
}
