// The second step before much is changed, or anything is deleted; for many deletes, their number must be typed.
import { useState } from 'preact/hooks';
import { MANY_CODES } from '../../shared/contract/change';
import { Button } from '../ui/button';
import { FormView } from '../ui/form-view';
import { parseCount } from '../ui/format';
import { Notice } from '../ui/notice';
import { TextField } from '../ui/text-field';
import { words as shared } from '../ui/words';
import { confirming as words } from './words';

interface Props {
  /** The label of the button that led here. */
  label: string;
  /** What the label calls “this URL”; null where it names none. */
  url: string | null;
  warning: string;
  codes: number;
  /** The rows in which they are. */
  rows: number;
  /** How many of them will be deleted. */
  deletes: number;
  onConfirm(): void;
  onBack(): void;
}

const INPUT = 'deletes';

export function Confirm({ label, url, warning, codes, rows, deletes, onConfirm, onBack }: Props) {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const typing = deletes >= MANY_CODES;
  const agreed = !typing || parseCount(typed) === deletes;
  const submit = () => {
    setTried(true);
    if (agreed) onConfirm();
    else document.getElementById(INPUT)?.focus();
  };
  const edit = (text: string) => {
    setTyped(text);
    setTried(false);
  };
  return (
    <FormView
      title={deletes > 0 ? words.deleteTitle(deletes) : words.title(label)}
      onSubmit={submit}
      bar={<Bar label={label} deletes={deletes} onBack={onBack} />}
    >
      {url !== null && <p class="url">{url}</p>}
      <Notice kind={deletes > 0 ? 'warning' : 'hint'} message={deletes > 0 ? words.deleteWarning : warning} />
      <p>{deletes > 0 ? words.rowsStay(rows) : words.codes(codes)}</p>
      {typing && (
        <TextField
          id={INPUT}
          label={words.typeNumber(deletes)}
          hint={words.typeHint}
          error={tried && !agreed ? words.mismatch(deletes) : null}
          inputMode="numeric"
          value={typed}
          onInput={edit}
        />
      )}
    </FormView>
  );
}

const Bar = ({ label, deletes, onBack }: Pick<Props, 'label' | 'deletes' | 'onBack'>) => (
  <>
    <Button kind="danger" type="submit">
      {deletes > 0 ? words.delete(deletes) : label}
    </Button>
    <Button onClick={onBack}>{deletes > 0 ? words.keep(deletes) : shared.back}</Button>
  </>
);
