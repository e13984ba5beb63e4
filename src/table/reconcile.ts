// Compares the sheet with what it should hold after a write, and says which cells must be corrected.
//
// A sheet has no write that is bound to a row's contents: between a read and the write that follows, a colleague can
// sort. Some people sort the columns that they filled in and leave ours where they are. Both keep our cells at their row
// numbers while the inputs move, and both show when what was expected is compared with what is read next.
import { type CellValue, type Content, groupBy, isFormula, sameValue, textOf } from './cells';
import type { Columns, Grid } from './columns';
import { contentRows, INPUTS, isBlank, OUTPUTS, pairRows, textAt, type View, valueAt } from './pair-rows';
import { isDelicate, ROLE_NAMES, ROLES, type Role } from './roles';
import type { Patch, Patches } from './rows';

/** Formulas by 0-based row and role. Roles without a column, and cells without a formula, are left out. */
export type Formulas = ReadonlyMap<number, Partial<Record<Role, string>>>;

/** The sheet at one moment. */
export interface Snapshot {
  grid: Grid;
  columns: Columns;
  /** null where nobody knows yet which cells hold formulas. */
  formulas: Formulas | null;
}

/** One write, as far as it matters to what is read after it. */
export interface Written {
  before: Snapshot;
  /** What was written where, by 0-based row of `before`. */
  patches: Patches;
}

export interface Reconciled {
  /** By row of the new read: cells to correct. What a user typed over is left as it is. */
  corrections: Map<number, Patch>;
  /** Row now → row before, for all rows that can be recognized. */
  pairs: Map<number, number>;
  /** The formulas that belong to the rows as they are now. */
  formulas: Formulas | null;
}

/**
 * @param written the last read and the patches written since; no patches where nothing was written.
 * @param grid the cells as they are read now, with their columns.
 * @param tracked further columns that a job fills in.
 */
export function reconcile(
  written: Written,
  grid: Grid,
  columns: Columns,
  tracked: readonly Role[] = [],
): Reconciled {
  const { before, patches } = written;
  const expected = applyPatches(before.grid, before.columns, patches);
  const wrote = new Set([...patches.values()].flatMap(rolesOf));
  const ours = ROLE_NAMES.filter(
    (role) =>
      role !== 'image' &&
      (OUTPUTS.some((output) => output === role) || tracked.includes(role) || wrote.has(role)),
  );
  const then: View = { grid: expected, columns: before.columns };
  const now: View = { grid, columns };
  const pairs = pairRows(then, now, wrote);
  const puts = cellsWritten(patches, then);
  const places = new Map([...pairs].map(([index, source]) => [source, index] as const));
  const strays = strayWords(then, now, pairs);
  const comparison: Comparison = { written, then, now, ours, places, puts, strays };
  const corrections = new Map<number, Patch>();
  const landed = landings(comparison);
  const swapped = swaps(comparison);
  const strayed = strayedCells(comparison, landed);
  for (let index = columns.headerRow + 1; index < grid.length; index += 1) {
    const source = pairs.get(index);
    const patch =
      source === undefined ? strayed(index) : displacedCells(comparison, index, source, { landed, swapped });
    if (Object.keys(patch).length > 0) corrections.set(index, patch);
  }
  return { corrections, pairs, formulas: carryFormulas(before.formulas, patches, pairs) };
}

interface Comparison {
  written: Written;
  /** What should be there, by rows of the read before; and what is there. */
  then: View;
  now: View;
  ours: readonly Role[];
  /** Row before → row now. */
  places: ReadonlyMap<number, number>;
  /** What the write put into a cell, null where it put nothing. */
  puts: (index: number, role: Role) => CellValue | null;
  strays: ReadonlySet<string>;
}

const rolesOf = (patch: Patch): Role[] => ROLE_NAMES.filter((role) => patch[role] !== undefined);

/** What a cell of a row should hold, formula or value; null where nobody knows. */
function contentOf({ written, then }: Comparison, index: number, role: Role): Content | null {
  const { before, patches } = written;
  const patched = patches.get(index)?.[role];
  if (patched !== undefined) return patched;
  const formula = before.formulas?.get(index)?.[role];
  if (formula !== undefined) return { formula };
  // A picture reads back as nothing.
  if (role === 'image') return before.formulas === null ? null : '';
  return valueAt(then, index, role);
}

/** Outputs that no two codes share. */
const OWN = ['id', 'shortUrl', 'slug'] as const;

