// The next sensible step in this sheet.
import type { Home } from '../../shared/contract/home';
import type { SheetView } from '../../shared/contract/sheet';
import { Button } from '../ui/button';
import type { HomeStore } from './use-home';
import { words } from './words';

interface Props {
  store: HomeStore;
  home: Home;
  /** @param withDeleted also for rows whose code was deleted. */
  onCheck(withDeleted: boolean): void;
  /** Opens the preview that sends what was edited. */
  onUpdate(): void;
  /** Opens the rows that need attention. */
  onAttention(): void;
}

export function NextStep({ store, home: { sheet }, onCheck, onUpdate, onAttention }: Props) {
  if (sheet.empty) {
    const busy = store.pending === 'insertTemplate';
    return (
      <Button kind="primary" unavailable={busy} onClick={() => store.change('insertTemplate', null)}>
        {busy ? words.inserting : words.insertTemplate}
      </Button>
    );
  }
  if (sheet.failure) return sheet.failure.code === 'own-tab' ? null : <p>{words.chooseColumns}</p>;
  const step = stepOf(sheet, onCheck, onUpdate, onAttention);
  if (step)
    return (
      <Button kind={step.kind ?? 'primary'} unavailable={store.pending !== null} onClick={step.onClick}>
        {step.label}
      </Button>
    );
  return <p>{sheet.rows === 0 ? words.addRows : words.allDone}</p>;
}

interface Step {
  label: string;
  /** `primary` unless given. */
  kind?: 'plain';
  onClick(): void;
}

/** Codes to create come first, then what was edited, then what must be fixed; codes that were deleted may be meant to stay so. */
function stepOf(
  { ready, coded, edited, attention, deleted }: SheetView,
  onCheck: Props['onCheck'],
  onUpdate: () => void,
  onAttention: () => void,
): Step | null {
  if (ready > 0) return { label: words.create(ready), onClick: () => onCheck(false) };
  if (edited > 0) return { label: words.update(edited), onClick: onUpdate };
  if (attention > 0) return { label: words.review(attention), onClick: onAttention };
  if (deleted === 0) return null;
  return {
    label: words.createAgain(deleted),
    ...(coded > 0 && { kind: 'plain' }),
    onClick: () => onCheck(true),
  };
}
