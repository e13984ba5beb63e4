// How often scan counts refresh, and whether destinations switch.
import { Checkbox } from '../ui/checkbox';
import { clockHour } from '../ui/format';
import { Select } from '../ui/select';
import type { ScheduleDraft } from './draft';
import { KINDS, WEEKDAYS, words } from './schedule-words';

/** Made only where they are shown: as the page opens they would take longer than all else. */
const hours = () => Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: clockHour(hour) }));

interface Props {
  draft: ScheduleDraft;
  onEdit(part: Partial<ScheduleDraft>): void;
}

export function ScheduleForm({ draft: { kind, hour, weekday, switches, colleagues }, onEdit }: Props) {
  return (
    <>
      <Select
        id="every"
        label={words.every}
        value={kind}
        options={KINDS}
        onPick={(picked) => onEdit({ kind: picked })}
      />
      {kind === 'week' && (
        <Select
          id="weekday"
          label={words.weekday}
          value={weekday}
          options={WEEKDAYS}
          onPick={(picked) => onEdit({ weekday: picked })}
        />
      )}
      {(kind === 'day' || kind === 'week') && (
        <>
          <Select
            id="hour"
            label={words.hour}
            value={hour}
            options={hours()}
            onPick={(picked) => onEdit({ hour: picked })}
          />
          <p class="quiet">{words.zone}</p>
        </>
      )}
      <Checkbox
        label={words.switches}
        hint={words.switchesHint}
        checked={switches}
        onChange={(checked) => onEdit({ switches: checked })}
      />
      {switches && (
        <Checkbox
          label={words.colleagues}
          hint={words.colleaguesHint}
          checked={colleagues}
          onChange={(checked) => onEdit({ colleagues: checked })}
        />
      )}
    </>
  );
}
