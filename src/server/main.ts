// The door: every function that Apps Script calls by its name. Wiring only.
import { showPrint, showSidebar } from '../google/pages';
import { buildMenu } from './menu';
import { answer } from './rpc';
import { runHourly, runResume } from './triggers';
import * as words from './words';

/** Simple trigger: the document was opened. */
export function onOpen(): void {
  buildMenu();
}

/** Simple trigger: the add-on was installed from within the document, where onOpen does not run by itself. */
export function onInstall(): void {
  onOpen();
}

export function openQrius(): void {
  showSidebar('home');
}

export function createForSelection(): void {
  showSidebar('check-selection');
}

export function createForSheet(): void {
  showSidebar('check-sheet');
}

export function changeSelection(): void {
  showSidebar('change-selection');
}

export function undoLastJob(): void {
  showSidebar('undo');
}

export function printCodes(): void {
  showPrint(words.print);
}

export function setKey(): void {
  showSidebar('connect');
}

/** The user's hourly trigger. */
export function onTheHour(): void {
  runHourly();
}

/** The trigger that carries an unfinished job on. */
export function carryOn(): void {
  runResume();
}

/** The sidebar's door: `google.script.run.call(method, inputAsJson, shownAsJson)`. */
export function call(method: unknown, input: unknown, shown?: unknown): string {
  return answer(method, input, shown);
}
