// The jobs that the log tells of, and which of them can still be undone. Pure.
import { MAX_JOBS, type PastJob } from '../../shared/contract/change';
import { groupBy } from '../../table/cells';
import { DONE, inTime, type LogLine, type ReadLine } from '../../table/log';
import { fieldOf } from '../fields';
import type { Me } from '../ports';
import { sealedAmong } from '../sealed-line';

/** The newest jobs, the last one first. @param lines all lines of the log. */
export function pastJobs(me: Me, lines: readonly ReadLine[]): PastJob[] {
  const done = inTime(lines.filter(({ result }) => result === DONE));
  const undoable = undoableJobs(me, done);
  return [...groupBy([...done].reverse(), ({ job }) => job)].slice(0, MAX_JOBS).map(([job, own]) => ({
    job,
    who: own[0]?.who ?? '',
    when: own[0]?.when ?? 0,
    actions: [...new Set(own.map(({ action }) => action).reverse())],
    codes: new Set(own.map(({ id }) => id)).size,
    undoable: undoable.has(job),
  }));
}

/** Jobs of the user with a line that nothing after it overrides. The preview asks Qrius, and has the last word. */
function undoableJobs(me: Me, done: readonly ReadLine[]): Set<string> {
  const sealed = inTime(sealedAmong(me, done)).filter(({ sameAccount }) => sameAccount);
  const places = new Map(done.map((line, place) => [line.row, place] as const));
  const codes = groupBy(done, ({ id }) => id);
  const isLast = (line: ReadLine) =>
    !(codes.get(line.id) ?? []).some(
      (other) => (places.get(other.row) ?? 0) > (places.get(line.row) ?? 0) && overrides(other, line),
    );
  return new Set(sealed.filter((line) => !FINAL.includes(line.action) && isLast(line)).map(({ job }) => job));
}

/** Nothing of these can be undone. */
const FINAL: readonly LogLine['action'][] = ['Delete', 'Import', 'Use existing'];

/** What an action changes; a code that was created has all fields. */
const subjectOf = ({ action }: LogLine): string =>
  fieldOf(action) ?? (action === 'Create' ? action : 'state');

const overrides = (later: LogLine, line: LogLine): boolean =>
  later.action === 'Delete' ||
  subjectOf(later) === subjectOf(line) ||
  (line.action === 'Create' && fieldOf(later.action) !== null);
