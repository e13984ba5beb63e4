// The switches that the sheet plans, as the press below them approves them.
import type { SwitchList } from '../../shared/contract/schedule';
import { RowList } from '../ui/row-list';
import { switchSentence, words } from './schedule-words';

/** @param waiting how many of them wait for the user in a schedule that runs. */
export function PlannedSwitches({
  list: { switches, more },
  waiting,
}: {
  list: SwitchList;
  waiting: number;
}) {
  if (switches.length === 0) return null;
  const rows = switches.map(({ row, name, next, at, waits }) => ({
    row,
    name,
    sentence: `${waits && waiting > 0 ? words.waits : ''}${switchSentence(at, next)}`,
  }));
  return (
    <RowList title={words.planned} rows={rows} count={rows.length} values>
      <p class="quiet">{words.saveApproves}</p>
      {more > 0 && <p class="quiet">{words.more(switches.length, more)}</p>}
    </RowList>
  );
}
