// Changes cells of the user's that they agreed to: wrong links and slugs. A cell that holds something else by now is left alone.
import { loadUser } from '../google/connection';
import { loadOverrides } from '../google/overrides';
import { activeSheetId } from '../google/selection';
import { openSheet } from '../google/spreadsheet';
import { isEnded } from '../jobs/job';
import { load } from '../jobs/record';
import { openTable } from '../jobs/table/columns';
import { commit } from '../jobs/table/commit';
import { formulaAt, reload } from '../jobs/table/load';
import type { Input } from '../shared/contract/methods';
import type { CellFix } from '../shared/contract/sheet';
import { UserError } from '../shared/errors';
import { type Patch, readCell } from '../table/rows';
import { storeOf } from './context';
import * as words from './words';

/** @throws UserError `job-busy` while a job writes to the document; `columns-missing`, `sheet-protected`, `concurrent-edits` */
export function fixCells({ fixes }: Input<'fixCells'>): { fixed: CellFix[] } {
  const { job } = load(storeOf(loadUser()));
  if (job && !isEnded(job)) throw new UserError('job-busy', words.fixLater);
  const sheetId = activeSheetId();
  const sheet = openSheet(sheetId);
  const table = openTable(sheet, sheet.read('text'), { writesUserCells: true }, loadOverrides(sheetId));
  // Which cells hold formulas must be certain: these stay, and are not told as fixed.
  reload(table);
  const patches = new Map<number, Patch>();
  const fixed = fixes.filter(({ row, role, from, to }) => {
    const text = readCell(table, row - 1, role);
    const holds = text === from && formulaAt(table, row - 1, role) === '';
    if (holds) patches.set(row - 1, { ...patches.get(row - 1), [role]: to });
    return holds;
  });
  commit(table, patches);
  return { fixed };
}
