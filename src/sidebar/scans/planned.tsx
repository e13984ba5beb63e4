// The switches that the sheet plans, as the press below them approves them.
import type { SwitchList } from '../../shared/contract/schedule';
import { RowList } from '../ui/row-list';
import { switchSentence, words } from './schedule-words';

export function PlannedSwitches({ list: { switches } }: { list: SwitchList }) {
  if (switches.length === 0) return null;
  const rows = switches.map(({ row, name, next, at }) => ({ row, name, sentence: switchSentence(at, next) }));
  return (
    <RowList title={words.planned} rows={rows} count={rows.length}>
      <p class="quiet">{words.saveApproves}</p>
    </RowList>
  );
}
