// The columns as detected, each with a picker to correct it.
import type { ChoosableRole, SheetView } from '../../shared/contract';
import { Select } from '../ui/select';
import { COLUMNS, columns as words } from './words';

interface Props {
  sheet: SheetView;
  busy: boolean;
  /** @param header null detects the column automatically. */
  onPick(role: ChoosableRole, header: string | null): void;
}

export function Columns({ sheet, busy, onPick }: Props) {
  return (
    <section aria-busy={busy}>
      <h2>{words.title}</h2>
      {COLUMNS.map(({ role, label, optional }) => (
        <Select
          key={role}
          id={`column-${role}`}
          label={
            <>
              {label}
              {optional && <small>{words.optional}</small>}
            </>
          }
          value={sheet.columns[role] ?? ''}
          options={optionsFor(sheet, role, optional)}
          onPick={(header) => onPick(role, header === '' ? null : header)}
        />
      ))}
    </section>
  );
}

function optionsFor({ headers, columns }: SheetView, role: ChoosableRole, optional: boolean) {
  const none = optional ? words.none : words.choose;
  return [
    { value: '', label: columns[role] === null ? none : words.detect },
    ...[...new Set(headers)].map((header) => ({ value: header, label: header.trim() })),
  ];
}
