// Numbers with their labels, one per line.
import type { Count } from './count';
import { number } from './format';

/** @param total the last line, set off like a sum. */
export function Counts({ counts, total }: { counts: Count[]; total?: Count }) {
  return (
    <dl class="counts">
      {counts.map((count) => (
        <Line key={count.label} {...count} />
      ))}
      {total && <Line {...total} sum />}
    </dl>
  );
}

function Line({ label, count, warn, sum }: Count & { sum?: boolean }) {
  return (
    <div class={sum ? 'sum' : warn && count > 0 ? 'warn' : undefined}>
      <dt>{label}</dt>
      <dd>{number(count)}</dd>
    </div>
  );
}
