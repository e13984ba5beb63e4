// The frame of a text input: label, error and hint.
import type { ComponentChildren } from 'preact';

interface Props {
  /** The input's ID, unique on the page. */
  id: string;
  label: string;
  hint: ComponentChildren;
  error: string | null;
  /** The input, with `described` among its attributes. */
  children: ComponentChildren;
}

/** Attributes that tie an input to its hint and error for a screen reader. */
export const described = (id: string, error: string | null) => ({
  'aria-invalid': error !== null,
  'aria-describedby': error === null ? `${id}-hint` : `${id}-error ${id}-hint`,
});

export function Field({ id, label, hint, error, children }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {error !== null && (
        <p id={`${id}-error`} class="error" role="alert">
          {error}
        </p>
      )}
      <p id={`${id}-hint`} class="quiet">
        {hint}
      </p>
    </div>
  );
}
