// One change: its form, the rows it is for, and the preview. Nothing is sent before the last button.
import { useEffect, useState } from 'preact/hooks';
import type { ChangeKind, ChangeRequest, ChangeTarget, Preview } from '../../shared/contract/change';
import type { Input } from '../../shared/contract/methods';
import type { SheetView } from '../../shared/contract/sheet';
import { type Fault, isOutdated } from '../rpc/faults';
import { type Answered, useAnswer } from '../rpc/use-answer';
import { Button } from '../ui/button';
import { FaultNotice } from '../ui/fault-notice';
import { FormView } from '../ui/form-view';
import { Waiting } from '../ui/waiting';
import { words as shared } from '../ui/words';
import { Confirm } from './confirm';
import { type Draft, finalRequest, hasForm, requestOf } from './draft';
import { CHANGE_INPUT, ChangeForm } from './form';
import { buttonOf, needsConfirmation, warningOf } from './preview';
import { ChangeScope } from './scope';
import { Summary } from './summary';
import { history, titleOf, words } from './words';

interface Props {
  sheet: SheetView;
  what: ChangeKind;
  draft: Draft;
  reach: ChangeTarget;
  onDraft(part: Partial<Draft>): void;
  /** Why the change could not start. */
  fault: Fault | null;
  /** Forgets that fault. */
  onAgain(): void;
  onStart(order: Input<'changeCodes'>): void;
  onChangeKey(): void;
  onBack(): void;
}

export function Change(props: Props) {
  const { sheet, what, draft, reach, fault, onStart } = props;
  const request = requestOf(draft);
  const question = useAnswer(
    'previewChange',
    request ? { request, ...reach } : undefined,
    `${sheet.id} ${isOutdated(fault)}`,
  );
  const [confirming, setConfirming] = useState(false);
  const { value: preview } = question;

  const start = (seen: Preview, deletes: number | null) => {
    if (request)
      onStart({
        request: finalRequest(request, draft, seen),
        ...reach,
        deletes,
        targetFingerprint: seen.targetFingerprint,
      });
  };
  const label = preview && buttonOf(what, preview, draft.choices);
  if (confirming && preview && label !== null) {
    return (
      <Confirm
        label={label}
        url={request?.kind === 'destination' ? request.url : null}
        warning={warningOf(what, preview, draft.choices) ?? ''}
        codes={preview.codes}
        rows={preview.rows}
        deletes={preview.deletes}
        onConfirm={() => start(preview, preview.deletes || null)}
        onBack={() => setConfirming(false)}
      />
    );
  }
  const selected = reach.scope === 'sheet' ? sheet.selected : 0;
  const send = (seen: Preview) => {
    if (needsConfirmation(what, seen, draft.choices, selected)) setConfirming(true);
    else start(seen, null);
  };
  return <Form key={what} {...props} request={request} question={question} onSend={send} />;
}

interface FormProps extends Props {
  request: ChangeRequest | null;
  question: Answered<Preview>;
  /** Sends what the preview showed. */
  onSend(preview: Preview): void;
}

/** Where the form is: what fails, at the input or above it, and whether it is filled in or compared. */
function useFaults({ what, fault, request, question }: FormProps) {
  const { value: preview, fault: previewFault, again } = question;
  const wrong = previewFault ?? fault;
  // What would happen now is shown beside the refusal.
  useEffect(() => {
    if (fault?.code === 'target-changed') again();
  }, [fault]);
  // A fault of the input is shown at the input.
  const inputError = hasForm(what) && wrong?.code === 'bad-request' ? wrong.message : null;
  useEffect(() => {
    if (inputError !== null) document.getElementById(CHANGE_INPUT)?.focus();
  }, [inputError]);
  const filling = request === null || inputError !== null;
  return {
    inputError,
    wrong: inputError === null ? wrong : null,
    filling,
    comparing: !filling && preview === null && !previewFault,
  };
}

function Form(props: FormProps) {
  const { sheet, what, draft, reach, onDraft, fault, onAgain, onChangeKey, question, onSend } = props;
  const { value: preview, again } = question;
  const { inputError, wrong, filling, comparing } = useFaults(props);
  const edit = (part: Partial<Draft>) => {
    if (fault) onAgain();
    onDraft(part);
  };
  const retry = () => {
    onAgain();
    again();
  };
  const ask = () => {
    onDraft({ asked: true });
    retry();
  };
  const send = () => preview && onSend(preview);
  return (
    <FormView
      title={draft.job === null ? titleOf(what, sheet) : history.undo}
      sheet={sheet.name}
      onSubmit={filling ? ask : send}
      bar={<Bar {...props} filling={filling} comparing={comparing} />}
    >
      {wrong && <FaultNotice fault={wrong} onRetry={retry} onChangeKey={onChangeKey} />}
      {hasForm(what) && (
        <ChangeForm draft={draft} error={inputError} onFill={(part) => edit({ ...part, asked: false })} />
      )}
      {what !== 'undo' && (
        <ChangeScope sheet={sheet} reach={reach} onPick={(picked) => edit({ reach: picked })} />
      )}
      {comparing && <Waiting message={words.comparingWithQrius} />}
      <Planned {...props} />
    </FormView>
  );
}

function Planned({ what, draft, question: { value }, onDraft }: FormProps) {
  if (!value) return null;
  const choose = (choices: Draft['choices']) => onDraft({ choices });
  return <Summary what={what} preview={value} choices={draft.choices} onChoose={choose} />;
}

interface BarProps extends Pick<FormProps, 'what' | 'draft' | 'question' | 'onBack'> {
  filling: boolean;
  comparing: boolean;
}

function Bar({ onBack, ...state }: BarProps) {
  const label = labelOf(state);
  const deletes = !state.filling && (state.question.value?.deletes ?? 0) > 0;
  return (
    <>
      {/* One button in all states, so that it keeps the focus. */}
      {label !== null && (
        <Button kind={deletes ? 'danger' : 'primary'} type="submit" unavailable={state.comparing}>
          {label}
        </Button>
      )}
      <Button onClick={onBack}>{shared.back}</Button>
    </>
  );
}

/** The label of the button; null where there is nothing to do. */
function labelOf({ what, draft, question: { value }, filling, comparing }: Omit<BarProps, 'onBack'>) {
  if (filling) return words.preview;
  if (comparing) return words.comparing;
  return value && buttonOf(what, value, draft.choices);
}
