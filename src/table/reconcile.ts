// Compares the sheet with what it should hold after a write, and says which cells must be corrected.
//
// A sheet has no write that is bound to a row's contents: between a read and the write that follows, a colleague can
// sort. Some people sort the columns that they filled in and leave ours where they are. Both keep our cells at their row
// numbers while the inputs move, and both show when what was expected is compared with what is read next.
import { type CellValue, type Content, groupBy, isEmpty, isFormula, once, sameValue } from './cells';
import { type Columns, type Grid, keyAt, textAt, type View, valueAt } from './columns';
import {
  applyPatches,
  type Comparison,
  cellsWritten,
  contentOf,
  type Formulas,
  type Landed,
  landings,
  rolesOf,
  type Written,
} from './comparison';
import { leftovers } from './leftovers';
import { contentRows, INPUTS, isBlank, notesOf, OUTPUTS, pairRows, placesOf, TOLD } from './pair-rows';
import { ROLE_NAMES, ROLES, type Role } from './roles';
import type { Patch, Patches } from './rows';

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
  const pairs = pairRows(then, now, before, wrote);
  const puts = cellsWritten(patches, then);
  const places = placesOf(pairs);
  const strays = strayWords(then, now, pairs);
  const comparison: Comparison = { written, then, now, ours, pairs, places, puts, strays };
  const corrections = new Map<number, Patch>();
  const landed = landings(comparison);
  const swapped = swaps(comparison);
  const strayed = strayedCells(comparison, landed);
  for (let index = columns.headerRow + 1; index < grid.length; index += 1) {
    const source = pairs.get(index);
    const patch =
      source === undefined ? strayed(index) : displacedCells(comparison, index, source, { landed, swapped });
    if (!isEmpty(patch)) corrections.set(index, patch);
  }
  return { corrections, pairs, formulas: carryFormulas(before.formulas, patches, pairs) };
}

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

/** Whether a row shows what one that is filled in alike held before the write, which met the other of the two: they change places. */
type Swapped = (index: number, source: number) => boolean;

function swaps({ written, now, ours }: Comparison): Swapped {
  const roles = [...TOLD, ...ours];
  const missed = once(
    () =>
      new Map([...written.patches.keys()].map((row) => [keyAt(written.before, row, roles), row] as const)),
  );
  return (index, source) => (missed().get(keyAt(now, index, roles)) ?? source) !== source;
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
  const mayDiffer =
    written.failed === 'write-again' ||
    source !== index ||
    hits.length > 0 ||
    isUntouched(comparison, index, source);
  const isOther = differs && swapped(index, source);
  const patch: Patch = {};
  for (const role of ours) {
    const found = valueAt(now, index, role);
    const stayed = sameValue(found, valueAt(then, index, role));
    const missed =
      written.patches.get(source)?.[role] !== undefined &&
      sameValue(found, valueAt(written.before, source, role));
    const isOurs = isOther || (mayDiffer && (stayed || missed)) || hits.includes(role);
    if (!isOurs || isRight(comparison, found, source, role)) continue;
    const content = contentOf(comparison, source, role);
    if (content !== null) patch[role] = content;
  }
  if (!isEmpty(patch)) Object.assign(patch, takenBack(comparison, index, source));
  // The write may have met another row, which has no ID either: the picture is still there, and cannot be read.
  if (source !== index && written.patches.get(source)?.id === '' && textAt(now, index, 'id') === '')
    patch.id = '';
  return withPicture(patch, () => contentOf(comparison, source, 'image'));
}

/** The other written cells of a row that must be undone. They can match its own result by chance: two rows often get the same Status. */
function takenBack({ written, then, now, ours }: Comparison, index: number, source: number): Patch {
  const had = (role: Role) => valueAt(written.before, source, role);
  const isWritten = (role: Role) =>
    !sameValue(valueAt(then, source, role), had(role)) &&
    sameValue(valueAt(now, index, role), valueAt(then, source, role));
  const own = written.failed === 'take-back' ? ours.filter(isWritten) : [];
  return Object.fromEntries(own.map((role) => [role, had(role)]));
}

/** Whether a cell needs no correction: it holds its new value, or its former one while a failed write is undone. */
const isRight = ({ written, then }: Comparison, found: CellValue, source: number, role: Role): boolean =>
  sameValue(found, valueAt(then, source, role)) ||
  (written.failed === 'take-back' && sameValue(found, valueAt(written.before, source, role)));

/** A picture goes where its ID goes. */
function withPicture(patch: Patch, picture: () => Content | null): Patch {
  if (patch.id === undefined) return patch;
  const image = patch.id === '' ? '' : picture();
  return image === null ? patch : { ...patch, image };
}

