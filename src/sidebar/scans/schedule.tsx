// The schedule: its state, and the form that sets it, takes it over or turns it off.
import { useState } from 'preact/hooks';
import type { Input } from '../../shared/contract/methods';
import type { ScheduleView } from '../../shared/contract/schedule';
import type { SheetView } from '../../shared/contract/sheet';
import type { HomeStore } from '../home/use-home';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { draftOf, isOff, requestOf, type ScheduleDraft } from './draft';
import { ScheduleForm } from './schedule-form';
import { scheduleFacts, standstill, words } from './schedule-words';

interface Props {
  store: HomeStore;
  sheet: SheetView;
  schedule: ScheduleView | null;
}

/** The schedule as the user edits it, and the ways to set it. */
function useDraft(store: HomeStore, schedule: ScheduleView | null) {
  // The stored schedule shows until the user edits it.
  const [edited, setEdited] = useState<ScheduleDraft | null>(null);
  const [said, setSaid] = useState('');
  const draft = edited ?? draftOf(schedule);
  async function set(request: Input<'setSchedule'>) {
    setSaid('');
    if (!(await store.change('setSchedule', request))) return;
    setEdited(null);
    setSaid(request.every === null && !request.switches ? words.turnedOff : words.saved);
  }
  return {
    draft,
    said,
    save: () => set(requestOf(draft)),
    turnOff: () => set({ every: null, switches: false }),
    edit: (part: Partial<ScheduleDraft>) => {
      setSaid('');
      setEdited({ ...draft, ...part });
    },
  };
}

export function Schedule({ store, sheet, schedule }: Props) {
  const { draft, said, save, turnOff, edit } = useDraft(store, schedule);
  const coded = sheet.created > 0;
  const busy = store.pending === 'setSchedule';
  return (
    <section aria-busy={busy}>
      <h2>{words.title}</h2>
      <State schedule={schedule} sheet={sheet} />
      {coded ? <ScheduleForm draft={draft} onEdit={edit} /> : <p>{words.openSheet}</p>}
      <div class="actions">
        {coded && (
          <Button unavailable={busy || (schedule === null && isOff(draft))} onClick={save}>
            {saveLabel(schedule, busy)}
          </Button>
        )}
        {schedule && (
          <Button kind="link" unavailable={busy} onClick={turnOff}>
            {words.turnOff}
          </Button>
        )}
      </div>
      <p role="status" class="quiet">
        {said}
      </p>
      {schedule && !schedule.mine && coded && <p class="quiet">{words.takingOver}</p>}
    </section>
  );
}

function State({ schedule, sheet }: Omit<Props, 'store'>) {
  if (!schedule) return <p class="quiet">{words.none}</p>;
  const still = standstill(schedule);
  return (
    <>
      {still && <Notice kind="hint" message={still} />}
      <ul class="facts">
        {scheduleFacts(schedule, sheet).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </>
  );
}

function saveLabel(schedule: ScheduleView | null, busy: boolean): string {
  if (busy) return words.saving;
  return schedule && !schedule.mine ? words.takeOver : words.save;
}
