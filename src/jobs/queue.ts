// Rows that an earlier job marked and never came to: they wait for nothing, and say so.
import { unlessRefused } from '../shared/errors';
import { groupBy, isEmpty, once, textOf } from '../table/cells';
import { type Grid, type Headers, textAt } from '../table/columns';
import { type LogLine, readLog, SENT } from '../table/log';
import { SCAN_QUEUED } from '../table/ownership';
import type { Patch, Row } from '../table/rows';
import {
  CREATED,
  isChangeQueued,
  isOurs,
  keepPaused,
  NONCE_LENGTH,
  NOT_CONFIRMED,
  STOPPED,
  saysCode,
  saysNoCode,
  unconfirmed,
  withoutPaused,
} from '../table/status';
import { saidAfter, saidBefore, unwritten } from './change/said-before';
import { notKnown } from './change/words';
import { unsealedToken } from './create/binding';
import type { Job } from './job';
import type { Ports } from './ports';
import { openTable } from './table/columns';
import { commit } from './table/commit';
import type { Table } from './table/load';

/** A job that nobody continues: its writes may have been cut off, and have met other rows. */
interface Abandoned {
  id: string;
  /** What the log has of a code. */
  linesOf(id: string): readonly LogLine[];
}

/** @param except rows that a new job takes over. @param abandoned null where each row has its own word. */
export function abandonedRows(
  table: Table,
  except: ReadonlySet<number>,
  abandoned: Abandoned | null = null,
): Map<number, Patch> {
  const patches = new Map<number, Patch>();
  for (const row of table.rows) {
    if (except.has(row.index)) continue;
    const status = abandonedStatus(row, abandoned);
    const patch: Patch = status === null || status === row.status ? {} : { status };
    if (textAt(table, row.index, 'scansAsOf') === SCAN_QUEUED) patch.scansAsOf = '';
    if (!isEmpty(patch)) patches.set(row.index, patch);
  }
  return patches;
}

function abandonedStatus(row: Row, abandoned: Abandoned | null): string | null {
  const { mark, empty, id, status } = row;
  // The word of another row: rows moved while it was written.
  const isOthers = abandoned !== null && id === '' && saysCode(status);
  if ((mark.kind !== 'none' || isOthers) && empty) return '';
  if (id !== '' && saysNoCode(status)) return CREATED;
  if (mark.kind === 'queued' || isOthers) return STOPPED;
  // Whether its request left is found out when codes are created again.
  if (mark.kind === 'creating') return unconfirmed(mark.token, mark.tries);
  if (id === '' && !empty && isChangeQueued(status)) return unconfirmed(lostToken(row), 0);
  return abandoned ? unchangedStatus(row, abandoned) : leftStatus(status);
}

const leftStatus = (status: string): string | null =>
  isChangeQueued(status) ? keepPaused(status, NOT_CONFIRMED) : null;

/** What a row says of its code where a job was to change it, or where that job's word may be another row's. */
function unchangedStatus(row: Row, { id: job, linesOf }: Abandoned): string | null {
  const isQueued = isChangeQueued(row.status);
  // A write of this very word may have been cut off, too.
  const isStopped = withoutPaused(row.status) === NOT_CONFIRMED;
  const lines = row.id === '' ? [] : linesOf(row.id);
  const own = saidAfter(row, lines, job);
  if (own !== null) return isQueued || unwritten(row, lines, job).length > 0 ? own : null;
  if (isStopped && lines.some(({ result }) => result === notKnown || result === SENT)) return null;
  return isQueued || isStopped ? saidBefore(row, lines) : null;
}

/** The word of another row may have replaced a mark: Qrius is asked before a code is created. The row's number tells tokens apart. */
const lostToken = (row: Row): string =>
  unsealedToken(row.index.toString(36).padStart(NONCE_LENGTH, '0'), row);

/**
 * Rows of a job that nobody continues, in whatever sheet: they wait for nothing. A column that is the user's own is
 * left alone, as when a job opens the sheet.
 */
export const tellAbandoned = (
  { openSheet, log }: Pick<Ports, 'openSheet' | 'log'>,
  { id, sheetId, headers }: Job,
): void =>
  // Where the sheet is gone, or its columns have changed, there is nobody to tell.
  unlessRefused(() => {
    const sheet = openSheet(sheetId);
    const own = headers.status === undefined ? [] : (['status'] as const);
    const table = openTable(sheet, withoutDoubles(sheet.read('text'), headers), { own }, headers, false);
    const lines = once(() => groupBy(readLog(log.read()), ({ id }) => id));
    // Where the column of IDs is gone, no row shows whether it has a code.
    const abandoned =
      table.columns.at.id === undefined ? null : { id, linesOf: (code: string) => lines().get(code) ?? [] };
    commit(table, abandonedRows(table, new Set(), abandoned));
    // A row that was copied meanwhile.
    commit(table, abandonedRows(table, new Set(), abandoned));
  });

/** Headers that somebody doubled count once: the column that holds most of what the job wrote or read is the one that it used. */
function withoutDoubles(grid: Grid, headers: Headers): Grid {
  const texts = Object.values(headers);
  const counts = grid.map((cells) => texts.filter((text) => cells.includes(text)).length);
  const headerRow = counts.indexOf(Math.max(...counts));
  const row = grid[headerRow] ?? [];
  const held = (column: number, text: string) =>
    grid.filter((cells, index) => {
      const content = textOf(cells[column] ?? '');
      return index > headerRow && (text === headers.status ? isOurs(content) : content !== '');
    }).length;
  const hidden = texts.flatMap((text) => {
    const columns = row.flatMap((cell, column) => (cell === text ? column : []));
    return columns.sort((a, b) => held(b, text) - held(a, text)).slice(1);
  });
  return hidden.length === 0
    ? grid
    : grid.map((cells, index) =>
        index === headerRow ? cells.map((cell, column) => (hidden.includes(column) ? '' : cell)) : cells,
      );
}
