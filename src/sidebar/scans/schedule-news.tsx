// On the first view: what runs by itself, why it stands still, and which codes are switched next.
import type { Home } from '../../wire/contract';
import { Button } from '../ui/button';
import { shortened } from '../ui/format';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { isSwitching, scheduleLine, standstill } from './words';

/** @param onScans leads to where the schedule is set. */
export function ScheduleNews({ home: { schedule, sheet }, onScans }: { home: Home; onScans(): void }) {
  if (!schedule) return null;
  const still = standstill(schedule);
  if (still === null) return <p class="quiet">{scheduleLine(schedule, sheet)}</p>;
  return (
    <Notice kind="hint" message={still}>
      <Button onClick={onScans}>See the schedule</Button>
    </Notice>
  );
}

/** Characters of a destination in the list, which is no place to read it all. */
const MOST_ADDRESS = 60;

export function NextSwitches({ home, onScans }: { home: Home; onScans(): void }) {
  const { schedule, sheet, switches } = home;
  if (switches.length === 0) return null;
  return (
    <RowList
      title="Next switches"
      count={switches.length}
      rows={switches.map(({ row, name, next, at }) => ({
        ...{ row, name, sentence: `${at} → ${shortened(next, MOST_ADDRESS)}` },
      }))}
    >
      {!isSwitching(schedule, sheet) && (
        <p>
          Nothing switches these codes yet.{' '}
          <Button kind="link" onClick={onScans}>
            See the schedule
          </Button>
        </p>
      )}
    </RowList>
  );
}
