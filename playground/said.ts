// Reads the add-on's dialogs as a user does: whether the job is over, how long to wait, which codes to keep an address of.

/** What it means to the user who reads it. */
export type Said =
  /** A slice is over, and perhaps the whole job. */
  | { kind: 'slice'; over: boolean }
  /** Somebody works on the job, or it was cut off a moment ago. */
  | { kind: 'busy'; waitMs: number }
  /** Nothing was done, and the text says why. `over`: since there is nothing left to do. */
  | { kind: 'refusal'; over: boolean };

const COUNTS = /\d+ created, \d+ already there, \d+ failed, \d+ waiting, \d+ left out\./;
const BUSY = /The job is being worked on right now.* Try again in (?:at most (\d+) minutes|a minute)\./;
const LOST = 'The rows of these codes are gone;';
/** One code of that list: its name in quotes, its short URL, its ID in brackets. */
const LOST_CODE = /(?:a code|“.*?”) https?:\/\/\S+ \(([^\s()]+)\)(?=; |\.$)/gs;

/** @param text what was said after the menu item that creates codes was chosen. */
export function readSaid(text: string): Said {
  const busy = BUSY.exec(text);
  if (busy) return { kind: 'busy', waitMs: Number(busy[1] ?? 1) * 60_000 };
  if (!COUNTS.test(text)) return { kind: 'refusal', over: text.includes('There is nothing to create') };
  return { kind: 'slice', over: !text.includes('Choose the same menu item again to continue.') };
}

/** The IDs of codes whose row is gone, which stand at the end of what was said. */
export function lostIn(text: string): string[] {
  const list = text.includes(LOST) ? text.slice(text.lastIndexOf(LOST)) : '';
  return [...list.matchAll(LOST_CODE)].map(([, id = '']) => id);
}

/** The question whether to go on beyond the plan's total, where it was asked, with the answer that this user gives. */
export const withAnswer = (text: string): string =>
  text.replace('Go on only if Qrius has extended your plan.', '$& (The demo answers No by itself.)');

/** Whether a new API key is asked for. */
export const wantsKey = (text: string): boolean =>
  /refused the API key|does not accept this key|No API key is set/.test(text);
