// Codes beside the wrong rows, because somebody sorted only the columns that they filled in while no execution ran.
import { sentHash } from '../../table/fingerprint';
import type { Patch, Row } from '../../table/rows';
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
  if (misaligned.length < LEAST_MISALIGNED) return new Map();
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
  return new Map([...beside].map(([index, row]) => [index, outputsOf(row, pictureAt(row.index))]));
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
