// Plans a job that creates codes: checks every row, asks whether the plan has room, and marks the rows that will be sent.
import { UserError } from '../../shared/errors';
import { finite, flag, list, object, oneOf, type Parsed, text, withDefault } from '../../shared/parse';
import type { Patch } from '../../table/rows';
import { invalid, queued } from '../../table/status';
import { overPlan, planCapacity } from '../account';
import type { JobRequest, Plan, PlanContext } from '../kind';
import { abandonedRows } from '../queue';
import { requireTable } from '../table/columns';
import { heightsFor } from './heights';
import { inspectRows } from './inspect';

export const createDetails = object({
  choices: object({
    /** When a slug is taken. */
    conflict: oneOf('suffix', 'stop', 'mine'),
    /** Whether pictures are inserted into cells. */
    images: flag,
    /** How high their rows are made. */
    rowHeight: withDefault(oneOf('none', 'small', 'medium', 'large'), 'none'),
  }),
  /** Before the first request whose answer is still open left, in epoch milliseconds; 0 where nobody knows. */
  since: finite,
  /** Tokens of rows whose requests may have left since the last save. */
  inFlight: list(text()),
});
export type CreateDetails = Parsed<typeof createDetails>;

/** Codes that a user asks for. */
export interface CreateRequest {
  /** Whether a row (0-based) is asked for. */
  inScope: (index: number) => boolean;
  choices: CreateDetails['choices'];
  /** The user says that the plan's usual total was extended. */
  beyondPlan: boolean;
}

export const createRequest = (
  where: Pick<JobRequest, 'sheetId' | 'overrides'>,
  request: CreateRequest,
): JobRequest => ({
  ...where,
  kind: 'create',
  details: { choices: request.choices, since: 0, inFlight: [] } satisfies CreateDetails,
  plan: (context) => planCreate(context, request),
});

function planCreate(context: PlanContext, { inScope, choices, beyondPlan }: CreateRequest): Plan | UserError {
  const { ports, client, again, plan } = context;
  const table = requireTable(context.table);
  const { asked, already, hidden, valid, invalid: faulty } = inspectRows(ports, table, inScope);
  const visible = [...valid, ...faulty.map(({ row }) => row)];
  if (visible.length === 0) return nothingToDo(asked.length, already, hidden);
  const meant = new Set(visible.map((row) => row.index));
  const unknown = table.rows.filter((row) => row.id === '' && 'token' in row.mark);
  const strays = unknown.filter((row) => !meant.has(row.index));
  const full =
    valid.length > 0 ? overPlan(planCapacity(client, plan), valid.length + strays.length, beyondPlan) : null;
  if (full) return full;

  const marks = new Map<number, Patch>();
  for (const { row, reason } of faulty) marks.set(row.index, { status: invalid(reason) });
  // A row that was interrupted in flight keeps its mark: it is looked up before anything is created for it.
  for (const row of valid) if (row.mark.kind === 'none') marks.set(row.index, { status: queued(0) });
  for (const [index, patch] of abandonedRows(table, meant)) marks.set(index, patch);
  // Rows in flight of a job that nobody remembers, as in a copied document: their codes may be of any age.
  const since = !again && unknown.length > 0 ? 0 : ports.clock.now();
  return {
    details: { choices, since, inFlight: [] } satisfies CreateDetails,
    counts: { asked: valid.length, already, hidden, invalid: faulty.length },
    marks,
    heights: heightsFor(
      choices.images ? choices.rowHeight : 'none',
      table.rows,
      new Set(asked.map((row) => row.index)),
      valid,
    ),
  };
}

function nothingToDo(asked: number, already: number, hidden: number): UserError {
  if (asked === 0)
    return new UserError(
      'nothing-selected',
      'No row with content is selected. Select cells in the rows that need codes, below the header row.',
    );
  const parts = [
    already > 0 ? `${already} already have a code` : '',
    hidden > 0 ? `${hidden} are hidden` : '',
  ];
  return new UserError(
    'nothing-to-do',
    `Nothing to create: of ${asked} ${asked === 1 ? 'row' : 'rows'}, ${parts.filter((part) => part !== '').join(' and ')}.`,
  );
}
