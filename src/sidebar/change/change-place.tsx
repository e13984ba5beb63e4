// Changing codes: the list of actions, or the one that was chosen.
import type { SheetView } from '../../shared/contract/sheet';
import { Import } from '../import/import';
import type { JobDriver } from '../job/use-job';
import type { Fault } from '../rpc/faults';
import { Change } from './change';
import { type Draft, newDraft, usualReach } from './draft';
import { ActionList } from './list';

interface Props {
  sheet: SheetView;
  driver: JobDriver;
  draft: Draft;
  onDraft(draft: Draft): void;
  /** Why the job could not start. */
  fault: Fault | null;
  /** Forgets that fault. */
  onAgain(): void;
  onChangeKey(): void;
  onHome(): void;
}

export function ChangePlace({ sheet, driver, draft, onDraft, fault, onAgain, onChangeKey, onHome }: Props) {
  const { action, listed } = draft;
  const reach = draft.reach ?? usualReach(sheet);
  const back = () => {
    onAgain();
    if (listed) onDraft(newDraft(null, draft.reach));
    else onHome();
  };
  const ways = { fault, onAgain, onChangeKey, onBack: back };
  if (action === null) {
    return (
      <ActionList
        sheet={sheet}
        onPick={(picked) => onDraft({ ...newDraft(picked, reach), listed: true })}
        onBack={onHome}
      />
    );
  }
  if (action === 'import') return <Import {...ways} sheet={sheet} onImport={driver.importCodes} />;
  return (
    <Change
      key={action}
      sheet={sheet}
      what={action}
      draft={draft}
      reach={reach}
      onDraft={(part) => onDraft({ ...draft, ...part })}
      onStart={driver.change}
      {...ways}
    />
  );
}
