// The door: every function that Apps Script calls by its name. Wiring only.
import { say } from '../google/dialogs';
import { selectedRows } from '../google/selection';
import { Refusal } from '../wire/failure';
import { setApiKey } from './connect';
import { createCodes } from './create';
import { answer } from './door';
import { buildMenu } from './menu';
import { showSidebar } from './sidebar';
import { stopJob } from './stop';

/** Simple trigger: the document was opened. */
export function onOpen(): void {
  buildMenu();
}

/** Simple trigger: the add-on was installed from within the document, where onOpen does not run by itself. */
export function onInstall(): void {
  onOpen();
}

export function createForSelection(): void {
  guarded(() => createCodes(selectedRows()));
}

export function createForSheet(): void {
  guarded(() => createCodes(() => true));
}

export function setKey(): void {
  guarded(setApiKey);
}

export function stopTheJob(): void {
  guarded(stopJob);
}

export function openQrius(): void {
  guarded(() => showSidebar('home'));
}

/** The sidebar's door: `google.script.run.call(method, inputAsJson)`. */
export function call(method: unknown, input: unknown): string {
  return answer(method, input);
}

/** No raw exception reaches a user: what can be acted on is said, and anything else ends in a sentence and in the log. */
function guarded(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    say(
      error instanceof Refusal
        ? error.message
        : 'Google Sheets did not answer as it should. Nothing is lost: wait a moment and choose the same menu item again.',
    );
  }
}
