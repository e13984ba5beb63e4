// The last jobs: who did what, and when. Those that can still be undone have a way there.
import type { PastJob } from '../../shared/contract/change';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import { didOf } from './preview-words';
import { history as words } from './words';

interface Props {
  /** Opens the preview of undoing a job. */
  onUndo(job: string): void;
  onBack(): void;
}

export function History({ onUndo, onBack }: Props) {
  const { value, fault, again } = useAnswer('listJobs', null);
  return (
    <View title={words.title} bar={<Button onClick={onBack}>{shared.back}</Button>}>
      {fault && <FaultNotice fault={fault} onRetry={again} />}
      {!value && !fault && <p role="status">{words.reading}</p>}
      {value && <p>{value.jobs.length === 0 ? words.none : words.intro}</p>}
      <ul class="rows">
        {value?.jobs.map((job) => (
          <li key={job.job}>
            <Past job={job} onUndo={onUndo} />
          </li>
        ))}
      </ul>
    </View>
  );
}

function Past({
  job: { job, who, when, actions, codes, undoable },
  onUndo,
}: { job: PastJob } & Pick<Props, 'onUndo'>) {
  return (
    <div class="past">
      <p>
        <b>{shared.owner(who)}</b> {didOf(actions)}
      </p>
      <p class="quiet">{words.when(codes, when)}</p>
      {undoable && (
        <Button kind="link" onClick={() => onUndo(job)}>
          {words.undo}
        </Button>
      )}
    </div>
  );
}
