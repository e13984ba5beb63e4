// Begins a change: looks at the rows and at the account, marks the rows that are concerned, and notes in the log what is to be changed.
import { short, splitTags } from '../../table/cells';
import { headersOf } from '../../table/columns';
import { SENT } from '../../table/log';
import { CHANGE_QUEUED, notChanged, TAKEN } from '../../table/marks';
import type { Patch, Row } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { refuseForeignCells, withOutputColumns } from '../columns';
import { type Ledger, prepare } from '../ledger';
import { newJobLog, noteIntents } from '../log';
import { type AnyOrder, newJob } from '../order';
import type { Ports, SheetPort } from '../ports';
import { leftInQueue } from '../queue';
import type { ChangeRecord } from '../record';
import { fieldOf, formulaCells, shows, sparingFormulas } from './cells';
import { countsAtStart } from './counts';
import { type AnyWish, type Asked, type Look, look } from './look';
import { rowsById } from './plan';
import { type Plan, partlySkipped } from './planned';

/** A change that a user asks for. */
export interface ChangeOrder extends AnyOrder, Asked {
  kind: 'change';
  /** How many codes the user agreed to delete; null for none. */
  deletes: number | null;
  /** The codes that the user saw in the preview, as `look` names them; null where there was none. */
  reached: string | null;
}

export const changeRecord = (ports: Ports, order: ChangeOrder): ChangeRecord => ({
  ...newJob(ports, order),
  ...{ kind: 'change', what: order.wish.kind, tags: alike(order.wish) },
});

/** What is added or removed at all codes alike. What is set is noted for each. */
function alike(wish: AnyWish): ChangeRecord['tags'] {
  return wish.kind === 'tags' && wish.action !== 'set'
    ? { action: wish.action, tags: splitTags(wish.tags) }
    : null;
}

/**
 * Plans the change. Nothing that changes anything has been sent when it returns; marks and log leave with the first write.
 * @throws Refusal where nothing can be done; nothing has then been written or sent.
 */
export function startChange(
  ports: Ports,
  sheet: SheetPort,
  record: ChangeRecord,
  order: ChangeOrder,
): { record: ChangeRecord; ledger: Ledger } {
  const seen = look(ports, record, sheet, order);
  const { plan, grid, columns, rows } = seen;
  refuseOthers(seen, order.reached);
  refuseUnconfirmed(plan, order.deletes);
  const codes = rowsById(rows);
  const queued = plan.intents.flatMap(({ id }) => codes.get(id) ?? []);
  const marks = new Map<number, Patch>();
  for (const fault of plan.faults)
    for (const row of fault.rows) marks.set(row.index, { status: notChanged(fault.sentence) });
  for (const [index, cells] of plan.taken) marks.set(index, { status: TAKEN, ...cells });
  const ahead = cellsAhead(seen, codes, order.wish);
  for (const { index } of queued)
    marks.set(index, { ...marks.get(index), ...ahead.get(index), status: CHANGE_QUEUED });
  if (plan.intents.length === 0 && marks.size === 0) throw nothingToDo(seen);
  refuseForeignCells(
    columns,
    rows,
    rows.filter(({ index }) => marks.has(index)),
  );
  for (const [index, patch] of leftInQueue(rows, new Set(marks.keys()))) marks.set(index, patch);

  const ledger = withOutputColumns(sheet, grid, columns.headerRow, headersOf(grid, columns), ['status']);
  const isFormula = formulaCells(ledger);
  for (const [index, patch] of marks) {
    const spared = sparingFormulas(index, patch, isFormula);
    marks.set(index, patch.status === CHANGE_QUEUED ? { ...spared, status: CHANGE_QUEUED } : spared);
  }
  prepare(ledger, marks);
  note(ports, record, seen);
  const counts = { ...record.counts, ...countsAtStart(seen) };
  return { record: { ...record, headers: ledger.headers, counts }, ledger };
}

/**
 * Cells that show neither what Qrius has nor what it is to have get the latter together with the mark: whatever they show
 * otherwise when the change is done was typed meanwhile, and is left. Where the sheet says what is sent, there are none.
 */
function cellsAhead(
  { plan: { intents }, columns: { at } }: Look,
  codes: ReadonlyMap<string, readonly Row[]>,
  { kind }: AnyWish,
): Map<number, Patch> {
  const cells = new Map<number, Patch>();
  if (kind === 'changed') return cells;
  for (const { id, action, before, after } of intents) {
    const field = fieldOf(action);
    for (const row of codes.get(id) ?? [])
      if (field && at[field] !== undefined && ![before, after].some((text) => shows(row, field, text)))
        cells.set(row.index, { ...cells.get(row.index), [field]: after });
  }
  return cells;
}

/** Notes what is wanted; what a job noted that was cut off while it began was never sent. */
function note(ports: Ports, record: ChangeRecord, { plan, lines }: Look): void {
  const dead = lines.filter(({ result }) => result === SENT);
  if (dead.length > 0)
    ports.log.setResults(
      dead.map(({ row }) => ({ row, text: 'not sent: the job was cut off while it began' })),
    );
  noteIntents(newJobLog(ports.log, record), [...plan.intents, ...partlySkipped(plan)], ports.clock.now());
}

/** Other rows may be selected, shown or filled in by now than those that the user was shown. */
function refuseOthers({ reached }: Look, seen: string | null): void {
  if (seen === null || seen === reached) return;
  throw new Refusal(
    'other-codes',
    'Other rows are selected or shown now than when you looked. Look at it again; nothing was changed.',
  );
}

/** What is deleted must be just what the user agreed to. */
function refuseUnconfirmed({ intents }: Plan, deletes: number | null): void {
  const count = intents.filter(({ action }) => action === 'Delete').length;
  if (count === (deletes ?? 0)) return;
  throw new Refusal(
    'confirm-deletes',
    `This would delete ${count} ${count === 1 ? 'code' : 'codes'}, and that is not what was agreed to. Look at it again; nothing was deleted.`,
  );
}

function nothingToDo({ plan, hidden, withoutCode }: Look): Refusal {
  // Codes that stand in no row, so that no Status can tell why.
  const [fault] = plan.faults;
  if (fault)
    return new Refusal(
      'nothing-to-do',
      `Nothing of “${short(fault.name)}” can be changed: ${fault.sentence}`,
    );
  const parts = [
    plan.unchanged > 0
      ? `${plan.unchanged} ${plan.unchanged === 1 ? 'row is' : 'rows are'} as wished already`
      : '',
    withoutCode > 0 ? `${withoutCode} without a code` : '',
    hidden > 0 ? `${hidden} hidden` : '',
  ].filter((part) => part !== '');
  return new Refusal(
    'nothing-to-do',
    parts.length === 0
      ? 'No row with a code is selected. Select cells in the rows whose codes are to be changed, below the header row.'
      : `There is nothing to change: ${parts.join(', ')}.`,
  );
}
