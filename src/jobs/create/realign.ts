// Codes beside the wrong rows, because somebody sorted only the columns that they filled in while no execution ran.
import { sentHash } from '../../table/fingerprint';
import type { Patch, Row } from '../../table/rows';
import { OVERWRITTEN, sentOf } from '../../table/status';
import type { Base } from '../fields';

/** One row that does not fit its code may have been edited; from two on, assume a partial sort. */
const LEAST_MISALIGNED = 2;

/**
 * Puts codes back beside the rows that they were made from. Nothing else in a slice shows that the sheet was sorted before it.
 * @param rows the rows as they were just read.
 * @param sent what was last sent for each code, from the log.
 * @param pictureAt the formula of the picture in a row (0-based); empty where it has none.
 * @returns new cells by row; none where all is well, or where nobody can tell.
 */
export function realign(
  rows: readonly Row[],
  sent: ReadonlyMap<string, Base>,
  pictureAt: (index: number) => string,
): Map<number, Patch> {
  const homes = homesOf(rows);
  const misaligned = rows.flatMap((row) => {
    const { name, destination } = sent.get(row.id) ?? {};
    if (name === undefined || destination === undefined) return [];
    const hash = sentHash(name, destination);
    const home = homes.get(hash);
    return hash === sentHash(row.name, row.destination) || !home ? [] : [{ row, home }];
  });
  const strayed = misaligned.filter(({ home }) => isMarked(home));
  const sorted = misaligned.filter(({ home }) => !isMarked(home));
  return new Map([
    ...(sorted.length < LEAST_MISALIGNED ? [] : swapped(sorted, pictureAt)),
    ...returned(strayed, pictureAt),
  ]);
}

/** A row beside which there is another's code, and the row that the code belongs to. */
interface Misaligned {
  row: Row;
  home: Row;
}

/** It still waits for the code that was made from what it holds. */
const isMarked = ({ id, mark, name, destination }: Row): boolean =>
  id === '' && 'token' in mark && sentOf(mark.token) === sentHash(name, destination);

/**
 * Rows moved between the last read and the write of new codes, and the execution was cut off before it could see that: the
 * codes go to their rows. What the other rows had before is lost.
 */
function returned(
  strayed: readonly Misaligned[],
  pictureAt: (index: number) => string,
): Array<[number, Patch]> {
  const homes = new Set(strayed.map(({ home }) => home.index));
  const others = strayed.filter(({ row }) => !homes.has(row.index));
  return [
    ...strayed.map(({ row, home }): [number, Patch] => [home.index, outputsOf(row, pictureAt(row.index))]),
    ...others.map(({ row }): [number, Patch] => [
      row.index,
      { id: '', shortUrl: '', image: '', status: row.empty ? '' : OVERWRITTEN },
    ]),
  ];
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
  return [...beside].map(([index, row]) => [index, outputsOf(row, pictureAt(row.index))]);
}

/** The one row that has what a hash was made from; where two have it, nobody can tell. */
function homesOf(rows: readonly Row[]): Map<string, Row> {
  const homes = new Map<string, Row>();
  const twice = new Set<string>();
  for (const row of rows) {
    if (row.empty) continue;
    const hash = sentHash(row.name, row.destination);
    if (homes.has(hash)) twice.add(hash);
    homes.set(hash, row);
  }
  for (const hash of twice) homes.delete(hash);
  return homes;
}

const outputsOf = ({ id, shortUrl, status }: Row, picture: string): Patch => ({
  ...{ id, shortUrl, status },
  image: picture === '' ? '' : { formula: picture },
});
