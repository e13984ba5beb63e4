// Putting the chart of the most scanned codes into the document.
import { useState } from 'preact/hooks';
import { call } from '../rpc/call';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

export function Chart() {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [sheet, setSheet] = useState<string | null>(null);

  async function insert() {
    setBusy(true);
    const answer = await call('chart', null);
    setBusy(false);
    setFault(answer.ok ? null : answer.fault.message);
    setSheet(answer.ok ? answer.value.sheet : null);
  }

  return (
    <section>
      <h2>Most scanned codes</h2>
      <div class="actions">
        <Button unavailable={busy} onClick={insert}>
          {busy ? 'Inserting…' : 'Insert a chart'}
        </Button>
      </div>
      {fault !== null && <Notice kind="fault" message={fault} />}
      <p role="status" class="quiet">
        {sheet !== null && `The chart stands on the sheet “${sheet}”. Each refresh brings it up to date.`}
      </p>
    </section>
  );
}
