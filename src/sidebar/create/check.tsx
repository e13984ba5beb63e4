// The check before codes are created: what will happen, which rows need attention, and the choices.
import { useState } from 'preact/hooks';
import type { Check as Checked, Input, SheetView } from '../../shared/contract';
import type { Fault } from '../rpc/faults';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Choice } from '../ui/choice';
import { FaultNotice } from '../ui/fault-notice';
import { RowList } from '../ui/row-list';
import { ScopeChoice } from '../ui/scope-choice';
import { Select } from '../ui/select';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import type { Choices } from './choices';
import { Forecast } from './forecast';
import { isBeyondPlan } from './plan';
import { CONFLICTS, HEIGHTS, words } from './words';

interface Props {
  sheet: SheetView;
  choices: Choices;
  onChoose(choice: Partial<Choices>): void;
  /** Why the job could not start. */
  fault: Fault | null;
  /** Forgets that fault. */
  onAgain(): void;
  onStart(order: Input<'createCodes'>): void;
  onChangeKey(): void;
  onBack(): void;
}

export function Check({ sheet, choices, onChoose, fault, onAgain, onStart, onChangeKey, onBack }: Props) {
  const { scope } = choices;
  const { value: checked, fault: checkFault, again } = useAnswer('checkRows', { scope }, stampOf(sheet));
  const [raised, setRaised] = useState(false);
  const wrong = fault ?? checkFault;
  return (
    <View
      title={words.title}
      bar={
        <>
          <CreateButton
            checked={checked}
            raised={raised}
            onCreate={(beyondPlan) => onStart({ ...choices, beyondPlan })}
          />
          <Button onClick={onBack}>{shared.back}</Button>
        </>
      }
    >
      {wrong && (
        <FaultNotice
          fault={wrong}
          retryLabel={words.checkAgain}
          onRetry={() => {
            onAgain();
            again();
          }}
          onChangeKey={onChangeKey}
        />
      )}
      <ScopeChoice
        scope={scope}
        selected={sheet.selected}
        wholeSheet={shared.wholeSheet(sheet.rows)}
        skipsHidden
        onPick={(picked) => onChoose({ scope: picked })}
      />
      {checked === null && !wrong && <p role="status">{words.checking}</p>}
      {checked && <Findings checked={checked} raised={raised} onRaised={setRaised} />}
      <Options choices={choices} onChoose={onChoose} />
    </View>
  );
}

/** Changes with what the check depends on, as far as home sees it. */
const stampOf = ({ name, rows, ready, created, attention, selected }: SheetView): string =>
  [name, rows, ready, created, attention, selected].join();

interface CreateButtonProps {
  checked: Checked | null;
  raised: boolean;
  onCreate(beyondPlan: boolean): void;
}

function CreateButton({ checked, raised, onCreate }: CreateButtonProps) {
  if (checked === null) {
    return (
      <Button kind="primary" unavailable>
        {words.createUnknown}
      </Button>
    );
  }
  if (checked.valid === 0) return null;
  const beyondPlan = isBeyondPlan(checked);
  const unavailable = beyondPlan && !(checked.extendable && raised);
  return (
    <Button kind="primary" unavailable={unavailable} onClick={() => onCreate(beyondPlan)}>
      {words.create(checked.valid)}
    </Button>
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
        {...(images && { hint: words.imagesHint })}
        checked={images}
        onChange={(inserted) => onChoose({ images: inserted })}
      />
      {images && (
        <Select
          id="row-height"
          label={words.rowHeight}
          value={rowHeight}
          options={HEIGHTS}
          onPick={(picked) => onChoose({ rowHeight: picked })}
        />
      )}
    </>
  );
}

interface FindingsProps {
  checked: Checked;
  raised: boolean;
  onRaised(raised: boolean): void;
}

function Findings({ checked, raised, onRaised }: FindingsProps) {
  return (
    <>
      <Forecast checked={checked} />
      {isBeyondPlan(checked) && checked.extendable && (
        <Checkbox label={words.raised} checked={raised} onChange={onRaised} />
      )}
      {checked.invalidCount > 0 && (
        <RowList
          title={words.attention(checked.invalidCount)}
          rows={checked.invalid}
          count={checked.invalidCount}
        />
      )}
    </>
  );
}
