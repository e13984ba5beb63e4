// Looks at the rows that a change is for and at the account, and plans it. Changes nothing: the preview shows the same plan.
import { SETTLE_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import type { ChangeRequest as Asked, ElsewhereView, Field } from '../../shared/contract/change';
import { UserError } from '../../shared/errors';
import { byIdOf, idsOf, splitTags } from '../../table/cells';
import { urlFault } from '../../table/links';
import { type ReadLine, readLog } from '../../table/log';
import { CODE_ROLES } from '../../table/roles';
import { type Row, rowsById } from '../../table/rows';
import { type Consent, type SwitchState, switchesIn } from '../automation/switch-due';
import { FIELD_NAMES, FIELDS } from '../fields';
import { fingerprintOf } from '../fingerprint';
import type { PlanContext } from '../kind';
import type { Me, Ports } from '../ports';
import { otherAccount, type QriusClient } from '../qrius-client';
import { isCopied, isOfAccount, sealedAmong } from '../sealed-line';
import { requireTable } from '../table/columns';
import type { Table } from '../table/load';
import { hiddenAmong } from '../table/visibility';
import { elsewhereOf } from './elsewhere';
import { type ChangePlan, type Known, type LastRun, planSimple } from './plan';
import { planChanged } from './plan-changed';
import { planSwitch } from './plan-switch';
import { planUndo, type Undoing } from './plan-undo';
import * as words from './words';

/** What a user asks for, or the clock: rows are switched whose time has come, as far as the schedule's owner agreed. */
export type ChangeAsked = Asked | { kind: 'switch'; consent: Consent };

/** Which rows a change is for. */
export interface ChangeTarget {
  asked: ChangeAsked;
  /** Whether a row (0-based) is meant. */
  inScope: (index: number) => boolean;
  /** Codes of hidden rows too. */
  hidden: boolean;
  /** The document's last job, where an undo may belong; null where none is known. */
  lastRun: LastRun | null;
}

/** What a change means for a sheet. */
export interface ChangeInspection {
  plan: ChangePlan;
  table: Table;
  /** How many codes it deletes. */
  deletes: number;
  /** Rows that were asked for and are skipped. */
  withoutCode: number;
  hidden: number;
  /** Fields that codes have and the sheet has no column for. */
  uncompared: Field[];
  /** Codes that belong to the document of which this one is a copy, too. */
  copied: number;
  /** Other tabs that show codes of the plan. */
  elsewhere: ElsewhereView[];
  /** Stands for all that the plan would do. */
  targetFingerprint: string;
  /** All lines of the log, whoever wrote them. */
  logged: readonly ReadLine[];
  /** The codes of the account by ID, as far as it was asked. */
  live: ReadonlyMap<string, Code>;
}

/** If at least this many IDs are unknown and none is known, the key belongs to another account. */
const LEAST_UNKNOWN = 2;

/** @throws UserError `columns-missing`, `sheet-too-large`, `no-answer`, `key-refused` */
export function inspectChange(
  { ports, client, sheetId, table: read }: PlanContext,
  { asked, inScope, hidden, lastRun }: ChangeTarget,
): ChangeInspection | UserError {
  const fault = requestFault(asked);
  if (fault !== null) return new UserError('bad-request', fault);
  const table = requireTable(read);
  const isUndo = asked.kind === 'undo';
  // What is undone is a job, wherever its rows are.
  const inRange = table.rows.filter((row) => !(row.empty && row.id === '') && (isUndo || inScope(row.index)));
  const coded = inRange.filter((row) => row.id !== '');
  const indices = coded.map(({ index }) => index);
  const unseen = hidden || isUndo ? new Set<number>() : hiddenAmong(ports, table.sheet, indices);
  const seen = coded.filter((row) => !unseen.has(row.index));
  const switches =
    asked.kind === 'switch' ? switchesIn(ports, table, seen, asked.consent) : new Map<number, SwitchState>();
  const chosen = asked.kind === 'switch' ? withSwitch(seen, switches) : seen;
  // Nothing is asked where there is nothing to ask for.
  const live = needsAccount(asked, chosen, switches) ? client.allCodes() : [];
  const { me } = ports.store;
  const known = knownOf(ports, client, chosen, byIdOf(live));
  const plan = planOf(asked, known, table, switches, { me, lastRun });
  if (plan instanceof UserError) return plan;
  const refusal = isUndo ? undoElsewhere(plan, table.rows, lastRun) : foreignCodes(asked, chosen, known.live);
  if (refusal) return refusal;
  const deletes = plan.intents.filter(({ action }) => action === 'Delete').length;
  // What is deleted must leave its row; the slug is the user's.
  if (deletes > 0)
    table.sheet.refuseProtected(
      CODE_ROLES.flatMap((role) => (role === 'slug' ? [] : (table.columns.at[role] ?? []))),
    );
  const copied = copiedAmong(plan, known, me);
  // Nobody is shown what a schedule switches.
  const elsewhere = asked.kind === 'switch' ? [] : elsewhereOf(ports, sheetId, changedBy(plan));
  return {
    plan,
    table,
    deletes,
    hidden: unseen.size,
    logged: known.logged,
    live: known.live,
    copied,
    elsewhere,
    uncompared: asked.kind === 'changed' ? uncomparedIn(known, table) : [],
    withoutCode: isUndo ? 0 : inRange.length - coded.length,
    targetFingerprint: fingerprintOf(me, 'plan', [copied, elsewhere, ...shownOf(asked, plan, chosen)]),
  };
}

function knownOf(
  { log, clock, store: { me } }: Ports,
  client: QriusClient,
  rows: readonly Row[],
  live: ReadonlyMap<string, Code>,
): Known {
  const logged = readLog(log.read());
  return {
    rows,
    live,
    logged,
    lines: () => sealedAmong(me, logged),
    gone: () => {
      // A list that lags behind or is not whole does not show all codes, and accounts without a name can be any.
      if (!client.isWhole() || me.account === null) return new Set();
      const since = clock.now() - SETTLE_MS;
      const isListed = ({ id, when }: ReadLine) => live.has(id) || when > since;
      const missing = logged.filter((line) => !isListed(line) && isOfAccount(me, line));
      return idsOf(sealedAmong(me, missing));
    },
  };
}

/** All that a plan would do, in any order of the rows. What is chosen for the differences that it shows is up to the user. */
function shownOf(
  { kind }: ChangeAsked,
  { intents, differences, undone }: ChangePlan,
  rows: readonly Row[],
): unknown[] {
  const planned = (kind === 'changed' ? [] : intents).map(({ id, action, before, after }) => [
    id,
    action,
    before,
    after,
  ]);
  const differing = differences.map(({ id, field, side, here, there }) => [id, field, side, here, there]);
  const codes = rows.map(({ id }) => id).sort();
  return [{ kind, undone: undone?.job, codes }, ...planned, ...differing];
}

function uncomparedIn({ rows, live }: Known, { columns: { at } }: Table): Field[] {
  const codes = rows.flatMap(({ id }) => live.get(id) ?? []);
  const isFilled = (field: Field) => codes.some((code) => (FIELDS[field].ofCode(code) ?? '') !== '');
  return FIELD_NAMES.filter((field) => at[field] === undefined && isFilled(field));
}

/** Codes that the log of the original brought along, and that none of the user's jobs made or changed here. */
function copiedAmong(plan: ChangePlan, { logged, lines }: Known, me: Me): number {
  const copied = new Set(logged.flatMap((line) => (isCopied(me, line) ? [line.id] : [])));
  if (copied.size > 0) for (const { id } of lines()) copied.delete(id);
  return [...changedBy(plan)].filter((id) => copied.has(id)).length;
}

/** The codes that a plan changes, or may change. */
const changedBy = ({ intents, differences }: ChangePlan): Set<string> => idsOf([...intents, ...differences]);

function planOf(
  request: ChangeAsked,
  facts: Known,
  { columns: { at } }: Table,
  due: ReadonlyMap<number, SwitchState>,
  undoing: Undoing,
): ChangePlan | UserError {
  switch (request.kind) {
    case 'switch':
      return planSwitch(due, facts);
    case 'undo':
      return planUndo(request.job, rowsById(facts.rows), facts, undoing);
    case 'changed': {
      const has = (field: Field) =>
        at[field] !== undefined && (field !== 'name' || at.name !== at.destination);
      const fields = FIELD_NAMES.filter(has);
      return planChanged(request.choices, facts, new Set(fields));
    }
    default:
      return planSimple(request, facts);
  }
}

/** Why what the user typed cannot be sent. */
function requestFault(asked: ChangeAsked): string | null {
  if (asked.kind === 'destination') return urlFault(asked.url, words.newDestination);
  const needsTags = asked.kind === 'tags' && asked.action !== 'set';
  return needsTags && splitTags(asked.tags).length === 0 ? words.tagMissing : null;
}

/** All rows of codes that have a switch: rows of one code may plan different things. */
function withSwitch(rows: readonly Row[], switches: ReadonlyMap<number, SwitchState>): Row[] {
  const ids = new Set(rows.flatMap(({ index, id }) => (switches.has(index) ? [id] : [])));
  return rows.filter(({ id }) => ids.has(id));
}

function needsAccount(
  { kind }: ChangeAsked,
  chosen: readonly Row[],
  switches: ReadonlyMap<number, SwitchState>,
): boolean {
  if (kind === 'switch') return [...switches.values()].some((state) => state.kind === 'due');
  return kind === 'undo' || chosen.length > 0;
}

function foreignCodes(
  { kind }: ChangeAsked,
  chosen: readonly Row[],
  live: ReadonlyMap<string, Code>,
): UserError | null {
  const foreign =
    kind !== 'switch' && chosen.length >= LEAST_UNKNOWN && chosen.every(({ id }) => !live.has(id));
  return foreign ? otherAccount() : null;
}

/** What is undone must show in the rows: those of one job are in one sheet. */
function undoElsewhere(
  { undone, intents }: ChangePlan,
  rows: readonly Row[],
  lastRun: LastRun | null,
): UserError | null {
  const there = lastRun?.job === undone?.job ? (lastRun?.sheet ?? undefined) : undefined;
  const ids = idsOf(rows);
  if (there === undefined && (intents.length === 0 || intents.some(({ id }) => ids.has(id)))) return null;
  return new UserError(
    'undo-elsewhere',
    there === undefined ? words.rowsElsewhere : words.ranElsewhere(there),
  );
}
