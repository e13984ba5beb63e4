// Which rows' codes a change is for.
import type { Reach as Reached, SheetView } from '../../wire/contract';
import { Choice } from '../ui/choice';
import { counted, number } from '../ui/format';

interface Props {
  sheet: SheetView;
  reach: Reached;
  onPick(reach: Reached): void;
}

export function Reach({ sheet, reach, onPick }: Props) {
  return (
    <>
      <Choice
        legend="Rows"
        name="scope"
        value={reach.scope}
        onPick={(scope) => onPick({ ...reach, scope })}
        options={[
          { value: 'selection', label: `Selected rows (${number(sheet.selected)})` },
          { value: 'sheet', label: `Whole sheet (${counted(sheet.rows, 'row')})` },
        ]}
      />
      <label class="option">
        <input
          type="checkbox"
          checked={reach.hidden}
          onChange={() => onPick({ ...reach, hidden: !reach.hidden })}
        />
        <span>Hidden rows too</span>
      </label>
    </>
  );
}
