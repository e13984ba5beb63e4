// The check before a run: what will happen, what does not fit, and the choices. Nothing has been sent yet.
import { useState } from 'preact/hooks';
import type { Check as Checked, ConflictPolicy, Input, Scope, SheetView } from '../../wire/contract';
import type { Fault } from '../rpc/faults';
import { useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { counted } from '../ui/format';
import { Notice } from '../ui/notice';
import { RowList } from '../ui/row-list';
import { View } from '../ui/view';
import { Forecast, isBeyondPlan } from './forecast';

const CONFLICTS: ReadonlyArray<{ value: ConflictPolicy; label: string; hint: string }> = [
  { value: 'suffix', label: 'Add a short ending', hint: 'The row shows the slug that it got.' },
  { value: 'mine', label: 'Use my code that has it', hint: 'Only if it leads to the same page.' },
  { value: 'stop', label: 'Leave the row out', hint: 'It is listed as failed.' },
];

export interface Choices {
  scope: Scope;
  conflict: ConflictPolicy;
  /** Whether the QR images are put into cells. */
  images: boolean;
}

interface Props {
  sheet: SheetView;
  choices: Choices;
  onChoose(choice: Partial<Choices>): void;
  /** The user wants to check again. */
  onAgain(): void;
  /** Why the run could not begin. */
  fault: Fault | null;
  onStart(order: Input<'start'>): void;
  onBack(): void;
}

export function Check({ sheet, choices, onChoose, onAgain, fault, onStart, onBack }: Props) {
  const { scope, conflict, images } = choices;
  const { value: checked, fault: checkFault, again } = useAnswer('check', { scope });
  const [extended, setExtended] = useState(false);
  const beyondPlan = checked !== null && isBeyondPlan(checked);
  const ready = checked !== null && checked.fit > 0 && (!beyondPlan || (checked.extendable && extended));
  const shown = fault ?? checkFault;
  return (
    <View
      title="Check before creating"
      bar={
        <>
          {(checked === null || checked.fit > 0) && (
            <Button kind="primary" unavailable={!ready} onClick={() => onStart({ ...choices, beyondPlan })}>
              {checked ? `Create ${counted(checked.fit, 'code')}` : 'Create codes'}
            </Button>
          )}
          <Button onClick={onBack}>Back</Button>
        </>
      }
    >
      {shown && (
        <Notice kind="fault" message={shown.message}>
          <Button
            onClick={() => {
              onAgain();
              again();
            }}
          >
            Check again
          </Button>
        </Notice>
      )}
      <Choice
        legend="Rows"
        name="scope"
        value={scope}
        onPick={(picked) => onChoose({ scope: picked })}
        options={[
          { value: 'sheet', label: `Whole sheet (${counted(sheet.rows, 'row')})` },
          {
            value: 'selection',
            label: `Selected rows (${sheet.selected})`,
            hint: 'Hidden rows are left out.',
          },
        ]}
      />
      {checked === null && !shown && <p role="status">Checking the rows…</p>}
      {checked && <Findings checked={checked} extended={extended} onExtended={setExtended} />}
      <Choice
        legend="When a slug is taken"
        name="conflict"
        value={conflict}
        onPick={(picked) => onChoose({ conflict: picked })}
        options={CONFLICTS}
      />
      <label class="option">
        <input type="checkbox" checked={images} onChange={() => onChoose({ images: !images })} />
        <span>Put the QR images into the sheet</span>
      </label>
    </View>
  );
}

interface FindingsProps {
  checked: Checked;
  extended: boolean;
  onExtended(extended: boolean): void;
}

function Findings({ checked, extended, onExtended }: FindingsProps) {
  return (
    <>
      <Forecast checked={checked} />
      {isBeyondPlan(checked) && checked.extendable && (
        <label class="option">
          <input type="checkbox" checked={extended} onChange={() => onExtended(!extended)} />
          <span>Qrius has extended my plan</span>
        </label>
      )}
      {checked.unfitCount > 0 && (
        <RowList
          title={`${counted(checked.unfitCount, 'row needs', 'rows need')} attention`}
          rows={checked.unfit}
          count={checked.unfitCount}
        />
      )}
    </>
  );
}
