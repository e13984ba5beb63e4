// Reads back what was written: the whole sheet, or in a large one only the rows that were.
import { sameValue } from '../../table/cells';
import type { Grid } from '../../table/columns';
import { applyPatches } from '../../table/comparison';
import type { Patches, Row } from '../../table/rows';
import { readAgain, type Table } from './load';

/** As many cells are read in the time of a call that reads none: 400 ms, and 28 µs each (sim/apps-script/costs.ts). */
const CELLS_OF_A_CALL = 14_000;

/**
 * Reads the rows of a write, and after them the headers. Where they hold what they should, the write met its rows, and the others
 * wait for the next read. Where they do not, or where it spares no time, the whole sheet is read.
 * @param written patches that were just written; nothing else is pending.
 * @param corrects see `Written`.
 */
export function readBack(table: Table, written: Patches, corrects: boolean): void {
  const [first, last] = [Math.min(...written.keys()), Math.max(...written.keys())];
  const expected = applyPatches(table.grid, table.columns, written);
  const isPartial =
    sparesTime(table, last - first + 1) &&
    !hasTwin(table, written) &&
    hasLanded(table, expected, first, last);
  readAgain(table, written, { corrects }, isPartial ? expected : undefined);
  table.isPartial = isPartial;
}

/** Formulas that are not certain yet, and links, need the whole sheet. */
function sparesTime({ grid, unconfirmed, links }: Table, rows: number): boolean {
  const spared = (grid.length - rows) * (grid[0]?.length ?? 0);
  return unconfirmed === null && links.length === 0 && spared > CELLS_OF_A_CALL;
}

/** A row that is filled in alike, and that the write of a code hit instead, holds just what it should. */
function hasTwin({ rows }: Table, written: Patches): boolean {
  const keyOf = ({ name, destination }: Row) => JSON.stringify([name, destination]);
  const isCode = ({ index }: Row) => written.get(index)?.id !== undefined;
  const coded = new Set(rows.filter(isCode).map(keyOf));
  return coded.size > 0 && rows.some((row) => !isCode(row) && coded.has(keyOf(row)));
}

/** A column that was moved before the write is seen in the headers: they come last, or in one call with the rows. */
function hasLanded(
  { sheet, mode, columns: { headerRow } }: Table,
  expected: Grid,
  first: number,
  last: number,
): boolean {
  const width = expected[headerRow]?.length ?? 0;
  const areas = headersAreNear(headerRow, first, width)
    ? [[headerRow, last]]
    : [
        [first, last],
        [headerRow, headerRow],
      ];
  const found = areas.flatMap(([from = 0, to = 0]) => sheet.rows(mode, from, to));
  const wanted = areas.flatMap(([from = 0, to = 0]) => expected.slice(from, to + 1));
  return wanted.every((cells, row) => {
    const others = found[row] ?? [];
    return (
      cells.length === others.length && cells.every((cell, column) => sameValue(cell, others[column] ?? ''))
    );
  });
}

/** Whether the rows between cost less than a call of its own for the headers. */
function headersAreNear(headerRow: number, first: number, width: number): boolean {
  const between = (first - headerRow) * width;
  return between <= CELLS_OF_A_CALL;
}
