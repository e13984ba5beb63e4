// The jobs that the log tells of, and which of them can still be undone. Pure.
import { MAX_JOBS, type PastJob } from '../../shared/contract/change';
import { groupBy, idsOf } from '../../table/cells';
import { inTime, isDone, type LogAction, type ReadLine } from '../../table/log';
import { fieldOf } from '../fields';
import type { Me } from '../ports';
import { isOfAccount, sealedAmong } from '../sealed-line';

/** The newest jobs, the last one first. @param lines all lines of the log. */
export function pastJobs(me: Me, lines: readonly ReadLine[]): PastJob[] {
  const done = inTime(lines.filter(isDone));
  const undoable = undoableJobs(me, done);
  return [...groupBy([...done].reverse(), ({ job }) => job)].slice(0, MAX_JOBS).map(([job, own]) => ({
    job,
    who: own[0]?.who ?? '',
    when: own[0]?.when ?? 0,
    actions: [...new Set(own.map(({ action }) => action).reverse())],
    codes: idsOf(own).size,
    undoable: undoable.has(job),
  }));
}

/** Jobs of the user with a line that nothing after it overrides. The preview asks Qrius, and has the last word. */
function undoableJobs(me: Me, done: readonly ReadLine[]): Set<string> {
  const own = new Set(sealedAmong(me, done).flatMap((line) => (isOfAccount(me, line) ? [line.row] : [])));
  /** What was changed later, by code. */
  const later = new Map<string, Set<string>>();
  const jobs = new Set<string>();
  for (const { id, action, job, row } of [...done].reverse()) {
    const after = later.get(id) ?? new Set();
    const field = fieldOf(action);
    const subject = field ?? SUBJECTS[action] ?? action;
    if (own.has(row) && !FINAL.includes(action) && !after.has(subject) && !after.has('Delete')) jobs.add(job);
    // A code that was created is undone as a whole, as long as all its fields are as they were.
    later.set(id, after.add(subject).add(field === null ? subject : 'Create'));
  }
  return jobs;
}

/** Nothing of these can be undone. */
const FINAL: readonly LogAction[] = ['Delete', 'Import', 'Use existing'];
/** Two actions that override each other. */
const SUBJECTS: Partial<Record<LogAction, string>> = { Pause: 'state', Activate: 'state' };
