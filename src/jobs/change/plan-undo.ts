// Undo: reverses a job, by default the last one, except for codes that were changed since.
import { UserError } from '../../shared/errors';
import { groupBy, idsOf } from '../../table/cells';
import { isDone, type LogLine, lastJob, type ReadLine } from '../../table/log';
import type { Row } from '../../table/rows';
import type { Me } from '../ports';
import { isCopied, isOfAccount } from '../sealed-line';
import { ACTIONS } from './actions';
import { type ChangePlan, emptyPlan, type Known, type LastRun } from './plan';
import * as words from './words';

/** What an undo is bound to. */
export interface Undoing {
  me: Me;
  lastRun: LastRun | null;
}

/**
 * @param job the job that the user chose or saw; null for the last one.
 * @param rows the rows of the sheet by their code.
 */
export function planUndo(
  job: string | null,
  rows: ReadonlyMap<string, readonly Row[]>,
  { live, lines, logged }: Known,
  { me, lastRun }: Undoing,
): ChangePlan | UserError {
  const last = lastJob(lines(), job);
  const isOlder = job === null && lastRun?.isLogged === true && lastRun.job !== last?.job;
  if (!last || isOlder) return unsealed(logged, me);
  if (!last.lines.every((line) => isOfAccount(me, line)))
    return new UserError('other-account', words.undoWithKey);
  const done = last.lines.filter(isDone);
  const plan = { ...emptyPlan(), undone: undoneOf(last.job, done) };
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
  tellEdited(plan, rows, logged, last);
  return plan.intents.length + plan.faults.length === 0 ? nothingToUndo(done) : plan;
}

/** Codes of the job of which the log has no line any more that can be acted on. */
function tellEdited(
  plan: ChangePlan,
  rows: ReadonlyMap<string, readonly Row[]>,
  logged: readonly ReadLine[],
  { job, lines }: { job: string; lines: readonly ReadLine[] },
): void {
  const sealed = idsOf(lines);
  const edited = logged.filter((line) => line.job === job && isDone(line) && !sealed.has(line.id));
  for (const [id, [line]] of groupBy(edited, (one) => one.id)) {
    const own = rows.get(id) ?? [];
    const name = own[0]?.name ?? line?.name ?? '';
    plan.faults.push({ rows: own, name, sentence: words.lineEdited });
  }
}

/** Why nothing can be undone, although the log may have lines. */
function unsealed(logged: readonly ReadLine[], me: Me): UserError {
  const done = logged.filter(isDone);
  if (done.some((line) => isCopied(me, line))) return new UserError('undo-elsewhere', words.undoInOriginal);
  return new UserError('nothing-to-do', done.length === 0 ? words.noJobToUndo : words.noJobOfYours);
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
  return new UserError('nothing-to-do', imported ? words.onlyImported : words.nothingLeft);
}
