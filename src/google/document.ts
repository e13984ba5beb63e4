// The document's properties, its lock, the clock and randomness.
import type { BegunPort, ClockPort, LockPort, Me, StorePort } from '../jobs/ports';
import { noteError } from './console';

/** How long another execution may hold a lock, in milliseconds. It is held only while a record is read and written. */
const LOCK_WAIT_MS = 5_000;

export const clock: ClockPort = {
  now: () => Date.now(),
  sleep: (ms) => Utilities.sleep(ms),
};

/** The document of this execution; a trigger of a published add-on may be handed none (docs/facts/apps-script.md#trigger-document). */
export const book = () => SpreadsheetApp.getActiveSpreadsheet();

/** Whether this execution stands in a document. */
export const hasDocument = (): boolean => book() !== null;

/** The ID of the document. */
export const documentId = (): string => book().getId();

export const properties = () => PropertiesService.getDocumentProperties();

/** The document's properties as this execution read them last, with what it wrote since; null before it read them. */
let known: Record<string, string> | null = null;
let readAt = 0;

/** See `StorePort`. */
export function documentProperties(maxAgeMs = -1): Readonly<Record<string, string>> {
  if (known === null || clock.now() - readAt > maxAgeMs) {
    const at = clock.now();
    known = { ...properties().getProperties() };
    readAt = at;
  }
  return known;
}

/** Of a call that failed nobody knows what it did: then the next read is a real one. */
function change(call: () => void, changed: (all: Record<string, string>) => void): void {
  const before = known;
  known = null;
  call();
  if (before) changed(before);
  known = before;
}

export const setProperties = (entries: Readonly<Record<string, string>>): void =>
  change(
    () => properties().setProperties(entries),
    (all) => Object.assign(all, entries),
  );

export const documentStore = (me: Me, begun: BegunPort): StorePort => ({
  me,
  begun,
  all: documentProperties,
  set: setProperties,
  delete: (key) =>
    change(
      () => properties().deleteProperty(key),
      (all) => delete all[key],
    ),
});

/** What an action gives that nobody else is in the middle of; null where the lock is not free for too long. */
export function locked<T>(lock: GoogleAppsScript.Lock.Lock, action: () => T): T | null {
  if (!lock.tryLock(LOCK_WAIT_MS)) return null;
  try {
    return action();
  } finally {
    lock.releaseLock();
  }
}

export const documentLock: LockPort = {
  alone: (action) => locked(LockService.getDocumentLock(), action),
};

/** Nothing that looks like something else in print (0 and o, 1 and l), and no vowels: no words come out. */
const LETTERS = '23456789bcdfghjkmnpqrstvwxyz';

/** Random lower-case letters and digits. */
export function random(length: number): string {
  let text = '';
  while (text.length < length) text += LETTERS.charAt(Math.floor(Math.random() * LETTERS.length));
  return text;
}

/** Carries out what was written before an error: what Google refuses of it at the end of an execution fails that, whatever it answers. */
export function settleWrites(): void {
  try {
    SpreadsheetApp.flush();
  } catch (error) {
    noteError(error);
  }
}
