// Importing codes: how many are not in the sheet yet, and adding a row for each.
import { useState } from 'preact/hooks';
import type { RowHeight } from '../../shared/contract/create';
import type { SheetView } from '../../shared/contract/sheet';
import { type Fault, isOutdated } from '../rpc/faults';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { FIRST_HEIGHT, RowHeightChoice } from '../ui/row-height';
import { View } from '../ui/view';
import { Waiting } from '../ui/waiting';
import { words as shared } from '../ui/words';
import { words } from './words';

interface Props {
  sheet: SheetView;
  /** Why the job could not start. */
  fault: Fault | null;
  /** Forgets that fault. */
  onAgain(): void;
  /** @param counted the fingerprint of the count that the user saw. */
  onImport(rowHeight: RowHeight, counted: string): void;
  onChangeKey(): void;
  onBack(): void;
}

export function Import({ sheet, fault, onAgain, onImport, onChangeKey, onBack }: Props) {
  const {
    value: missing,
    fault: readFault,
    again,
  } = useAnswer('countImportable', null, `${sheet.id} ${isOutdated(fault)}`);
  const [rowHeight, setRowHeight] = useState(FIRST_HEIGHT);
  const wrong = readFault ?? fault;
  const retry = () => {
    onAgain();
    again();
  };
  const bar = (
    <>
      {missing && missing.codes > 0 && (
        <Button kind="primary" onClick={() => onImport(rowHeight, missing.fingerprint)}>
          {words.import(missing.codes)}
        </Button>
      )}
      <Button onClick={onBack}>{shared.back}</Button>
    </>
  );
  return (
    <View title={words.title} sheet={sheet.name} bar={bar}>
      {wrong && <FaultNotice fault={wrong} onRetry={retry} onChangeKey={onChangeKey} />}
      {missing === null && !readFault && <Waiting message={words.reading} />}
      {missing && <Count codes={missing.codes} />}
      {missing && missing.codes > 0 && (
        <>
          <RowHeightChoice value={rowHeight} onPick={setRowHeight} />
          <p class="quiet">{words.images}</p>
        </>
      )}
    </View>
  );
}

const Count = ({ codes }: { codes: number }) => (
  <section aria-label={shared.aboutToHappen}>
    <p class="headline" role="status">
      {words.headline(codes)}
    </p>
    <p>{words.details(codes)}</p>
  </section>
);
