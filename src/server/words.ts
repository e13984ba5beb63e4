// Sentences that users read of what the server itself answers: the menu, connecting, refusals.

import { sheetsFailed } from '../jobs/words';
import { plural } from '../table/cells';

export { sheetsFailed, unreachable } from '../jobs/words';

export const print = 'Print or download codes';
export const openSidebar = 'Open the sidebar';
export const createSelected = 'Create QR codes for selected rows';
export const createAll = 'Create QR codes for the whole sheet';
export const changeSelected = 'Change selected codes';
export const undoLast = 'Undo the last job';
export const changeKey = 'Change API key';
export const stopByOwner = 'The job belongs to a colleague: only they can stop it.';
export const nameMissing = 'Enter a name your colleagues will recognize.';
export const keyMalformed =
  'That doesn’t look like an API key. Keys start with qrius_ and contain no spaces.';
export const tooManyRequests =
  'Qrius received too many requests from this account. Wait a minute and try again.';
export const keyRejected =
  'Qrius rejected this key. Check that you copied all of it and that it hasn’t been revoked.';
export const notConnected =
  'No API key yet. Choose Change API key in the Qrius menu. You find yours in Qrius under Settings → API Keys.';
export const fixLater = 'A job is running. Let it finish, or stop it, then fix the cells.';
export const jobUnreadable =
  'A job in this document can’t be continued: another version of the add-on began it, or somebody changed its record. Create codes again: those that exist are found.';
export const tooLong = (what: string, length: number, most: number): string =>
  `${what} has ${length} characters, but at most ${most} are allowed. Shorten it.`;
export const tagList = 'The list of tags';
export const theHeader = 'The header';
export const theUrl = 'The URL';
/** @param reason the end of a sentence, as `is a total`. */
export const skipped = (reason: string | null): string => `the row ${reason}.`;
export const listingChanged = 'The sheet or the selection changed while it was read. Try again.';
export const documentBusy =
  'Something is being saved in this document right now. Try again in a few seconds.';
export const ownJobOpen = 'Your job isn’t finished. Continue or stop it, then remove everything.';
export const theirJobOpen =
  'A colleague’s job isn’t finished and needs the tabs. Wait until it ends, or keep the tabs.';
export const noCounts = 'Refresh the scan counts first.';
export const chartBegins = 'The chart is being created. Try again in a moment.';
export const notEmpty =
  'This sheet isn’t empty, so nothing was inserted. Formulas and pictures count, too. Open an empty sheet.';
export const unexpected = `${sheetsFailed} Try again in a moment.`;
export const otherSheet =
  'You switched to another sheet, so nothing was done. This is the sheet you see now.';
export const outdated =
  'This page is from another version of the add-on. Close it and reopen it from the Qrius menu.';
export const triggerDead =
  'Google had stopped running Qrius automatically in this document. It is set up again now. If it stops once more, keep the sidebar open while a job runs.';
export const inAnHour = 'The job continues in an hour.';
export const switchColumns =
  'To switch destinations, add the columns “Next destination” and “Switch on” first. Nothing was saved.';
export const changedSince = 'This list changed since you saw it, so nothing was done. Review it again.';
export const scheduleChanged =
  'The schedule was changed at the same moment, so nothing was done. Look at it again.';
export const scheduleTaken = (who: string, off: boolean, owner: string): string =>
  `${who} ${off ? 'switched off' : 'took over'} ${owner}’s schedule.`;
export const switched = (rows: number): string => `${plural(rows, 'row')} switched.`;
export const notSwitched = (rows: number): string => `${plural(rows, 'row')} not switched: Status says why.`;
export const refreshed = (rows: number, without: number): string =>
  `${plural(rows, 'row')} refreshed${without > 0 ? `, ${without} without scan data` : ''}.`;
