// Recognizes rows of one read in the next, by what is in them: their numbers mean nothing.
import { groupBy, range, textOf } from './cells';
import { textAt, type View } from './columns';
import type { Role } from './roles';

/** What tells rows apart. */
export const INPUTS = ['name', 'destination', 'slug', 'tags'] as const;
/** The same without the slug, which may be ours. */
export const TOLD: readonly Role[] = ['name', 'destination', 'tags'];
/** The output columns whose text can be read back. */
export const OUTPUTS = ['slug', 'id', 'shortUrl', 'status'] as const;

/** Columns that tell rows apart, and the view of the former rows to read them from. */
interface Key {
  roles: readonly Role[];
  view: View;
  /** Only for rows that show one of these slugs. */
  slugs?: ReadonlySet<string>;
}

/**
 * The columns by which rows are recognized, from the keys that say most to those that say least. Rows filled in alike keep
 * their own codes; our write may have hit the slug, and a user may have edited the tags. Where a write changed what a user
 * filled in, and no IDs, it may have hit just that: then the ID decides.
 */
function keysFor(wrote: ReadonlySet<Role>, then: View, before: View): Key[] {
  const of = (view: View, ...keys: ReadonlyArray<readonly Role[]>) => keys.map((roles) => ({ roles, view }));
  const exact = of(then, [...INPUTS, ...OUTPUTS], [...INPUTS, 'id']);
  // A row that the write missed still has its former slug.
  const missed = wrote.has('slug') ? of(before, INPUTS) : [];
  // The slug of a row that it hit says nothing; any other row shows its user's own.
  const hit = wrote.has('slug') ? [{ roles: TOLD, view: then, slugs: slugsWritten(then, before) }] : [];
  const loose = [...of(then, INPUTS), ...missed, ...hit, ...of(then, TOLD, ['name', 'destination'])];
  const changed: readonly Role[] = TOLD.filter((role) => wrote.has(role));
  if (changed.length === 0 || wrote.has('id')) return [...exact, ...loose];
  const kept = INPUTS.filter((role) => !changed.includes(role));
  return [...exact, ...of(then, [...kept, 'id']), ...loose, ...of(then, kept, ['id'])];
}

function slugsWritten(then: View, before: View): Set<string> {
  const slugOf = (view: View, index: number) => textAt(view, index, 'slug');
  const written = then.grid.flatMap((_, index) =>
    slugOf(then, index) === slugOf(before, index) ? [] : slugOf(then, index),
  );
  return new Set(written.filter((slug) => slug !== ''));
}

function pairByKeys(
  then: View,
  now: View,
  keys: readonly Key[],
  rowsOf: (view: View) => number[],
): Map<number, number> {
  const pairs = new Map<number, number>();
  let [open, unpaired] = [rowsOf(then), rowsOf(now)];
  if (open.length === 0 || unpaired.length === 0) return pairs;
  // Rows that are alike in all that a code is made from may still differ in what else a user noted.
  const notes = notesOf(then, now);
  const tries = [true, false].flatMap((whole) => keys.map((key) => ({ whole, ...key })));
  for (const { whole, roles, view: former, slugs } of tries) {
    if (open.length === 0 || unpaired.length === 0) break;
    const keyOf = (view: View, index: number) =>
      JSON.stringify([roles.map((role) => textAt(view, index, role)), whole && notes(view, index)]);
    // An ID alone says nothing of rows without one.
    const onlyId = roles.length === 1;
    const usable = onlyId ? open.filter((index) => textAt(then, index, 'id') !== '') : open;
    const free = groupBy(usable, (index) => keyOf(former, index));
    const asked = unpaired.filter((index) => slugs?.has(textAt(now, index, 'slug')) ?? true);
    pairAlike(pairs, asked, (index) => free.get(keyOf(now, index)) ?? []);
    const used = new Set(pairs.values());
    open = open.filter((index) => !used.has(index));
    unpaired = unpaired.filter((index) => !pairs.has(index));
  }
  return pairs;
}

/**
 * Pairs rows. Those that are alike keep their numbers where they can, and otherwise follow their neighbors.
 * @param membersOf the rows before that a row may be: each is given once.
 */
function pairAlike(
  pairs: Map<number, number>,
  indices: readonly number[],
  membersOf: (index: number) => number[],
): void {
  const besides = (index: number, step: number) => (pairs.get(index - step) ?? Number.NaN) + step;
  for (const index of indices) {
    const members = membersOf(index);
    const likely = [index, besides(index, 1), besides(index, -1)].find((row) => members.includes(row));
    const [source] = members.splice(likely === undefined ? 0 : members.indexOf(likely), 1);
    if (source !== undefined) pairs.set(index, source);
  }
}

/**
 * Row now → row before, for all rows that can be recognized.
 * @param then the rows as the write should have left them.
 * @param before the same rows before the write.
 * @param wrote the roles of the write.
 */
