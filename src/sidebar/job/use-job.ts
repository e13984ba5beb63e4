// Drives the user's job from the page: calls what is due, at each answer and at each tick of the clock.
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { Input, JobView } from '../../wire/contract';
import { call } from '../rpc/call';
import type { JobCall } from './calls';
import { type Drive, due, IDLE, isActive, isOpen, reduce } from './drive';
import type { Task } from './kinds';

const TICK_MS = 1_000;
const CREATE: Task = { kind: 'create', what: null };

export interface JobDriver {
  drive: Drive;
  /** The page's clock, epoch milliseconds; it moves once a second while a job is under way. */
  now: number;
  start(order: Input<'start'>): void;
  retry(): void;
  change(order: Input<'change'>): void;
  bring(): void;
  refresh(order: Input<'refresh'>): void;
  stop(): void;
  /** Tries again what failed, or goes on with a paused job. */
  goOn(): void;
  /** Forgets what failed. */
  dismiss(): void;
  /** Takes over what home tells of the job. */
  see(job: JobView | null): void;
}

export function useJob(): JobDriver {
  const [drive, dispatch] = useReducer(reduce, IDLE);
  const [now, setNow] = useState(Date.now());
  const active = isActive(drive);

  async function send<M extends JobCall>(method: M, input: Input<M>, task?: Task): Promise<void> {
    dispatch({ kind: 'sent', call: method, now: Date.now(), ...(task && { task }) });
    const answer = await call(method, input);
    const at = { call: method, now: Date.now() };
    setNow(at.now);
    if (answer.ok) dispatch({ kind: 'answered', ...at, job: answer.value, turn: drive.turn });
    else dispatch({ kind: 'failed', ...at, fault: answer.fault });
  }

  // A layout effect, since it runs with the answer itself: browsers slow the timers of a tab that is not seen to one a minute.
  useLayoutEffect(() => {
    const next = due(drive, Date.now());
    if (next) send(next, null);
  }, [drive, now]);

  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [active]);

  const offline = drive.fault?.fault.code === 'offline';
  useEffect(() => {
    if (!offline) return;
    const again = () => dispatch({ kind: 'again' });
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [offline]);

  const dismiss = () => dispatch({ kind: 'again' });
  const isPaused = isOpen(drive.job) && drive.job.phase === 'paused';
  return {
    drive,
    now,
    start: (order) => send('start', order, CREATE),
    retry: () => send('retry', null, CREATE),
    change: (order) => send('change', order, { kind: 'change', what: order.wish.kind }),
    bring: () => send('bring', null, { kind: 'import', what: null }),
    refresh: (order) => send('refresh', order, { kind: 'refresh', what: null }),
    stop: () => send('stop', null),
    goOn: () => (isPaused ? send('work', null) : dismiss()),
    dismiss,
    see: (job) => dispatch({ kind: 'seen', job, now: Date.now() }),
  };
}
