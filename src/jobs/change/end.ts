// The sheet of a change was deleted: what was sent stands in the log, and the rest leaves the job.
import { DONE, type ReadLine } from '../../table/log';
import type { Refusal } from '../../wire/failure';
import { linesOf, tellResults } from '../log';
import type { Ports } from '../ports';
import { type ChangeRecord, save } from '../record';
import { isOpen, SHEET_GONE } from './run';

/**
 * Ends the job.
 * @param lines its lines, where what became of some is not in the log yet.
 */
export function endWithoutSheet(
  ports: Ports,
  record: ChangeRecord,
  refusal: Refusal,
  lines: ReadLine[] = linesOf(ports.log, record.id),
): ChangeRecord {
  for (const line of lines.filter(isOpen)) line.result = SHEET_GONE;
  tellResults(ports.log, record.id, lines);
  ports.log.flush();
  const done = new Set(lines.filter(({ result }) => result === DONE).map(({ id }) => id)).size;
  return save(ports.store, {
    ...record,
    ...{ phase: 'ended', ending: 'given-up', failure: refusal.failure, notBefore: null, lease: null },
    counts: { ...record.counts, done, waiting: 0 },
  });
}
