// Rows that an earlier job queued and never came to: they wait for nothing, and say so.
import { textOf } from '../table/cells';
import { SCAN_QUEUED } from '../table/ownership';
import type { Patch } from '../table/rows';
import { isChangeQueued, NOT_REACHED, STOPPED } from '../table/status';
import type { Table } from './table/load';

/** @param except rows that a new job takes over. */
export function abandonedRows(
  { rows, grid, columns }: Table,
  except: ReadonlySet<number> = new Set(),
): Map<number, Patch> {
  const patches = new Map<number, Patch>();
  const asOf = columns.at.scansAsOf ?? -1;
  for (const row of rows) {
    if (except.has(row.index)) continue;
    const patch: Patch = {};
    if (row.mark.kind === 'queued' && row.id === '') patch.status = STOPPED;
    else if (isChangeQueued(row.status)) patch.status = NOT_REACHED;
    if (textOf(grid[row.index]?.[asOf]) === SCAN_QUEUED) patch.scansAsOf = '';
    if (Object.keys(patch).length > 0) patches.set(row.index, patch);
  }
  return patches;
}
