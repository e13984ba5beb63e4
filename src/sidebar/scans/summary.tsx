// The scan counts that stand in the sheet: their total, what is new, where they are, and the chart of them.
import type { ScanCount } from '../../shared/contract/scans';
import { useAnswer } from '../rpc/use-answer';
import { FaultNotice } from '../ui/fault-notice';
import { number } from '../ui/format';
import { Chart } from './chart';
import { words } from './words';

/** @param stamp reads them again when it changes. */
export function ScanTotals({ stamp }: { stamp: string }) {
  const { value, fault, again } = useAnswer('summarizeScans', null, stamp);
  if (fault) return <FaultNotice fault={fault} onRetry={again} />;
  if (!value || value.codes === 0) return null;
  return (
    <>
      <section aria-label={words.title}>
        <p class="headline">{words.total(value.total)}</p>
        {value.change !== null && <p class="quiet">{words.change(value.change)}</p>}
        <Ranking title={words.top} counts={value.top} />
        <Ranking title={words.byTag} counts={value.tags} />
      </section>
      <Chart seen={value.fingerprint} onOutdated={again} />
    </>
  );
}

/** Two codes may have one name. */
function Ranking({ title, counts }: { title: string; counts: ScanCount[] }) {
  if (!counts.some(({ scans }) => scans > 0)) return null;
  return (
    <>
      <h2>{title}</h2>
      <dl class="counts">
        {counts.map(({ name, scans }, place) => (
          <div key={`${place} ${name}`}>
            <dt>{name}</dt>
            <dd>{number(scans)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
