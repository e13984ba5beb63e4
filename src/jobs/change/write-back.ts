// Writes what became of changes: into the rows of their codes, and into the log.
import { splitTags } from '../../table/cells';
import { sameDestination } from '../../table/fingerprint';
import { DONE, type ReadLine } from '../../table/log';
import { CHANGE_QUEUED, changed, NOT_REACHED, notChanged } from '../../table/marks';
import type { Patch, Row } from '../../table/rows';
import { commit } from '../ledger';
import { wordsOf } from './intents';
import { rowsById } from './plan';
import { setOf } from './planned';
import { isOpen, LEFT, linesById, note, queued, type Run, STOPPED, settle } from './run';

/** Columns that a change brings in line with Qrius, where a user may have written a formula. */
const CELLS = ['destination', 'tags', 'name'] as const;

/** @param stopping whether the user asked to stop: what has not been sent leaves the job. */
export function writeBack(run: Run, stopping: boolean): void {
  const { ports, ledger, news } = run;
  leave(run, stopping);
  const patches = new Map<number, Patch>();
  const lines = linesById(run.lines);
  for (const row of queued(ledger.rows)) {
    const own = lines.get(row.id);
    if (!own)
      patches.set(row.index, {
        status: notChanged('the line of this change in the Qrius log is gone. Start the change again.'),
      });
    else if (!own.some(isOpen)) patches.set(row.index, cellsOf(run, row, own));
  }
  sparingFormulas(run, patches);
  const told = [...news].map(({ row, result: text }) => ({ row, text }));
  if (told.length > 0) ports.log.setResults(told);
  if (patches.size + ledger.corrections.size > 0) commit(ledger, patches);
  else if (told.length > 0) ports.log.flush();
  news.clear();
  note(run);
}

/** Codes that are not sent any more: their marks were cleared or their rows deleted, or the job stops. */
function leave(run: Run, stopping: boolean): void {
  const rows = rowsById(run.ledger.rows);
  for (const line of run.lines.filter(isOpen)) {
    const own = rows.get(line.id) ?? [];
    // A job is undone for codes whose row is gone, too.
    const gone = own.length === 0 && run.record.what !== 'undo';
    if (stopping) settle(run, line, STOPPED);
    else if (gone || (own.length > 0 && own.every(({ status }) => status !== CHANGE_QUEUED)))
      settle(run, line, LEFT);
  }
}

function cellsOf({ record }: Run, row: Row, lines: readonly ReadLine[]): Patch {
  const done = lines.filter(({ result }) => result === DONE);
  const others = lines.filter(({ result }) => result !== DONE);
  const [first] = others;
  if (first?.result === STOPPED) return { status: NOT_REACHED };
  const patch: Patch = {};
  const notes: string[] = [];
  // Where the sheet itself said what to send, a cell that differs now was edited since.
  const fromSheet = record.what === 'column' || record.what === 'changed' || record.what === 'tags-column';
  for (const { action, after } of done) {
    const shows = SHOWS[action]?.(row, after) ?? true;
    if (action === 'Delete') Object.assign(patch, { id: '', shortUrl: '', image: '' });
    // A time that was written anew meanwhile is another switch.
    if (action === 'Switch' && row.next === after) Object.assign(patch, { next: '', switchOn: '' });
    if (!shows && fromSheet) notes.push(`The row was edited meanwhile: sent was “${after}”.`);
    else if (!shows) Object.assign(patch, { [FIELD[action] ?? 'status']: after });
  }
  const words = done.length === 0 ? '' : changed(wordsOf(done));
  const sentences = [...new Set(others.map(({ result }) => result))].join(' ');
  const status =
    others.length > 0 ? notChanged([sentences, words].filter((text) => text !== '').join(' ')) : words;
  return { ...patch, status: [status, ...notes].join('. ').replace(/\.\./g, '.') };
}

/** Whether a row shows what an action brought. */
const SHOWS: Partial<Record<ReadLine['action'], (row: Row, after: string) => boolean>> = {
  'Change destination': (row, after) => sameDestination(row.destination) === sameDestination(after),
  Switch: (row, after) => sameDestination(row.destination) === sameDestination(after),
  'Change tags': (row, after) => setOf(row.tags) === setOf(splitTags(after)),
  Rename: (row, after) => row.name === after.trim(),
};
const FIELD: Partial<Record<ReadLine['action'], (typeof CELLS)[number]>> = {
  'Change destination': 'destination',
  Switch: 'destination',
  'Change tags': 'tags',
  Rename: 'name',
};

/** A formula of the user's own is not written over: the row says what its code has now. */
function sparingFormulas({ ledger }: Run, patches: Map<number, Patch>): void {
  const { at } = ledger.columns;
  if (
    ![...patches.values()].some((patch) =>
      CELLS.some((role) => patch[role] !== undefined && at[role] !== undefined),
    )
  )
    return;
  const formulas = ledger.sheet.formulas();
  for (const [index, patch] of patches) {
    for (const role of CELLS) {
      const text = patch[role];
      const column = at[role];
      if (text === undefined || column === undefined || (formulas[index]?.[column] ?? '') === '') continue;
      const { [role]: _, ...rest } = patches.get(index) ?? patch;
      const note = `The cell holds a formula and was left: the code has “${text}”`;
      patches.set(index, { ...rest, status: `${rest.status ?? ''}. ${note}` });
    }
  }
}
