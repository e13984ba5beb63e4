// What jobs are called: creating, bringing, and each kind of change, in the words of somebody who made them.
import type { JobView } from '../wire/contract';
import { counted, number } from './words';

/** What a job is about. */
export type Task = Pick<JobView, 'kind' | 'what'>;

interface Words {
  /** `is creating codes`. */
  doing: string;
  /** What became of a code: `48 codes created`. */
  done: string;
  /** The label of codes that were so before. */
  already: string;
}

const UPDATED = 'Same in Qrius already';
const CREATE: Words = { doing: 'creating codes', done: 'created', already: 'Already created' };
const IMPORT: Words = {
  doing: 'bringing codes into a sheet',
  done: 'brought in',
  already: 'In the sheet already',
};
const REFRESH: Words = { doing: 'refreshing scan counts', done: 'refreshed', already: 'Refreshed before' };
const CHANGES: Record<NonNullable<Task['what']>, Words> = {
  destination: { doing: 'changing destinations', done: 'changed', already: UPDATED },
  column: { doing: 'changing destinations', done: 'changed', already: UPDATED },
  changed: { doing: 'updating changed rows', done: 'changed', already: 'As in Qrius now' },
  tags: { doing: 'changing tags', done: 'changed', already: UPDATED },
  'tags-column': { doing: 'changing tags', done: 'changed', already: UPDATED },
  pause: { doing: 'pausing codes', done: 'paused', already: 'Paused before' },
  activate: { doing: 'activating codes', done: 'activated', already: 'Active before' },
  delete: { doing: 'deleting codes', done: 'deleted', already: 'Deleted before' },
  switch: { doing: 'switching codes to their next destination', done: 'switched', already: UPDATED },
  undo: { doing: 'undoing the last job', done: 'taken back', already: 'Nothing to take back' },
};

export function jobWords({ kind, what }: Task): Words {
  if (kind === 'create') return CREATE;
  if (kind === 'refresh') return REFRESH;
  return kind === 'import' || what === null ? IMPORT : CHANGES[what];
}

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The heading of a result. */
export function headline(job: JobView): string {
  const { done } = jobWords(job);
  if (job.ending === 'stopped') return 'The job was stopped';
  if (job.ending === 'given-up') return 'The job could not be finished';
  if (job.done === 0) return `No code was ${done}`;
  const codes = `${counted(job.done, 'code')} ${done}`;
  return job.failed > 0 ? `${codes}, ${number(job.failed)} failed` : codes;
}

/** What a job that ended did, within a sentence: `48 created, 1 failed`. */
export function outcome(job: JobView): string {
  const failed = job.failed > 0 ? `, ${number(job.failed)} failed` : '';
  return `${number(job.done)} ${jobWords(job).done}${failed}`;
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
