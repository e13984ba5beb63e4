// Begins a job that creates codes: checks every row, sees that the plan has room, and marks the rows that will be sent.
import { headersOf, OUTPUT_ORDER } from '../../table/columns';
import { queued, unfit } from '../../table/marks';
import type { Patch } from '../../table/rows';
import { Refusal } from '../../wire/failure';
import { refuseForeignCells, withOutputColumns } from '../columns';
import { type Ledger, prepare } from '../ledger';
import { type AnyOrder, newJob } from '../order';
import type { Ports, SheetPort } from '../ports';
import { leftInQueue } from '../queue';
import type { Choices, CreateRecord } from '../record';
import { askRoom, refuseOverPlan } from './room';
import { survey } from './survey';

/** Codes that a user asks for. */
export interface CreateOrder extends AnyOrder {
  kind: 'create';
  choices: Choices;
  /** The user says that the plan's usual total was extended. */
  beyondPlan: boolean;
}

/**
 * A record for a new job, before anything is known of its rows.
 * @param since when the first attempt at this job began, in epoch milliseconds.
 */
export const createRecord = (ports: Ports, order: CreateOrder, since: number): CreateRecord => ({
  ...newJob(ports, order),
  ...{ kind: 'create', choices: order.choices, since, inFlight: [] },
});

/**
 * Plans the job. Nothing that creates has been sent when it returns; the marks of its rows are noted for the first write.
 * @param again whether an earlier attempt at this job was cut off while it began.
 * @throws Refusal where nothing can be done; nothing has then been written or sent.
 */
export function startCreate(
  ports: Ports,
  sheet: SheetPort,
  record: CreateRecord,
  order: CreateOrder,
  again: boolean,
): { record: CreateRecord; ledger: Ledger } {
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

  const ledger = withOutputColumns(sheet, grid, columns.headerRow, headersOf(grid, columns), OUTPUT_ORDER);
  const marks = new Map<number, Patch>();
  for (const { row, fault } of faulty) marks.set(row.index, { status: unfit(fault) });
  // A row that was cut off in flight keeps its mark: it is looked up before anything is made for it.
  for (const row of fit) if (row.mark.kind === 'none') marks.set(row.index, { status: queued(0) });
  for (const [index, patch] of leftInQueue(rows, meant)) marks.set(index, patch);
  prepare(ledger, marks);
  const counts = { ...record.counts, asked: fit.length, already, hidden, unfit: faulty.length };
  // Rows in flight of a job that nobody remembers, as in a copied document: their codes may be of any age.
  const forgotten = !again && rows.some((row) => row.id === '' && 'token' in row.mark);
  return {
    record: { ...record, headers: ledger.headers, counts, since: forgotten ? 0 : record.since },
    ledger,
  };
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
