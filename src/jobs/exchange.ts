// A few reading requests outside the batches of a chunk: under the same throttle, tried again where no proper answer comes.
import type { Outcome } from '../qrius/answers';
import type { ApiRequest } from '../qrius/requests';
import { allow } from '../qrius/throttle';
import { Refusal } from '../wire/failure';
import { quotaUsedUp, sendBatch, WRITE_BACK_MS } from './batch';
import { FETCH_TIMEOUT_SECONDS, type Ports } from './ports';
import type { Throttled } from './record';

/** Waits between tries of a request that only reads, in milliseconds: three tries in all. */
const PAUSES_MS: readonly number[] = [1_000, 2_000];
/** The rate window is waited for at most this often, and never longer than this at once, in milliseconds. */
const MOST_WINDOWS = 2;
const MOST_WAIT_MS = 65_000;

/**
 * Sends reading requests together and waits for their answers; waits out a closed rate window, tries three times where
 * Qrius does not answer properly.
 * @param record its throttle is updated.
 * @returns what the answers mean, in the order of the requests; one that stayed improper to the end is among them.
 * @throws Refusal `no-answer` where no answer came at all or Qrius asks for a longer wait, `fetch-quota`, `out-of-time`.
 */
export function exchange(ports: Ports, record: Throttled, requests: readonly ApiRequest[]): Outcome[] {
  for (let tries = 0, windows = 0; ; ) {
    waitForWindow(ports, record);
    if (ports.clock.now() + FETCH_TIMEOUT_SECONDS * 1000 + WRITE_BACK_MS > ports.endsAt) throw outOfTime();
    const { outcomes, throttle, fault } = sendBatch(ports, record.throttle, requests);
    record.throttle = throttle;
    if (fault?.kind === 'quota') throw quotaUsedUp();
    if (outcomes.some(({ kind }) => kind === 'limited') && windows < MOST_WINDOWS) {
      windows += 1;
      continue;
    }
    const proper = outcomes.length === requests.length && outcomes.every(({ kind }) => kind !== 'lost');
    const pause = PAUSES_MS[tries];
    if (proper || (pause === undefined && outcomes.length > 0)) return outcomes;
    if (pause === undefined)
      throw new Refusal(
        'no-answer',
        'Qrius cannot be reached. Check the connection, then continue; nothing is lost.',
      );
    tries += 1;
    ports.clock.sleep(pause);
  }
}

function waitForWindow(ports: Ports, record: Throttled): void {
  const now = ports.clock.now();
  const allowance = allow(record.throttle, now);
  if (!('waitUntil' in allowance)) return;
  const ms = allowance.waitUntil - now;
  if (ms > MOST_WAIT_MS)
    throw new Refusal(
      'no-answer',
      `Qrius asks to wait ${Math.ceil(ms / 60_000)} minutes before the next request. Continue then; nothing is lost.`,
    );
  if (now + ms > ports.endsAt) throw outOfTime();
  ports.clock.sleep(ms);
}

/** Google would end the execution in the middle of what comes next. */
function outOfTime(): Refusal {
  return new Refusal(
    'out-of-time',
    'Google gives a run six minutes, and these are used up. Run again to continue; nothing is lost.',
  );
}
