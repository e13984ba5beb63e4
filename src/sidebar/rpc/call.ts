// Calls the server through google.script.run, typed by the contract.
import type { Door, Input, MethodName, Output } from '../../shared/contract/methods';
import { isBeginning } from '../job/calls';
import { type Answer, pageFault, thrownFault } from './faults';
import { parseReply } from './reply';
import { shown } from './shown';

/** Google ends an execution after six minutes (docs/facts/apps-script.md#execution-time, script runtime), so nothing can answer later. */
const LONG_DEADLINE_MS = 7 * 60_000;
/** Everything else takes seconds. */
const DEADLINE_MS = 60_000;

/** Slices of a job, and methods that wait for the rate limit while they read the account. */
const isLong = (method: MethodName): boolean =>
  isBeginning(method) ||
  method === 'continueJob' ||
  method === 'previewChange' ||
  method === 'countImportable';

/**
 * Calls a method of the server. Always settles, at the latest after its deadline.
 * @param fingerprint of the check or the count that the user saw; null where there was none.
 */
export function call<M extends MethodName>(
  method: M,
  input: Input<M>,
  fingerprint: string | null = null,
): Promise<Answer<Output<M>>> {
  return new Promise((resolve) => {
    const fail = (message: string) => resolve({ ok: false, fault: thrownFault(message, navigator.onLine) });
    const deadline = isLong(method) ? LONG_DEADLINE_MS : DEADLINE_MS;
    setTimeout(() => resolve({ ok: false, fault: pageFault('late') }), deadline);
    try {
      const server = google.script.run
        .withSuccessHandler((reply: unknown) => {
          const answer = parseReply(method, reply);
          noteKey(method, answer);
          resolve(answer);
        })
        .withFailureHandler((error: unknown) => fail(messageOf(error)));
      const message: Parameters<Door> = [method, JSON.stringify(input), JSON.stringify(shown(fingerprint))];
      if (!server.call) throw new Error('call is not a function');
      server.call(...message);
    } catch (error) {
      fail(messageOf(error));
    }
  });
}

let keyRejected = false;

/** Whether Qrius rejected the key in use, as far as this page was told. */
export const isKeyRejected = (): boolean => keyRejected;

/** Where connecting fails it is another key that was rejected. */
function noteKey(method: MethodName, answer: Answer<unknown>) {
  if (method === 'connect') keyRejected &&= !answer.ok;
  else if (!answer.ok && answer.fault.code === 'key-refused') keyRejected = true;
}

/** Selects the cell of a row that needs the user. @param sheet the one that has it; by default the one that the page shows. */
export const goToRow = (row: number, sheet = shown(null).sheet): Promise<Answer<null>> =>
  call('selectRow', { row, sheet });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
