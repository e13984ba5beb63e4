// What a job will do: how many codes, how long, and whether the plan has room.
import type { Check } from '../../shared/contract/create';
import { Notice } from '../ui/notice';
import { QriusLink } from '../ui/qrius-link';
import { words as shared } from '../ui/words';
import { headlineOf, isBeyondPlan, planSentence } from './plan';
import { words } from './words';

export function Forecast({ checked }: { checked: Check }) {
  return (
    <section aria-label={shared.aboutToHappen}>
      <p class="headline" role="status">
        {headlineOf(checked)}
      </p>
      <ul class="facts">
        {factsOf(checked).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {isBeyondPlan(checked) && (
        <Notice kind="hint" message={planSentence(checked)}>
          <QriusLink>{shared.upgrade}</QriusLink>
        </Notice>
      )}
    </section>
  );
}

function factsOf(checked: Check): string[] {
  const { valid: fit, already, hidden, deleted, unconfirmed, capacity: room, runMs, plan } = checked;
  return [
    ...(fit > 0 && room !== 0 ? [words.time(runMs, plan)] : []),
    ...(room !== null && fit <= room ? [words.room(room)] : []),
    ...(already > 0 ? [words.already(already)] : []),
    ...(hidden > 0 ? [words.hidden(hidden)] : []),
    ...(deleted > 0 ? [words.deleted(deleted)] : []),
    ...(unconfirmed > 0 ? [words.unconfirmed(unconfirmed)] : []),
    ...checked.beside.map(words.beside),
    words.onlyWeb,
  ];
}
