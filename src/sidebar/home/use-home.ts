// What the first view needs, kept fresh: read at once, when the page gets the focus, and every few seconds while it is looked at.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Home, Input, MethodName, Output } from '../../wire/contract';
import { call } from '../rpc/call';
import type { Answer, Fault } from '../rpc/faults';
import { useLive } from '../ui/use-live';

const FRESH_MS = 10_000;

/** Methods that change something and answer with the new home. */
export type Change = {
  [M in MethodName]: Output<M> extends Home ? (M extends 'home' ? never : M) : never;
}[MethodName];

export interface HomeDoor {
  home: Home | null;
  /** Why the last change was not made, else why home could not be read. */
  fault: Fault | null;
  /** The change that is under way. */
  pending: Change | null;
  /** Reads home, and forgets what was wrong. */
  refresh(): void;
  /** Answers whether the change was made. */
  change<M extends Change>(method: M, input: Input<M>): Promise<boolean>;
}

/** @param live whether to keep reading: not while a job runs. */
export function useHome(live: boolean, onHome: (home: Home) => void): HomeDoor {
  const [home, setHome] = useState<Home | null>(null);
  const [unread, setUnread] = useState<Fault | null>(null);
  const [unmade, setUnmade] = useState<Fault | null>(null);
  const [pending, setPending] = useState<Change | null>(null);
  const reading = useRef(false);
  // Grows with each change: what was read before it is old.
  const turn = useRef(0);

  function take(value: Home) {
    setUnread(null);
    setHome(value);
    onHome(value);
  }

  async function read() {
    if (reading.current || pending) return;
    reading.current = true;
    const asked = turn.current;
    const answer = await call('home', null);
    reading.current = false;
    if (asked !== turn.current) return;
    if (answer.ok) take(answer.value);
    else setUnread(answer.fault);
  }

  async function change<M extends Change>(method: M, input: Input<M>): Promise<boolean> {
    turn.current += 1;
    setPending(method);
    setUnmade(null);
    // Change holds no other methods than those that answer with a home.
    const answer = (await call(method, input)) as Answer<Home>;
    setPending(null);
    if (answer.ok) take(answer.value);
    else setUnmade(answer.fault);
    return answer.ok;
  }

  const refresh = () => {
    setUnmade(null);
    read();
  };
  useEffect(() => {
    read();
  }, []);
  // Before there is a key, the form is all that is shown.
  useLive(read, FRESH_MS, live && home?.connection !== null);
  return { home, fault: unmade ?? unread, pending, refresh, change };
}