export function pairRows(then: View, now: View, before: View, wrote: ReadonlySet<Role>): Map<number, number> {
  const bareKeys = BARE_KEYS.map((roles) => ({ roles, view: then }));
  const bare = pairByKeys(then, now, bareKeys, bareRows);
  const pairs = new Map([...bare, ...pairByKeys(then, now, keysFor(wrote, then, before), contentRows)]);
  for (const role of SOLE) if (!wrote.has(role)) pairSole(pairs, then, now, role);
  if (wrote.has('slug')) exchangeAlike(pairs, then, now, before);
  return pairs;
}

/**
 * Swaps two alike rows that were paired the wrong way round: one has lost its user's slug, and the other shows exactly what was written
 * for it. The write overwrote that slug, so the rows changed places.
 */
function exchangeAlike(pairs: Map<number, number>, then: View, now: View, before: View): void {
  const slugOf = (view: View, index: number) => textAt(view, index, 'slug');
  const shown = new Set(now.grid.map((_, index) => slugOf(now, index)));
  const isUsers = (row: number) => slugOf(before, row) === slugOf(then, row);
  // A row beside its own code was not missed: its user cleared the slug.
  const idOf = (view: View, index: number) => textAt(view, index, 'id');
  const hasCode = (index: number, row: number) =>
    idOf(before, row) !== '' && idOf(now, index) === idOf(before, row);
  const lacking = [...pairs].filter(
    ([index, row]) => isUsers(row) && !shown.has(slugOf(then, row)) && !hasCode(index, row),
  );
  if (lacking.length === 0) return;
  const notes = notesOf(then, now);
  const keyOf = (row: number, slug: string) =>
    JSON.stringify([TOLD.map((role) => textAt(then, row, role)), notes(then, row), slug]);
  const hit = groupBy(
    [...pairs].filter(([index, row]) => !isUsers(row) && slugOf(now, index) === slugOf(then, row)),
    ([, row]) => keyOf(row, slugOf(before, row)),
  );
  for (const [index, row] of lacking) {
    const [other] = hit.get(keyOf(row, slugOf(now, index)))?.splice(0, 1) ?? [];
    if (!other) continue;
    pairs.set(index, other[1]);
    pairs.set(other[0], row);
  }
}

/** Row before → row now. */
export const placesOf = (pairs: ReadonlyMap<number, number>): Map<number, number> =>
  new Map([...pairs].map(([now, then]) => [then, now] as const));

/** A row that was edited while it moved is still the only one with its name, or with its destination. */
const SOLE = ['name', 'destination'] as const;

function pairSole(pairs: Map<number, number>, then: View, now: View, role: Role): void {
  const sources = new Set(pairs.values());
  const textsOf = (view: View, isOpen: (index: number) => boolean) =>
    groupBy(contentRows(view).filter(isOpen), (index) => textAt(view, index, role));
  const open = textsOf(then, (index) => !sources.has(index));
  for (const [text, [index, ...others]] of textsOf(now, (at) => !pairs.has(at))) {
    const [source, ...alike] = open.get(text) ?? [];
    if (index === undefined || source === undefined || others.length + alike.length > 0) continue;
    pairs.set(index, source);
  }
}

/**
 * The cells of columns that the add-on knows nothing of, and that changed: one in which every row holds what it held is filled by
 * the place of a row, as by a formula that spills, or says nothing.
 */
export function notesOf(then: View, now: View): (view: View, index: number) => string[] {
  const textOfCell = ({ grid }: View, index: number, column: number) => textOf(grid[index]?.[column] ?? '');
  const known = new Set([then, now].flatMap(({ columns }) => Object.values(columns.at)));
  const rows = Math.max(then.grid.length, now.grid.length);
  const noted = range(0, Math.max(0, ...then.grid.map(({ length }) => length)) - 1).filter(
    (column) =>
      !known.has(column) &&
      range(0, rows - 1).some((row) => textOfCell(then, row, column) !== textOfCell(now, row, column)),
  );
  return (view, index) => noted.map((column) => textOfCell(view, index, column));
}

export const contentRows = (view: View): number[] =>
  view.grid.flatMap((_, index) => (index > view.columns.headerRow && !isBlank(view, index) ? [index] : []));

/** Rows without inputs that show something in our columns: a QR ID that is to be imported, or somebody's note. */
const bareRows = (view: View): number[] =>
  view.grid.flatMap((_, index) => {
    const isBare = isBlank(view, index) && OUTPUTS.some((role) => textAt(view, index, role) !== '');
    return index > view.columns.headerRow && isBare ? [index] : [];
  });
const BARE_KEYS: ReadonlyArray<readonly Role[]> = [OUTPUTS, ['id']];

/** @param but columns that do not count. */
export const isBlank = (view: View, index: number, but: readonly Role[] = []) =>
  INPUTS.every((role) => but.includes(role) || textAt(view, index, role) === '');
