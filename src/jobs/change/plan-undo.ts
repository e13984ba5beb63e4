// Undo: takes the last job back, but for codes that were changed since.
import type { Code } from '../../qrius/readings';
import { splitTags } from '../../table/cells';
import { sameDestination } from '../../table/fingerprint';
import { DONE, type LogLine, lastJob, type ReadLine } from '../../table/log';
import type { Row } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import type { Intent } from './intents';
import { emptyPlan, type Known, NO_SUCH_CODE, type Plan, setOf } from './planned';

const CHANGED_SINCE = 'it was changed since, and is left as it is.';

/**
 * @param job the job that the user saw and wants to take back; null where they have seen none yet.
 * @param rows the rows of the sheet by their code.
 * @throws Refusal `nothing-to-do`, `undo-passed`
 */
export function planUndo(
  job: string | null,
  rows: ReadonlyMap<string, readonly Row[]>,
  { live, lines }: Known,
): Plan {
  const last = lastJob(lines);
  if (!last) throw new Refusal('nothing-to-do', 'There is no job that could be undone.');
  if (job !== null && job !== last.job)
    throw new Refusal('undo-passed', 'Another job was done meanwhile. Look at what would be undone again.');
  const done = last.lines.filter(({ result }) => result === DONE);
  const plan = emptyPlan();
  plan.undone = undoneOf(last.job, done);
  // What was done last is taken back first.
  for (const line of [...done].reverse()) {
    const own = rows.get(line.id) ?? [];
    const back = reversed(line, live.get(line.id));
    const name = own[0]?.name ?? line.name;
    const about = { id: line.id, name, tags: own[0]?.tags ?? line.tags };
    const { action, before, after } = line;
    if (typeof back === 'string')
      plan.faults.push({
        ...{ rows: own, name, sentence: back },
        skipped: { ...about, action, before: after, after: before },
      });
    else if (back) plan.intents.push({ ...about, ...back });
    else plan.unchanged += Math.max(1, own.length);
  }
  if (plan.intents.length + plan.faults.length === 0) throw nothingToUndo(done);
  return plan;
}

function undoneOf(job: string, done: readonly ReadLine[]): NonNullable<Plan['undone']> {
  const [first] = done;
  return {
    job,
    who: first?.who ?? '',
    when: first?.when ?? 0,
    actions: [...new Set(done.map(({ action }) => action))],
  };
}

type Back = Pick<Intent, 'action' | 'before' | 'after'>;

/** @returns null where there is nothing to take back; a sentence where it cannot be. */
function reversed(line: LogLine, code: Code | undefined): Back | string | null {
  const { action, before, after } = line;
  if (action === 'Use existing' || action === 'Import') return null;
  if (action === 'Delete') return 'a code that was deleted cannot be brought back. Create it anew.';
  if (!code) return action === 'Create' ? null : NO_SUCH_CODE;
  const back = { before: after, after: before };
  switch (action) {
    case 'Create':
      return isAsMade(line, code)
        ? { action: 'Delete', before: code.destination ?? '', after: '' }
        : CHANGED_SINCE;
    case 'Change tags':
      if (code.tags !== null && setOf(code.tags) !== setOf(splitTags(after))) return CHANGED_SINCE;
      return { action, ...back };
    case 'Rename':
      return code.name !== null && code.name.trim() !== after.trim() ? CHANGED_SINCE : { action, ...back };
    case 'Pause':
      return code.paused === false ? CHANGED_SINCE : { action: 'Activate', ...back };
    case 'Activate':
      return code.paused === true ? CHANGED_SINCE : { action: 'Pause', ...back };
    default:
      if (code.destination !== null && sameDestination(code.destination) !== sameDestination(after))
        return CHANGED_SINCE;
      return before === '' ? 'nobody knows where it led before.' : { action: 'Change destination', ...back };
  }
}

/** A field that Qrius does not tell is taken for unchanged. */
function isAsMade({ name, after, tags }: LogLine, code: Code): boolean {
  return (
    (code.name === null || code.name.trim() === name.trim()) &&
    (code.destination === null || sameDestination(code.destination) === sameDestination(after)) &&
    (code.tags === null || setOf(code.tags) === setOf(tags))
  );
}

function nothingToUndo(done: readonly LogLine[]): Refusal {
  const imported = done.every(({ action }) => action === 'Import');
  return new Refusal(
    'nothing-to-do',
    imported
      ? 'The last job only brought codes into a sheet. Delete its rows if you do not want them; nothing was changed in Qrius.'
      : 'There is nothing left to undo: what the last job did is not there any more.',
  );
}
