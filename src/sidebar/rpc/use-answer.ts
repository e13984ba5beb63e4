// A question to the server about the sheet, asked again when the user comes back to the page.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Input, Output } from '../../shared/contract/methods';
import { call } from './call';
import type { Fault } from './faults';

type Question =
  | ('checkRows' | 'previewChange' | 'countImportable' | 'listAttention' | 'listJobs')
  | 'summarizeScans'
  | 'listSwitches';

export interface Answered<T> {
  /** null until the first answer. */
  value: T | null;
  fault: Fault | null;
  again(): void;
}

/** A click into the page gives it the focus first: what the click starts must not wait behind another question. */
const FOCUS_DELAY_MS = 1_000;

/**
 * @param input compared by content; undefined asks nothing.
 * @param stamp asks again when it changes, and shows the old answer until the new one is there.
 */
export function useAnswer<M extends Question>(
  method: M,
  input: Input<M> | undefined,
  stamp = '',
): Answered<Output<M>> {
  const [value, setValue] = useState<Output<M> | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  // Answers to an outdated question are dropped.
  const turn = useRef(0);
  const question = input === undefined ? '' : JSON.stringify([method, input]);

  async function again() {
    if (input === undefined) return;
    turn.current += 1;
    const asked = turn.current;
    const answer = await call(method, input);
    await released();
    if (asked !== turn.current) return;
    setFault(answer.ok ? null : answer.fault);
    setValue(answer.ok ? answer.value : null);
  }

  useEffect(() => {
    setValue(null);
    setFault(null);
  }, [question]);
  useEffect(() => {
    again();
    const stop = onReturn(again);
    return () => {
      turn.current += 1;
      stop();
    };
  }, [question, stamp]);
  return { value, fault, again };
}

const RELEASES = ['pointerup', 'pointercancel', 'keyup'] as const;

/** A button that is held down does what it showed as it was pressed: what is new waits until it has done so. */
function released(): Promise<void> {
  if (!document.querySelector('button:active')) return Promise.resolve();
  return new Promise((resolve) => {
    // The click follows within the same task.
    const end = () => setTimeout(resolve);
    for (const name of RELEASES) document.addEventListener(name, end, { once: true });
  });
}

/** Calls back whenever the user comes back to the page. @returns what ends it. */
function onReturn(action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onFocus = () => {
    clearTimeout(timer);
    timer = setTimeout(action, FOCUS_DELAY_MS);
  };
  window.addEventListener('focus', onFocus);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('focus', onFocus);
  };
}
