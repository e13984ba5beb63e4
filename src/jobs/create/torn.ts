// Codes that stand beside the wrong rows because somebody sorted only the columns that they fill in, while nobody was at work.
import { sentHash } from '../../table/fingerprint';
import type { Base } from '../../table/log';
import type { Patch, Row } from '../../table/rows';

/** One row that does not fit its code may have been edited; so many codes whose rows stand elsewhere were moved. */
const LEAST_TORN = 2;

/**
 * Puts codes back beside the rows that they were made from. Nothing else tells in a slice that the sheet was torn before it.
 * @param rows the rows as they were just read.
 * @param sent what was last sent for each code, from the log.
 * @returns new cells by row; none where all is well, or where it cannot be told.
 */
export function putBack(rows: readonly Row[], sent: ReadonlyMap<string, Base>): Map<number, Patch> {
  const homes = homesOf(rows);
  const torn = rows.flatMap((row) => {
    const { name, destination } = sent.get(row.id) ?? {};
    if (name === undefined || destination === undefined) return [];
    const hash = sentHash(name, destination);
    const home = homes.get(hash);
    return hash === sentHash(row.name, row.destination) || !home ? [] : [{ row, home }];
  });
  if (torn.length < LEAST_TORN) return new Map();
  /** What is to stand beside each row: where a code moves to its own row, what stood there takes its place. */
  const beside = new Map<number, Row>();
  const at = (index: number, row: Row) => beside.get(index) ?? row;
  const places = new Map<Row, number>(torn.map(({ row }) => [row, row.index]));
  for (const { row, home } of torn) {
    const from = places.get(row) ?? row.index;
    if (from === home.index) continue;
    const other = at(home.index, home);
    beside.set(home.index, row);
    beside.set(from, other);
    places.set(other, from);
  }
  return new Map([...beside].map(([index, row]) => [index, cellsOf(row)]));
}

/** The one row that holds what a hash stands for; where two do, nobody can tell. */
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

const cellsOf = ({ id, shortUrl, status }: Row): Patch => ({ id, shortUrl, status });
