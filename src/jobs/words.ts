// Sentences that all kinds of jobs share: leases, refusals, the account, the sheet.
import { truncate } from '../table/cells';
import type { EndByOther } from './job';

export const otherAccountsJob =
  'The unfinished job belongs to another Qrius account. Set that account’s API key again, then continue.';
export const stoppedEarly = 'The job was stopped before anything was sent.';
export const noJob = 'No job is running in this document.';
export const jobRuns = 'A job is already running. Let it finish, or stop it, before you start another one.';
export const abandoned = (isPaused: boolean): string =>
  `A colleague’s job is unfinished, and ${isPaused ? 'it has paused for an hour' : 'they haven’t been here for a day'}. End it in the sidebar, then start yours.`;
export const ofColleague =
  'A colleague’s job is running in this document. Only they can stop or resume it. You can start yours when it’s done.';
export const busy = (minutes: number): string =>
  `The job is running right now, or was interrupted a moment ago. Try again in ${minutes > 1 ? `at most ${minutes} minutes` : 'a minute'}.`;
export const mayNotList = (message: string): string =>
  `Qrius does not let this key list your codes: ${message}`;
export const oddList =
  'Qrius didn’t list your codes in a form that the add-on understands. Try again in a few minutes.';
export const limited = 'Qrius let no request through: others may use up your account’s limit';
/** @param why without a full stop. */
export const noList = (why: string): string => `${why}. Try again in a few minutes.`;
export const endlessList = (pages: number): string =>
  `Qrius’s list of your codes doesn’t end after ${pages} pages. Ask Qrius’s support about it.`;
export const quotaUsed =
  'You’ve reached Google’s daily limit of requests. The job can continue tomorrow; finished codes are safe in the sheet.';
export const otherAccount =
  'Your API key’s account has none of these codes. They belong to another account, or all of them were deleted. Nothing was changed.';
export const unreachable = 'Can’t reach Qrius right now. Try again in a few minutes.';
export const longWait = (minutes: number): string =>
  `Qrius asks to wait ${minutes} minutes before the next request. Try again after that.`;
export const outOfTime =
  'Google gives a run six minutes, and they are used up. Continue to pick up where it stopped.';
export const standsStill =
  'Two runs in a row got nothing done: Google or Qrius takes too long. Continue later, or stop the job and run it for fewer rows.';
export const nothingLetThrough = (times: number): string =>
  `Qrius let no request through in ${times} runs in a row: others may use up your account’s limit. Continue later.`;
export function endedBy({ by, owner, reason }: EndByOther): string {
  const who = by || 'A colleague';
  if (reason === 'schedule')
    return `${who}’s schedule ended ${owner || 'a colleague'}’s job: it got nothing done for an hour. Start it again to finish its rows.`;
  const why =
    reason === 'paused' ? 'it had paused for an hour' : `${owner || 'its owner'} hadn’t been here for a day`;
  return `${who} ended this job, because ${why}. What was sent by then is done.`;
}
export const importToComplete =
  'the row has only a QR ID. Choose Import codes to complete it. If that doesn’t, your account has no such code: clear the QR ID.';
/** @param labels of the columns. */
export const cellsRefuse = (labels: readonly string[]): string =>
  labels.length === 1
    ? `The ${labels[0]} cell keeps its text: it is protected, or a data validation rule rejects the new one.`
    : `The ${labels.join(' and ')} cells keep their texts: they are protected, or data validation rules reject the new ones.`;
export const pictureRefused =
  'Its picture is left out: the cell is protected, or a data validation rule rejects it.';
/** @param cell as `G2`, in a column of the add-on. @param header of that column. */
export const columnRefuses = (cell: string, header: string): string =>
  `Cell ${cell} rejects what the add-on writes to the column “${header}”: it is merged, or has a rule under Data → Data validation. Unmerge it or remove the rule, then run again.`;
export const sheetsFailed = 'Google Sheets did not answer as expected.';
export const columnTaken = (header: string): string =>
  `The column “${truncate(header)}” already has content of your own. Rename it, then run again.`;
export const columnMoved = (letter: string): string =>
  `A column was moved at the very moment of a write, so the write went into column ${letter} and its neighbours. Restore these in Google Sheets with File → Version history, then continue: what was created is looked up, and nothing is created twice.`;
export const rowsMove =
  'Rows are being moved faster than they can be written. Let the sheet rest for a moment, then continue.';
export const tooManyRows = (rows: number, atOnce: number): string =>
  `Google takes too long to say which of ${rows} rows are hidden. Select about ${atOnce} rows at a time; nothing was sent.`;
export const unknownRequest = 'Qrius does not know this request (HTTP 404).';
export const keyRejected = 'Qrius rejected your API key. Change the key to continue.';
/** Without a full stop: what follows ends the sentence. */
export const noAnswer = 'Qrius gave no answer';
export const noneSelected = 'No codes selected. Select rows that have a QR code.';
/** @param label of the column. */
export const formulaKept = (label: string, text: string): string =>
  `The ${label} cell has a formula and was left as it is: the code has “${text}”.`;
