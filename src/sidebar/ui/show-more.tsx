// A long list that shows its beginning first.
import { useState } from 'preact/hooks';
import { Button } from './button';
import { counted } from './format';

const SHOWN_AT_FIRST = 5;

export function useShown<T>(all: T[]): { shown: T[]; rest: number; more(): void } {
  const [whole, setWhole] = useState(false);
  const shown = whole ? all : all.slice(0, SHOWN_AT_FIRST);
  return { shown, rest: all.length - shown.length, more: () => setWhole(true) };
}

export function ShowMore({ rest, what, onMore }: { rest: number; what: string; onMore(): void }) {
  if (rest === 0) return null;
  return (
    <Button kind="link" onClick={onMore}>
      Show {counted(rest, `more ${what}`)}
    </Button>
  );
}
