// The columns as they were understood, each with a picker to correct it.
import type { PickedRole, SheetView } from '../../wire/contract';

const ROLES: ReadonlyArray<{ role: PickedRole; label: string; optional: boolean }> = [
  { role: 'name', label: 'Name', optional: false },
  { role: 'destination', label: 'Destination', optional: false },
  { role: 'slug', label: 'Slug', optional: true },
  { role: 'tags', label: 'Tags', optional: true },
];

interface Props {
  sheet: SheetView;
  busy: boolean;
  onPick(role: PickedRole, header: string | null): void;
}

export function Columns({ sheet, busy, onPick }: Props) {
  return (
    <section aria-busy={busy}>
      <h2>Columns</h2>
      {ROLES.map(({ role, label, optional }) => (
        <div class="column" key={role}>
          <label for={`column-${role}`}>
            {label}
            {optional && <small> optional</small>}
          </label>
          <Picker
            id={`column-${role}`}
            headers={sheet.headers}
            picked={sheet.columns[role]}
            optional={optional}
            onPick={(header) => onPick(role, header)}
          />
        </div>
      ))}
    </section>
  );
}

interface PickerProps {
  id: string;
  headers: string[];
  picked: string | null;
  optional: boolean;
  onPick(header: string | null): void;
}

function Picker({ id, headers, picked, optional, onPick }: PickerProps) {
  const none = optional ? 'None' : 'Choose a column';
  return (
    <select
      id={id}
      value={picked ?? ''}
      onChange={({ currentTarget }) => onPick(currentTarget.value === '' ? null : currentTarget.value)}
    >
      <option value="">{picked === null ? none : 'Find it by its header'}</option>
      {[...new Set(headers)].map((header) => (
        <option key={header} value={header}>
          {header.trim()}
        </option>
      ))}
    </select>
  );
}
