// A sentence nobody should miss.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  /** `fault` is red, `note` is not; both are read out at once. `hint`, and `warning` in red, wait until the reader gets there. */
  kind: 'fault' | 'note' | 'hint' | 'warning';
  message: string;
  /** Buttons, the next sensible step first. */
  children?: ComponentChildren;
}

export function Notice({ kind, message, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const urgent = kind === 'fault' || kind === 'note';
  useEffect(() => {
    if (urgent) box.current?.scrollIntoView({ block: 'nearest' });
  }, [urgent, message]);
  return (
    <div ref={box} class={`notice ${kind}`} role={urgent ? 'alert' : undefined}>
      <p>{message}</p>
      {children && <div class="actions">{children}</div>}
    </div>
  );
}
