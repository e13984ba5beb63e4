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
  /** Hidden rows are skipped; the counts say nothing of them, since asking Google which rows are hidden is slow. */
  skipsHidden?: boolean;
  onPick(scope: Scope): void;
}

export function ScopeChoice({ scope, selected, wholeSheet, skipsHidden = false, onPick }: Props) {
  // Said once, with the choice that it is about.
  const hint = (of: Scope) => (skipsHidden && of === scope ? { hint: words.hiddenSkipped } : {});
  return (
    <Choice
      legend={words.scopeLegend}
      name="scope"
      value={scope}
      onPick={onPick}
      options={[
        { value: 'selection', label: words.selectedRows(selected), ...hint('selection') },
        { value: 'sheet', label: wholeSheet, ...hint('sheet') },
      ]}
    />
  );
}
