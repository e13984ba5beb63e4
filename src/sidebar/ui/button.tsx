// A button that keeps the focus while it cannot be used.
import type { ComponentChildren } from 'preact';

interface Props {
  kind?: 'primary' | 'plain' | 'link';
  type?: 'button' | 'submit';
  /** It cannot be used now. It stays focusable, so that the keyboard does not fall off the page. */
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
