// Changing codes, from the list of what can be done to the one thing that was chosen.
import type { SheetView } from '../../wire/contract';
import { Bring } from '../import/import';
import type { JobDriver } from '../job/use-job';
import type { Fault } from '../rpc/faults';
import { Change } from './change';
import { type Deed, type Draft, newDraft, usualReach } from './draft';
import { Changes } from './list';

interface Props {
  sheet: SheetView;
  driver: JobDriver;
  draft: Draft;
  onDraft(draft: Draft): void;
  /** Why what was chosen could not begin. */
  fault: Fault | null;
  onAgain(): void;
  onChangeKey(): void;
  onHome(): void;
}

export function ChangePlace({ sheet, driver, draft, onDraft, fault, onAgain, onChangeKey, onHome }: Props) {
  const { deed, listed } = draft;
  const reach = draft.reach ?? usualReach(sheet);
  const pick = (chosen: Deed) => onDraft({ ...newDraft(chosen, reach), listed: true });
  if (deed === null) return <Changes sheet={sheet} onPick={pick} onBack={onHome} />;
  const ways = {
    fault,
    onAgain,
    onChangeKey,
    onBack: () => {
      onAgain();
      if (listed) onDraft(newDraft(null, draft.reach));
      else onHome();
    },
  };
  if (deed === 'bring') return <Bring {...ways} onBring={driver.bring} />;
  return (
    <Change
      key={deed}
      sheet={sheet}
      what={deed}
      draft={draft}
      reach={reach}
      onDraft={(part) => onDraft({ ...draft, ...part })}
      onStart={driver.change}
      {...ways}
    />
  );
}
