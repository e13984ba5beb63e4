// A sentence that must not be missed: what went wrong, or what to know before going on.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  /** `fault` is read out at once; `hint` waits until the reader gets there. */
  kind: 'fault' | 'hint';
  message: string;
  /** The way on, where there is one beside the view's own buttons. */
  children?: ComponentChildren;
}

export function Notice({ kind, message, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (kind === 'fault') box.current?.scrollIntoView({ block: 'nearest' });
  }, [kind, message]);
  return (
    <div ref={box} class={`notice ${kind}`} role={kind === 'fault' ? 'alert' : undefined}>
      <p>{message}</p>
      {children && <div class="actions">{children}</div>}
    </div>
  );
}
