// The check of the rows, made again when the user comes back from mending them.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Check, Scope } from '../wire/contract';
import { call } from './call';
import type { Fault } from './faults';

export interface CheckDoor {
  /** null while the first answer for these rows is on its way. */
  checked: Check | null;
  fault: Fault | null;
  again(): void;
}

export function useCheck(scope: Scope): CheckDoor {
  const [checked, setChecked] = useState<Check | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  // Answers for rows that are no longer asked for are dropped.
  const turn = useRef(0);

  async function again() {
    turn.current += 1;
    const asked = turn.current;
    const answer = await call('check', { scope });
    if (asked !== turn.current) return;
    setFault(answer.ok ? null : answer.fault);
    setChecked(answer.ok ? answer.value : null);
  }

  useEffect(() => {
    setChecked(null);
    setFault(null);
    again();
    window.addEventListener('focus', again);
    return () => {
      turn.current += 1;
      window.removeEventListener('focus', again);
    };
  }, [scope]);
  return { checked, fault, again };
}
