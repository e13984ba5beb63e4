// The document's properties, its lock, the clock and randomness.
import type { BegunPort, ClockPort, LockPort, Me, StorePort } from '../jobs/ports';

/** How long another execution may hold the lock, in milliseconds. It is held only while the record is read and written. */
const LOCK_WAIT_MS = 5_000;

export const clock: ClockPort = {
  now: () => Date.now(),
  sleep: (ms) => Utilities.sleep(ms),
};

/** Whether this execution stands in a document: a trigger of a published add-on may be handed none (docs/facts/apps-script.md#trigger-document). */
export const hasDocument = (): boolean => SpreadsheetApp.getActiveSpreadsheet() !== null;

/** The ID of the document. */
export const documentId = (): string => SpreadsheetApp.getActiveSpreadsheet().getId();

export function documentStore(me: Me, begun: BegunPort): StorePort {
  const properties = PropertiesService.getDocumentProperties();
  return {
    me,
    begun,
    all: () => properties.getProperties(),
    set: (entries) => {
      properties.setProperties(entries);
    },
    delete: (key) => {
      properties.deleteProperty(key);
    },
  };
}

export const documentLock: LockPort = {
  alone: (action) => {
    const lock = LockService.getDocumentLock();
    if (!lock.tryLock(LOCK_WAIT_MS)) return null;
    try {
      return action();
    } finally {
      lock.releaseLock();
    }
  },
};

/** Nothing that looks like something else in print (0 and o, 1 and l), and no vowels: no words come out. */
const LETTERS = '23456789bcdfghjkmnpqrstvwxyz';

/** Random lower-case letters and digits. */
export function random(length: number): string {
  let text = '';
  while (text.length < length) text += LETTERS.charAt(Math.floor(Math.random() * LETTERS.length));
  return text;
}
