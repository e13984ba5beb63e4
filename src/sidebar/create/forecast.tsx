// What a run will do: how many codes, for how long, and whether the plan has room for them.
import type { Check } from '../../wire/contract';
import { counted, estimate, number } from '../ui/format';
import { Notice } from '../ui/notice';

/** Whether more codes are asked for than the plan is known to allow. */
export const isBeyondPlan = ({ room, fit }: Check): boolean => room !== null && fit > room;

export function Forecast({ checked }: { checked: Check }) {
  const { fit, already, hidden, room, runMs } = checked;
  return (
    <section aria-label="What will happen">
      <p class="headline" role="status">
        {fit === 0 ? 'No code can be made yet.' : `${counted(fit, 'code')} will be made`}
      </p>
      <ul class="facts">
        {fit > 0 && (
          <li>
            Takes {estimate(runMs)}
            {checked.plan && ` on plan ${checked.plan}`}
          </li>
        )}
        {room !== null && <li>Your plan has room for {counted(room, 'more code')}</li>}
        {already > 0 && <li>{counted(already, 'row has', 'rows have')} a code already</li>}
        {hidden > 0 && <li>{counted(hidden, 'hidden row is', 'hidden rows are')} left out</li>}
      </ul>
      {isBeyondPlan(checked) && <Notice kind="hint" message={planSentence(checked)} />}
    </section>
  );
}

function planSentence({ fit, room, plan, extendable }: Check): string {
  const sum = `${number(fit)} codes are asked for, and your plan${plan ? ` ${plan}` : ''} has room for ${number(room ?? 0)}.`;
  if (extendable) return `${sum} Go on only if Qrius has extended it.`;
  return room === 0
    ? `${sum} Ask Qrius for a larger plan.`
    : `${sum} Select at most ${counted(room ?? 0, 'row')}, or ask Qrius for a larger plan.`;
}
