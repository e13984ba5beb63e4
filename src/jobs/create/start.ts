// Begins a job that creates codes: checks every row, sees that the plan has room, and marks the rows that will be sent.
import { judge, readAccount, readPage } from '../../qrius/answers';
import { PLANS, readPlan } from '../../qrius/plans';
import { listCodes, whoAmI } from '../../qrius/requests';
import { newThrottle } from '../../qrius/throttle';
import { slugRows, unfitness } from '../../table/check';
import { findColumns, type Headers, headersOf, NEW_HEADERS, OUTPUT_ORDER } from '../../table/columns';
import { isOurs, queued, unfit } from '../../table/marks';
import { hasHiddenLinks, type Patch, type Row, readRows } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { exchange } from '../exchange';
import { type Ledger, ledgerOf, prepare } from '../ledger';
import type { Ports, SheetPort } from '../ports';
import type { JobRecord } from '../record';

/** What a user asks for. */
export interface CreateOrder {
  /** The user's random ID, and their Qrius account and plan as far as known. */
  owner: string;
  account: string | null;
  plan: string | null;
  /** The sheet that the user looks at. */
  sheetId: number;
  /** Whether a row (0-based) is wanted; asked only where a new job begins. */
  wanted: (index: number) => boolean;
  /** Asks whether to go on beyond the plan's usual total; only where the plan can be extended. */
  mayExceed: (question: string) => boolean;
}

/**
 * A record for a new job, before anything is known of its rows.
 * @param since when the first attempt at this job began, in epoch milliseconds.
 */
export function newRecord(ports: Ports, order: CreateOrder, since: number): JobRecord {
  const plan = readPlan(order.plan);
  return {
    version: 0,
    id: ports.random(8),
    kind: 'create',
    owner: order.owner,
    account: order.account,
    sheetId: order.sheetId,
    headers: {},
    phase: 'starting',
    ending: null,
    failure: null,
    notBefore: null,
    since,
    inFlight: [],
    counts: { asked: 0, created: 0, failed: 0, already: 0, unfit: 0, lost: 0, waiting: 0 },
    throttle: newThrottle(plan ? PLANS[plan].requestsAMinute : null),
    lease: null,
  };
}

/**
 * Plans the job. Nothing that creates has been sent when it returns; the marks of its rows are noted for the first write.
 * @param again whether an earlier attempt at this job was cut off while it began.
 * @throws Refusal where nothing can be done; nothing has then been written or sent.
 */
export function startCreate(
  ports: Ports,
  sheet: SheetPort,
  record: JobRecord,
  { wanted, mayExceed }: CreateOrder,
  again: boolean,
): { record: JobRecord; ledger: Ledger } {
  const grid = sheet.read();
  const columns = findColumns(grid);
  const links = hasHiddenLinks(grid, columns) ? sheet.links(columns.at.destination) : [];
  const rows = readRows(grid, columns, links);
  const asked = rows.filter((row) => !row.empty && wanted(row.index));
  const open = asked.filter((row) => row.id === '');
  const hidden = sheet.hidden(open.map((row) => row.index));
  const visible = open.filter((row) => !hidden.has(row.index));
  if (visible.length === 0) throw nothingToDo(asked.length, asked.length - open.length, hidden.size);
  refuseForeignStatus(rows, visible);
  const slugs = slugRows(rows);
  const faults = new Map(visible.map((row) => [row.index, unfitness(row, slugs)] as const));
  const fit = visible.filter((row) => faults.get(row.index) === null);
  if (fit.length > 0) checkPlan(ports, record, fit.length, mayExceed);

  const ledger = withOutputColumns(sheet, grid, columns.headerRow, headersOf(grid, columns));
  const marks = new Map<number, Patch>();
  for (const row of visible) {
    const fault = faults.get(row.index) ?? null;
    if (fault !== null) marks.set(row.index, { status: unfit(fault) });
    // A row that was cut off in flight keeps its mark: it is looked up before anything is made for it.
    else if (row.mark.kind === 'none') marks.set(row.index, { status: queued(0) });
  }
  prepare(ledger, marks);
  const counts = {
    ...record.counts,
    asked: fit.length,
    already: asked.length - open.length,
    unfit: visible.length - fit.length,
  };
  // Rows in flight of a job that nobody remembers, as in a copied document: their codes may be of any age.
  const strays = !again && rows.some((row) => 'token' in row.mark);
  const since = strays ? 0 : record.since;
  return { record: { ...record, headers: ledger.headers, counts, since }, ledger };
}

