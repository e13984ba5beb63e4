// Which rows, and how many codes they have.
import { Button } from '../parts/button';
import { Choice } from '../parts/choice';
import { Notice } from '../parts/notice';
import type { PrintScope } from './source';
import type { LoadedSource } from './use-source';
import { WORDS } from './words';

interface Props {
  scope: PrintScope;
  source: LoadedSource;
  onScope(scope: PrintScope): void;
}

const SCOPES: ReadonlyArray<{ value: PrintScope; label: string; hint?: string }> = [
  { value: 'selection', label: WORDS.selection },
  { value: 'visible', label: WORDS.visible, hint: WORDS.visibleHint },
  { value: 'sheet', label: WORDS.sheet },
];

export function ScopeForm({ scope, source: { answer, again }, onScope }: Props) {
  const codes = answer?.ok ? answer.value.codes.length : 0;
  const isEmpty = answer?.ok && codes === 0;
  return (
    <>
      <Choice legend={WORDS.scope} name="scope" value={scope} options={SCOPES} onPick={onScope} />
      <p role="status" class="quiet">
        {answer === null && WORDS.loading}
        {answer?.ok && WORDS.found(codes, answer.value.sheet)}
      </p>
      {answer?.ok === false && (
        <Notice kind="fault" message={answer.message}>
          <Button onClick={again}>{WORDS.again}</Button>
        </Notice>
      )}
      {isEmpty && (
        <Notice kind="hint" message={WORDS.none[scope]}>
          <Button onClick={again}>{WORDS.again}</Button>
        </Notice>
      )}
    </>
  );
}
