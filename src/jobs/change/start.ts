// Begins a change: looks at the rows and at the account, marks the rows that are concerned, and notes in the log what is to be changed.
import { splitTags } from '../../table/cells';
import { headersOf } from '../../table/columns';
import { SENT } from '../../table/log';
import { CHANGE_QUEUED, notChanged, TAKEN } from '../../table/marks';
import type { Patch } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { refuseForeignCells, withOutputColumns } from '../columns';
import { type Ledger, prepare } from '../ledger';
import { newJobLog, noteIntents } from '../log';
import { type AnyOrder, newJob } from '../order';
import type { Ports, SheetPort } from '../ports';
import { leftInQueue } from '../queue';
import type { ChangeRecord } from '../record';
import { type AnyWish, type Asked, type Look, look } from './look';
import { rowsById } from './plan';
import type { Plan } from './planned';

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
  for (const [index, cells] of plan.taken) marks.set(index, { ...cells, status: TAKEN });
  for (const { index } of queued) marks.set(index, { ...marks.get(index), status: CHANGE_QUEUED });
  if (plan.intents.length === 0 && marks.size === 0) throw nothingToDo(seen);
  refuseForeignCells(
    columns,
    rows,
    rows.filter(({ index }) => marks.has(index)),
  );
  const left = undecided(plan, marks);
  for (const [index, patch] of leftInQueue(rows, new Set(marks.keys()))) marks.set(index, patch);

  const ledger = withOutputColumns(sheet, grid, columns.headerRow, headersOf(grid, columns), ['status']);
  prepare(ledger, marks);
  note(ports, record, seen);
  const counts = {
    ...record.counts,
    asked: asked(plan, codes),
    already:
      plan.unchanged +
      taken(
        plan,
        queued.map(({ index }) => index),
      ),
    hidden: seen.hidden + seen.withoutCode + left,
    unfit: plan.faults.reduce((sum, fault) => sum + Math.max(1, fault.rows.length), 0),
  };
  return { record: { ...record, headers: ledger.headers, counts }, ledger };
}

/** Notes what is wanted; what a job noted that was cut off while it began was never sent. */
function note(ports: Ports, record: ChangeRecord, { plan, lines }: Look): void {
  const dead = lines.filter(({ result }) => result === SENT);
  if (dead.length > 0)
    ports.log.setResults(
      dead.map(({ row }) => ({ row, text: 'not sent: the job was cut off while it began' })),
    );
  noteIntents(newJobLog(ports.log, record), plan.intents, ports.clock.now());
}

/** Rows of the codes that are changed; a code without a row counts as one. */
function asked({ intents }: Plan, codes: ReadonlyMap<string, readonly unknown[]>): number {
  const ids = new Set(intents.map(({ id }) => id));
  return [...ids].reduce((sum, id) => sum + (codes.get(id)?.length ?? 1), 0);
}

/** Rows that only follow Qrius, and are not among the unchanged ones. */
function taken({ taken: cells, differences }: Plan, queued: readonly number[]): number {
  const differing = new Set(differences.flatMap(({ rows }) => rows));
  return [...cells.keys()].filter((index) => differing.has(index + 1) && !queued.includes(index)).length;
}

/** Other rows may be selected, shown or filled in by now than those that the user was shown. */
function refuseOthers({ reached }: Look, seen: string | null): void {
  if (seen === null || seen === reached) return;
  throw new Refusal(
    'other-codes',
    'Other rows are selected or shown now than when you looked. Look at it again; nothing was changed.',
  );
}

/** Rows that differ and are left as they are, since the user chose nothing. */
const undecided = ({ differences }: Plan, marks: ReadonlyMap<number, Patch>): number =>
  new Set(differences.flatMap(({ rows }) => rows).filter((row) => !marks.has(row - 1))).size;

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
