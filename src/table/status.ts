// The words of the Status column. They are the queue: what a row waits for is read from here, so they are written and read in one place.
import type { Field } from '../shared/contract/change';
import { truncate } from './cells';
import { SENT_LENGTH } from './fingerprint';

/** Where a row stands, as read from its Status cell. `tries` counts the requests whose answer was lost. */
export interface Mark {
  kind: 'queued' | 'creating' | 'doubt' | 'none';
  /** Empty in the queue, and where there is no mark. */
  token: string;
  tries: number;
}

/** Length of the random part of a token. */
export const NONCE_LENGTH = 4;
/** Length of the part that shows whose job made a mark, and for which row (`jobs/create/binding.ts`). */
export const SEAL_LENGTH = 7;
/**
 * Length of a random part that is the code's slug too. 28^9 values: nobody else has it by chance. A short URL of 26
 * characters still fits into a QR code of 25 × 25 modules (version 2, error correction M: 26 bytes, ISO/IEC 18004).
 */
export const SLUG_LENGTH = 9;

// The first try is not counted aloud: nothing below 2 is ours.
const TRIES = '(?: \\(try ([2-9]|[1-9]\\d{1,2})\\))?';
const TOKEN = `((?:[0-9a-z]{${NONCE_LENGTH}}|[0-9a-z]{${SLUG_LENGTH}})-[0-9a-z]{${SENT_LENGTH}}(?:-[0-9a-z]{${SEAL_LENGTH}})?)`;
const DOUBT = new RegExp(`^(?:Unconfirmed|In doubt)${TRIES} ${TOKEN}: `);
const MARKS = [
  ['queued', new RegExp(`^Queued${TRIES}$`)],
  ['creating', new RegExp(`^Creating…${TRIES} ${TOKEN}$`)],
  ['doubt', DOUBT],
] as const;

/** A token: a random part that names the attempt, the hash of what was sent (`sentHash`), and a seal; earlier versions made none. */
export const token = (nonce: string, sent: string, seal = ''): string =>
  seal === '' ? `${nonce}-${sent}` : `${nonce}-${sent}-${seal}`;
/** The part of a token that stands for what was sent. */
export const sentOf = (token: string): string => token.split('-')[1] ?? '';
export const nonceOf = (token: string): string => token.split('-')[0] ?? '';
export const sealIn = (token: string): string => token.split('-')[2] ?? '';
/**
 * The slug that was made for a row without one; empty where the row had its own, or Qrius chose. It is random: a short URL is
 * public, and says nothing of what is in the sheet.
 */
export function slugOf(token: string): string {
  const nonce = nonceOf(token);
  return nonce.length === SLUG_LENGTH ? nonce : '';
}

/** What a Status says to people: without the token, which only the add-on reads. */
export const withoutToken = (status: string): string => status.trim().replace(DOUBT, 'Unconfirmed: ');

/** Reads a Status cell. Anything that the add-on did not write is no mark. */
export function readMark(status: string): Mark {
  const text = status.trim();
  for (const [kind, pattern] of MARKS) {
    const [mark, tries = '1', token = ''] = pattern.exec(text) ?? [];
    if (mark !== undefined) return { kind, token, tries: Number(tries) - 1 };
  }
  return { kind: 'none', token: '', tries: 0 };
}

const trySuffix = (tries: number) => (tries === 0 ? '' : ` (try ${tries + 1})`);

export const queued = (tries: number): string => `Queued${trySuffix(tries)}`;
export const creating = (token: string, tries: number): string => `Creating…${trySuffix(tries)} ${token}`;
/** @param why what is known, and what to do, in sentences. */
export const unconfirmed = (
  token: string,
  tries: number,
  why = 'no reply arrived. Continue or run again to check.',
): string => `Unconfirmed${trySuffix(tries)} ${token}: ${why}`;

export const CREATED = 'Created';
/** The slug led to a code of the same account with the same destination, which is used. */
export const USED_MINE = 'Reused your existing code with this slug';
export const createdWithSlug = (slug: string, taken: string): string =>
  `Created with the slug “${truncate(slug)}”, because “${truncate(taken)}” was taken`;
/** @param name of the code, and `destination`; empty where Qrius does not say. */
export function createdFrom(name: string, destination: string): string {
  const known = [name && `is for “${truncate(name)}”`, destination && `opens ${truncate(destination)}`];
  const what = known.filter((text) => text !== '').join(' and ');
  return `Created, but the row was edited since${what && `: the code ${what}`}`;
}
/** A write was cut off as rows moved: which of two rows that are alike had a slug of its own, nobody can tell. */
export const SLUGS_MIXED =
  'Created. A write was cut off here: rows with the same name and URL may have exchanged their slugs.';
export const COPY =
  'Not created: rows were copied or moved while codes were created. Run again to create a code for this one too.';
export const STOPPED = 'Stopped before it was created';
/** A code that the account does not have, as a refresh found. */
export const NOT_FOUND = 'Not found in this Qrius account. Scan counts are from the last refresh.';