/** The row that a new one is a copy of, by what our write did not hit. The slug may be ours anyway. */
function copySources(then: View, now: View): (index: number, hits: readonly Role[]) => number | undefined {
  /** Rows before by what some roles say, made once: a user may have pasted thousands of rows. */
  const indexes = new Map<string, Map<string, number[]>>();
  // Asked for new rows only: it looks at each cell of the sheet.
  const notes = once(() => notesOf(then, now));
  const alike = (index: number, roles: readonly Role[]): number[] => {
    const byKey = indexes.get(roles.join()) ?? groupBy(contentRows(then), (row) => keyAt(then, row, roles));
    indexes.set(roles.join(), byKey);
    return byKey.get(keyAt(now, index, roles)) ?? [];
  };
  return (index, hits) => {
    const kept = TOLD.filter((role) => !hits.includes(role));
    if (kept.every((role) => textAt(now, index, role) === '')) return undefined;
    const [whole] = alike(index, [...INPUTS, ...OUTPUTS]);
    // Of rows that are filled in alike it is a copy of the one with its code.
    const withCode = hits.includes('id') ? [] : alike(index, [...kept, 'id']);
    const some = withCode.length > 0 ? withCode : alike(index, kept);
    const noted = some.filter((row) => String(notes()(then, row)) === String(notes()(now, index)));
    return whole ?? [...some, ...noted].pop();
  };
}

/** Whether the write takes another row's code, or its word, out of a row with a code: what a copy of it shows is as wrong. */
function isCorrected({ before, corrects = false }: Written, then: View, source: number): boolean {
  const [was, is] = [before, then].map((view) => textAt(view, source, 'id'));
  return was !== '' && is !== '' && (corrects || was !== is);
}

/** The cells of new rows that slid under our write, and where a row is gone: they become empty again, or those of the row they are a copy of. */
function strayedCells(comparison: Comparison, landed: Landed): (index: number) => Patch {
  const { written, then, now, ours, places, puts } = comparison;
  const sourceOf = copySources(then, now);
  const left = leftovers(comparison);
  const isHit = (index: number, role: Role) => {
    const hit = puts(index, role);
    return hit !== null && sameValue(valueAt(now, index, role), hit);
  };
  /** What landed on a new row. One that the write met right here still has its own word, if none was written. */
  const landedOn = (index: number): Role[] => {
    const roles = landed(index, undefined);
    const isHere =
      !isBlank(now, index, roles) && roles.every((role) => role === 'status' || isHit(index, role));
    return isHere ? roles.filter((role) => isHit(index, role)) : roles;
  };
  /** Whether the row is elsewhere, had nothing to be recognized by, or is gone and left nothing but what was written. */
  const isStrange = (index: number, hits: readonly Role[]) => {
    const place = places.get(index);
    if (place !== undefined) return place !== index;
    return isBlank(then, index) ? left.isSurplus(index, hits) : isBlank(now, index, hits);
  };
  /** Whether a row is as its user made it. One that was hit elsewhere is a copy, or has nothing in it but what was written. */
  const isUsers = (index: number, landing: readonly Role[], hits: readonly Role[], source?: number) => {
    if (!landing.some((role) => !isHit(index, role))) return !isStrange(index, hits) && source === undefined;
    const isFilled = (role: Role) => !hits.includes(role) && textAt(now, index, role) !== '';
    return source === undefined && [...INPUTS, ...OUTPUTS].some(isFilled);
  };
  const shownHits = (index: number) =>
    ours.filter((role) => isHit(index, role) && valueAt(now, index, role) !== '');
  /** Whether a copy that still has all else has the word of a row without one. */
  const isWordLost = (index: number, hits: readonly Role[], id: CellValue) =>
    !hits.includes('status') && isHit(index, 'status') && textAt(now, index, 'id') === id;
  /** Whether a copy of a row with a code was made right before the Status of that row was written, and nothing else. */
  const isWordOld = (index: number, source: number) =>
    rolesOf(written.patches.get(source) ?? {}).join() === 'status' &&
    textAt(now, index, 'id') !== '' &&
    textAt(now, index, 'id') === textAt(then, source, 'id') &&
    textAt(now, index, 'status') === textAt(written.before, source, 'status');
  /** What a row gets that is a copy of another, or new. */
  const restored = (
    index: number,
    hits: readonly Role[],
    of: (view: View, role: Role) => CellValue,
  ): Patch => {
    const patch: Patch = left.mayBePicture(index, hits) ? { id: '' } : {};
    if (hits.every((role) => sameValue(valueAt(now, index, role), of(then, role)))) return patch;
    // A copy has the same code, and so the same numbers; a mark of the row that it is a copy of is not its own.
    for (const role of hits) patch[role] = of(ROLES[role].type === 'text' ? written.before : then, role);
    return patch;
  };
  return (index) => {
    const landing = landedOn(index);
    const hits = landing.length > 0 ? landing : shownHits(index);
    const source = sourceOf(index, hits) ?? left.replaced(index, hits);
    if (isUsers(index, landing, hits, source)) return {};
    if (source !== undefined && hits.length === 0 && isWordOld(index, source))
      return { status: textAt(then, source, 'status') };
    const isWrongCopy = source !== undefined && isCorrected(written, then, source);
    const of = (view: View, role: Role) =>
      source === undefined ? '' : valueAt(isWrongCopy ? then : view, source, role);
    if (isWordLost(index, hits, of(written.before, 'id'))) hits.push('status');
    hits.push(...left.texts(index));
    return withPicture(restored(index, hits, of), () =>
      source === undefined ? null : contentOf(comparison, source, 'image'),
    );
  };
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
    if (!isEmpty(own)) carried.set(index, own);
  }
  return carried;
}
