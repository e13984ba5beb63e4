// The header row and the columns as detected, each with a picker to correct it, and what only the user knows.
import type { ChoosableRole, SheetView } from '../../shared/contract/sheet';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { COLUMNS } from '../ui/words';
import type { HomeStore } from './use-home';
import { columns as words } from './words';

interface Props {
  sheet: SheetView;
  store: HomeStore;
}

/** Why the columns cannot be used yet; the candidates to choose from as buttons, where there are a few. */
export function ColumnsFault({ sheet: { failure, question }, store }: Props) {
  if (!failure) return null;
  const few = question && question.headers.length <= MOST_BUTTONS ? question : null;
  const pick = (header: string) => question && choose(store, question.role, header);
  return (
    <Notice kind="hint" message={failure.message}>
      {question && (
        <>
          {few?.headers.map((header) => (
            <Button key={header} onClick={() => pick(header)}>
              {words.use(header)}
            </Button>
          ))}
          {question.role !== 'destination' && (
            <Button onClick={() => pick('')}>
              {question.role === 'name' ? words.fromLinks : words.useNone}
            </Button>
          )}
        </>
      )}
    </Notice>
  );
}

/** More candidates are easier to find in the picker. */
const MOST_BUTTONS = 4;

const choose = (store: HomeStore, role: ChoosableRole, header: string | null) =>
  store.change('chooseColumn', { role, header });

/** Columns that have proved right are folded. */
export function FoldedColumns(props: Props) {
  return (
    <details>
      <summary>{words.title}</summary>
      <Pickers {...props} />
    </details>
  );
}

/** A tab of the add-on has none to choose. */
export function Columns(props: Props) {
  if (props.sheet.failure?.code === 'own-tab') return null;
  return (
    <section>
      <h2>{words.title}</h2>
      <Pickers {...props} />
    </section>
  );
}

function Pickers({ sheet, store }: Props) {
  const busy = store.pending === 'chooseColumn' || store.pending === 'chooseHeaderRow';
  return (
    <div class="pickers" aria-busy={busy}>
      <HeaderRow sheet={sheet} store={store} />
      {entriesOf(COLUMNS).map(([role, label]) => (
        <div key={role}>
          <Select
            id={`column-${role}`}
            label={
              <>
                {label}
                {isOptional(role) && <small>{words.optional}</small>}
              </>
            }
            {...pickerOf(sheet, role)}
            onPick={(place) => choose(store, role, headerAt(sheet, place))}
          />
          <Offer header={offerOf(sheet, role)} onUse={(header) => choose(store, role, header)} />
        </div>
      ))}
    </div>
  );
}

const entriesOf = <K extends string, V>(record: Record<K, V>) => Object.entries(record) as [K, V][];

const isOptional = (role: ChoosableRole): boolean => role !== 'name' && role !== 'destination';

const AUTOMATIC_ROW = 0;

function HeaderRow({ sheet: { headerRow, topRows, rowPicked }, store }: Props) {
  const known = topRows.some(({ row }) => row === headerRow);
  return (
    <Select
      id="header-row"
      label={words.headerRow}
      value={headerRow}
      options={[
        ...(rowPicked ? [{ value: AUTOMATIC_ROW, label: words.detect }] : []),
        ...topRows.map(({ row, text }) => ({ value: row, label: words.row(row, text) })),
        ...(known ? [] : [{ value: headerRow, label: words.row(headerRow, '') }]),
      ]}
      onPick={(row) => store.change('chooseHeaderRow', { row: row === AUTOMATIC_ROW ? null : row })}
    />
  );
}

/** What is already used is not offered beside it. */
const offerOf = ({ columns, offered }: SheetView, role: ChoosableRole) =>
  columns[role] === null ? offered[role] : undefined;

function Offer({ header, onUse }: { header: string | undefined; onUse: (header: string) => void }) {
  if (header === undefined) return null;
  return (
    <Button kind="link" onClick={() => onUse(header)}>
      {words.use(header)}
    </Button>
  );
}

/** Places in a picker that are no header; those of headers count from 0. */
const [AUTOMATIC, NONE] = [-1, -2];

const placesOf = ({ headers }: SheetView): string[] => [...new Set(headers)];

const headerAt = (sheet: SheetView, place: number): string | null =>
  place === AUTOMATIC ? null : (placesOf(sheet)[place] ?? '');

function pickerOf(sheet: SheetView, role: ChoosableRole) {
  const optional = isOptional(role);
  const { columns, picked } = sheet;
  const isPicked = picked.includes(role);
  const fromLinks = role === 'name' && isPicked && columns.name === columns.destination;
  const header = fromLinks ? null : columns[role];
  const none = role === 'name' ? words.fromLinks : words.none;
  const automatic = header !== null || isPicked ? words.detect : optional ? words.none : words.choose;
  const offersNone = role === 'name' || (optional && (header !== null || isPicked));
  return {
    value: header === null ? (isPicked ? NONE : AUTOMATIC) : placesOf(sheet).indexOf(header),
    options: [
      { value: AUTOMATIC, label: automatic },
      ...(offersNone ? [{ value: NONE, label: none }] : []),
      ...placesOf(sheet).map((text, value) => ({ value, label: text })),
    ],
  };
}
