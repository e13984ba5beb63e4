// A long list that shows its beginning first.
import { useState } from 'preact/hooks';
import { Button } from './button';
import { words } from './words';

/** Also how many changes a preview names before the user confirms them. */
const SHOWN_AT_FIRST = 10;

export function useShown<T>(all: readonly T[]): { shown: readonly T[]; hidden: readonly T[]; more(): void } {
  const [whole, setWhole] = useState(false);
  // A link to a single row takes as much room as the row.
  const end = whole || all.length === SHOWN_AT_FIRST + 1 ? all.length : SHOWN_AT_FIRST;
  return { shown: all.slice(0, end), hidden: all.slice(end), more: () => setWhole(true) };
}

/** @param noun what is counted, in the singular. */
export function ShowMore({ count, noun, onMore }: { count: number; noun: string; onMore(): void }) {
  if (count === 0) return null;
  return (
    <Button kind="link" onClick={onMore}>
      {words.showMore(count, noun)}
    </Button>
  );
}
