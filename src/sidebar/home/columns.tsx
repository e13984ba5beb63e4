// The columns as detected, each with a picker to correct it.
import type { ChoosableRole, SheetView } from '../../shared/contract';
import { Button } from '../ui/button';
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
      {entriesOf(COLUMNS).map(([role, { label, optional }]) => (
        <div key={role}>
          <Select
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
          <Offer header={sheet.offered[role]} onUse={(header) => onPick(role, header)} />
        </div>
      ))}
    </section>
  );
}

const entriesOf = <K extends string, V>(record: Record<K, V>) => Object.entries(record) as [K, V][];

function Offer({ header, onUse }: { header: string | undefined; onUse: (header: string) => void }) {
  if (header === undefined) return null;
  return (
    <Button kind="link" onClick={() => onUse(header)}>
      {words.use(header)}
    </Button>
  );
}

function optionsFor({ headers, columns }: SheetView, role: ChoosableRole, optional: boolean) {
  const none = optional ? words.none : words.choose;
  return [
    { value: '', label: columns[role] === null ? none : words.detect },
    ...[...new Set(headers)].map((header) => ({ value: header, label: header.trim() })),
  ];
}
