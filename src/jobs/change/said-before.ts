// What a row says of its code by the log alone: after its last job, or after one that nobody continues.
import { inTime, isDone, isOpen, type LogAction, type LogLine } from '../../table/log';
import { ROLES } from '../../table/roles';
import type { Row } from '../../table/rows';
import {
  CREATED,
  changed,
  IMPORTED,
  keepPaused,
  NOT_CONFIRMED,
  NOT_REACHED,
  notChanged,
  PAUSED,
  USED_MINE,
} from '../../table/status';
import { FIELDS, fieldOf, sameField } from '../fields';
import { joinSentences } from '../table/formulas';
import { wordsOf } from './actions';
import { hasFailed, wordOf } from './settle';
import * as words from './words';

const FIRST_WORDS: Partial<Record<LogAction, string>> = {
  Create: CREATED,
  'Use existing': USED_MINE,
  Import: IMPORTED,
};

/**
 * The Status of a row after the last job that was done with its code; empty where the log has none.
 * @param lines all of its code.
 */
export function saidBefore({ status }: Row, lines: readonly LogLine[]): string {
  const done = inTime(lines.filter(isDone));
  const last = done[done.length - 1];
  if (!last) return '';
  const first = FIRST_WORDS[last.action];
  if (first !== undefined) return first;
  const what = wordsOf(done.filter(({ job }) => job === last.job));
  const undone = changed(what, true);
  return withPaused(done, status === undone ? undone : changed(what));
}

/**
 * The Status of a row whose code a job was to change, once nobody continues that job. What a cell was not given, it says.
 * @param lines all of its code.
 * @param job its ID.
 * @returns null where the job has no line of the code.
 */
export function saidAfter(row: Row, lines: readonly LogLine[], job: string): string | null {
  const own = lines.filter((line) => line.job === job);
  if (own.length === 0) return null;
  const done = inTime(lines.filter(isDone));
  if (own.some(isOpen)) return withPaused(done, NOT_CONFIRMED);
  const failed = own.find(hasFailed);
  if (failed)
    return withPaused(done, failed.result === words.stopped ? NOT_REACHED : notChanged(failed.result));
  // It was to take what Qrius has.
  if (!own.some(isDone) && own.some((line) => isMissing(row, line))) return withPaused(done, NOT_REACHED);
  return withPaused(done, joinSentences([wordOf(own, false), ...unwritten(row, lines, job)]));
}

/** What cells were not given of what a job changed. */
export const unwritten = (row: Row, lines: readonly LogLine[], job: string): string[] =>
  lines
    .filter((line) => line.job === job && isDone(line) && isMissing(row, line))
    .map(({ action, after }) => words.notWritten(ROLES[fieldOf(action) ?? 'destination'].label, after));

/** A row still shows what its code had before. */
function isMissing(row: Row, { action, before, after }: LogLine): boolean {
  const field = fieldOf(action);
  if (field === null) return action === 'Delete';
  return before !== after && sameField(field, FIELDS[field].ofRow(row), before);
}

/** The log says whether a code is paused, as far as it was paused here. */
function withPaused(done: readonly LogLine[], status: string): string {
  const last = done.filter(({ action }) => action === 'Pause' || action === 'Activate').pop();
  return last?.action === 'Pause' ? keepPaused(PAUSED, status) : status;
}
