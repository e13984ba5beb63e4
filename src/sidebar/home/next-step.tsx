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
  const { deleted, coded, rows } = sheet;
  const busy = store.pending !== null;
  return (
    <>
      {step && (
        <Button kind="primary" unavailable={busy} onClick={step.onClick}>
          {step.label}
        </Button>
      )}
      {deleted > 0 && (
        <Button
          kind={step || coded > 0 ? 'plain' : 'primary'}
          unavailable={busy}
          onClick={() => onCheck(true)}
        >
          {words.createAgain(deleted)}
        </Button>
      )}
      {!step && deleted === 0 && <p>{rows === 0 ? words.addRows : words.allDone}</p>}
    </>
  );
}

interface Step {
  label: string;
  onClick(): void;
}

/** Codes to create come first, then what was edited, then what must be fixed. */
function stepOf(
  { ready, edited, attention }: SheetView,
  onCheck: Props['onCheck'],
  onUpdate: () => void,
  onAttention: () => void,
): Step | null {
  if (ready > 0) return { label: words.create(ready), onClick: () => onCheck(false) };
  if (edited > 0) return { label: words.update(edited), onClick: onUpdate };
  return attention > 0 ? { label: words.review(attention), onClick: onAttention } : null;
}
