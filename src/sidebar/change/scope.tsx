// Which rows a change is for.
import type { ChangeTarget } from '../../shared/contract/change';
import type { SheetView } from '../../shared/contract/sheet';
import { Checkbox } from '../ui/checkbox';
import { ScopeChoice } from '../ui/scope-choice';
import { words as shared } from '../ui/words';
import { words } from './words';

interface Props {
  sheet: SheetView;
  reach: ChangeTarget;
  onPick(reach: ChangeTarget): void;
}

export function ChangeScope({ sheet, reach, onPick }: Props) {
  return (
    <>
      <ScopeChoice
        scope={reach.scope}
        selected={sheet.selected}
        wholeSheet={shared.wholeSheet(sheet.rows)}
        skipsHidden={!reach.hidden}
        onPick={(scope) => onPick({ ...reach, scope })}
      />
      <Checkbox
        label={words.includeHidden}
        checked={reach.hidden}
        onChange={(hidden) => onPick({ ...reach, hidden })}
      />
    </>
  );
}
