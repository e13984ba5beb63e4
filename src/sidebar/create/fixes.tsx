// Links and slugs that can be fixed at a click: what would be written is shown first, and can be undone.
import { useState } from 'preact/hooks';
import type { CellFix } from '../../shared/contract/sheet';
import { call } from '../rpc/call';
import type { Fault } from '../rpc/faults';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { ShowMore, useShown } from '../ui/show-more';
import { words as shared } from '../ui/words';
import { words } from './words';

interface Props {
  fixes: CellFix[];
  /** Cells have changed. */
  onFixed(): void;
}

const reversed = (fixes: CellFix[]): CellFix[] =>
  fixes.map((fix) => ({ ...fix, from: fix.to, to: fix.from }));

export function Fixes({ fixes, onFixed }: Props) {
  const [done, setDone] = useState<CellFix[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  async function apply(wanted: CellFix[], isUndo: boolean) {
    setBusy(true);
    const answer = await call('fixCells', { fixes: wanted });
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (!answer.ok) return;
    setDone(isUndo ? [] : answer.value.fixed);
    onFixed();
  }
  return (
    <>
      {fault && <FaultNotice fault={fault} />}
      {done.length > 0 && (
        <p role="status">
          {words.fixed(done.length)}{' '}
          <Button kind="link" unavailable={busy} onClick={() => apply(reversed(done), true)}>
            {words.undoFix}
          </Button>
        </p>
      )}
      {(['destination', 'slug'] as const).map((role) => {
        const own = fixes.filter((fix) => fix.role === role);
        return own.length === 0 ? null : (
          <Proposal key={role} role={role} fixes={own} busy={busy} onApply={() => apply(own, false)} />
        );
      })}
    </>
  );
}

interface ProposalProps {
  role: CellFix['role'];
  fixes: CellFix[];
  busy: boolean;
  onApply(): void;
}

function Proposal({ role, fixes, busy, onApply }: ProposalProps) {
  const { shown, hidden, more } = useShown(fixes);
  return (
    <fieldset>
      <legend>{words.fixLegend[role](fixes.length)}</legend>
      <ul class="facts">
        {shown.map(({ row, from, to }) => (
          <li key={row}>
            {shared.row(row)}: <del>{from}</del> <ins>{to}</ins>
          </li>
        ))}
      </ul>
      <ShowMore count={hidden.length} noun="row" onMore={more} />
      <div class="actions">
        <Button unavailable={busy} onClick={onApply}>
          {words.fix[role](fixes.length)}
        </Button>
      </div>
    </fieldset>
  );
}
