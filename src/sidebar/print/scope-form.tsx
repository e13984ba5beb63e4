// Which rows, and how many codes they have.

import type { PrintScope } from '../../shared/contract/print';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { FaultNotice } from '../ui/fault-notice';
import { Notice } from '../ui/notice';
import { hasUrl } from './check';
import type { Source } from './use-source';
import { WORDS } from './words';

interface Props {
  scope: PrintScope;
  source: Source;
  onScope(scope: PrintScope): void;
}

const SCOPES: ReadonlyArray<{ value: PrintScope; label: string; hint?: string }> = [
  { value: 'selection', label: WORDS.selection },
  { value: 'visible', label: WORDS.visible, hint: WORDS.visibleHint },
  { value: 'sheet', label: WORDS.sheet },
];

export function ScopeForm({ scope, source: { answer, read, again }, onScope }: Props) {
  const codes = answer?.ok ? answer.value.codes.filter(hasUrl).length : 0;
  const isEmpty = answer?.ok && codes === 0;
  return (
    <>
      <Choice legend={WORDS.scope} name="scope" value={scope} options={SCOPES} onPick={onScope} />
      <div class="actions">
        <p role="status" class="quiet">
          {answer === null && WORDS.loading(read)}
          {answer?.ok && WORDS.found(codes, answer.value.sheet)}
        </p>
        {answer?.ok && (
          <Button kind="link" onClick={again}>
            {WORDS.refresh}
          </Button>
        )}
      </div>
      {answer?.ok === false && <FaultNotice fault={answer.fault} onRetry={again} />}
      {isEmpty && <Notice kind="hint" message={WORDS.none[scope]} />}
    </>
  );
}
