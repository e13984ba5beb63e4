// Sentences of creating codes.
import type { Code } from '../../qrius/readings';
import { closed, truncate } from '../../table/cells';

export { noAnswer } from '../words';

export const otherRowsId = 'Qrius answered with the ID of another row’s code';
export const planFull = (message: string): string =>
  `Qrius creates no more codes for this account: ${message} Codes created so far are kept.`;
export const withoutId = 'Qrius answered without the code’s ID';
const RUN_AGAIN = 'Run again to check.';
export const unknownAgain = (why: string, tries: number): string => `${why}, ${tries} times. ${RUN_AGAIN}`;
export const notCreated = (why: string, tries: number): string =>
  `${why}, ${tries} times. The code was not created.`;
/** @param isOwn the slug is the row's own, and can be changed. */
export const notListed = (slug: string, isOwn: boolean): string =>
  `Qrius has a code with the slug “${slug}”, but doesn’t list it as yours. ${isOwn ? 'Run again to check, or change the slug.' : RUN_AGAIN}`;
export const inLog = 'the log has a code for this row. Continue or run again to check.';
export const notFound =
  'a code was asked for, but this Qrius account lists none for this row. To create one, clear this cell and run again.';
export const idNotKept = (id: string): string =>
  `its QR ID ${id} did not stay in its cell. If cells are merged there, unmerge them. Then run again.`;
export const untold =
  'Qrius doesn’t say which codes were created. Nothing is created again until it does: continue in a few minutes.';
const CUT_OFF = 'a write was cut off here. If this row had a slug, enter it again.';
/** What a row had is not known: a slug, or a code. */
export const mayLack = `${CUT_OFF} If it had a code, use Import codes.`;
export const mayLackOneOf = (codes: readonly Named[]): string =>
  `${CUT_OFF} Its code may be ${named(codes)}. If so, paste its QR ID into this row, then choose Import codes.`;
export const changedSinceCheck = (isComputed: boolean): string =>
  `The rows changed since the check, so nothing was created. Review them again.${isComputed ? ' If this repeats, a formula in them gives something else each time: replace it with its value.' : ''}`;
export const noneSelected =
  'No row with content is selected. Select cells in the rows that need codes, below the header row.';
/** The check says it in the same words. */
export const nothingToCreate = 'Nothing to create.';
/** Nobody can tell a lost answer from a run that Google stopped. */
export const noReply = `no reply arrived. ${RUN_AGAIN}`;
export const interrupted = 'The run was interrupted';
/** @param sentence Qrius's own, about a slug that is taken. */
export const takenByOther = (sentence: string): string => `${closed(sentence)} It belongs to somebody else.`;
export const opensOther = (sentence: string, destination: string | null): string =>
  `${closed(sentence)} It is yours but opens ${truncate(destination ?? 'another page')}.`;
export const inOtherRow = (sentence: string): string =>
  `${closed(sentence)} Another row of this sheet has its code.`;
export const oneOfThese = (codes: readonly Named[]): string =>
  `Qrius didn’t reply. Its code may be ${named(codes)}. If so, paste its QR ID into this row, then choose Import codes. If not, clear this cell and run again.`;
export const tooManyUnconfirmed = (rows: number, most: number): string =>
  `${rows} rows are unconfirmed, more than one job can look up. Select at most ${most} of them at a time; nothing was sent.`;
export const tooManyForAJob = (rows: number, most: number): string =>
  `${rows} rows are more than one job can take. Select at most ${most} rows at a time; nothing was sent.`;

type Named = Pick<Code, 'name' | 'shortUrl'>;
/** Codes that a cell names at most. */
const MOST_NAMED = 3;
const named = (codes: readonly Named[]): string =>
  codes
    .slice(0, MOST_NAMED)
    .map(({ name, shortUrl }) => (name ? `“${truncate(name)}” (${shortUrl})` : shortUrl))
    .join(' or ');
