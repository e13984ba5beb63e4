// How often the codes are scanned: refreshed now, or by itself on a schedule.
import { useState } from 'preact/hooks';
import type { Home, Input, Scope } from '../../wire/contract';
import { usualReach } from '../change/draft';
import type { HomeDoor } from '../home/use-home';
import { type Fault, isAboutTheKey } from '../rpc/faults';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { counted, number } from '../ui/format';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';
import { Chart } from './chart';
import { Schedule } from './schedule';

interface Props {
  door: HomeDoor;
  home: Home;
  /** Why the refresh could not begin. */
  fault: Fault | null;
  onRefresh(order: Input<'refresh'>): void;
  onChangeKey(): void;
  onBack(): void;
}

export function Scans({ door, home: { sheet, schedule }, fault, onRefresh, onChangeKey, onBack }: Props) {
  const [picked, setPicked] = useState<Scope | null>(null);
  const scope = picked ?? usualReach(sheet).scope;
  const wrong = fault ?? door.fault;
  return (
    <View
      title="Scan counts"
      bar={
        <>
          {sheet.created > 0 && (
            <Button kind="primary" onClick={() => onRefresh({ scope })}>
              Refresh scan counts
            </Button>
          )}
          <Button onClick={onBack}>Back</Button>
        </>
      }
    >
      {wrong && (
        <Notice kind="fault" message={wrong.message}>
          {isAboutTheKey(wrong) && <Button onClick={onChangeKey}>Change key</Button>}
        </Notice>
      )}
      {sheet.created > 0 ? (
        <>
          <p>See in the sheet how often each code was scanned, and when last.</p>
          <Choice
            legend="Rows"
            name="scope"
            value={scope}
            onPick={(where) => setPicked(where)}
            options={[
              {
                value: 'selection',
                label: `Selected rows (${number(sheet.selected)})`,
                hint: 'Hidden rows are left out.',
              },
              { value: 'sheet', label: `Whole sheet (${counted(sheet.created, 'row')} with a code)` },
            ]}
          />
        </>
      ) : (
        <p>This sheet has no codes yet.</p>
      )}
      <Chart />
      <Schedule door={door} sheet={sheet} schedule={schedule} />
    </View>
  );
}
