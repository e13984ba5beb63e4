// Waiting for the rate limit: within the slice where it has room for it, else between two slices.
import { allow, type Throttle } from '../qrius/throttle';
import type { ClockPort } from './ports';
import type { JobRecord } from './record';

/**
 * The slice after a wait begins so long before the window opens, in milliseconds: starting it, reading the sheet and
 * marking the first rows take about that (sim/apps-script/costs.ts), and what is left of the wait it sleeps.
 */
const LEAD_MS = 6_000;

/**
 * Waits until something may be sent.
 * @param until when no further batch of this slice may leave, in epoch milliseconds.
 * @param earlyMs how long before the window opens there is something to do already.
 * @returns how the slice must end instead; null where it may go on.
 */
export function waitForWindow(
  clock: ClockPort,
  throttle: Throttle,
  until: number,
  earlyMs: number,
): Pick<JobRecord, 'phase' | 'notBefore'> | null {
  const now = clock.now();
  const allowance = allow(throttle, now);
  const opens = 'waitUntil' in allowance ? allowance.waitUntil : now;
  if (now >= until) return { phase: 'running', notBefore: null };
  if (opens >= until) return { phase: 'waiting', notBefore: opens - LEAD_MS };
  if (opens - earlyMs > now) clock.sleep(opens - earlyMs - now);
  return null;
}
