// Begins a job that creates codes: checks every row, sees that the plan has room, and marks the rows that will be sent.
import { PLANS, readPlan } from '../../qrius/plans';
import { newThrottle } from '../../qrius/throttle';
import { short } from '../../table/cells';
import {
  type Columns,
  findColumns,
  type Headers,
  headersOf,
  NEW_HEADERS,
  OUTPUT_ORDER,
  type Picks,
} from '../../table/columns';
import { isOurs, queued, STOPPED, unfit } from '../../table/marks';
import { type Patch, type Row, readRows } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { commit, type Ledger, ledgerOf, prepare } from '../ledger';
import type { Ports, SheetPort } from '../ports';
import type { Choices, JobRecord } from '../record';
import { askRoom, refuseOverPlan } from './room';
import { survey } from './survey';

/** What a user asks for. */
export interface CreateOrder {
  /** The user's random ID and name, and their Qrius account and plan as far as known. */
  owner: string;
  ownerName: string;
  account: string | null;
  plan: string | null;
  /** The sheet that the user looks at. */
  sheetId: number;
  choices: Choices;
  /** Headers that the user pointed out in this sheet. */
  picks: Picks;
  /** Whether a row (0-based) is wanted; asked only where a new job begins. */
  wanted: (index: number) => boolean;
  /** The user says that the plan's usual total was extended. */
  beyondPlan: boolean;
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
    ownerName: order.ownerName,
    choices: order.choices,
    account: order.account,
    sheetId: order.sheetId,
    headers: {},
    phase: 'starting',
    ending: null,
    failure: null,
    notBefore: null,
    since,
    inFlight: [],
    counts: { asked: 0, created: 0, failed: 0, already: 0, hidden: 0, unfit: 0, lost: 0, waiting: 0 },
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
  order: CreateOrder,
  again: boolean,
): { record: JobRecord; ledger: Ledger } {
  const {
    grid,
    columns,
    rows,
    asked,
    already,
    hidden,
    fit,
    unfit: faulty,
  } = survey(ports, sheet, order.picks, order.wanted);
  const visible = [...fit, ...faulty.map(({ row }) => row)];
  if (visible.length === 0) throw nothingToDo(asked.length, already, hidden);
  refuseForeignCells(columns, rows, visible);
  const meant = new Set(visible.map((row) => row.index));
  const strays = rows.filter((row) => row.id === '' && 'token' in row.mark && !meant.has(row.index));
  if (fit.length > 0)
    refuseOverPlan(askRoom(ports, record, order.plan), fit.length + strays.length, order.beyondPlan);

  const ledger = withOutputColumns(sheet, grid, columns.headerRow, headersOf(grid, columns));
  const marks = new Map<number, Patch>();
  for (const { row, fault } of faulty) marks.set(row.index, { status: unfit(fault) });
  // A row that was cut off in flight keeps its mark: it is looked up before anything is made for it.
  for (const row of fit) if (row.mark.kind === 'none') marks.set(row.index, { status: queued(0) });
  for (const row of leftInQueue(rows, meant)) marks.set(row.index, { status: STOPPED });
  prepare(ledger, marks);
  const counts = { ...record.counts, asked: fit.length, already, hidden, unfit: faulty.length };
  // Rows in flight of a job that nobody remembers, as in a copied document: their codes may be of any age.
  const forgotten = !again && rows.some((row) => row.id === '' && 'token' in row.mark);
  return {
    record: { ...record, headers: ledger.headers, counts, since: forgotten ? 0 : record.since },
    ledger,
  };
}

/** Rows that an earlier job queued and never came to: they are not asked for now. */
function leftInQueue(rows: readonly Row[], meant: ReadonlySet<number>): Row[] {
  return rows.filter((row) => row.mark.kind === 'queued' && row.id === '' && !meant.has(row.index));
}

/**
 * Ends a job that was cut off while it began. Nothing had been sent, so its rows are only told; rows in flight of an
 * earlier job keep their marks.
 */
export function stopStart(sheet: SheetPort): void {
  const grid = sheet.read();
  const columns = findColumns(grid);
  const rows = leftInQueue(readRows(grid, columns), new Set());
  if (rows.length === 0) return;
  const ledger = ledgerOf(sheet, headersOf(grid, columns), grid, sheet.formulas());
  commit(ledger, new Map(rows.map((row) => [row.index, { status: STOPPED }])));
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
  const fresh = OUTPUT_ORDER.every((role) => role === 'slug' || missing.includes(role));
  const ledger = ledgerOf(sheet, all, wider, fresh ? null : sheet.formulas());
  const { id, shortUrl, status } = ledger.columns.at;
  sheet.keepAsText([id, shortUrl, status].filter((column): column is number => column !== undefined));
  return ledger;
}

/** Columns called Status or Short URL may be the user's own, for something else: what stands there is not overwritten. */
function refuseForeignCells(columns: Columns, rows: readonly Row[], visible: readonly Row[]): void {
  const refuse = (header: string, found: string, { index }: Row) =>
    new Refusal(
      'columns-unclear',
      `The column ${header} holds words of your own (“${short(found)}” in row ${index + 1}), and the add-on writes there. Give your column another header, or clear these cells, then run again.`,
    );
  const link = visible.find((row) => row.shortUrl !== '');
  if (link) throw refuse(NEW_HEADERS.shortUrl, link.shortUrl, link);
  // Once the add-on has written here, the column is its own, whatever users noted in it since.
  if (columns.at.id !== undefined && rows.some((row) => isOurs(row.status))) return;
  const status = visible.find((row) => row.status !== '');
  if (status) throw refuse(NEW_HEADERS.status, status.status, status);
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
    `There is nothing to create: of ${asked} ${asked === 1 ? 'row' : 'rows'} ${parts.filter((part) => part !== '').join(' and ')}.`,
  );
}
