// Changing codes: the list of actions, or the one that was chosen.
import type { SheetView } from '../../shared/contract/sheet';
import { Import } from '../import/import';
import type { JobDriver } from '../job/use-job';
import type { Fault } from '../rpc/faults';
import { Change } from './change';
import { type Draft, newDraft, usualReach } from './draft';
import { History } from './history';
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

const historyDraft = (reach: Draft['reach']): Draft => ({ ...newDraft('history', reach), from: 'list' });

export function ChangePlace({ sheet, driver, draft, onDraft, fault, onAgain, onChangeKey, onHome }: Props) {
  const { action, from } = draft;
  const reach = draft.reach ?? usualReach(sheet);
  const back = () => {
    onAgain();
    if (from === 'home') onHome();
    else onDraft(from === 'list' ? newDraft(null, draft.reach) : historyDraft(draft.reach));
  };
  const ways = { fault, onAgain, onChangeKey, onBack: back };
  if (action === null) {
    return (
      <ActionList
        sheet={sheet}
        onPick={(picked) => onDraft({ ...newDraft(picked, reach), from: 'list' })}
        onBack={onHome}
      />
    );
  }
  if (action === 'import') return <Import {...ways} sheet={sheet} onImport={driver.importCodes} />;
  if (action === 'history') {
    const undo = (job: string) => onDraft({ ...newDraft('undo', draft.reach), from: 'history', job });
    return <History onUndo={undo} onBack={back} />;
  }
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
