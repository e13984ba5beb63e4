// What jobs are called: creating, bringing, and each kind of change, in the words of somebody who made them.
import type { JobView } from '../../wire/contract';
import { counted, number } from '../ui/format';

/** What a job is about. */
export type Task = Pick<JobView, 'kind' | 'what'>;

interface Words {
  /** `is creating codes`. */
  doing: string;
  /** What a job's numbers count, as a subject: `48 codes`, `codes of 48 rows`. */
  those(count: number): string;
  /** What became of these: `48 codes created`. */
  done: string;
  /** The label of codes that were so before. */
  already: string;
}

const codes = (count: number): string => counted(count, 'code');
const rows = (count: number): string => counted(count, 'row');
/** Two rows may share a code, and it is the code that is paused or deleted. */
const codesOfRows = (count: number): string => `${count === 1 ? 'code' : 'codes'} of ${rows(count)}`;
const UPDATED = 'Same in Qrius already';
const CREATE: Words = { doing: 'creating codes', those: codes, done: 'created', already: 'Already created' };
const IMPORT: Words = {
  doing: 'bringing codes into a sheet',
  those: codes,
  done: 'brought in',
  already: 'In the sheet already',
};
const REFRESH: Words = {
  doing: 'refreshing scan counts',
  those: rows,
  done: 'refreshed',
  already: 'Refreshed before',
};
const CHANGES: Record<NonNullable<Task['what']>, Words> = {
  destination: { doing: 'changing destinations', those: rows, done: 'changed', already: UPDATED },
  column: { doing: 'changing destinations', those: rows, done: 'changed', already: UPDATED },
  changed: { doing: 'updating changed rows', those: rows, done: 'changed', already: 'As in Qrius now' },
  tags: { doing: 'changing tags', those: rows, done: 'changed', already: UPDATED },
  'tags-column': { doing: 'changing tags', those: rows, done: 'changed', already: UPDATED },
  pause: { doing: 'pausing codes', those: codesOfRows, done: 'paused', already: 'Paused before' },
  activate: { doing: 'activating codes', those: codesOfRows, done: 'activated', already: 'Active before' },
  delete: { doing: 'deleting codes', those: codesOfRows, done: 'deleted', already: 'Deleted before' },
  switch: {
    doing: 'switching codes to their next destination',
    those: codesOfRows,
    done: 'switched',
    already: UPDATED,
  },
  undo: { doing: 'undoing the last job', those: rows, done: 'taken back', already: 'Nothing to take back' },
};

export function jobWords({ kind, what }: Task): Words {
  if (kind === 'create') return CREATE;
  if (kind === 'refresh') return REFRESH;
  return kind === 'import' || what === null ? IMPORT : CHANGES[what];
}

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The heading of a result. */
export function headline(job: JobView): string {
  if (job.ending === 'stopped') return 'The job was stopped';
  if (job.ending === 'given-up') return 'The job could not be finished';
  if (job.done === 0) return `No ${job.kind === 'refresh' ? 'row' : 'code'} was ${jobWords(job).done}`;
  return sentenceCase(outcome(job));
}

/** What a job that ended did, within a sentence: `48 codes created, 1 failed`. */
export function outcome(job: JobView): string {
  const { those, done } = jobWords(job);
  const failed = job.failed > 0 ? `, ${number(job.failed)} failed` : '';
  return `${those(job.done)} ${done}${failed}`;
}

/** Whether undo is offered for a job: what was deleted cannot come back, and what was brought in changed no code. */
export const isUndoable = ({ kind, what, done }: JobView): boolean =>
  done > 0 && (kind === 'create' || (kind === 'change' && what !== 'delete' && what !== 'undo'));

/** Qrius keeps where a code leads for so long (Qrius's guide for developers, caching of redirects). */
const SOON = 'Printed codes lead to the new place within 5 minutes.';

/** When printed codes follow; null where the job moved none, and for an undo, whose preview told it. */
export function printedSentence({ kind, what }: Task): string | null {
  if (kind !== 'change') return null;
  if (what === 'destination' || what === 'column' || what === 'switch') return SOON;
  return what === 'changed'
    ? 'Where a destination changed, printed codes lead to the new place within 5 minutes.'
    : null;
}
