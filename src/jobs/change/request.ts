// A change as it is asked for: planned, bound to what the preview showed, with its rows marked and its intents noted.
import type { Code } from '../../qrius/readings';
import { UserError } from '../../shared/errors';
import { isEmpty, splitTags } from '../../table/cells';
import { SENT } from '../../table/log';
import { type Patch, type Patches, type Row, rowsById, textsOf } from '../../table/rows';
import { CHANGE_QUEUED, keepPaused, NOT_CONFIRMED, notChanged, PAUSED } from '../../table/status';
import { FIELD_NAMES, FIELDS, fieldOf, sameField } from '../fields';
import type { JobRequest, Plan, PlanContext } from '../kind';
import { abandonedRows } from '../queue';
import { spareFormulas } from '../table/formulas';
import type { Intent, Step } from './actions';
import { countsAtStart } from './counts';
import type { ChangeDetails } from './details';
import { type ChangeAsked, type ChangeInspection, type ChangeTarget, inspectChange } from './inspect';
import { partlySkipped } from './plan';
import * as words from './words';

export interface ChangeRequest extends ChangeTarget {
  /** How many codes the user agreed to delete; null for none. */
  deletes: number | null;
  /** The codes that the user saw in the preview; null where there was none. */
  targetFingerprint: string | null;
}

export const changeRequest = (
  where: Pick<JobRequest, 'sheetId' | 'overrides'>,
  request: ChangeRequest,
): JobRequest => ({
  ...where,
  kind: 'change',
  details: detailsOf(request.asked.kind, request.asked),
  plan: (context) => planChange(context, request),
});

const detailsOf = (
  what: ChangeDetails['what'],
  asked: ChangeAsked,
): Omit<ChangeDetails, 'atOnce' | 'tries'> => ({
  what,
  tags: commonTags(asked),
});

/** Tags that are set are noted for each code. */
export const commonTags = (asked: ChangeAsked): ChangeDetails['tags'] =>
  asked.kind === 'tags' && asked.action !== 'set'
    ? { action: asked.action, tags: splitTags(asked.tags) }
    : null;

function planChange(context: PlanContext, request: ChangeRequest): Plan | UserError {
  const seen = inspectChange(context, request);
  if (seen instanceof UserError) return seen;
  const refusal = otherTarget(seen, request.targetFingerprint) ?? unconfirmedDeletes(seen, request.deletes);
  if (refusal) return refusal;
  const { marks, later } = cellsOf(seen, request.asked);
  const planned = new Set([...marks.keys(), ...later.keys()]);
  if (seen.plan.intents.length === 0 && planned.size === 0) return nothingToDo(seen);
  const { ports } = context;
  return {
    details: detailsOf(whatOf(seen, request.asked), request.asked),
    counts: countsAtStart(seen),
    marks: new Map([...marks, ...abandonedRows(seen.table, planned)]),
    later: later.size > 0 ? laterCells(seen.table.rows, later) : null,
    noteIntents: (log) => {
      // No job works on these any more: it was interrupted, or ended by a colleague.
      const dead = seen.logged.filter(({ result }) => result === SENT);
      if (dead.length > 0) ports.log.setResults(dead.map(({ row }) => ({ row, text: words.notKnown })));
      log.addIntents([...seen.plan.intents, ...partlySkipped(seen.plan), ...followed(seen)]);
    },
  };
}

/** Undoing what was created deletes it: no job both creates and changes. */
const whatOf = ({ deletes }: ChangeInspection, { kind }: ChangeAsked): ChangeDetails['what'] =>
  kind === 'undo' && deletes > 0 ? 'undo-create' : kind;

/** The marks of codes that wait, and further cells of these and other rows. */
function cellsOf(
  seen: ChangeInspection,
  asked: ChangeAsked,
): { marks: Map<number, Patch>; later: Map<number, Patch> } {
  const { plan, table } = seen;
  const codes = rowsById(table.rows);
  const said = (row: Row, status: string) => keepPaused(pausedBefore(row, seen.live.get(row.id)), status);
  const marks = new Map<number, Patch>();
  const later = new Map<number, Patch>();
  for (const fault of plan.faults)
    for (const row of fault.rows) marks.set(row.index, { status: said(row, notChanged(fault.sentence)) });
  for (const row of table.rows)
    if (plan.follows.has(row.index)) marks.set(row.index, { status: said(row, CHANGE_QUEUED) });
  const ahead = cellsAhead(seen, codes, asked);
  for (const { id } of plan.intents)
    for (const row of codes.get(id) ?? []) {
      const { index } = row;
      const mark = { status: said(row, CHANGE_QUEUED) };
      marks.set(index, mark);
      const { status: _, ...cells } = spareFormulas(table, index, ahead.get(index) ?? {});
      if (!isEmpty(cells)) later.set(index, { ...cells, ...mark });
    }
  return { marks, later };
}

