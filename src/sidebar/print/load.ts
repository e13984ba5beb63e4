// Asks the server for the codes of a sheet.
import { type Answer, pageFault, readReply, thrownFault } from '../faults';
import { type PrintScope, type PrintSource, parseSource } from './source';

/** Reading a sheet takes seconds. */
const DEADLINE_MS = 60_000;
const METHOD = 'listPrintable';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The codes of a scope. Settles in any case, at the latest when its deadline is over. */
export function loadSource(scope: PrintScope): Promise<Answer<PrintSource>> {
  return new Promise((resolve) => {
    const fail = (error: unknown) =>
      resolve({ ok: false, fault: thrownFault(messageOf(error), navigator.onLine) });
    const succeed = (reply: unknown) => {
      const answer = readReply<unknown>(reply);
      if (!answer.ok) return resolve(answer);
      const value = parseSource(answer.value);
      return resolve(value ? { ok: true, value } : { ok: false, fault: pageFault('garbled-reply') });
    };
    setTimeout(() => resolve({ ok: false, fault: pageFault('late') }), DEADLINE_MS);
    try {
      const runner = google.script.run.withSuccessHandler(succeed).withFailureHandler(fail);
      runner.call?.(METHOD, JSON.stringify({ scope }));
    } catch (error) {
      fail(error);
    }
  });
}
