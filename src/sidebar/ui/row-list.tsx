// Rows of which something is told, each with a sentence; a click selects the row's first cell in the sheet.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RowFault } from '../../wire/contract';
import { call } from '../rpc/call';
import type { Fault } from '../rpc/faults';
import { Notice } from './notice';
import { ShowMore, useShown } from './show-more';

interface Props {
  title: string;
  rows: RowFault[];
  /** All rows of that kind; the list holds the first of them. */
  count: number;
  /** What to know of all of them. */
  children?: ComponentChildren;
}

export function RowList({ title, rows, count, children }: Props) {
  const [fault, setFault] = useState<Fault | null>(null);
  const { shown, rest, more } = useShown(rows);

  async function show(row: number) {
    const answer = await call('show', { row });
    setFault(answer.ok ? null : answer.fault);
  }

  return (
    <section>
      <h2>{title}</h2>
      {children}
      {rows.some(({ row }) => row > 0) && <p class="quiet">Choose a row to go to it in the sheet.</p>}
      {fault && <Notice kind="fault" message={fault.message} />}
      <ul class="rows">
        {shown.map((told, index) => (
          // A code that stands in no row has no row number.
          <li key={told.row > 0 ? told.row : `gone ${index}`}>
            {told.row > 0 ? (
              <button type="button" class="row" onClick={() => show(told.row)}>
                <Told {...told} />
              </button>
            ) : (
              <p class="row">
                <Told {...told} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <ShowMore rest={rest} what="row" onMore={more} />
      {rows.length < count && rest === 0 && (
        <p class="quiet">
          These are the first {rows.length} of {count}.
        </p>
      )}
    </section>
  );
}

function Told({ row, name, sentence }: RowFault) {
  return (
    <>
      <span class="where">
        {row > 0 ? `Row ${row}` : 'In no row'}
        {name !== '' && <b>{` ${name}`}</b>}
      </span>
      <span class="why">{sentence}</span>
    </>
  );
}