/** Adds the output columns that are not there yet at the right, and opens the ledger on the sheet as it then is. */
function withOutputColumns(sheet: SheetPort, grid: string[][], headerRow: number, headers: Headers): Ledger {
  const missing = OUTPUT_ORDER.filter((role) => headers[role] === undefined);
  const texts = missing.map((role) => NEW_HEADERS[role]);
  const width = Math.max(...grid.map((cells) => cells.length));
  if (missing.length > 0) sheet.addHeaders(headerRow, width, texts);
  const wider = grid.map((cells, index) => [
    ...cells,
    ...texts.map((text) => (index === headerRow ? text : '')),
  ]);
  const all: Headers = { ...headers };
  for (const role of missing) all[role] = NEW_HEADERS[role];
  const ledger = ledgerOf(sheet, all, wider);
  const { id, shortUrl, status } = ledger.columns.at;
  sheet.keepAsText([id, shortUrl, status].filter((column): column is number => column !== undefined));
  return ledger;
}

/** A Status column may be the user's own, for something else: its words are not overwritten. */
function refuseForeignStatus(rows: readonly Row[], visible: readonly Row[]): void {
  const foreign = visible.find((row) => row.status !== '' && !isOurs(row.status));
  if (!foreign || rows.some((row) => isOurs(row.status))) return;
  throw new Refusal(
    'columns-unclear',
    `The column Status holds words of your own (“${foreign.status.slice(0, 40)}” in row ${foreign.index + 1}), and the add-on writes there how far each row is. Give your column another header, then run again.`,
  );
}

function checkPlan(
  ports: Ports,
  record: JobRecord,
  count: number,
  mayExceed: (question: string) => boolean,
): void {
  const [me, page] = exchange(ports, record, [whoAmI, listCodes(1, 1)]).map(judge);
  if (me?.kind === 'key-refused')
    throw new Refusal(
      'key-refused',
      'Qrius refused the API key. Choose Set API key… in the Qrius menu and paste one that works.',
    );
  const plan = me?.kind === 'done' ? readPlan(readAccount(me.data).plan) : null;
  const total = page?.kind === 'done' ? (readPage(page)?.total ?? null) : null;
  if (plan === null || total === null || total + count <= PLANS[plan].codes) return;
  const { codes, extendable } = PLANS[plan];
  const sum = `Your plan ${plan} has room for ${codes} codes in total. ${total} are there already and ${count} more are asked for.`;
  if (extendable && mayExceed(`${sum} Go on only if Qrius has extended your plan.`)) return;
  const room = Math.max(0, codes - total);
  throw new Refusal(
    'over-plan',
    `${sum} Nothing was sent. Select at most ${room} rows, or ask Qrius for a larger plan.`,
  );
}

function nothingToDo(asked: number, already: number, hidden: number): Refusal {
  if (asked === 0)
    return new Refusal(
      'nothing-selected',
      'No row with content is selected. Select cells in the rows that need codes, below the header row.',
    );
  const parts = [
    already > 0 ? `${already} already have a code` : '',
    hidden > 0 ? `${hidden} are hidden` : '',
  ];
  return new Refusal(
    'nothing-to-do',
    `There is nothing to create: of ${asked} rows ${parts.filter((part) => part !== '').join(' and ')}.`,
  );
}
