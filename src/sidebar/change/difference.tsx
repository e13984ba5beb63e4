// One value that differs: where it is, both values, and which to keep.
import { useState } from 'preact/hooks';
import type { Choice, DifferenceView } from '../../shared/contract/change';
import { goToRow } from '../rpc/call';
import { type Keep, keepOf } from './choices';
import { cutPair } from './cut-pair';
import { KEEPS, differences as words } from './words';

interface Props {
  difference: DifferenceView;
  choices: Choice[];
  /** null where there is nothing to choose. */
  onChoose: ((keep: Keep | null) => void) | null;
}

export function Difference({ difference, choices, onChoose }: Props) {
  const { rows, name, field, side } = difference;
  const [fault, setFault] = useState('');
  const [here, there] = cutPair(difference.here, difference.there);
  const kept = keepOf(choices, difference);

  async function jump() {
    const answer = await goToRow(rows[0] ?? 1);
    setFault(answer.ok ? '' : answer.fault.message);
  }

  return (
    <li>
      <button type="button" class="row" onClick={jump}>
        <span class="where">
          {words.where(rows)}
          {name !== '' && <b>{` ${name}`}</b>}
        </span>
      </button>
      {fault !== '' && <p class="error">{fault}</p>}
      <dl class="pair">
        <Value label={words.here(field)} text={here} replaced={kept === 'theirs'} />
        <Value label={words.there(field)} text={there} replaced={side === 'here' || kept === 'mine'} />
      </dl>
      {side !== 'here' && <p class="quiet">{side === 'both' ? words.both : words.onlyThere}</p>}
      {onChoose && <Keeps difference={difference} kept={kept} onChoose={onChoose} />}
    </li>
  );
}

interface KeepsProps {
  difference: DifferenceView;
  kept: Keep | null;
  onChoose(keep: Keep | null): void;
}

function Keeps({ difference: { id, field, rows }, kept, onChoose }: KeepsProps) {
  return (
    <fieldset class="keep">
      <legend class="unseen">{words.legend(field, words.where(rows))}</legend>
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
  );
}

function Value({ label, text, replaced }: { label: string; text: string; replaced: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <ValueText text={text} replaced={replaced} />
        {replaced && <small>{words.replaced}</small>}
      </dd>
    </div>
  );
}

function ValueText({ text, replaced }: { text: string; replaced: boolean }) {
  if (text === '') return <i class="quiet">{words.empty}</i>;
  return replaced ? <s>{text}</s> : text;
}
