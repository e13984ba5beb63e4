// What a job will do: how many codes, how long, and whether the plan has room.
import type { Check } from '../../shared/contract/create';
import { Notice } from '../ui/notice';
import { words as shared } from '../ui/words';
import { isBeyondPlan, planSentence } from './plan';
import { words } from './words';

export function Forecast({ checked }: { checked: Check }) {
  const { valid: fit } = checked;
  return (
    <section aria-label={shared.aboutToHappen}>
      <p class="headline" role="status">
        {fit === 0 ? words.nothing : words.willCreate(fit)}
      </p>
      <ul class="facts">
        {factsOf(checked).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {isBeyondPlan(checked) && <Notice kind="hint" message={planSentence(checked)} />}
    </section>
  );
}

function factsOf({ valid: fit, already, hidden, deleted, capacity: room, runMs, plan }: Check): string[] {
  return [
    ...(fit > 0 ? [words.time(runMs, plan)] : []),
    ...(room !== null && fit <= room ? [words.room(room)] : []),
    ...(already > 0 ? [words.already(already)] : []),
    ...(hidden > 0 ? [words.hidden(hidden)] : []),
    ...(deleted > 0 ? [words.deleted(deleted)] : []),
  ];
}
