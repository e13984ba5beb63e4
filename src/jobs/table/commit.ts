// The checked write: written, read back, and corrected where rows moved in between.
import { blocks } from '../../table/blocks';
import { isFormula } from '../../table/cells';
import { ROLE_NAMES, ROLES } from '../../table/roles';
import { mergePatches, type Patches } from '../../table/rows';
import { concurrentEdits, MAX_REPEATS, readAgain, reload, type Table } from './load';

/**
 * Writes patches and what is pending, flushes, and reads back; what met the wrong row because rows moved is corrected.
 * A user's own cells are written only where it is certain which of them hold formulas.
 * @param patches by row of the last read.
 * @throws UserError `concurrent-edits` where rows move faster than they can be written.
 */
export function commit(table: Table, patches: Patches = new Map()): void {
  table.pending = mergePatches(table.pending, patches);
  if (table.unconfirmed && touchesUserCells(table.pending)) reload(table);
  for (let repeat = 0; table.pending.size > 0; repeat += 1) {
    if (repeat === MAX_REPEATS) throw concurrentEdits();
    const { pending } = table;
    table.sheet.write(blocks(table.grid, table.columns, pending));
    readAgain(table, pending);
  }
}

/** Formulas that are restored count too: they are a user's. */
const touchesUserCells = (patches: Patches): boolean =>
  [...patches.values()].some((patch) =>
    ROLE_NAMES.some((role) => {
      const content = patch[role];
      if (content === undefined || role === 'slug') return false;
      return ROLES[role].owner === 'user' || (isFormula(content) && role !== 'image');
    }),
  );
