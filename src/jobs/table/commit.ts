// The checked write: written, read back, and corrected where rows moved in between.

import { CellsRefused, UserError } from '../../shared/errors';
import { blocks } from '../../table/blocks';
import { closed, isFormula } from '../../table/cells';
import { isScan, isUsers, ROLE_NAMES, ROLES, type Role } from '../../table/roles';
import { mergePatches, type Patch, type Patches } from '../../table/rows';
import { isChangeQueued } from '../../table/status';
import * as words from '../words';
import { concurrentEdits, formulaAt, MAX_REPEATS, readAgain, reload, type Table } from './load';
import { readBack } from './read-back';

/** What a commit must know beside the cells. */
interface Beside {
  /** It also flushes log lines. If it fails they may be lost, and no row may show a result that the log lacks. */
  hasLines?: boolean;
  /** Rows get back what another write put elsewhere. */
  corrects?: boolean;
  /** Further corrections after a failed write. Called once the sheet is read and corrected. */
  restore?: (() => Patches) | undefined;
}

/**
 * Writes patches and what is pending, flushes, and reads back; what met the wrong row because rows moved is corrected.
 * A user's own cells are written only where it is certain which of them hold formulas.
 * @param patches by row of the last read.
 * @throws UserError `concurrent-edits` where rows move faster than they can be written; CellsRefused once all that fits is written,
 * where a row can't say what it lacks
 */
export function commit(
  table: Table,
  patches: Patches = new Map(),
  { hasLines = false, corrects = false, restore }: Beside = {},
): void {
  table.pending = mergePatches(table.pending, patches);
  writePending(table, corrects, (written, isFirst) => {
    try {
      readAgain(table, written, { failed: hasLines && isFirst ? 'take-back' : 'write-again' });
      writePending(table, true, () => undefined);
      table.pending = mergePatches(table.pending, restore?.() ?? new Map());
      writePending(table, true, () => undefined);
    } catch {
      // Google still fails: the first error is thrown.
    }
  });
}

/**
 * @param putRight is called when Google fails, with the cells of that write: part of it may have reached the wrong rows. `isFirst` is
 * false for a correction.
 */
function writePending(
  table: Table,
  corrects: boolean,
  putRight: (written: Patches, isFirst: boolean) => void,
): void {
  if (table.unconfirmed && touchesUserCells(table.pending)) reload(table);
  const untold: CellsRefused[] = [];
  for (let repeat = 0; table.pending.size > 0; repeat += 1) {
    if (repeat === MAX_REPEATS) throw concurrentEdits();
    const pending = withoutFormulaCells(table);
    const isCorrection = corrects || repeat > 0;
    try {
      table.sheet.write(blocks(table.grid, table.columns, pending, isCorrection), keyColumns(table, pending));
    } catch (error) {
      if (error instanceof CellsRefused) {
        table.pending = withoutRefused(table, pending, error, untold);
        continue;
      }
      if (!(error instanceof UserError)) putRight(pending, repeat === 0);
      throw error;
    }
    readOr(
      () => putRight(pending, false),
      () => readBack(table, pending, isCorrection),
    );
  }
  if (untold[0]) throw untold[0];
}

/** Reads a write back. If Google fails, `again` reads and corrects before the error is thrown. */
function readOr(again: () => void, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) again();
    throw error;
  }
}

/** What any row may lack: a slug is in the short URL as well, and Status says that a picture was refused. */
const SPARE: readonly Role[] = ['slug', 'image', 'status'];

/** Of a code that is deleted a row keeps all or nothing. */
const isDelete = ({ id }: Patch): boolean => id === '';

/** What a refresh writes is one thing to people. */
const labelOf = (role: Role): string => ROLES[isScan(role) ? 'scans' : role].label;

/** Scans beside an ID are those of the code that the row had before. */
const mayLack = (role: Role, { id }: Patch): boolean =>
  SPARE.includes(role) || (id === undefined ? isUsers(role) : isScan(role));

/**
 * What is left to write where cells were refused.
 * @param untold gets the error where a Status can't say what its row lacks.
 */
const withoutRefused = (
  { columns: { at } }: Table,
  pending: Patches,
  error: CellsRefused,
  untold: CellsRefused[],
): Patches =>
  new Map(
    [...pending].map(([index, patch]): [number, Patch] => {
      const isRefused = (role: Role) =>
        patch[role] !== undefined && error.cells.get(at[role] ?? -1)?.has(index);
      const { left, isTold } = fitting(patch, ROLE_NAMES.filter(isRefused));
      if (!isTold) untold.push(error);
      return [index, left];
    }),
  );

/**
 * The cells that a row can get. A cell of the user's that refuses what its code has now keeps its text, one that refuses a picture
 * stays empty, and Status says so. Nothing is written of a row that can't get an ID, or what else it must have.
 */
function fitting(patch: Patch, refused: readonly Role[]): { left: Patch; isTold: boolean } {
  const left = { ...patch };
  for (const role of refused) delete left[role];
  const missed = refused.filter((role) => role !== 'slug');
  if (missed.length === 0) return { left, isTold: true };
  const { status } = left;
  const told = (why: string): Patch => ({ status: `${closed(String(status))} ${why}` });
  const canTell = typeof status === 'string';
  const refuse = (roles: readonly Role[]) => words.cellsRefuse([...new Set(roles.map(labelOf))]);
  if (isDelete(patch)) return { left: canTell ? told(refuse(missed)) : {}, isTold: canTell };
  if (!missed.every((role) => mayLack(role, patch))) return { left: {}, isTold: false };
  // The word that follows says what the row lacks.
  if (isChangeQueued(String(status))) return { left, isTold: true };
  const kept = missed.filter((role) => isUsers(role) || isScan(role));
  const why = kept.length > 0 ? refuse(kept) : words.pictureRefused;
  return { left: canTell ? { ...left, ...told(why) } : left, isTold: canTell };
}

/** Without these a row must not say that it has them. */
const keyColumns = ({ columns: { at } }: Table, pending: Patches): number[] => {
  const deletes = [...pending.values()].some(isDelete);
  const codes = [...pending.values()].some(({ id }) => id !== undefined);
  const isSpare = (role: Role) =>
    (SPARE.includes(role) && !(role === 'image' && deletes)) || (isScan(role) && codes);
  return ROLE_NAMES.flatMap((role) => (isSpare(role) ? [] : (at[role] ?? [])));
};

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
