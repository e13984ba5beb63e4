// What runs by itself: how it stands, and the form that sets it, takes it over or switches it off.
import { useState } from 'preact/hooks';
import type { Input, ScheduleView, SheetView } from '../../wire/contract';
import type { HomeDoor } from '../home/use-home';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { asksNothing, draftOf, type ScheduleDraft, wantedOf } from './draft';
import { ScheduleForm } from './schedule-form';
import { scheduleFacts, standstill } from './words';

interface Props {
  door: HomeDoor;
  sheet: SheetView;
  schedule: ScheduleView | null;
}

export function Schedule({ door, sheet, schedule }: Props) {
  // What is set shows until the user begins to change it.
  const [edited, setEdited] = useState<ScheduleDraft | null>(null);
  const [said, setSaid] = useState('');
  const draft = edited ?? draftOf(schedule);
  const busy = door.pending === 'setSchedule';
  const still = schedule && standstill(schedule);

  async function set(wanted: Input<'setSchedule'>) {
    setSaid('');
    if (!(await door.change('setSchedule', wanted))) return;
    setEdited(null);
    setSaid(wanted.every === null && !wanted.switches ? 'Switched off.' : 'Saved.');
  }

  return (
    <section aria-busy={busy}>
      <h2>On a schedule</h2>
      {still && <Notice kind="hint" message={still} />}
      {schedule ? (
        <ul class="facts">
          {scheduleFacts(schedule, sheet).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      ) : (
        <p class="quiet">Nothing runs by itself in this document.</p>
      )}
      {sheet.created > 0 ? (
        <ScheduleForm
          draft={draft}
          onEdit={(part) => {
            setSaid('');
            setEdited({ ...draft, ...part });
          }}
        />
      ) : (
        <p>To set it, go to the sheet with your codes.</p>
      )}
      <div class="actions">
        {sheet.created > 0 && (
          <Button
            unavailable={busy || (schedule === null && asksNothing(draft))}
            onClick={() => set(wantedOf(draft))}
          >
            {busy ? 'Saving…' : schedule && !schedule.mine ? 'Take over' : 'Save'}
          </Button>
        )}
        {schedule && (
          <Button kind="link" unavailable={busy} onClick={() => set({ every: null, switches: false })}>
            Switch off
          </Button>
        )}
      </div>
      <p role="status" class="quiet">
        {said}
      </p>
      {schedule && !schedule.mine && sheet.created > 0 && (
        <p class="quiet">Taking over saves what stands here, and it runs with your own account.</p>
      )}
    </section>
  );
}
