// The switches that the sheet plans, as the press below them approves them, and rows whose switch cannot be done.
import type { SwitchList } from '../../shared/contract/schedule';
import { RowList } from '../ui/row-list';
import { switchSentence, words } from './schedule-words';

/** @param waiting how many of them wait for the user in a schedule that runs. */
export function PlannedSwitches({
  list: { switches, more, faults, faultCount },
  waiting,
  colleagues,
}: {
  list: SwitchList;
  waiting: number;
  /** Whether colleagues may schedule switches, too. */
  colleagues: boolean;
}) {
  const isApproved = switches.every(({ waits }) => !waits);
  const rows = switches.map(({ row, name, next, at, waits }) => ({
    row,
    name,
    sentence: `${waits && waiting > 0 ? words.waits : ''}${switchSentence(at, next)}`,
  }));
  return (
    <>
      {rows.length > 0 && (
        <RowList title={words.planned} rows={rows} count={rows.length} values>
          <p class="quiet">
            {isApproved ? words.areApproved : words.saveApproves}
            {!colleagues && words.laterWait}
          </p>
          {more > 0 && <p class="quiet">{words.more(rows.length, more)}</p>}
        </RowList>
      )}
      {faultCount > 0 && <RowList title={words.faulty(faultCount)} rows={faults} count={faultCount} />}
    </>
  );
}
