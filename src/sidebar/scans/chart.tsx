// Inserts the chart of the most scanned codes.
import { useState } from 'preact/hooks';
import { call } from '../rpc/call';
import type { Fault } from '../rpc/faults';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { words } from './words';

export function Chart() {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [tab, setTab] = useState<string | null>(null);

  async function insert() {
    setBusy(true);
    const answer = await call('insertChart', null);
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    setTab(answer.ok ? answer.value.sheet : null);
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
