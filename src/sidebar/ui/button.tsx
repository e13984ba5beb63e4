// A button that keeps the focus while it is unavailable.
import type { ComponentChildren } from 'preact';

interface Props {
  /** `danger` is for what cannot be undone. A view has at most one `primary` or `danger`. */
  kind?: 'primary' | 'danger' | 'plain' | 'link';
  type?: 'button' | 'submit';
  /** Stays focusable, so that the keyboard user does not lose the place. */
  unavailable?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
}

export function Button({ kind = 'plain', type = 'button', unavailable = false, onClick, children }: Props) {
  return (
    <button
      type={type}
      class={kind}
      aria-disabled={unavailable}
      onClick={(event) => {
        if (unavailable) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}
