// The result of a job: counts, what failed and why, and what to do with the codes.
import type { JobView } from '../../shared/contract/job';
import { ExportCodes } from '../home/export';
import type { Fault } from '../rpc/faults';
import { ScanTotals } from '../scans/summary';
import { Button } from '../ui/button';
import { Counts } from '../ui/counts';
import { FaultNotice } from '../ui/fault-notice';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';
import { resultCounts } from './counts';
import { Faults } from './faults';
import { isUndoable, KINDS } from './kinds';
import { Lost } from './lost';
import { headline, words } from './words';

interface Props {
  job: JobView;
  /** Rows of the job's sheet that could get a code now. */
  ready: number;
  /** Why the failed rows could not be tried again. */
  fault: Fault | null;
  onRetry(): void;
  /** Opens the preview of undoing the job. */
  onUndo(): void;
  onDone(): void;
}

export function Done({ job, ready, fault, onRetry, onUndo, onDone }: Props) {
  const { exports, charts } = KINDS[job.kind];
  // Those that failed are in the list below.
  const further = ready - Math.max(0, retried(job) - job.invalid - job.waiting);
  return (
    <View title={headline(job)} bar={<Bar job={job} onRetry={onRetry} onUndo={onUndo} onDone={onDone} />}>
      {fault && <FaultNotice fault={fault} />}
      {hintsBefore(job).map((hint) => (
        <Notice key={hint} kind="hint" message={hint} />
      ))}
      <section aria-label={words.rows}>
        <Counts counts={resultCounts(job)} total={{ label: words.total, count: job.total }} />
      </section>
      {job.kind === 'create' && further > 0 && <Notice kind="hint" message={words.stillWithout(further)} />}
      {KINDS[job.kind].hints(job).map((hint) => (
        <Notice key={hint} kind="hint" message={hint} />
      ))}
      {job.orphans.length > 0 && <Lost {...job} />}
      {retried(job) > 0 && <Faults job={job} />}
      {exports && job.done + job.already > 0 && <ExportCodes />}
      {charts && job.done > 0 && <ScanTotals stamp={job.id} />}
    </View>
  );
}

/** Why the job ended as it did. */
function hintsBefore({ failure, ending, total }: JobView): string[] {
  if (failure) return [failure.message];
  return ending === 'given-up' && total === 0 ? [words.interrupted] : [];
}

/** Rows that need the user; none where all went well, whatever other jobs left behind. */
const retried = ({ failed, invalid, waiting, faultCount }: JobView): number =>
  failed + invalid + waiting > 0 ? faultCount : 0;

/** A retry is for all rows that are listed. Where none was sent, it cannot help before they are fixed. */
function Bar({ job, onRetry, onUndo, onDone }: Omit<Props, 'fault' | 'ready'>) {
  const rows = KINDS[job.kind].retries ? retried(job) : 0;
  const retriesFirst = rows > 0 && job.failed + job.waiting > 0;
  return (
    <>
      {retriesFirst && (
        <Button kind="primary" onClick={onRetry}>
          {words.retry(rows)}
        </Button>
      )}
      <Button kind={retriesFirst ? 'plain' : 'primary'} onClick={onDone}>
        {words.done}
      </Button>
      {rows > 0 && !retriesFirst && (
        <Button onClick={onRetry}>{rows === job.invalid ? words.retryFixed(rows) : words.retry(rows)}</Button>
      )}
      {isUndoable(job) && (
        <Button kind="link" onClick={onUndo}>
          {words.undo}
        </Button>
      )}
    </>
  );
}
