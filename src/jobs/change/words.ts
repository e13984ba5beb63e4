// Sentences of changing codes and of undo.
import { plural, truncate } from '../../table/cells';
import { naming } from '../../table/words';
import { noneSelected } from '../words';

export { noAnswer } from '../words';

/** What becomes of a code, in the place of its value. */
export const deleted = 'deleted';
export const notChanged = 'Qrius did not change it; the code may have been deleted.';
export const noSuchCode =
  'this Qrius account does not list the code: it was deleted, is new, or belongs to another account.';
export const changedSince = 'it was changed since, and is left as it is.';
export const unknownBefore = 'nobody knows what it opened before.';
export const unknownTags = 'Qrius does not show its tags, so nobody knows which it had.';
export const cannotRestore = 'a code that was deleted cannot be restored. Create it again.';
export const failedTogether = (sentence: string): string =>
  `It failed together with other codes. Two of them, tried alone, got this answer: ${sentence}`;
/** @param rows that show one code. @param way another one out of it; empty where there is none. */
export const rowsDiffer = (rows: ReadonlyArray<{ index: number }>, what: string, way = ''): string =>
  `the code is in rows ${naming(rows.map(({ index }) => index + 1))} with different ${what}. Make them the same${way}.`;
/** Results of lines of which nothing was sent: their rows have left the job. */
export const withdrawn = 'left out: its mark in the sheet was cleared, or its row deleted';
export const stopped = 'left out: the job was stopped';
/** Nothing is sent, and the row is given what Qrius has: another value, or no code. */
export const followed = 'left out: its row takes what Qrius has';
export const goneBefore = 'left out: the code was deleted before';
/** How results of lines of which nothing was sent begin. */
export const LEFT_OUT = 'left out: ';
export const newDestination = 'The new destination';
export const tagMissing = 'Enter at least one tag.';
export const rowsElsewhere =
  'The rows of this job are not in this sheet. Open the sheet in which it ran, then undo.';
export const ranElsewhere = (sheet: string): string =>
  `This job ran in the sheet “${sheet}”. Open it, then undo.`;
export const forbidden = (message: string): string =>
  `Qrius does not allow this change: ${message} What was changed so far stays changed.`;
export const notDeleted = (tries: number): string =>
  `Qrius did not delete it, ${tries} times. The code is still there.`;
export const oddCounts = 'Qrius answered with counts that cannot be right';
export const notShown = (why: string, tries: number): string =>
  `${why}, ${tries} times, and Qrius does not show the change.`;
export const undoWithKey =
  'This job ran with another Qrius account. Set that account’s API key again, then undo.';
export const lineEdited = 'its line in the Qrius log was edited or sorted apart, so it can’t be undone.';
export const undoInOriginal =
  'This document is a copy, and its Qrius log came from the original. Open the original to undo what was done there.';
export const noJobToUndo = 'There is no job to undo.';
export const noJobOfYours =
  'There is no job of yours that can be undone. Lines of the Qrius log that were edited, sorted apart, or written by a colleague or an earlier version of the add-on can only be read.';
export const onlyImported =
  'This job only imported codes into a sheet. Delete its rows if you don’t want them; nothing was changed in Qrius.';
export const nothingLeft = 'Nothing left to undo: what this job did is gone already.';
export const notKnown = 'not known: its job ended before Qrius answered';
export const copied = (codes: number): string =>
  `${plural(codes, 'code')} of these belong to the document that this one was copied from, too. Review the change first; nothing was changed.`;
export const changedSincePreview =
  'Rows or values changed since the preview. Review it again; nothing was changed.';
export const otherNumber = (codes: number): string =>
  `This would delete ${plural(codes, 'code')}, which isn’t what you confirmed. Review it again; nothing was deleted.`;
export const cannotChange = (name: string, sentence: string): string =>
  `“${truncate(name)}” can’t be changed: ${sentence}`;
export function nothingToChange(unchanged: number, withoutCode: number, hidden: number): string {
  const parts = [
    ...(unchanged > 0 ? [`${unchanged} ${unchanged === 1 ? 'row is' : 'rows are'} already up to date`] : []),
    ...(withoutCode > 0 ? [`${withoutCode} without a code`] : []),
    ...(hidden > 0 ? [`${hidden} hidden`] : []),
  ];
  return parts.length === 0 ? noneSelected : `Nothing to change: ${parts.join(', ')}.`;
}
export const noLine =
  'this job has no change for the QR ID that is here now: the cell, or its line in the Qrius log, was changed. Check the QR ID, then start the change again.';
/** @param fields as *Changed: …* names them. */
export const overwritten = (fields: readonly string[]): string =>
  `another row’s ${fields.join(' and ')} ended up here as rows moved. Enter this row’s own again.`;
/** @param label of the column. */
export const notWritten = (label: string, text: string): string =>
  `The ${label} cell was not written: the code has “${text}”.`;
/** @param label of the column. */
export const editedSince = (label: string, text: string): string =>
  `The ${label} cell was edited since: the code has “${text}”.`;
