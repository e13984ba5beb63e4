// Selected rows or the whole sheet.
import type { Scope } from '../../shared/contract/sheet';
import { Choice } from './choice';
import { words } from './words';

interface Props {
  scope: Scope;
  /** Rows with content in the selection. */
  selected: number;
  /** Label of the whole sheet, with its count. */
  wholeSheet: string;
  /** Hidden rows of the selection are skipped. */
  skipsHidden?: boolean;
  onPick(scope: Scope): void;
}

export function ScopeChoice({ scope, selected, wholeSheet, skipsHidden = false, onPick }: Props) {
  return (
    <Choice
      legend={words.scopeLegend}
      name="scope"
      value={scope}
      onPick={onPick}
      options={[
        {
          value: 'selection',
          label: words.selectedRows(selected),
          ...(skipsHidden && { hint: words.hiddenSkipped }),
        },
        { value: 'sheet', label: wholeSheet },
      ]}
    />
  );
}
