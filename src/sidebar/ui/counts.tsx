// Numbers with what they count, a line each.
import { number } from './format';

export interface Count {
  label: string;
  count: number;
  /** Needs attention. */
  warn?: boolean;
}

/** @param total closes the list, ruled off like a sum. */
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
