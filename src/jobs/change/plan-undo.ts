// Undo: reverses the last job, except for codes that were changed since.
import { UserError } from '../../shared/errors';
import { DONE, type LogLine, lastJob, type ReadLine } from '../../table/log';
import type { Row } from '../../table/rows';
import { ACTIONS } from './actions';
import { type ChangePlan, emptyPlan, type Known } from './plan';

/**
 * @param job the job that the user saw and wants to undo; null where they have seen none yet.
 * @param rows the rows of the sheet by their code.
 */
export function planUndo(
  job: string | null,
  rows: ReadonlyMap<string, readonly Row[]>,
  { live, lines }: Known,
): ChangePlan | UserError {
  const last = lastJob(lines);
  if (!last) return new UserError('nothing-to-do', 'There is no job to undo.');
  if (job !== null && job !== last.job)
    return new UserError('undo-outdated', 'Another job ran since. Review what would be undone again.');
  const done = last.lines.filter(({ result }) => result === DONE);
  const plan = emptyPlan();
  plan.undone = undoneOf(last.job, done);
  // What was done last is undone first.
  for (const line of [...done].reverse()) {
    const own = rows.get(line.id) ?? [];
    const name = own[0]?.name ?? line.name;
    const about = { id: line.id, name, tags: own[0]?.tags ?? line.tags };
    const back = ACTIONS[line.action].undo(line, live.get(line.id));
    if (typeof back === 'string') {
      const skipped = { ...about, action: line.action, before: line.after, after: line.before };
      plan.faults.push({ rows: own, name, sentence: back, skipped });
    } else if (back) plan.intents.push({ ...about, ...back });
    else plan.unchanged += Math.max(1, own.length);
  }
  return plan.intents.length + plan.faults.length === 0 ? nothingToUndo(done) : plan;
}

function undoneOf(job: string, done: readonly ReadLine[]): NonNullable<ChangePlan['undone']> {
  const [first] = done;
  return {
    job,
    who: first?.who ?? '',
    when: first?.when ?? 0,
    actions: [...new Set(done.map(({ action }) => action))],
  };
}

function nothingToUndo(done: readonly LogLine[]): UserError {
  const imported = done.every(({ action }) => action === 'Import');
  return new UserError(
    'nothing-to-do',
    imported
      ? 'The last job only imported codes into a sheet. Delete its rows if you don’t want them; nothing was changed in Qrius.'
      : 'Nothing left to undo: what the last job did is gone already.',
  );
}
