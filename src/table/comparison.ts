// What should be in the sheet after a write, what is there, and where else the write went: it goes by row numbers, and rows move.
import { type CellValue, type Content, isFormula, once, range, sameValue, textOf } from './cells';
import { type Columns, type Grid, keyAt, type View, valueAt } from './columns';
import { isDelicate, ROLE_NAMES, type Role } from './roles';
import type { Patch, Patches } from './rows';

/** Formulas by 0-based row and role. Roles without a column, and cells without a formula, are left out. */
export type Formulas = ReadonlyMap<number, Partial<Record<Role, string>>>;

/** The sheet at one moment. */
export interface Snapshot extends View {
  /** null where nobody knows yet which cells hold formulas. */
  formulas: Formulas | null;
}

/** One write, as far as it matters to what is read after it. */
export interface Written {
  before: Snapshot;
  /** What was written where, by 0-based row of `before`. */
  patches: Patches;
  /** Set when Google failed at the write: undo what reached the wrong rows, or write what is missing again. */
  failed?: 'take-back' | 'write-again';
  /** The patches correct what an earlier write put elsewhere. */
  corrects?: boolean;
}

export interface Comparison {
  written: Written;
  /** What should be there, by rows of the read before; and what is there. */
  then: View;
  now: View;
  ours: readonly Role[];
  /** Row now → row before, and the other way round. */
  pairs: ReadonlyMap<number, number>;
  places: ReadonlyMap<number, number>;
  /** What the write put into a cell, null where it put nothing. */
  puts: (index: number, role: Role) => CellValue | null;
  /** Each Status that a row shows and should not show. */
  strays: ReadonlySet<string>;
}

export const rolesOf = (patch: Patch): Role[] => ROLE_NAMES.filter((role) => patch[role] !== undefined);

/** What a cell of a row should hold, formula or value; null where nobody knows. */
export function contentOf({ written, then }: Comparison, index: number, role: Role): Content | null {
  const { before, patches, failed } = written;
  const isTakenBack = failed === 'take-back';
  const patched = patches.get(index)?.[role];
  if (patched !== undefined && !isTakenBack) return patched;
  const formula = before.formulas?.get(index)?.[role];
  if (formula !== undefined) return { formula };
  // A picture reads back as nothing.
  if (role === 'image') return before.formulas === null ? null : '';
  return valueAt(isTakenBack ? before : then, index, role);
}

/** A copy of the grid with patches applied, as it will read back: a formula shows nothing that is known. */
export function applyPatches(grid: Grid, columns: Columns, patches: Patches): Grid {
  return grid.map((cells, index) => {
    const patch = patches.get(index);
    if (!patch) return cells;
    const changed = [...cells];
    for (const role of ROLE_NAMES) {
      const column = columns.at[role];
      const content = patch[role];
      if (column !== undefined && content !== undefined && role !== 'image' && !isFormula(content))
        changed[column] = content;
    }
    return changed;
  });
}

/** What a write put into a cell, null where it put nothing: cells between its first and its last row are written too. */
export function cellsWritten(patches: Patches, then: View): Comparison['puts'] {
  const roles = new Set([...patches.values()].flatMap(rolesOf));
  const rows = new Set(rowsWritten(patches));
  return (index, role) => {
    const content = patches.get(index)?.[role];
    if (isDelicate(role)) return content === undefined || isFormula(content) ? null : content;
    return rows.has(index) && roles.has(role) ? valueAt(then, index, role) : null;
  };
}

/** From the first row of a write to its last one. */
function rowsWritten(patches: Patches): number[] {
  const [first, last] = [Math.min(...patches.keys()), Math.max(...patches.keys())];
  return range(first, last);
}

/** Outputs that no two codes share. */
const OWN = ['id', 'shortUrl', 'slug'] as const;

/** Roles that the write put into one row, with all that it put there together. */
interface Lost {
  roles: readonly Role[];
  texts: Set<string>;
}

/** What the write put and the rows that it was meant for do not show: it is elsewhere. What no two codes share says so alone. */
function lostPuts({ written, then, now, ours, puts, places }: Comparison): Lost[] {
  const lost = new Map<string, Lost>();
  for (const row of rowsWritten(written.patches)) {
    const put = ours.filter((role) => puts(row, role) !== null);
    const place = places.get(row);
    const isShown =
      place !== undefined && put.every((role) => sameValue(puts(row, role) ?? '', valueAt(now, place, role)));
    // A cell between two rows of the write that is another one now, in a row that shows nothing else strange: a user typed over it.
    const isTyped =
      place === row &&
      put.length === 1 &&
      !written.patches.has(row) &&
      ours.every(
        (role) => put.includes(role) || sameValue(valueAt(then, row, role), valueAt(now, row, role)),
      );
    const alone = OWN.filter((role) => (puts(row, role) ?? '') !== '').map((role) => [role]);
    // What a row in between holds may be in another one too: the write missed it, and hit that one.
    if (isTyped || (isShown && (written.patches.has(row) || alone.length === 0))) continue;
    for (const roles of isShown ? [put] : [put, ...alone]) {
      const same = lost.get(roles.join()) ?? { roles, texts: new Set() };
      same.texts.add(JSON.stringify(roles.map((role) => textOf(puts(row, role) ?? ''))));
      lost.set(roles.join(), same);
    }
  }
  return [...lost.values()];
}

/**
 * The roles that a row shows of another one: the write hit it before it came to where it is now.
 * @param source the row that it was before; undefined for a new one, which should be blank.
 */
export type Landed = (index: number, source: number | undefined) => Role[];

export function landings(comparison: Comparison): Landed {
  const { then, now, ours } = comparison;
  const lost = once(() => lostPuts(comparison));
  return (index, source) => {
    const found = (role: Role) => valueAt(now, index, role);
    const should = (role: Role) => (source === undefined ? '' : valueAt(then, source, role));
    const strange = ours.filter((role) => !sameValue(found(role), should(role)));
    // A single cell a user may have cleared.
    if (strange.length < 2 && strange.every((role) => found(role) === '')) return [];
    const hits = lost()
      .filter(({ roles }) => roles.some((role) => strange.includes(role)))
      .filter(({ roles, texts }) => texts.has(keyAt(now, index, roles)))
      .flatMap(({ roles }) => roles);
    return OWN.some((role) => hits.includes(role)) ? [...hits, 'status'] : hits;
  };
}
