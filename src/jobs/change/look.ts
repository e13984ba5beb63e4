// Looks at the rows that a change is for and at the account, and plans it. Changes nothing: the preview is made of it too.
import type { Code } from '../../qrius/readings';
import { splitTags } from '../../table/cells';
import { addressFault } from '../../table/check';
import { type Columns, findColumns } from '../../table/columns';
import { hash } from '../../table/fingerprint';
import { type ReadLine, readLog } from '../../table/log';
import { hasHiddenLinks, type Row, readRows } from '../../table/rows';
import type { Wish } from '../../wire/contract';
import { Refusal } from '../../wire/failure';
import { otherAccount } from '../batch';
import { hiddenAmong } from '../hidden';
import { allCodes } from '../look-up';
import type { AnyOrder } from '../order';
import type { Ports, SheetPort } from '../ports';
import type { Throttled } from '../record';
import { type SwitchState, switchesIn } from '../switch/switches';
import { planChange } from './plan';
import { planSwitch } from './plan-switch';
import type { Plan } from './planned';

/** A wish of a user's, or of the clock: rows are switched whose time has come since a moment, in epoch milliseconds. */
export type AnyWish = Wish | { kind: 'switch'; since: number };

/** What is asked for. `hidden`: codes of hidden rows too. */
export interface Asked extends Pick<AnyOrder, 'picks' | 'wanted'> {
  wish: AnyWish;
  hidden: boolean;
  /** The document's last job and its sheet, where an undo may belong; null where it was done in this one. */
  undoneIn: { job: string; sheet: string } | null;
}

/** A sheet as it was just read, and what a wish means for it. */
export interface Look {
  grid: string[][];
  columns: Columns;
  /** All rows below the header. */
  rows: Row[];
  plan: Plan;
  /** Rows that were asked for and are left out. */
  withoutCode: number;
  hidden: number;
  /** Stands for the codes of the rows that were looked at. */
  reached: string;
  /** All lines of the log. */
  lines: ReadLine[];
}

/**
 * @throws Refusal `columns-missing`, `columns-unclear`, `sheet-too-large`, `bad-wish`, `no-answer`, `key-refused`, and those of
 * an undo that cannot be.
 */
export function look(
  ports: Ports,
  record: Throttled,
  sheet: SheetPort,
  { wish, hidden, picks, wanted, undoneIn }: Asked,
): Look {
  refuseBadWish(wish);
  const grid = sheet.read();
  const columns = findColumns(grid, picks);
  const links = hasHiddenLinks(grid, columns) ? sheet.links(columns.at.destination) : [];
  const rows = readRows(grid, columns, links);
  // What is undone is a job, wherever its rows are.
  const asked = rows.filter(
    (row) => !(row.empty && row.id === '') && (wish.kind === 'undo' || wanted(row.index)),
  );
  const coded = asked.filter((row) => row.id !== '');
  const unseen =
    hidden || wish.kind === 'undo'
      ? new Set<number>()
      : hiddenAmong(
          ports,
          sheet,
          coded.map(({ index }) => index),
        );
  const lines = readLog(ports.log.read());
  const seen = coded.filter((row) => !unseen.has(row.index));
  const switches =
    wish.kind === 'switch'
      ? switchesIn(ports, sheet, seen, columns, wish.since)
      : new Map<string, SwitchState>();
  const chosen = wish.kind === 'switch' ? seen.filter(({ id }) => switches.has(id)) : seen;
  // Nothing is asked where there is nothing to ask for.
  const live =
    chosen.length === 0 && wish.kind !== 'undo'
      ? new Map<string, Code>()
      : new Map(allCodes(ports, record).map((code) => [code.id, code] as const));
  const known = { rows: chosen, live, lines, hasTags: columns.at.tags !== undefined };
  const plan = wish.kind === 'switch' ? planSwitch(switches, known) : planChange(wish, known);
  if (wish.kind === 'undo') refuseElsewhere(plan, rows, undoneIn);
  else if (chosen.length >= LEAST_UNKNOWN && chosen.every(({ id }) => !live.has(id))) throw otherAccount();
  const withoutCode = wish.kind === 'undo' ? 0 : asked.length - coded.length;
  const reached = hash([...new Set(chosen.map(({ id }) => id))].sort());
  return { grid, columns, rows, plan, withoutCode, hidden: unseen.size, reached, lines };
}

/** @throws Refusal `bad-wish` where what the user typed cannot be sent. */
function refuseBadWish(wish: AnyWish): void {
  const fault =
    wish.kind === 'destination'
      ? addressFault(wish.url, 'The new destination')
      : wish.kind === 'tags' && wish.action !== 'set' && splitTags(wish.tags).length === 0
        ? 'No tag is given. Type one or more, with commas between them.'
        : null;
  if (fault !== null) throw new Refusal('bad-wish', fault);
}

/** So many codes that the account does not know, and none that it knows, are another account's. */
const LEAST_UNKNOWN = 2;

/** What is taken back must show in the rows: those of the job stand in one sheet. */
function refuseElsewhere({ undone, intents }: Plan, rows: readonly Row[], undoneIn: Asked['undoneIn']): void {
  const there = undoneIn?.job === undone?.job ? undoneIn?.sheet : undefined;
  const ids = new Set(rows.map(({ id }) => id));
  if (there === undefined && intents.some(({ id }) => ids.has(id))) return;
  if (there === undefined && intents.length === 0) return;
  throw new Refusal(
    'undo-elsewhere',
    there === undefined
      ? 'The rows of the last job are not in this sheet. Open the sheet in which it was done, then undo.'
      : `The last job was done in the sheet “${there}”. Open it, then undo.`,
  );
}
