// The schedule: its state, and the form that sets it, takes it over or turns it off.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Home } from '../../shared/contract/home';
import type { Input } from '../../shared/contract/methods';
import type { ScheduleView, SwitchList } from '../../shared/contract/schedule';
import type { HomeStore } from '../home/use-home';
import { type Answered, useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { draftOf, isOff, requestOf, type ScheduleDraft } from './draft';
import { PlannedSwitches } from './planned';
import { ScheduleForm } from './schedule-form';
import { scheduleFacts, standstill, words } from './schedule-words';

interface Props {
  store: HomeStore;
  home: Home;
  /** The user came for it. */
  arrives: boolean;
}

/** Who comes for the schedule is brought to its heading, and where switches wait to their list as soon as it is there. */
function useArrival(arrives: boolean, waits: boolean) {
  const section = useRef<HTMLElement>(null);
  const isOnTheWay = useRef(arrives);
  // A layout effect: the view gives the focus to its own heading only where nothing in it has it.
  useLayoutEffect(() => {
    const [top, list] = section.current?.querySelectorAll('h2') ?? [];
    const target = waits && list ? list : top;
    if (!isOnTheWay.current || !target || target === document.activeElement) return;
    isOnTheWay.current = waits && !list;
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView();
  });
  return section;
}

/** The schedule as the user edits it, and the ways to set it. */
function useDraft(store: HomeStore, schedule: ScheduleView | null) {
  // The stored schedule shows until the user edits it.
  const [edited, setEdited] = useState<ScheduleDraft | null>(null);
  const [said, setSaid] = useState('');
  const draft = edited ?? draftOf(schedule);
  async function set(request: Input<'setSchedule'>, seen: string) {
    setSaid('');
    if (!(await store.change('setSchedule', request, seen))) return;
    setEdited(null);
    setSaid(request.every === null && !request.switches ? words.turnedOff : words.saved);
  }
  return {
    draft,
    said,
    isEdited: edited !== null,
    save: (seen: string) => set(requestOf(draft), seen),
    approve: async (seen: string) => {
      setSaid('');
      if (await store.change('approveSwitches', null, seen)) setSaid(words.approved);
    },
    turnOff: () => set({ every: null, switches: false }, ''),
    edit: (part: Partial<ScheduleDraft>) => {
      setSaid('');
      setEdited({ ...draft, ...part });
    },
  };
}

export function Schedule({ store, home, arrives }: Props) {
  const { sheet, schedule, switches, waiting } = home;
  const section = useArrival(arrives, waiting > 0);
  const form = useDraft(store, schedule);
  const { draft, said, edit } = form;
  const coded = sheet.created > 0;
  const busy = store.pending === 'setSchedule' || store.pending === 'approveSwitches';
  const list = useAnswer(
    'listSwitches',
    coded && draft.switches ? null : undefined,
    // Where the next switches of the sheet change, the list is read again.
    JSON.stringify([sheet.id, switches, waiting]),
  );
  return (
    <section ref={section} aria-busy={busy}>
      <h2>{words.title}</h2>
      <State schedule={schedule} sheet={sheet} />
      {coded ? <ScheduleForm draft={draft} onEdit={edit} /> : <p>{words.openSheet}</p>}
      {coded && draft.switches && list.value && (
        <PlannedSwitches list={list.value} waiting={waiting} colleagues={draft.colleagues} />
      )}
      <Actions form={form} schedule={schedule} waiting={waiting} list={list} coded={coded} busy={busy} />
      <p role="status" class="quiet">
        {said}
      </p>
      {schedule && !schedule.mine && coded && <p class="quiet">{words.takingOver}</p>}
    </section>
  );
}

interface ActionsProps extends Pick<Home, 'schedule' | 'waiting'> {
  form: ReturnType<typeof useDraft>;
  list: Answered<SwitchList>;
  coded: boolean;
  busy: boolean;
}

/** What is not saved yet comes first. */
function Actions({ form, schedule, waiting, list, coded, busy }: ActionsProps) {
  const { draft, isEdited, save, approve, turnOff } = form;
  // What was not shown is not approved.
  const seen = list.value?.fingerprint ?? '';
  const unseen = draft.switches && !list.value && !list.fault;
  const idle = schedule === null && isOff(draft);
  const savesFirst = isEdited && !idle;
  return (
    <div class="actions">
      {waiting > 0 && (
        <Button
          kind={savesFirst ? 'plain' : 'primary'}
          unavailable={busy || unseen}
          onClick={() => approve(seen)}
        >
          {words.approve(waiting)}
        </Button>
      )}
      {coded && (
        <Button
          kind={savesFirst ? 'primary' : 'plain'}
          unavailable={busy || unseen || idle}
          onClick={async () => {
            await save(seen);
            list.again();
          }}
        >
          {saveLabel(schedule, busy)}
        </Button>
      )}
      {schedule && (
        <Button kind="link" unavailable={busy} onClick={turnOff}>
          {words.turnOff}
        </Button>
      )}
    </div>
  );
}

function State({ schedule, sheet }: Pick<Home, 'schedule' | 'sheet'>) {
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
