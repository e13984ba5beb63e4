// Asks the server for the codes of a sheet.
import { pageFault, thrownFault } from '../faults';
import { type PrintScope, type PrintSource, parseReply } from './source';

/** Reading a sheet takes seconds. */
const DEADLINE_MS = 60_000;
const METHOD = 'listPrintable';

export type Loaded = { ok: true; value: PrintSource } | { ok: false; message: string };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The codes of a scope. Settles in any case, at the latest when its deadline is over. */
export function loadSource(scope: PrintScope): Promise<Loaded> {
  return new Promise((resolve) => {
    const fail = ({ message }: { message: string }) => resolve({ ok: false, message });
    const failWith = (error: unknown) => fail(thrownFault(messageOf(error), navigator.onLine));
    setTimeout(() => fail(pageFault('late')), DEADLINE_MS);
    try {
      const server = google.script.run
        .withSuccessHandler((reply: unknown) => resolve(parseReply(reply) ?? garbled()))
        .withFailureHandler(failWith);
      if (!server.call) throw new Error('call is not a function');
      server.call(METHOD, JSON.stringify({ scope }));
    } catch (error) {
      failWith(error);
    }
  });
}

const garbled = (): Loaded => ({ ok: false, message: pageFault('garbled-reply').message });
