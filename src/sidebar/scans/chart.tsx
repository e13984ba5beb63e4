// Inserts the chart of the most scanned codes.
import { useState } from 'preact/hooks';
import { call } from '../rpc/call';
import { type Fault, isOutdated } from '../rpc/faults';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { words } from './words';

interface Props {
  /** The fingerprint of the counts that are shown. */
  seen: string;
  /** They are others by now. */
  onOutdated(): void;
}

export function Chart({ seen, onOutdated }: Props) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [tab, setTab] = useState<string | null>(null);

  async function insert() {
    setBusy(true);
    const answer = await call('insertChart', null, seen);
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    setTab(answer.ok ? answer.value.sheet : null);
    if (!answer.ok && isOutdated(answer.fault)) onOutdated();
  }

  return (
    <section>
      <h2>{words.chart}</h2>
      <div class="actions">
        <Button unavailable={busy} onClick={insert}>
          {busy ? words.inserting : words.insertChart}
        </Button>
      </div>
      {fault && <FaultNotice fault={fault} />}
      <p role="status" class="quiet">
        {tab !== null && words.chartIs(tab)}
      </p>
    </section>
  );
}
