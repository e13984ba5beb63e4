// Codes beside the wrong rows, because somebody sorted only the columns that they filled in while no execution ran.

import { slugIn } from '../../qrius/readings';
import { groupBy } from '../../table/cells';
import { comparableSlug, sentHash } from '../../table/fingerprint';
import type { Patch, Row } from '../../table/rows';
import { OVERWRITTEN, sentOf, slugOf } from '../../table/status';
import type { Base } from '../fields';

/** One row that does not fit its code may have been edited; from two on, assume a partial sort. */
const LEAST_MISALIGNED = 2;

/**
 * Puts codes back beside the rows that they were made from. Nothing else in a slice shows that the sheet was sorted before it.
 * @param rows the rows as they were just read.
 * @param sent what was last sent for each code, from the log.
 * @param pictureAt the formula of the picture in a row (0-based); empty where it has none.
 * @param lostBy the cells of the code that a row had, where another's was written over it; null where nobody can tell.
 * @returns new cells by row; none where all is well, or where nobody can tell.
 */
export function realign(
  rows: readonly Row[],
  sent: ReadonlyMap<string, Base>,
  pictureAt: (index: number) => string,
  lostBy: (row: Row) => Patch | null,
): Map<number, Patch> {
  const homes = groupBy(
    rows.filter(({ empty }) => !empty),
    ({ name, destination }) => sentHash(name, destination),
  );
  const misaligned = rows.flatMap((row) => {
    const { name, destination } = sent.get(row.id) ?? {};
    if (name === undefined || destination === undefined) return [];
    const hash = sentHash(name, destination);
    const fitting = (homes.get(hash) ?? []).filter(
      (home) => home === row || (mayHave(home, row) && !isSettled(home, sent)),
    );
    const [home] = fitting;
    // Where two rows may have it, nobody can tell.
    return fitting.length !== 1 || !home || home === row || isHome(row, hash) ? [] : [{ row, home }];
  });
  const strayed = misaligned.filter(({ home }) => isMarked(home));
  const sorted = misaligned.filter(({ home }) => !isMarked(home));
  return new Map([
    ...(sorted.length < LEAST_MISALIGNED ? [] : swapped(sorted, pictureAt)),
    ...returned(strayed, pictureAt, lostBy),
  ]);
}

/** A row beside which there is another's code, and the row that the code belongs to. */
interface Misaligned {
  row: Row;
  home: Row;
}

/** It waits for a code: the one that was made from what it holds, or another's, whose mark was written there by a row number. */
const isMarked = ({ id, mark }: Row): boolean => id === '' && 'token' in mark;

/** The token of a row's own mark; empty where it has none, or that of another row. */
const ownToken = ({ mark, name, destination }: Row): string =>
  'token' in mark && sentOf(mark.token) === sentHash(name, destination) ? mark.token : '';

/**
 * Rows moved between the last read and the write of new codes, and the execution was cut off before it could see that: the
 * codes go to their rows. What the other rows had before only the account can tell.
 */
function returned(
  strayed: readonly Misaligned[],
  pictureAt: (index: number) => string,
  lostBy: (row: Row) => Patch | null,
): Array<[number, Patch]> {
  const homes = new Set(strayed.map(({ home }) => home.index));
  const others = strayed.filter(({ row }) => !homes.has(row.index));
  return [
    ...strayed.map(({ row, home }): [number, Patch] => [
      home.index,
      outputsOf(row, home, pictureAt(row.index)),
    ]),
    ...others.map(({ row }): [number, Patch] => [row.index, emptied(row, lostBy)]),
  ];
}

/** A row without the code that was written over its own. */
function emptied(row: Row, lostBy: (row: Row) => Patch | null): Patch {
  const isStale = hasSlugOfCode(row);
  const blank: Patch = { id: '', shortUrl: '', image: '', ...(isStale && { slug: '' }) };
  if (row.empty) return { ...blank, status: '' };
  return { ...blank, status: OVERWRITTEN, ...lostBy(isStale ? { ...row, slug: '' } : row) };
}

function swapped(
  misaligned: readonly Misaligned[],
  pictureAt: (index: number) => string,
): Array<[number, Patch]> {
  /** The row whose output cells belong beside each row: where a code moves home, what was there takes its place. */
  const beside = new Map<number, Row>();
  const at = (index: number, row: Row) => beside.get(index) ?? row;
  const places = new Map<Row, number>(misaligned.map(({ row }) => [row, row.index]));
  for (const { row, home } of misaligned) {
    const from = places.get(row) ?? row.index;
    if (from === home.index) continue;
    const other = at(home.index, home);
    beside.set(home.index, row);
    beside.set(from, other);
    places.set(other, from);
  }
  const targets = new Map(
    [...misaligned.flatMap(({ row, home }) => [row, home]), ...beside.values()].map(
      (row) => [row.index, row] as const,
    ),
  );
  return [...beside].map(([index, row]) => [
    index,
    outputsOf(row, targets.get(index) ?? row, pictureAt(row.index)),
  ]);
}

/** The code beside a row was made from what it holds. */
const isHome = (row: Row, hash: string): boolean =>
  hash === sentHash(row.name, row.destination) && mayHave(row, row);

/** The code beside a row is its own. */
function isSettled(row: Row, sent: ReadonlyMap<string, Base>): boolean {
  const { name, destination } = sent.get(row.id) ?? {};
  return name !== undefined && destination !== undefined && isHome(row, sentHash(name, destination));
}

/**
 * Whether the code beside another row may be that of a row: its slug is the one that the row asked for, if it asked for any. A
 * slug that equals the one of the code beside it may have come with that code.
 */
function mayHave(home: Row, { shortUrl }: Row): boolean {
  const own = hasSlugOfCode(home) ? '' : home.slug;
  const asked = comparableSlug(own || slugOf(ownToken(home)));
  return asked === '' || `${comparableSlug(slugIn(shortUrl))}-`.startsWith(`${asked}-`);
}

/** The cells of a row's code, for the row that it goes to: a slug that came with another code goes with that one. */
const outputsOf = ({ id, shortUrl, status }: Row, target: Row, picture: string): Patch => ({
  ...{ id, shortUrl, status },
  image: picture === '' ? '' : { formula: picture },
  ...((target.slug === '' || hasSlugOfCode(target)) && { slug: slugIn(shortUrl) }),
});

/** Whether the slug of a row is that of the code beside it: it may have come with that code. */
const hasSlugOfCode = ({ slug, shortUrl }: Row): boolean =>
  slug !== '' && comparableSlug(slug) === comparableSlug(slugIn(shortUrl));
