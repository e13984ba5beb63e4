// Drives the user's job: makes the call that is due, at each answer and each tick of the clock.
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { RowHeight } from '../../shared/contract/create';
import type { JobView } from '../../shared/contract/job';
import type { Input } from '../../shared/contract/methods';
import { call } from '../rpc/call';
import { isAboutTheKey } from '../rpc/faults';
import type { JobCall } from './calls';
import { type Drive, type DriveEvent, due, IDLE, isActive, isOpen, reduce } from './drive';
import type { Task } from './kinds';

const TICK_MS = 1_000;
const task = (kind: Task['kind'], what: Task['what'] = null): Task => ({ kind, what });

export interface JobDriver {
  drive: Drive;
  /** The page's clock, epoch milliseconds; ticks once a second while a job is active. */
  now: number;
  /** @param checked the fingerprint of the check that the user saw. */
  start(order: Input<'createCodes'>, checked: string): void;
  retry(): void;
  change(order: Input<'changeCodes'>): void;
  /** @param counted the fingerprint of the count that the user saw. */
  importCodes(rowHeight: RowHeight, counted: string): void;
  /** @param seen the fingerprint of the codes that the user saw counted. */
  refresh(order: Input<'refreshScans'>, seen: string): void;
  stop(): void;
  /** Tries again what failed, or continues a paused job. */
  resume(): void;
  /** A new key was accepted: continues a job that waits for one. */
  keyChanged(): void;
  /** Forgets what failed. */
  dismiss(): void;
  /** The drive as it is now, not as it was when the page was drawn. */
  latest(): Drive;
  /** Takes over the job that home shows. @param turn of the drive when home was asked for. */
  see(job: JobView | null, turn: number): void;
}

export function useJob(): JobDriver {
  const [drive, dispatch] = useReducer(reduce, IDLE);
  const [now, setNow] = useState(Date.now());
  const latest = useRef(drive);
  latest.current = drive;
  const send = senderOf(drive.turn, dispatch, setNow);

  // A layout effect, since it runs with the answer: browsers slow the timers of a hidden tab to one a minute.
  useLayoutEffect(() => {
    const next = due(drive, Date.now());
    if (next) send(next, null);
  }, [drive, now]);
  const dismiss = () => dispatch({ kind: 'again' });
  useTicks(isActive(drive), setNow);
  useOnline(drive.fault?.fault.code === 'offline', dismiss);

  const isPaused = isOpen(drive.job) && drive.job.phase === 'paused';
  const resume = () => {
    if (isPaused) send('continueJob', null);
    else dismiss();
  };
  return {
    drive,
    now,
    start: (order, checked) => send('createCodes', order, task('create'), checked),
    retry: () => send('retryFailed', null, task('create'), drive.job?.fingerprint ?? ''),
    change: (order) => send('changeCodes', order, task('change', order.request.kind)),
    importCodes: (rowHeight, counted) => send('importCodes', { rowHeight }, task('import'), counted),
    refresh: (order, seen) => send('refreshScans', order, task('refresh'), seen),
    stop: () => send('stopJob', null),
    resume,
    keyChanged: () => {
      if (waitsForKey(drive)) resume();
    },
    dismiss,
    latest: () => latest.current,
    see: (job, turn) => dispatch({ kind: 'seen', job, turn, now: Date.now() }),
  };
}

type Send = <M extends JobCall>(
  method: M,
  input: Input<M>,
  begun?: Task,
  fingerprint?: string | null,
) => Promise<void>;

/** Makes a call, and tells of it when it leaves and when its answer comes. @param turn as in `Drive`. */
const senderOf =
  (turn: number, dispatch: (event: DriveEvent) => void, onTick: (now: number) => void): Send =>
  async (method, input, begun, fingerprint = null) => {
    dispatch({ kind: 'sent', call: method, now: Date.now(), ...(begun && { task: begun }) });
    const answer = await call(method, input, fingerprint);
    const at = { call: method, now: Date.now() };
    onTick(at.now);
    if (answer.ok) dispatch({ kind: 'answered', ...at, job: answer.value, turn });
    else dispatch({ kind: 'failed', ...at, fault: answer.fault });
  };

/** Whether it was a key that stopped the job, or kept it from starting. */
function waitsForKey({ job, fault }: Drive): boolean {
  const reason = fault?.fault ?? (isOpen(job) && job.phase === 'paused' ? job.failure : null);
  return reason !== null && isAboutTheKey(reason);
}

function useTicks(active: boolean, onTick: (now: number) => void): void {
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => onTick(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [active]);
}

/** Tries again when the network is back. */
function useOnline(offline: boolean, onOnline: () => void): void {
  useEffect(() => {
    if (!offline) return;
    window.addEventListener('online', onOnline);
    return () => window.removeEventListener('online', onOnline);
  }, [offline]);
}
