// The schedule on home: its state, and the next destination switches.
import type { Home } from '../../shared/contract/home';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { isSwitching } from './draft';
import { scheduleNews, standstill, switchSentence, words } from './schedule-words';

interface Props {
  home: Home;
  /** Opens the schedule. */
  onSchedule(): void;
}

export function ScheduleNews({ home: { schedule, sheet }, onSchedule }: Props) {
  if (!schedule) return null;
  const still = standstill(schedule);
  if (still === null)
    return scheduleNews(schedule, sheet).map((line) => (
      <p key={line} class="quiet">
        {line}
      </p>
    ));
  return (
    <Notice kind="hint" message={still}>
      <Button onClick={onSchedule}>{words.open}</Button>
    </Notice>
  );
}

export function NextSwitches({ home, onSchedule }: Props) {
  const { schedule, sheet, switches, waiting } = home;
  const ask = waiting > 0 && (
    <Notice kind="hint" message={words.waiting(waiting)}>
      <Button onClick={onSchedule}>{words.review}</Button>
    </Notice>
  );
  if (switches.length === 0) return ask || null;
  return (
    <>
      {ask}
      <RowList
        title={words.upcoming}
        count={switches.length}
        rows={switches.map(({ row, name, next, at }) => ({ row, name, sentence: switchSentence(at, next) }))}
        values
      >
        {!isSwitching(schedule, sheet) && (
          <p>
            {words.unscheduled}
            <Button kind="link" onClick={onSchedule}>
              {words.open}
            </Button>
          </p>
        )}
      </RowList>
    </>
  );
}
