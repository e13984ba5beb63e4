// The checked write: written, read back, and corrected where rows moved in between.

import { CellsRefused } from '../../shared/errors';
import { blocks } from '../../table/blocks';
import { closed, isFormula } from '../../table/cells';
import { isUsers, ROLE_NAMES, type Role } from '../../table/roles';
import { mergePatches, type Patch, type Patches } from '../../table/rows';
import * as words from '../words';
import { concurrentEdits, formulaAt, MAX_REPEATS, reload, type Table } from './load';
import { readBack } from './read-back';

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
    const pending = withoutFormulaCells(table);
    try {
      table.sheet.write(blocks(table.grid, table.columns, pending), keyColumns(table));
    } catch (error) {
      table.pending = withoutRefused(table, pending, error);
      continue;
    }
    readBack(table, pending);
  }
}

/**
 * What is left to write where cells were refused. A slug is in the short URL as well: its cell stays as it is. A cell of the user's that
 * refuses what its code has now keeps its text, one that refuses a picture stays empty, and Status says so.
 * @throws `error` where that does not help.
 */
function withoutRefused({ columns: { at } }: Table, pending: Patches, error: unknown): Patches {
  if (!(error instanceof CellsRefused)) throw error;
  const { cells } = error;
  const roles = LEFT_OUT.filter((role) => cells.has(at[role] ?? -1));
  if (roles.length < cells.size) throw error;
  return new Map(
    [...pending].map(([index, patch]): [number, Patch] => {
      const refused = roles.filter(
        (role) => patch[role] !== undefined && cells.get(at[role] ?? -1)?.has(index),
      );
      const others = { ...patch };
      for (const role of refused) delete others[role];
      const told = refused.filter((role) => role !== 'slug' && patch[role] !== '');
      if (told.length === 0) return [index, others];
      const { status } = patch;
      const isNew = patch.id !== undefined && told.some(isUsers);
      if (typeof status !== 'string' || isNew) throw error;
      const why = told.some(isUsers) ? words.cellRefuses : words.pictureRefused;
      return [index, { ...others, status: `${closed(status)} ${why}` }];
    }),
  );
}

/** What keeps no ID, short URL or Status from being written. */
const LEFT_OUT = ROLE_NAMES.filter((role) => isUsers(role) || role === 'image');

/** Without an ID, its short URL, or what was changed of the user's a row must not say that it has them. */
const keyColumns = ({ columns: { at } }: Table): number[] =>
  ROLE_NAMES.flatMap((role) => {
    const isKey = role === 'id' || role === 'shortUrl' || (role !== 'slug' && isUsers(role));
    return isKey ? (at[role] ?? []) : [];
  });

/** Formulas that are restored count too: they are a user's. */
const touchesUserCells = (patches: Patches): boolean =>
  [...patches.values()].some((patch) =>
    ROLE_NAMES.some((role) => {
      const content = patch[role];
      if (content === undefined) return false;
      return isUsers(role) || (isFormula(content) && role !== 'image');
    }),
  );

/** A formula of the user's stays, even where it shows nothing and so looks like a blank cell. */
const withoutFormulaCells = (table: Table): Patches =>
  new Map([...table.pending].map(([index, patch]) => [index, withoutFormulas(table, index, patch)]));

/** Names that come from the links have no cells of their own: to write one would replace a link. */
const isDerivedName = ({ columns: { at } }: Table, role: Role): boolean =>
  role === 'name' && at.name === at.destination;

function withoutFormulas(table: Table, index: number, patch: Patch): Patch {
  const own = ROLE_NAMES.filter(
    (role) =>
      isUsers(role) &&
      patch[role] !== undefined &&
      (isDerivedName(table, role) || (!isFormula(patch[role]) && formulaAt(table, index, role))),
  );
  if (own.length === 0) return patch;
  const rest = { ...patch };
  for (const role of own) delete rest[role];
  return rest;
}
