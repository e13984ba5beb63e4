// The second step before codes are deleted; of many their number must be typed.
import { useState } from 'preact/hooks';
import { MANY_DELETES } from '../../wire/contract';
import { Button } from '../ui/button';
import { described, Field } from '../ui/field';
import { counted, number } from '../ui/format';
import { Notice } from '../ui/notice';
import { View } from '../ui/view';

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
  const agreed = !many || typed.replace(/[\s,.]/g, '') === String(codes);
  const error = tried && !agreed ? `Nothing was deleted. Type ${number(codes)} to delete them.` : null;

  function submit(event: Event) {
    event.preventDefault();
    setTried(true);
    if (agreed) onDelete();
    else document.getElementById(INPUT)?.focus();
  }

  return (
    <form onSubmit={submit} noValidate>
      <View
        title={`Delete ${counted(codes, 'code')} for good?`}
        bar={
          <>
            <Button kind="primary" type="submit">
              Delete {counted(codes, 'code')}
            </Button>
            <Button onClick={onBack}>{codes === 1 ? 'Keep it' : 'Keep them'}</Button>
          </>
        }
      >
        <Notice
          kind="hint"
          message="Codes that are deleted cannot be brought back. Where they are printed, they then lead nowhere."
        />
        <p>The rows stay in your sheet, without their codes.</p>
        {many && (
          <Field
            id={INPUT}
            label={`Type ${number(codes)} to confirm`}
            error={error}
            hint="The number of codes that will be deleted."
          >
            <input
              id={INPUT}
              type="text"
              inputMode="numeric"
              value={typed}
              autocomplete="off"
              {...described(INPUT, error)}
              onInput={({ currentTarget }) => {
                setTyped(currentTarget.value);
                setTried(false);
              }}
            />
          </Field>
        )}
      </View>
    </form>
  );
}
