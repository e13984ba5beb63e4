// One value that differs: where it is, how it reads here and at Qrius, and what to do with it.
import { useState } from 'preact/hooks';
import type { Choice, DifferenceView, Field } from '../../wire/contract';
import { call } from '../rpc/call';
import { cutPair, type Keep, keepOf } from './choices';

const FIELDS: Record<Field, string> = { destination: 'Destination', name: 'Name', tags: 'Tags' };
const KEEPS: ReadonlyArray<{ keep: Keep | null; label: string }> = [
  { keep: null, label: 'Leave both as they are' },
  { keep: 'mine', label: 'Keep mine' },
  { keep: 'theirs', label: 'Take Qrius’s' },
];

interface Props {
  difference: DifferenceView;
  choices: Choice[];
  /** null where there is nothing to choose. */
  onChoose: ((keep: Keep | null) => void) | null;
}

export function Difference({ difference, choices, onChoose }: Props) {
  const { id, rows, name, field, side } = difference;
  const [unseen, setUnseen] = useState('');
  const [here, there] = cutPair(difference.here, difference.there);
  const where = `${rows.length === 1 ? 'Row' : 'Rows'} ${rows.join(', ')}`;
  const kept = keepOf(choices, difference);

  async function show() {
    const answer = await call('show', { row: rows[0] ?? 1 });
    setUnseen(answer.ok ? '' : answer.fault.message);
  }

  return (
    <li>
      <button type="button" class="row" onClick={show}>
        <span class="where">
          {where}
          {name !== '' && <b>{` ${name}`}</b>}
        </span>
      </button>
      {unseen !== '' && <p class="error">{unseen}</p>}
      <dl class="pair">
        <Value label={`${FIELDS[field]} here`} text={here} off={kept === 'theirs'} />
        <Value label={`${FIELDS[field]} in Qrius`} text={there} off={side === 'here' || kept === 'mine'} />
      </dl>
      {side === 'both' && <p class="quiet">Changed on both sides, or it is not known where.</p>}
      {side === 'there' && <p class="quiet">Changed in Qrius only.</p>}
      {onChoose && (
        <fieldset class="keep">
          <legend class="unseen">
            {FIELDS[field]} of {where}
          </legend>
          {KEEPS.map(({ keep, label }) => (
            <label class="option" key={label}>
              <input
                type="radio"
                name={`keep ${field} ${id}`}
                checked={kept === keep}
                onChange={() => onChoose(keep)}
              />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      )}
    </li>
  );
}

/** @param off it will be replaced by the other one. */
function Value({ label, text, off }: { label: string; text: string; off: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {text === '' ? <i class="quiet">empty</i> : off ? <s>{text}</s> : text}
        {off && <small>will be replaced</small>}
      </dd>
    </div>
  );
}