export const isNotFound = (status: string): boolean =>
  /^(Not found in (this )?Qrius|Gone:)/.test(status.trim());

/** A row whose code waits for a change. No request is noted here: a change can be repeated, and what is wanted stands in the log. */
export const CHANGE_QUEUED = 'Change queued';
export const isChangeQueued = (status: string): boolean => withoutPaused(status) === CHANGE_QUEUED;
export const NOT_REACHED = 'Stopped before it was changed';
/** Its job was ended by somebody who could not ask: the request may have left. */
export const NOT_CONFIRMED = 'Stopped before its change was confirmed';
export const DELETED = 'Deleted';
/** What was changed at a row's code, in the order in which it is told. */
export type Changed = Field | 'paused' | 'activated' | 'deleted' | 'switched';
/**
 * `['destination', 'tags']` → “Changed: destination, tags”; what needs no noun is a word of its own.
 * @param undone they were given back what they had: “Restored: destination, tags”.
 */
export function changed(what: readonly Changed[], undone = false): string {
  if (what.includes('deleted')) return DELETED;
  if (what.includes('paused')) return PAUSED;
  if (what.includes('switched')) return 'Switched to its next destination';
  return what.includes('activated') ? 'Activated' : `${undone ? 'Restored' : 'Changed'}: ${what.join(', ')}`;
}
export const PAUSED = 'Paused';
export const withoutPaused = (status: string): string => status.trim().replace(/^Paused\. /, '');
export const saysPaused = (status: string): boolean => /^Paused\b/.test(status.trim());
/** A new Status, which still says that the code is paused unless it ends that. @param before the row's Status so far. */
export const keepPaused = (before: string, status: string): string =>
  saysPaused(before) && !/^(Paused|Activated|Deleted)\b/.test(status) ? `${PAUSED}. ${status}` : status;
export const notChanged = (sentence: string): string => `Not changed: ${sentence}`;
/** The cells of the row were given what Qrius holds. */
export const FOLLOWS_QRIUS = 'Taken from Qrius';
/** A write that was cut off had put another row's values there. */
export const TAKEN_BACK = `${FOLLOWS_QRIUS}: another row’s change ended up here as rows moved`;
export const IMPORTED = 'Imported from Qrius';
/** The last row of an import when a write was cut off: what slid under it cannot be seen any more. */
export const IMPORT_CUT = `${IMPORTED}. A write was cut off here: if a row above is missing, restore it from the version history`;

/** How a Status of the add-on begins, in the wording of today and in those of earlier versions. */
const OURS =
  /^(Queued|Creating…|Unconfirmed|In doubt|Created|Reused your|Not created:|Stopped before|Not sent:|Skipped:|Failed:|Not found in Qrius|Not found in this Qrius|Gone:|Changed: |Restored: |Paused|Activated|Deleted|Switched to|Not changed: |Taken from|Imported from|Brought from)/;

/** Whether a Status cell was written by the add-on, and is not a user's own. */
export const isOurs = (status: string): boolean => OURS.test(status.trim()) || isChangeQueued(status);
/** Whether a Status cell says that its row needs the user's attention. */
export const isFault = (status: string): boolean =>
  /^(Not created:|Stopped before|Not sent:|Failed:|Unconfirmed|In doubt)/.test(status.trim());
/** Whether a Status cell says that its row has no code, or waits for one. */
export const saysNoCode = (status: string): boolean =>
  readMark(status).kind !== 'none' ||
  /^(Failed:|Not sent:|Not created:|Stopped before it was created)/.test(status.trim());
/** Whether a Status cell says that its row has a code. */
export const saysCode = (status: string): boolean =>
  /^(Created|Reused your|Changed: |Restored: |Paused|Activated|Switched to|Not changed: |Taken from|Imported from)/.test(
    status.trim(),
  );
/** Whether a Status cell says that the code of its row was not changed as requested. */
export const isChangeFault = (status: string): boolean =>
  withoutPaused(status).startsWith('Not changed: ') ||
  [NOT_REACHED, NOT_CONFIRMED].includes(withoutPaused(status));
/** Whether a Status cell says that the row's code was deleted on purpose: it gets another one only if the user selects it. */
export const isDeleted = (status: string): boolean => status.trim() === DELETED;
/** A row that was not sent because something in it must be fixed first. */
export const invalid = (sentence: string): string => `Not sent: ${sentence}`;
/** A row whose slug is taken, and that the user wanted skipped then. */
export const skipped = (sentence: string): string => `Skipped: ${sentence}`;
/** A row that joined the queue after the job began, or holds something else than what its owner was shown. */
export const EDITED = invalid('Edited after you started. Run again to create its code.');
/** The same of a row with a formula. */
export const COMPUTED = invalid(
  'Edited after you started, or a formula in this row gives something else each time. Replace such a formula with its value, and run again.',
);
/** The same of a row whose request may have left before. */
export const EDITED_IN_FLIGHT = 'Edited after you started. Run again to check.';
/** A row that was sent and refused. */
export const failed = (sentence: string): string => `Failed: ${sentence}`;
