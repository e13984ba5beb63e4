// What home shows, kept fresh: read at once, on focus, and every few seconds while the page is visible.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Home } from '../../shared/contract/home';
import type { Input, MethodName, Output } from '../../shared/contract/methods';
import { call } from '../rpc/call';
import { type Fault, isOutdated } from '../rpc/faults';
import { showsSheet } from '../rpc/shown';
import { useLive } from '../ui/use-live';

/** How often home is read, in milliseconds: where the user is at work in the sheet, or a view counts the selected rows, and else. */
const FOLLOW_MS = 3_000;
const FRESH_MS = 10_000;
/** Who has neither edited nor selected anything for so long is not at work, in milliseconds. */
const CALM_MS = 30_000;
/** A server that takes long is asked less: at most this share of the time. */
const MOST_BUSY = 1 / 3;

/** Methods that change something and answer with the new home. */
export type HomeChange = {
  [M in MethodName]: Output<M> extends Home ? (M extends 'getHome' ? never : M) : never;
}[MethodName];

export interface HomeStore {
  home: Home | null;
  /** Why the last change failed, or else why home could not be read. */
  fault: Fault | null;
  /** The change in flight. */
  pending: HomeChange | null;
  /** The change that was made last, until home is refreshed. */
  made: HomeChange | null;
  /** Reads home and forgets the fault. */
  refresh(): void;
  /**
   * Answers whether the change was made.
   * @param fingerprint of the list that the user saw.
   */
  change<M extends HomeChange>(method: M, input: Input<M>, fingerprint?: string): Promise<boolean>;
}

/**
 * @param onAsk called when home is asked for; what it returns takes the answer.
 * @param live whether to keep reading: not while a job runs.
 * @param follows whether the view follows the selection.
 */
export function useHome(live: boolean, follows: boolean, onAsk: () => (home: Home) => void): HomeStore {
  const [home, setHome] = useState<Home | null>(null);
  const [readFault, setReadFault] = useState<Fault | null>(null);
  // Grows with each change, which outdates what was read before it.
  const turn = useRef(0);
  const newsAt = useRef(Date.now());

  function take(value: Home, onHome: (home: Home) => void) {
    if (JSON.stringify(value) !== JSON.stringify(home)) newsAt.current = Date.now();
    setReadFault(null);
    showsSheet(value.sheet.id);
    setHome(value);
    onHome(value);
  }

  const { read, readAgain } = useReading(async () => {
    if (changes.pending) return;
    const asked = turn.current;
    const onHome = onAsk();
    const answer = await call('getHome', null);
    if (asked !== turn.current) return;
    if (answer.ok) take(answer.value, onHome);
    else setReadFault(answer.fault);
  });
  const changes = useChanges(
    turn,
    () => {
      const onHome = onAsk();
      return (value) => take(value, onHome);
    },
    () => read(),
  );

  const refresh = () => {
    // An answer that is on its way may be of before.
    turn.current += 1;
    changes.forget();
    read();
  };
  useEffect(() => {
    read();
  }, []);
  // Without a key the page shows only the form to connect.
  const isAtWork = follows || Date.now() - newsAt.current < CALM_MS;
  useLive(readAgain, isAtWork ? FOLLOW_MS : FRESH_MS, live && home?.connection !== null);
  const { pending, made, change } = changes;
  return { home, fault: changes.fault ?? readFault, pending, made, refresh, change };
}

/** Changes that answer with the new home. @param onOutdated the sheet was changed elsewhere, and home must be read. */
function useChanges(turn: { current: number }, onAsk: () => (home: Home) => void, onOutdated: () => void) {
  const [fault, setFault] = useState<Fault | null>(null);
  const [pending, setPending] = useState<HomeChange | null>(null);
  const [made, setMade] = useState<HomeChange | null>(null);
  // One after the other: two picks at once would each be saved without the other.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  async function change<M extends HomeChange>(
    method: M,
    input: Input<M>,
    fingerprint: string | null = null,
  ): Promise<boolean> {
    turn.current += 1;
    setPending(method);
    setFault(null);
    const onHome = onAsk();
    const asked = last.current.then(() => call<HomeChange>(method, input, fingerprint));
    last.current = asked;
    const answer = await asked;
    setPending(null);
    setMade(answer.ok ? method : null);
    if (answer.ok) onHome(answer.value);
    else setFault(answer.fault);
    if (!answer.ok && isOutdated(answer.fault)) onOutdated();
    return answer.ok;
  }
  const forget = () => {
    setFault(null);
    setMade(null);
  };
  return { fault, pending, made, change, forget };
}

/** Readings that do not overlap: one that is wanted meanwhile follows. `readAgain` waits a while after one that took long. */
function useReading(ask: () => Promise<void>) {
  const reading = useRef(false);
  const wanted = useRef(false);
  const restsUntil = useRef(0);
  const latest = useRef(ask);
  latest.current = ask;
  async function read() {
    wanted.current = reading.current;
    if (reading.current) return;
    reading.current = true;
    const from = Date.now();
    await latest.current();
    reading.current = false;
    restsUntil.current = Date.now() + (Date.now() - from) * (1 / MOST_BUSY - 1);
    if (wanted.current) read();
  }
  const readAgain = () => {
    if (!reading.current && Date.now() >= restsUntil.current) read();
  };
  return { read, readAgain };
}
