// What change jobs say while they run and when they are done, a row a change.
import type { JobView } from '../../shared/contract/job';
import type { JobWords } from '../job/job-words';
import { counted } from '../ui/format';
import { confirming } from './words';

type What = NonNullable<JobView['what']>;

const SHARED = {
  starting: 'Comparing with Qrius…',
  firstRows: (rows: number) => `Sending the first of ${counted(rows, 'row')}…`,
  already: 'Already up to date',
  kept: 'Finished rows keep their changes.',
  nothingSent: 'Nothing was changed.',
};
const ROWS = { ...SHARED, one: 'row', many: 'rows', done: 'updated' };
const CODES = { ...SHARED, one: 'code', many: 'codes' };

const CHANGES: Record<What, JobWords> = {
  destination: { ...ROWS, running: 'Updating destinations' },
  column: { ...ROWS, running: 'Updating destinations' },
  changed: { ...ROWS, running: 'Updating changed rows' },
  tags: { ...ROWS, running: 'Updating tags' },
  'tags-column': { ...ROWS, running: 'Updating tags' },
  pause: { ...CODES, running: 'Pausing codes', done: 'paused', already: 'Already paused' },
  activate: { ...CODES, running: 'Reactivating codes', done: 'reactivated', already: 'Already active' },
  delete: { ...CODES, running: 'Deleting codes', done: 'deleted', already: 'Already deleted' },
  switch: { ...CODES, running: 'Switching destinations', done: 'switched' },
  undo: { ...CODES, running: 'Undoing the last job', done: 'restored', already: 'No change needed' },
  'undo-create': { ...CODES, running: 'Deleting codes', done: 'deleted', already: 'Already deleted' },
};

/** @param what null only where another version of the add-on stored the job. */
export const changeJobWords = (what: JobView['what']): JobWords => CHANGES[what ?? 'changed'];

/** Qrius caches a destination this long (developer guide, caching of redirects). */
export const PRINTED_SOON = 'Printed codes open the new page within 5 minutes.';

const PRINTED: Partial<Record<What, string>> = {
  destination: PRINTED_SOON,
  column: PRINTED_SOON,
  switch: PRINTED_SOON,
  changed: 'Where a destination changed, printed codes open the new page within 5 minutes.',
};

/** When printed codes follow a change; null where it moves none, or the preview of an undo said so. */
export const printedSentence = (what: JobView['what']): string | null => PRINTED[what ?? 'tags'] ?? null;

const rowsStay = (rows: number) =>
  `${confirming.rowsStay(rows)} To create ${rows === 1 ? 'a code for it' : 'codes for them'} again, go back to the first view.`;

/** What to know about the result of a change. */
export function changeHints({ what, done }: JobView): string[] {
  if (done === 0) return [];
  if (what === 'delete' || what === 'undo-create') return [rowsStay(done)];
  const printed = printedSentence(what);
  return printed === null ? [] : [printed];
}
