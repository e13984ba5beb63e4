// The codes of a scope, asked for again when another one is chosen.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Loaded, loadSource } from './load';
import type { PrintScope } from './source';

export interface LoadedSource {
  /** null while it is on its way. */
  answer: Loaded | null;
  again(): void;
}

export function useSource(scope: PrintScope): LoadedSource {
  const [answer, setAnswer] = useState<Loaded | null>(null);
  // Answers to a question that is no longer asked are dropped.
  const turn = useRef(0);
  async function again() {
    turn.current += 1;
    const asked = turn.current;
    setAnswer(null);
    const loaded = await loadSource(scope);
    if (asked === turn.current) setAnswer(loaded);
  }
  useEffect(() => {
    again();
  }, [scope]);
  return { answer, again };
}
