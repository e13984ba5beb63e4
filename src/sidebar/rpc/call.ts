// The page's side of the door: one function, typed by the contract, that always answers.
import type { Door, Input, MethodName, Output } from '../../wire/contract';
import { type Answer, pageFault, readReply, thrownFault } from './faults';

/** Google ends an execution after six minutes (Quotas for Google Services, Script runtime): nothing can answer later. */
const LONG_DEADLINE_MS = 7 * 60_000;
/** Everything else takes seconds. */
const DEADLINE_MS = 60_000;

/** Slices, and what waits for the rate limit while it reads the account. */
const LONG: readonly MethodName[] = [
  'start',
  'retry',
  'change',
  'bring',
  'refresh',
  'work',
  'preview',
  'missing',
];

/** Calls a method of the server. Settles in any case, at the latest when its deadline is over. */
export function call<M extends MethodName>(method: M, input: Input<M>): Promise<Answer<Output<M>>> {
  return new Promise((resolve) => {
    const fail = (message: string) => resolve({ ok: false, fault: thrownFault(message, navigator.onLine) });
    const deadline = LONG.includes(method) ? LONG_DEADLINE_MS : DEADLINE_MS;
    setTimeout(() => resolve({ ok: false, fault: pageFault('late') }), deadline);
    try {
      // The published types let any name through as a method; the door's own type does not.
      const server = google.script.run
        .withSuccessHandler((reply: unknown) => resolve(readReply(reply)))
        .withFailureHandler((error: unknown) => fail(messageOf(error))) as unknown as {
        call(...input: Parameters<Door>): void;
      };
      server.call(method, JSON.stringify(input));
    } catch (error) {
      fail(messageOf(error));
    }
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
