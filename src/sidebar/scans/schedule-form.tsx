// How often scan counts are refreshed by themselves, and whether codes are switched.
import type { ScheduleDraft } from './draft';
import { clockHour, WEEKDAYS } from './words';

const KINDS: ReadonlyArray<{ value: ScheduleDraft['kind']; label: string }> = [
  { value: 'off', label: 'Off' },
  { value: 'hour', label: 'Every hour' },
  { value: 'sixHours', label: 'Every 6 hours' },
  { value: 'day', label: 'Daily' },
  { value: 'week', label: 'Weekly' },
];
const DAYS = WEEKDAYS.map((label, index) => ({
  value: (index + 1) as ScheduleDraft['weekday'],
  label,
}));
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: clockHour(hour) }));

interface Props {
  draft: ScheduleDraft;
  onEdit(part: Partial<ScheduleDraft>): void;
}

export function ScheduleForm({ draft: { kind, hour, weekday, switches }, onEdit }: Props) {
  return (
    <>
      <Pick
        id="every"
        label="Scan counts"
        value={kind}
        options={KINDS}
        onPick={(picked) => onEdit({ kind: picked })}
      />
      {kind === 'week' && (
        <Pick
          id="weekday"
          label="On"
          value={weekday}
          options={DAYS}
          onPick={(picked) => onEdit({ weekday: picked })}
        />
      )}
      {(kind === 'day' || kind === 'week') && (
        <>
          <Pick
            id="hour"
            label="At"
            value={hour}
            options={HOURS}
            onPick={(picked) => onEdit({ hour: picked })}
          />
          <p class="quiet">
            In the sheet’s time zone. Google chooses the minute, within the hour that follows.
          </p>
        </>
      )}
      <label class="option">
        <input type="checkbox" checked={switches} onChange={() => onEdit({ switches: !switches })} />
        <span>
          Switch codes to their next destination when the time has come
          <small>
            A row says where to in the column “Next destination”, and when in the column “Switch on”, as
            2027-03-14 15:09.
          </small>
        </span>
      </label>
    </>
  );
}

interface PickProps<T extends string | number> {
  id: string;
  label: string;
  value: T;
  options: ReadonlyArray<{ value: T; label: string }>;
  onPick(value: T): void;
}

function Pick<T extends string | number>({ id, label, value, options, onPick }: PickProps<T>) {
  return (
    <div class="column">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const picked = options[currentTarget.selectedIndex];
          if (picked) onPick(picked.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
