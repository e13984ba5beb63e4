// The frame of every view: heading, content, a bar with the buttons, and a footer.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Footer } from './footer';
import { words } from './words';

interface Props {
  title: string;
  /** The name of the sheet that the view is about, where the title does not say it. */
  sheet?: string;
  /** Buttons, the next sensible step first. */
  bar?: ComponentChildren;
  children: ComponentChildren;
}

export function View({ title, sheet, bar, children }: Props) {
  const main = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A part of the view that the user came for has the focus already.
    if (main.current?.contains(document.activeElement)) return;
    window.scrollTo(0, 0);
    // A screen reader announces the new view; a user who types in the sheet keeps the focus there.
    if (document.hasFocus()) heading.current?.focus();
  }, []);
  return (
    <main ref={main}>
      <div class="content">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {sheet !== undefined && <p class="sheet">{words.sheet(sheet)}</p>}
        {children}
      </div>
      {bar && <div class="bar">{bar}</div>}
      <Footer />
    </main>
  );
}
