// What a row said before another row's word was written over it.
import { inTime, type LogAction, type LogLine } from '../../table/log';
import type { Row } from '../../table/rows';
import { CREATED, changed, IMPORTED, USED_MINE } from '../../table/status';
import { wordsOf } from './actions';

const FIRST_WORDS: Partial<Record<LogAction, string>> = {
  Create: CREATED,
  'Use existing': USED_MINE,
  Import: IMPORTED,
};

/**
 * The Status of a row after the last job that was done with its code.
 * @param lines those of its code that are done.
 */
export function saidBefore({ status }: Row, lines: readonly LogLine[]): string {
  const last = inTime(lines).pop();
  if (!last) return '';
  const first = FIRST_WORDS[last.action];
  if (first !== undefined) return first;
  const what = wordsOf(lines.filter(({ job }) => job === last.job));
  return status === changed(what, true) ? status : changed(what);
}
