// The rows behind two counts of home: those that need attention, and those that were edited since they were sent.
import type { SheetView } from '../../shared/contract/sheet';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { RowList } from '../ui/row-list';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import { words } from './words';

interface Props {
  sheet: SheetView;
  /** Opens the check, for unconfirmed rows. */
  onCheck(): void;
  /** Opens the preview that sends what was edited. */
  onUpdate(): void;
  onBack(): void;
}

export function Attention({ sheet, onCheck, onUpdate, onBack }: Props) {
  const { id, attention, edited } = sheet;
  const { value: rows, fault, again } = useAnswer('listAttention', null, [id, attention, edited].join());
  return (
    <View
      title={words.attentionTitle}
      sheet={sheet.name}
      bar={
        <>
          {rows && rows.editedCount > 0 && (
            <Button kind="primary" onClick={onUpdate}>
              {words.update(rows.editedCount)}
            </Button>
          )}
          {rows && rows.unconfirmed > 0 && (
            <Button onClick={onCheck}>{words.checkUnconfirmed(rows.unconfirmed)}</Button>
          )}
          <Button onClick={onBack}>{shared.back}</Button>
        </>
      }
    >
      {fault && <FaultNotice fault={fault} onRetry={again} />}
      {!rows && !fault && <p role="status">{words.reading}</p>}
      {rows && rows.attentionCount + rows.editedCount === 0 && <p>{words.nothingOpen}</p>}
      {rows && rows.attentionCount > 0 && (
        <RowList
          title={shared.attention(rows.attentionCount)}
          rows={rows.attention}
          count={rows.attentionCount}
        />
      )}
      {rows && rows.editedCount > 0 && (
        <RowList title={words.editedTitle(rows.editedCount)} rows={rows.edited} count={rows.editedCount} />
      )}
    </View>
  );
}