/**
 * Whether a row holds what it held before the write in all cells that it changed: it was elsewhere at that moment, and came back. A
 * single one a user may have cleared, but for a Status that another row shows.
 */
function isUntouched(
  { written, then, now, ours, strays }: Comparison,
  index: number,
  source: number,
): boolean {
  const before = (role: Role) => valueAt(written.before, source, role);
  const changed = ours.filter((role) => !sameValue(before(role), valueAt(then, source, role)));
  return (
    changed.every((role) => sameValue(valueAt(now, index, role), before(role))) &&
    (changed.length > 1 || (changed[0] === 'status' && strays.has(textAt(then, source, 'status'))))
  );
}

/** Each Status that a row shows and should not show. */
function strayWords(then: View, now: View, pairs: ReadonlyMap<number, number>): ReadonlySet<string> {
  const words = now.grid.map((_, index) => textAt(now, index, 'status'));
  return new Set(words.filter((word, index) => word !== textAt(then, pairs.get(index) ?? -1, 'status')));
}

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
type Landed = (index: number, source: number | undefined) => Role[];

function landings(comparison: Comparison): Landed {
  const { then, now, ours } = comparison;
  let lost: Lost[] | null = null;
  return (index, source) => {
    const found = (role: Role) => valueAt(now, index, role);
    const should = (role: Role) => (source === undefined ? '' : valueAt(then, source, role));
    const strange = ours.filter((role) => !sameValue(found(role), should(role)));
    // A single cell a user may have cleared.
    if (strange.length < 2 && strange.every((role) => isBlankValue(found(role)))) return [];
    lost ??= lostPuts(comparison);
    const hits = lost
      .filter(({ roles }) => roles.some((role) => strange.includes(role)))
      .filter(({ roles, texts }) => texts.has(JSON.stringify(roles.map((role) => textOf(found(role))))))
      .flatMap(({ roles }) => roles);
    return OWN.some((role) => hits.includes(role)) ? [...hits, 'status'] : hits;
  };
}

/** Whether a row shows what one that is filled in alike held before the write, which met the other of the two: they change places. */
type Swapped = (index: number, source: number) => boolean;

function swaps({ written, now, ours }: Comparison): Swapped {
  const keyOf = (view: View, index: number) =>
    JSON.stringify(['name', 'destination', 'tags', ...ours].map((role) => textAt(view, index, role as Role)));
  let missed: Map<string, number> | null = null;
  return (index, source) => {
    missed ??= new Map([...written.patches.keys()].map((row) => [keyOf(written.before, row), row] as const));
    return (missed.get(keyOf(now, index)) ?? source) !== source;
  };
}

/** The cells of a row that moved: ours that stayed at their row number, or that the write put elsewhere. */
function displacedCells(
  comparison: Comparison,
  index: number,
  source: number,
  { landed, swapped }: { landed: Landed; swapped: Swapped },
): Patch {
  const { written, then, now, ours } = comparison;
  const differs = ours.some((role) => !sameValue(valueAt(now, index, role), valueAt(then, source, role)));
  const hits = landed(index, source);
  const mayDiffer = source !== index || hits.length > 0 || isUntouched(comparison, index, source);
  const isOther = differs && swapped(index, source);
  const patch: Patch = {};
  for (const role of ours) {
    const found = valueAt(now, index, role);
    const stayed = sameValue(found, valueAt(then, index, role));
    const missed =
      written.patches.get(source)?.[role] !== undefined &&
      sameValue(found, valueAt(written.before, source, role));
    const isOurs = isOther || (mayDiffer && (stayed || missed)) || hits.includes(role);
    if (sameValue(found, valueAt(then, source, role)) || !isOurs) continue;
    const content = contentOf(comparison, source, role);
    if (content !== null) patch[role] = content;
  }
  // The write may have met another row, which has no ID either: the picture is still there, and cannot be read.
  if (source !== index && written.patches.get(source)?.id === '' && textAt(now, index, 'id') === '')
    patch.id = '';
  return withPicture(patch, () => contentOf(comparison, source, 'image'));
}

/** A picture goes where its ID goes. */
function withPicture(patch: Patch, picture: () => Content | null): Patch {
  if (patch.id === undefined) return patch;
  const image = patch.id === '' ? '' : picture();
  return image === null ? patch : { ...patch, image };
}

