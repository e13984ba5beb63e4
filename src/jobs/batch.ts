// One batch: requests that are in flight together, what their answers mean, and what they teach of the rate limit.
import { judge, type Outcome } from '../qrius/answers';
import type { ApiRequest } from '../qrius/requests';
import { learn, sent, type Throttle } from '../qrius/throttle';
import { Refusal } from '../wire/failure';
import { type Ports, SendFault } from './ports';

/** What one `fetchAll` may take at the worst: about 60 s were measured where timeoutSeconds was not honoured (apps-script.md, section 2). */
export const WORST_BATCH_MS = 60_000;
/** Room for writing back what is known before the execution is killed, in milliseconds. */
export const WRITE_BACK_MS = 15_000;

export interface Answered {
  /** In the order of the requests; none where the batch failed. */
  outcomes: Outcome[];
  throttle: Throttle;
  /** Why the whole batch has no answer. Requests of it may have reached Qrius all the same. */
  fault: SendFault | null;
}

/** Sends a batch. @param before what is known of the rate limit. */
export function sendBatch(ports: Ports, before: Throttle, requests: readonly ApiRequest[]): Answered {
  const throttle = sent(before, requests.length, ports.clock.now());
  try {
    const answers = ports.api.sendAll(requests);
    const outcomes = answers.map(judge);
    const waits = outcomes.flatMap((outcome) => (outcome.kind === 'limited' ? [outcome.retryAfterMs] : []));
    return { outcomes, throttle: learn(throttle, answers, waits, ports.clock.now()), fault: null };
  } catch (error) {
    if (!(error instanceof SendFault)) throw error;
    return { outcomes: [], throttle, fault: error };
  }
}

/** Google's daily limit of URL Fetch calls, or of what they carry. */
export const quotaUsedUp = (): Refusal =>
  new Refusal(
    'fetch-quota',
    'Google lets this account send no more requests today. The job can go on tomorrow; all that was made stays.',
  );

export const keyRefused = (): Refusal =>
  new Refusal('key-refused', 'Qrius refused the API key. Set a key that works, then continue.');

/** Nothing is written then: the rows belong to codes that somebody else can still see. */
export const otherAccount = (): Refusal =>
  new Refusal(
    'other-account',
    'Qrius knows none of these codes under your API key. They belong to another account, or all of them were deleted; nothing was changed.',
  );
