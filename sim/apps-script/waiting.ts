// Waiting on the real clock: the thread stands still, and what surrounds the world gets its turn now and then.

/** How long a thread stands still before what surrounds the world gets its turn, in milliseconds. */
const TURN_MS = 10;

/**
 * Stands still until a moment has come or another thread wakes it.
 * @param until on the clock of `now`
 * @param seen what `signal` held when the caller last looked; any other value there ends the wait
 */
export function standStill(
  until: number,
  now: () => number,
  turns: boolean,
  signal = new Int32Array(new SharedArrayBuffer(4)),
  seen = 0,
): void {
  const left = Math.max(0, until - now());
  Atomics.wait(signal, 0, seen, turns ? Math.min(left, TURN_MS) : left);
}

/** Waits until a moment on the clock of `now`; meanwhile, every few milliseconds, `meanwhile` is called. */
export function waitUntil(until: number, now: () => number, meanwhile?: () => void): void {
  while (now() < until) {
    standStill(until, now, meanwhile !== undefined);
    meanwhile?.();
  }
}