/** The cells of new rows that slid under our write, and where a row is gone: they become empty again, or those of the row they are a copy of. */
function strayedCells(comparison: Comparison, landed: Landed): (index: number) => Patch {
  const { written, then, now, ours, places, puts } = comparison;
  const keyOf = (view: View, index: number, roles: readonly Role[]) =>
    JSON.stringify(roles.map((role) => textAt(view, index, role)));
  /** Rows before by what some roles say, made once: a user may have pasted thousands of rows. */
  const indexes = new Map<string, Map<string, number[]>>();
  const alike = (index: number, roles: readonly Role[]): number[] => {
    const byKey = indexes.get(roles.join()) ?? groupBy(contentRows(then), (row) => keyOf(then, row, roles));
    indexes.set(roles.join(), byKey);
    return byKey.get(keyOf(now, index, roles)) ?? [];
  };
  /** The row that a new one is a copy of, by what our write did not hit. The slug may be ours anyway. */
  const sourceOf = (index: number, hits: readonly Role[]): number | undefined => {
    const kept = (['name', 'destination', 'tags'] as const).filter((role) => !hits.includes(role));
    if (kept.every((role) => textAt(now, index, role) === '')) return undefined;
    const [whole] = alike(index, [...INPUTS, ...OUTPUTS]);
    return whole ?? alike(index, kept).slice(-1)[0];
  };
  const isHit = (index: number, role: Role) => {
    const hit = puts(index, role);
    return hit !== null && sameValue(valueAt(now, index, role), hit);
  };
  /** Whether the row is elsewhere, had nothing to be recognized by, or is gone and left nothing but what was written. */
  const isStrange = (index: number, hits: readonly Role[]) => {
    const place = places.get(index);
    return place === undefined ? isBlank(then, index) || isBlank(now, index, hits) : place !== index;
  };
  /** Whether a row is as its user made it. One that was hit elsewhere is a copy, or has nothing in it but what was written. */
  const isUsers = (index: number, landing: readonly Role[], hits: readonly Role[], source?: number) => {
    if (!landing.some((role) => !isHit(index, role))) return !isStrange(index, hits);
    const isFilled = (role: Role) => !hits.includes(role) && textAt(now, index, role) !== '';
    return source === undefined && [...INPUTS, ...OUTPUTS].some(isFilled);
  };
  return (index) => {
    const landing = landed(index, undefined);
    const own = ours.filter((role) => isHit(index, role) && !isBlankValue(valueAt(now, index, role)));
    const hits = landing.length > 0 ? landing : own;
    const source = sourceOf(index, hits);
    if (isUsers(index, landing, hits, source)) return {};
    const of = (view: View, role: Role) => (source === undefined ? '' : valueAt(view, source, role));
    // The word of a copy that still has all else, where a row without a word was.
    const isWordLost = !hits.includes('status') && isHit(index, 'status');
    if (isWordLost && textAt(now, index, 'id') === of(written.before, 'id')) hits.push('status');
    if (hits.every((role) => sameValue(valueAt(now, index, role), of(then, role)))) return {};
    const patch: Patch = {};
    // A copy has the same code, and so the same numbers; a mark of the row that it is a copy of is not its own.
    for (const role of hits) patch[role] = of(ROLES[role].type === 'text' ? written.before : then, role);
    return withPicture(patch, () => (source === undefined ? null : contentOf(comparison, source, 'image')));
  };
}

const isBlankValue = (value: CellValue): boolean => value === '';

/** What a write put into a cell, null where it put nothing: cells between its first and its last row are written too. */
function cellsWritten(patches: Patches, then: View): Comparison['puts'] {
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
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
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

/** The formulas that go with the rows: a patch replaces what was there. */
function carryFormulas(
  formulas: Formulas | null,
  patches: Patches,
  pairs: ReadonlyMap<number, number>,
): Formulas | null {
  if (formulas === null) return null;
  const carried = new Map<number, Partial<Record<Role, string>>>();
  const sources = new Set(pairs.values());
  // A row without anything to recognize it by is taken to be where it was.
  const unknown = [...formulas.keys()].filter((index) => !pairs.has(index) && !sources.has(index));
  for (const [index, source] of [...pairs, ...unknown.map((index) => [index, index] as const)]) {
    const own = { ...formulas.get(source) };
    for (const role of rolesOf(patches.get(source) ?? {})) {
      const content = patches.get(source)?.[role] ?? '';
      if (isFormula(content)) own[role] = content.formula;
      else delete own[role];
    }
    if (Object.keys(own).length > 0) carried.set(index, own);
  }
  return carried;
}
