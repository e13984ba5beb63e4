// How a job ended: counts that add up to its rows, what failed and why, and what to do with the codes.
import type { JobView } from '../../wire/contract';
import type { Fault } from '../faults';
import { Button } from '../parts/button';
import { Counts } from '../parts/counts';
import { FaultList } from '../parts/fault-list';
import { Lost } from '../parts/lost';
import { Notice } from '../parts/notice';
import { TakeAway } from '../parts/take-away';
import { View } from '../parts/view';
import { counted } from '../words';

interface Props {
  job: JobView;
  /** Why the failed rows could not be tried again. */
  fault: Fault | null;
  onRetry(): void;
  onDone(): void;
}

export function Done({ job, fault, onRetry, onDone }: Props) {
  return (
    <View
      title={headline(job)}
      bar={
        job.failed > 0 ? (
          <>
            <Button kind="primary" onClick={onRetry}>
              Retry {counted(job.failed, 'failed row')}
            </Button>
            <Button onClick={onDone}>Done</Button>
          </>
        ) : (
          <Button kind="primary" onClick={onDone}>
            Done
          </Button>
        )
      }
    >
      {fault && <Notice kind="fault" message={fault.message} />}
      {job.failure && <Notice kind="hint" message={job.failure.message} />}
      <section aria-label="Rows of the job">
        <Counts
          counts={[
            { label: 'Created', count: job.done },
            { label: 'Already created', count: job.already },
            { label: 'Failed', count: job.failed, warn: true },
            ...(job.waiting > 0 ? [{ label: 'Not done', count: job.waiting }] : []),
            ...(job.left > 0 ? [{ label: 'Left out', count: job.left }] : []),
          ]}
          total={{ label: 'Rows in all', count: job.total }}
        />
      </section>
      {job.lost.length > 0 && <Lost codes={job.lost} />}
      {job.faults.length > 0 && (
        <FaultList
          title={`Why ${counted(job.failed, 'row')} failed`}
          faults={job.faults}
          count={job.failed}
        />
      )}
      {job.done + job.already > 0 && <TakeAway />}
    </View>
  );
}

function headline(job: JobView): string {
  if (job.ending === 'stopped') return 'The job was stopped';
  if (job.ending === 'given-up') return 'The job could not be finished';
  if (job.done === 0) return 'No code was created';
  return job.failed > 0
    ? `${counted(job.done, 'code')} created, ${job.failed} failed`
    : `${counted(job.done, 'code')} created`;
}
