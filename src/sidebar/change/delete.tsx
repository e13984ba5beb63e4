// The second step before codes are deleted; for many, their number must be typed.
import { useState } from 'preact/hooks';
import { MANY_DELETES } from '../../shared/contract';
import { Button } from '../ui/button';
import { FormView } from '../ui/form-view';
import { parseCount } from '../ui/format';
import { Notice } from '../ui/notice';
import { TextField } from '../ui/text-field';
import { deleting as words } from './words';

interface Props {
  codes: number;
  onDelete(): void;
  onBack(): void;
}

const INPUT = 'deletes';

export function Delete({ codes, onDelete, onBack }: Props) {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const many = codes >= MANY_DELETES;
  const agreed = !many || parseCount(typed) === codes;

  function submit() {
    setTried(true);
    if (agreed) onDelete();
    else document.getElementById(INPUT)?.focus();
  }

  return (
    <FormView
      title={words.title(codes)}
      onSubmit={submit}
      bar={
        <>
          <Button kind="danger" type="submit">
            {words.delete(codes)}
          </Button>
          <Button onClick={onBack}>{words.keep(codes)}</Button>
        </>
      }
    >
      <Notice kind="hint" message={words.warning} />
      <p>{words.rowsStay}</p>
      {many && (
        <TextField
          id={INPUT}
          label={words.confirm(codes)}
          hint={words.confirmHint}
          error={tried && !agreed ? words.mismatch(codes) : null}
          inputMode="numeric"
          value={typed}
          onInput={(text) => {
            setTyped(text);
            setTried(false);
          }}
        />
      )}
    </FormView>
  );
}
