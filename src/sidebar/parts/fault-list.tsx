// Rows that need attention, each with its reason; a click selects the row's first cell in the sheet.
import { useState } from 'preact/hooks';
import type { RowFault } from '../../wire/contract';
import { call } from '../call';
import type { Fault } from '../faults';
import { counted } from '../words';
import { Button } from './button';
import { Notice } from './notice';

const SHOWN_AT_FIRST = 5;

/** @param count all rows of that kind; the list holds at most `MOST_FAULTS` of them. */
export function FaultList({ title, faults, count }: { title: string; faults: RowFault[]; count: number }) {
  const [all, setAll] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const shown = all ? faults : faults.slice(0, SHOWN_AT_FIRST);

  async function show(row: number) {
    const answer = await call('show', { row });
    setFault(answer.ok ? null : answer.fault);
  }

  return (
    <section>
      <h2>{title}</h2>
      <p class="quiet">Choose a row to go to it in the sheet.</p>
      {fault && <Notice kind="fault" message={fault.message} />}
      <ul class="rows">
        {shown.map(({ row, name, sentence }) => (
          <li key={row}>
            <button type="button" class="row" onClick={() => show(row)}>
              <span class="where">
                Row {row}
                {name !== '' && <b>{` ${name}`}</b>}
              </span>
              <span class="why">{sentence}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < faults.length && (
        <Button kind="link" onClick={() => setAll(true)}>
          Show {counted(faults.length - shown.length, 'more row')}
        </Button>
      )}
      {faults.length < count && shown.length === faults.length && (
        <p class="quiet">
          These are the first {faults.length} of {count}.
        </p>
      )}
    </section>
  );
}
