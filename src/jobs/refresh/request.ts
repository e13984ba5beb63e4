// A refresh of scan counts as it is asked for.
import { UserError } from '../../shared/errors';
import { finite, flag, list, MAX_CELL, object, type Parsed, text, withDefault } from '../../shared/parse';
import { hash } from '../../table/fingerprint';
import { SCAN_QUEUED } from '../../table/ownership';
import type { Row } from '../../table/rows';
import type { JobRequest, Plan, PlanContext } from '../kind';
import { requireTable } from '../table/columns';
import { hiddenAmong } from '../table/visibility';
import { scanRows } from './scans';
import * as words from './words';

/** Codes without a proper answer that the record remembers, in the 9 KB of a property; with more of them the job pauses. */
export const MAX_UNANSWERED = 100;
/** As their cells say: nobody knows whether they are IDs. */
const ids = list(text(MAX_CELL), MAX_UNANSWERED);

export const refreshDetails = object({
  /** Only marked rows are refreshed; else all that were not refreshed since it began. */
  marked: flag,
  /** When it began, in epoch milliseconds. */
  since: finite,
  /** A schedule's run: it ends with its slice, and never pauses. */
  once: flag,
  /** IDs of codes that are asked for last, since they had no proper answer the last time. */
  last: ids,
  /** IDs of codes for which Qrius gave no proper answer: they are left as they are. */
  unanswered: ids,
  /** IDs of codes without scans, of which it is still to be asked whether they are gone: a small window closes in between. */
  missed: withDefault(ids, []),
});
export type RefreshDetails = Parsed<typeof refreshDetails>;

/** Stands for the codes of rows, in whatever order. @param inScope whether a row (0-based) is meant. */
export const codesIn = (rows: readonly Row[], inScope: (index: number) => boolean): string =>
  hash(rows.flatMap(({ id, index }) => (id !== '' && inScope(index) ? [id] : [])).sort());

export interface RefreshRequest {
  /** The codes that the user saw counted (`codesIn`); null where nobody looked. */
  seen: string | null;
  /** Whether a row (0-based) is meant. */
  inScope: (index: number) => boolean;
  /** Only selected rows are meant, those of them that the user sees; else all. */
  selected: boolean;
  once: boolean;
  last: string[];
}

export const refreshRequest = (
  where: Pick<JobRequest, 'sheetId' | 'overrides'>,
  request: RefreshRequest,
): JobRequest => ({
  ...where,
  kind: 'refresh',
  details: detailsOf(request, 0),
  plan: (context) => planRefresh(context, request),
});

const detailsOf = ({ selected, once, last }: RefreshRequest, since: number): RefreshDetails => ({
  marked: selected,
  since,
  once,
  last,
  unanswered: [],
  missed: [],
});

function planRefresh({ ports, table: read }: PlanContext, request: RefreshRequest): Plan | UserError {
  const { inScope, selected, seen } = request;
  const table = requireTable(read);
  if (seen !== null && seen !== codesIn(table.rows, inScope))
    return new UserError('target-changed', words.changedSince);
  const since = ports.clock.now();
  const asked = scanRows(table, since).filter(({ row }) => inScope(row.index));
  const indices = asked.map(({ row }) => row.index);
  const unseen = selected ? hiddenAmong(ports, table.sheet, indices) : new Set<number>();
  const chosen = indices.filter((index) => !unseen.has(index));
  if (table.columns.at.id === undefined || chosen.length === 0)
    return new UserError('nothing-to-do', selected ? words.noneSelected : words.noCodes);
  return {
    details: detailsOf(request, since),
    counts: { asked: chosen.length, waiting: chosen.length, hidden: unseen.size },
    marks: selected ? new Map(chosen.map((index) => [index, { scansAsOf: SCAN_QUEUED }])) : new Map(),
  };
}
