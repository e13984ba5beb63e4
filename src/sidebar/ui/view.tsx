// The frame of every view: a heading, the content, and a bar at the bottom with the one primary button.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  /** Buttons of the bar, the primary one first. */
  bar?: ComponentChildren;
  children: ComponentChildren;
}

export function View({ title, bar, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    // A reader hears the new view; somebody who types in the sheet meanwhile keeps the focus there.
    if (document.hasFocus()) heading.current?.focus();
  }, []);
  return (
    <main>
      <div class="content">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {bar && <div class="bar">{bar}</div>}
    </main>
  );
}
