// How a job ended: counts that add up to its rows, what failed and why, and what to do with the codes.
import type { JobView } from '../../wire/contract';
import { TakeAway } from '../home/export';
import type { Fault } from '../rpc/faults';
import { Chart } from '../scans/chart';
import { Button } from '../ui/button';
import { Counts } from '../ui/counts';
import { counted } from '../ui/format';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { View } from '../ui/view';
import { headline, isUndoable, jobWords, printedSentence, sentenceCase } from './kinds';
import { Lost } from './lost';

interface Props {
  job: JobView;
  /** Why the failed rows could not be tried again. */
  fault: Fault | null;
  onRetry(): void;
  /** Leads to what undoing the job would do. */
  onUndo(): void;
  onDone(): void;
}

export function Done({ job, fault, onRetry, onUndo, onDone }: Props) {
  const words = jobWords(job);
  const printed = job.done > 0 ? printedSentence(job) : null;
  const retry = job.kind === 'create' && job.failed > 0;
  return (
    <View
      title={headline(job)}
      bar={
        <>
          {retry && (
            <Button kind="primary" onClick={onRetry}>
              Retry {counted(job.failed, 'failed row')}
            </Button>
          )}
          <Button kind={retry ? 'plain' : 'primary'} onClick={onDone}>
            Done
          </Button>
          {isUndoable(job) && (
            <Button kind="link" onClick={onUndo}>
              Undo
            </Button>
          )}
        </>
      }
    >
      {fault && <Notice kind="fault" message={fault.message} />}
      {job.failure && <Notice kind="hint" message={job.failure.message} />}
      {job.ending === 'given-up' && job.total === 0 && !job.failure && (
        <Notice
          kind="hint"
          message="The job was cut off while it began. It sent nothing: begin it anew when you like."
        />
      )}
      <section aria-label="Rows of the job">
        <Counts
          counts={[
            { label: sentenceCase(words.done), count: job.done },
            ...(job.already > 0 || job.kind === 'create'
              ? [{ label: words.already, count: job.already }]
              : []),
            { label: 'Failed', count: job.failed, warn: true },
            ...(job.waiting > 0 ? [{ label: 'Not done', count: job.waiting }] : []),
            ...(job.left > 0 ? [{ label: 'Left out', count: job.left }] : []),
          ]}
          total={{ label: 'Rows in all', count: job.total }}
        />
      </section>
      {printed && <Notice kind="hint" message={printed} />}
      {job.what === 'delete' && job.done > 0 && (
        <Notice kind="hint" message="The rows stay in your sheet, and are ready for new codes." />
      )}
      {job.lost.length > 0 && <Lost codes={job.lost} />}
      {job.kind === 'refresh' && job.failed > 0 && (
        <Notice kind="hint" message={unansweredSentence(job.failed)} />
      )}
      {job.failed > 0 && job.faults.length > 0 && (
        <RowList title={`Why ${counted(job.failed, 'row')} failed`} rows={job.faults} count={job.failed} />
      )}
      {(job.kind === 'create' || job.kind === 'import') && job.done + job.already > 0 && <TakeAway />}
      {job.kind === 'refresh' && job.done > 0 && <Chart />}
    </View>
  );
}

const unansweredSentence = (count: number): string =>
  `Qrius did not tell the scans of ${counted(count, 'row')}. What stands there stays: refresh again later.`;
