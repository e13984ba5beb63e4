// Writes what became of changes: into the rows of their codes, and into the log.
import { DONE, type ReadLine } from '../../table/log';
import { changed, isChangeQueued, NOT_REACHED, notChanged } from '../../table/marks';
import type { Patch, Row } from '../../table/rows';
import { commit } from '../ledger';
import { tellResults } from '../log';
import { fieldOf, formulaCells, formulaNote, sentences, shows } from './cells';
import { wordsOf } from './intents';
import { leave } from './leave';
import { isOpen, linesById, note, type Run, STOPPED } from './run';

/** @param stopping whether the user asked to stop: what has not been sent leaves the job. */
export function writeBack(run: Run, stopping: boolean): void {
  const { ports, ledger, news } = run;
  leave(run, stopping);
  const patches = new Map<number, Patch>();
  const lines = linesById(run.lines);
  const isFormula = formulaCells(ledger);
  const changedNow = new Set([...news].filter(({ result }) => result === DONE).map(({ id }) => id));
  // A mark that was cleared when the request had left: its row is told, or it would show what is no more.
  const told = ledger.rows.filter(
    ({ status, id }) => isChangeQueued(status) || (status === '' && changedNow.has(id)),
  );
  for (const row of told) {
    const own = lines.get(row.id);
    if (!own)
      patches.set(row.index, {
        status: notChanged('the line of this change in the Qrius log is gone. Start the change again.'),
      });
    else if (!own.some(isOpen)) patches.set(row.index, cellsOf(run, row, own, isFormula));
  }
  tellResults(ports.log, run.record.id, [...news]);
  if (patches.size + ledger.corrections.size > 0) commit(ledger, patches);
  else if (news.size > 0) ports.log.flush();
  news.clear();
  note(run);
}

function cellsOf(
  { record, ledger }: Run,
  row: Row,
  lines: readonly ReadLine[],
  isFormula: ReturnType<typeof formulaCells>,
): Patch {
  const done = lines.filter(({ result }) => result === DONE);
  const others = lines.filter(({ result }) => result !== DONE);
  if (done.length === 0 && others[0]?.result === STOPPED) return { status: NOT_REACHED };
  const patch: Patch = {};
  const notes: string[] = [];
  // Where the sheet itself said what to send, a cell that differs now was edited since.
  const fromSheet = record.what === 'column' || record.what === 'changed' || record.what === 'tags-column';
  for (const { action, before, after } of done) {
    const field = fieldOf(action);
    if (action === 'Delete') Object.assign(patch, { id: '', shortUrl: '', image: '' });
    // A time that was written anew meanwhile is another switch.
    if (action === 'Switch' && row.next === after) Object.assign(patch, { next: '', switchOn: '' });
    if (!field || ledger.columns.at[field] === undefined || shows(row, field, after)) continue;
    if (isFormula(row.index, field)) notes.push(formulaNote(after));
    else if (fromSheet || !shows(row, field, before))
      notes.push(`The row was edited meanwhile: the code has “${after}”.`);
    else patch[field] = after;
  }
  const words = done.length === 0 ? '' : changed(wordsOf(done));
  const reasons = [...new Set(others.map(({ result }) => result))];
  const status = others.length > 0 ? notChanged(sentences([...reasons, words])) : words;
  return { ...patch, status: sentences([status, ...notes]) };
}