/** Lines for what rows are given that Qrius has, so that each slice knows it: one for each value that rows of a code show. */
function followed({ plan, table: { rows } }: ChangeInspection): Array<Intent & { result: string }> {
  const lines = new Map<string, Intent & { result: string }>();
  for (const row of rows) {
    const { id, name, tags } = row;
    for (const { result, ...step } of stepsOf(row, plan.follows.get(row.index) ?? {}))
      lines.set(`${id} ${step.action} ${step.before}`, { id, name, tags, ...step, result });
  }
  return [...lines.values()];
}

function stepsOf(row: Row, cells: Patch): Array<Step & { result: string }> {
  if (cells.id === '')
    return [{ action: 'Delete', before: row.destination, after: '', result: words.goneBefore }];
  return FIELD_NAMES.flatMap((field) => {
    const after = cells[field];
    if (after === undefined) return [];
    // A time that has come is over, too.
    const action = cells.switchOn === '' ? 'Switch' : FIELDS[field].action;
    return [{ action, before: FIELDS[field].ofRow(row), after: String(after), result: words.followed }];
  });
}

/**
 * The Status of a row so far. A start that was cut off as rows moved may have said of other codes that they are paused, and says it
 * of no code any more: the account knows. What one says that was paused a moment ago, a list may not show yet.
 */
function pausedBefore({ status }: Row, code: Code | undefined): string {
  if (code?.paused === false && status !== PAUSED) return '';
  return code?.paused && status === NOT_CONFIRMED ? PAUSED : status;
}

/** The same cells for the rows as they are then: one that was edited meanwhile keeps what it shows. */
function laterCells(
  planned: readonly Row[],
  later: ReadonlyMap<number, Patch>,
): (rows: readonly Row[]) => Patches {
  const keyOf = ({ id, name, destination, slug, tags, ...row }: Row): string =>
    JSON.stringify([id, name, destination, slug, tags, textsOf(row)]);
  const cells = new Map(
    planned.flatMap((row) => (later.has(row.index) ? [[keyOf(row), later.get(row.index)] as const] : [])),
  );
  return (rows) =>
    new Map(
      rows.flatMap((row) => {
        const patch = cells.get(keyOf(row));
        return patch ? [[row.index, patch] as const] : [];
      }),
    );
}

/**
 * Cells that show neither what Qrius has nor what it will get are given the former right after the mark: they stay true if the
 * job is stopped, and whatever else they show when the change is done was typed since. Where the sheet says what is sent, there are none.
 */
function cellsAhead(
  { plan: { intents }, table: { columns } }: ChangeInspection,
  codes: ReadonlyMap<string, readonly Row[]>,
  { kind }: ChangeAsked,
): Map<number, Patch> {
  const cells = new Map<number, Patch>();
  if (kind === 'changed') return cells;
  for (const { id, action, before, after } of intents) {
    const field = fieldOf(action);
    if (field === null || columns.at[field] === undefined) continue;
    for (const row of codes.get(id) ?? []) {
      const shown = FIELDS[field].ofRow(row);
      if (![before, after].some((value) => sameField(field, shown, value)))
        cells.set(row.index, { ...cells.get(row.index), [field]: before });
    }
  }
  return cells;
}

/** Other rows may be selected, shown or filled in by now, or filled in with other values, than those that the user saw. */
function otherTarget({ targetFingerprint, copied }: ChangeInspection, seen: string | null): UserError | null {
  if (seen === targetFingerprint || (seen === null && copied === 0)) return null;
  return new UserError('target-changed', seen === null ? words.copied(copied) : words.changedSincePreview);
}

/** What is deleted must be just what the user agreed to. */
function unconfirmedDeletes({ deletes: count }: ChangeInspection, agreed: number | null): UserError | null {
  if (count === (agreed ?? 0)) return null;
  return new UserError('confirm-deletes', words.otherNumber(count));
}

function nothingToDo({ plan, hidden, withoutCode }: ChangeInspection): UserError {
  // Codes that are in no row, so that no Status can say why.
  const [fault] = plan.faults;
  if (fault) return new UserError('nothing-to-do', words.cannotChange(fault.name, fault.sentence));
  return new UserError('nothing-to-do', words.nothingToChange(plan.unchanged, withoutCode, hidden));
}
