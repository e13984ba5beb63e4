// A link to the site of Qrius, where accounts and keys are made.
import type { ComponentChildren } from 'preact';

export function QriusLink({ children }: { children: ComponentChildren }) {
  return (
    <a href="https://qrius.io" target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
