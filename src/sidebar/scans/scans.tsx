// Scan counts: refreshed now, or on a schedule.
import { useState } from 'preact/hooks';
import type { Home } from '../../shared/contract/home';
import type { Input } from '../../shared/contract/methods';
import type { Scope } from '../../shared/contract/sheet';
import type { HomeStore } from '../home/use-home';
import type { Fault } from '../rpc/faults';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { ScopeChoice } from '../ui/scope-choice';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import { Schedule } from './schedule';
import { ScanTotals } from './summary';
import { words } from './words';

interface Props {
  store: HomeStore;
  home: Home;
  /** The user came for the schedule. */
  toSchedule: boolean;
  /** Why the refresh could not start. */
  fault: Fault | null;
  /** @param seen the fingerprint of the codes that are counted here. */
  onRefresh(order: Input<'refreshScans'>, seen: string): void;
  onChangeKey(): void;
  onBack(): void;
}

export function Scans({ store, home, toSchedule, fault, onRefresh, onChangeKey, onBack }: Props) {
  const { sheet, schedule } = home;
  const [picked, setPicked] = useState<Scope | null>(null);
  // A cursor that rests in one row means nothing.
  const scope = picked ?? (sheet.selected > 1 ? 'selection' : 'sheet');
  const coded = sheet.created > 0;
  const wrong = fault ?? store.fault;
  return (
    <View
      title={words.title}
      sheet={sheet.name}
      bar={
        <>
          {coded && (
            <Button kind="primary" onClick={() => onRefresh({ scope }, sheet.codes[scope])}>
              {words.refresh}
            </Button>
          )}
          <Button onClick={onBack}>{shared.back}</Button>
        </>
      }
    >
      {wrong && <FaultNotice fault={wrong} onChangeKey={onChangeKey} />}
      <p>{coded ? words.intro : words.noCodes}</p>
      {coded && (
        <ScopeChoice
          scope={scope}
          selected={sheet.selected}
          wholeSheet={shared.wholeSheetWithCodes(sheet.created)}
          skipsHidden
          onPick={setPicked}
        />
      )}
      {coded && <ScanTotals stamp={`${sheet.id} ${schedule?.lastRun}`} />}
      <Schedule store={store} home={home} arrives={toSchedule} />
    </View>
  );
}
