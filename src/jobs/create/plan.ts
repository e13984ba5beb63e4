// Plans a job that creates codes: checks every row, asks whether the plan has room, and marks the rows that will be sent.
import type { ConflictPolicy } from '../../shared/contract/create';
import { UserError } from '../../shared/errors';
import {
  finite,
  flag,
  list,
  nullable,
  object,
  oneOf,
  type Parsed,
  type Parser,
  text,
} from '../../shared/parse';
import { mergePatches, type Patch, type Row } from '../../table/rows';
import { invalid, isFault, queued, unconfirmed } from '../../table/status';
import { heightsFor, rowHeight } from '../heights';
import type { JobRequest, Plan, PlanContext } from '../kind';
import { abandonedRows } from '../queue';
import { requireTable } from '../table/columns';
import { approve, digests, isSealed, MAX_JOB_ROWS } from './binding';
import { computedRows } from './computed';
import { type CreateScope, createFingerprint, type Inspection, inspectRows } from './inspect';
import * as words from './words';

/** Tokens of each origin that a record keeps: a chunk, and 200 besides. They take 50 KB in each of its two places (docs/facts/apps-script.md#property-size). */
export const MAX_OPEN = 1_000;
const MAX_TOKEN_LENGTH = 40;
const tokens = list(text(MAX_TOKEN_LENGTH), MAX_OPEN);

/** When a slug is taken. */
export const conflict: Parser<ConflictPolicy> = oneOf('suffix', 'stop', 'mine');

export const createDetails = object({
  choices: object({
    conflict,
    /** Whether pictures are inserted into cells. */
    images: flag,
    /** How high their rows are made. */
    rowHeight,
  }),
  /** Before the first request of this job whose answer is still open left, in epoch milliseconds. */
  since: finite,
  /**
   * Tokens of requests that may have left, and whose outcome is not in the sheet. `own`: of this job, or of marks that this
   * user's jobs made for what the rows hold. `foreign`: of all other marks of rows that were asked for. `earlier`: those of `own`
   * that an earlier job left; with `foreign` no more than one list holds.
   */
  open: object({ own: tokens, foreign: tokens, earlier: tokens }),
  /** The rows that may still be sent, as the user saw them (`binding.ts`). */
  approved: digests,
  /** Whether Qrius takes slugs that the add-on makes; null while nobody knows. */
  mayChoose: nullable(flag),
});
export type CreateDetails = Parsed<typeof createDetails>;

/** Codes that a user asks for. */
export interface CreateRequest extends CreateScope {
  choices: CreateDetails['choices'];
  /** Only so many rows get a code, the first ones; null for all. */
  most: number | null;
  /** The fingerprint of the check that the user saw; null where there was none. */
  checked: string | null;
}

export const createRequest = (
  where: Pick<JobRequest, 'sheetId' | 'overrides'>,
  request: CreateRequest,
): JobRequest => ({
  ...where,
  kind: 'create',
  details: newDetails(request.choices, 0),
  plan: (context) => planCreate(context, request),
});

const newDetails = (choices: CreateDetails['choices'], since: number): CreateDetails => ({
  choices,
  since,
  open: { own: [], foreign: [], earlier: [] },
  approved: '',
  mayChoose: null,
});

function planCreate(context: PlanContext, request: CreateRequest): Plan | UserError {
  const { ports } = context;
  const { choices, most, checked } = request;
  const table = requireTable(context.table);
  const inspection = inspectRows(context, table, request);
  const { already, hidden, valid: found, invalid: faulty } = inspection;
  if (checked !== null && checked !== createFingerprint(ports.store.me, found))
    return new UserError('target-changed', words.changedSinceCheck(found.some(computedRows(table))));
  const valid = found.slice(0, most ?? found.length);
  const visible = [...valid, ...faulty.map(({ row }) => row)];
  const marked = valid.filter(hasToken);
  if (visible.length === 0)
    return noneSelected(inspection, request) ?? new UserError('nothing-to-do', words.nothingToCreate);
  const refused = tooMany(valid);
  if (refused) return refused;
  const meant = new Set(visible.map((row) => row.index));
  const { me } = ports.store;
  const tokensOf = (isOwn: boolean) =>
    marked.filter((row) => isSealed(me, row) === isOwn).map(({ mark }) => mark.token);
  const own = tokensOf(true);
  const open = { own, foreign: tokensOf(false), earlier: own };
  return {
    details: { ...newDetails(choices, ports.clock.now()), open, approved: approve(me, valid) },
    counts: { asked: valid.length, already, hidden, invalid: faulty.length },
    marks: mergePatches(abandonedRows(table, meant), marksOf(inspection, valid)),
    heights: heightsFor(
      choices.images ? choices.rowHeight : 'none',
      table.rows,
      new Set(inspection.asked.map((row) => row.index)),
      valid,
    ),
  };
}

function marksOf({ skipped, invalid: faulty, lost }: Inspection, valid: readonly Row[]): Map<number, Patch> {
  const marks = new Map<number, Patch>();
  for (const { index, mark } of lost) marks.set(index, { status: unconfirmed(mark.token, 0, words.inLog) });
  // A row that was told of before it was known to be none.
  for (const row of skipped) if (isFault(row.status)) marks.set(row.index, { status: '' });
  // Its code may exist: it is looked up once the row is fixed.
  for (const { row, reason } of faulty) {
    const { token, tries } = row.mark;
    marks.set(row.index, { status: token === '' ? invalid(reason) : unconfirmed(token, tries, reason) });
  }
  // A row that was interrupted in flight keeps its mark: it is looked up before anything is created for it.
  for (const row of valid) if (row.mark.kind === 'none') marks.set(row.index, { status: queued(0) });
  return marks;
}

/** Where rows were selected, and none of them has content; null else. */
export const noneSelected = ({ asked, skipped }: Inspection, { selected }: CreateScope): UserError | null =>
  selected && asked.length + skipped.length === 0
    ? new UserError('nothing-selected', words.noneSelected)
    : null;

/** Said before a row is marked: a record that does not fit would fail at the first note. */
export function tooMany(rows: ReadonlyArray<Pick<Row, 'mark'>>): UserError | null {
  const marked = rows.filter(hasToken).length;
  if (rows.length > MAX_JOB_ROWS)
    return new UserError('sheet-too-large', words.tooManyForAJob(rows.length, MAX_JOB_ROWS));
  if (marked > MAX_OPEN) return new UserError('sheet-too-large', words.tooManyUnconfirmed(marked, MAX_OPEN));
  return null;
}

const hasToken = ({ mark }: Pick<Row, 'mark'>): boolean => mark.token !== '';
