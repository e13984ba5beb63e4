// A one-line text input in its frame.
import type { ComponentChildren } from 'preact';
import { described, Field } from './field';

interface Props {
  id: string;
  label: string;
  hint: ComponentChildren;
  error: string | null;
  value: string;
  onInput(value: string): void;
  /** Shows dots instead of the text. */
  secret?: boolean;
  inputMode?: 'text' | 'url' | 'numeric';
  maxLength?: number;
}

export function TextField({ id, label, hint, error, value, onInput, secret = false, ...rest }: Props) {
  const attributes = {
    id,
    value,
    autocomplete: 'off',
    ...rest,
    ...described(id, error),
    onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  };
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {secret ? <input type="password" {...attributes} /> : <input type="text" {...attributes} />}
    </Field>
  );
}
