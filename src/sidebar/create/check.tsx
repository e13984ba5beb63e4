// The check before codes are created: what will happen, which rows need attention, and the choices.
import { useState } from 'preact/hooks';
import type { Check as Checked } from '../../shared/contract/create';
import type { Input } from '../../shared/contract/methods';
import type { Scope, SheetView } from '../../shared/contract/sheet';
import type { HomeStore } from '../home/use-home';
import { type Fault, isOutdated } from '../rpc/faults';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Choice } from '../ui/choice';
import { FaultNotice } from '../ui/fault-notice';
import { RowHeightChoice } from '../ui/row-height';
import { RowList } from '../ui/row-list';
import { ScopeChoice } from '../ui/scope-choice';
import { View } from '../ui/view';
import { Waiting } from '../ui/waiting';
import { words as shared } from '../ui/words';
import type { Choices } from './choices';
import { Example } from './example';
import { Fixes } from './fixes';
import { Forecast } from './forecast';
import { TagsToBe } from './tags-to-be';
import { CONFLICTS, words } from './words';

interface Props {
  sheet: SheetView;
  store: HomeStore;
  choices: Choices;
  onChoose(choice: Partial<Choices>): void;
  /** Why the job could not start. */
  fault: Fault | null;
  /** Forgets that fault. */
  onAgain(): void;
  /** @param checked the fingerprint of the check that is shown. */
  onStart(order: Input<'createCodes'>, checked: string): void;
  onChangeKey(): void;
  onBack(): void;
}

/** The check that is shown, and what follows from it. */
function useCheck({ sheet, store, choices, fault, onAgain, onStart }: Props) {
  const { scope, withDeleted } = choices;
  const [withOdd, setWithOdd] = useState(false);
  const {
    value: checked,
    fault: checkFault,
    again,
  } = useAnswer(
    'checkRows',
    { scope, withOdd, withDeleted },
    `${stampOf(sheet, scope)},${isOutdated(fault)}`,
  );
  return {
    checked,
    withOdd,
    setWithOdd,
    wrong: fault ?? checkFault,
    start: (most: number | null) => checked && onStart({ ...choices, most, withOdd }, checked.fingerprint),
    retry: () => {
      onAgain();
      again();
    },
    afterFix: () => {
      again();
      store.refresh();
    },
  };
}

export function Check(props: Props) {
  const { sheet, store, choices, onChoose, onChangeKey, onBack } = props;
  const { checked, wrong, withOdd, setWithOdd, start, retry, afterFix } = useCheck(props);
  const bar = (
    <>
      <CreateButtons checked={checked} onCreate={start} />
      <Button onClick={onBack}>{shared.back}</Button>
    </>
  );
  return (
    <View title={words.title} sheet={sheet.name} bar={bar}>
      {wrong && (
        <FaultNotice fault={wrong} retryLabel={words.checkAgain} onRetry={retry} onChangeKey={onChangeKey} />
      )}
      <ScopeChoice
        scope={choices.scope}
        selected={sheet.selected}
        wholeSheet={shared.wholeSheet(sheet.rows)}
        skipsHidden
        onPick={(picked) => onChoose({ scope: picked })}
      />
      {checked === null && !wrong && <Waiting message={words.checking} />}
      {checked && <Forecast checked={checked} />}
      {checked?.example && <Example example={checked.example} />}
      {checked && <Attention checked={checked} withOdd={withOdd} onOdd={setWithOdd} onFixed={afterFix} />}
      {checked && (checked.deleted > 0 || choices.withDeleted) && (
        <Checkbox
          label={words.withDeleted}
          checked={choices.withDeleted}
          onChange={(wanted) => onChoose({ withDeleted: wanted })}
        />
      )}
      <TagsToBe sheet={sheet} store={store} />
      <Options choices={choices} onChoose={onChoose} />
    </View>
  );
}

/** Changes with what the check depends on, as far as home sees it. */
const stampOf = (
  { id, rows, ready, created, attention, deleted, selected, headerRow, columns }: SheetView,
  scope: Scope,
): string => {
  const chosen = scope === 'selection' ? selected : null;
  return JSON.stringify([id, rows, ready, created, attention, deleted, chosen, headerRow, columns]);
};

interface CreateButtonsProps {
  checked: Checked | null;
  /** @param most only so many codes, for the first rows; null for all. */
  onCreate(most: number | null): void;
}

/** What the plan has room for comes first. Its table is a guess, so that all can be tried: Qrius decides. */
function CreateButtons({ checked, onCreate }: CreateButtonsProps) {
  if (checked === null) {
    return (
      <Button kind="primary" unavailable>
        {words.createUnknown}
      </Button>
    );
  }
  const { valid, capacity } = checked;
  if (valid === 0) return null;
  if (capacity === null || valid <= capacity) {
    return (
      <Button kind="primary" onClick={() => onCreate(null)}>
        {words.create(valid)}
      </Button>
    );
  }
  return (
    <>
      {capacity > 0 && (
        <Button kind="primary" onClick={() => onCreate(capacity)}>
          {words.createFirst(capacity)}
        </Button>
      )}
      <Button onClick={() => onCreate(null)}>{words.createAnyway(valid)}</Button>
    </>
  );
}

function Options({ choices, onChoose }: Pick<Props, 'choices' | 'onChoose'>) {
  const { conflict, images, rowHeight } = choices;
  return (
    <>
      <Choice
        legend={words.conflictLegend}
        name="conflict"
        value={conflict}
        onPick={(picked) => onChoose({ conflict: picked })}
        options={CONFLICTS}
      />
      <Checkbox
        label={words.images}
        {...(images && { hint: shared.imagesHint })}
        checked={images}
        onChange={(inserted) => onChoose({ images: inserted })}
      />
      {images && <RowHeightChoice value={rowHeight} onPick={(picked) => onChoose({ rowHeight: picked })} />}
    </>
  );
}

interface AttentionProps {
  checked: Checked;
  withOdd: boolean;
  onOdd(withOdd: boolean): void;
  onFixed(): void;
}

/** Rows that need the user, what can be fixed for them, and rows that they may want to look at. */
function Attention({ checked, withOdd, onOdd, onFixed }: AttentionProps) {
  const { invalid, invalidCount, doubtful, skipped, skippedCount, repeated, repeatedCount } = checked;
  return (
    <>
      {invalidCount > 0 && (
        <RowList title={shared.attention(invalidCount)} rows={invalid} count={invalidCount} />
      )}
      <Fixes fixes={checked.fixes} onFixed={onFixed} />
      {(doubtful > 0 || withOdd) && (
        <Checkbox label={words.withOdd} hint={words.withOddHint} checked={withOdd} onChange={onOdd} />
      )}
      {repeatedCount > 0 && (
        <RowList title={words.repeated(repeatedCount)} rows={repeated} count={repeatedCount} />
      )}
      {skippedCount > 0 && (
        <RowList title={words.skipped(skippedCount)} rows={skipped} count={skippedCount} />
      )}
    </>
  );
}
