// Reads back what was written: the whole sheet, or in a large one only the rows that were.
import { sameValue } from '../../table/cells';
import type { Grid } from '../../table/columns';
import { applyPatches, carryFormulas } from '../../table/reconcile';
import type { Patches } from '../../table/rows';
import { readAgain, type Table, understand } from './load';

/** As many cells are read in the time of a call that reads none: 400 ms, and 28 µs each (docs/facts/apps-script.md#sheet-speed). */
const CELLS_OF_A_CALL = 14_000;

/**
 * Reads the rows of a write, and after them the headers. Where they hold what they should, the write met its rows, and the others
 * wait for the next read. Where they do not, or where it spares no time, the whole sheet is read.
 * @param written patches that were just written; nothing else is pending.
 */
export function readBack(table: Table, written: Patches): void {
  const expected = applyPatches(table.grid, table.columns, written);
  if (!sparesTime(table, written) || !hasLanded(table, written, expected)) {
    readAgain(table, written);
    return;
  }
  const stayed = new Map([...written.keys()].map((index) => [index, index]));
  const formulas = carryFormulas(table.formulas, written, stayed);
  Object.assign(table, { grid: expected, formulas, pending: new Map(), isPartial: true });
  understand(table);
}

const spanOf = (written: Patches) => [Math.min(...written.keys()), Math.max(...written.keys())] as const;

/** Formulas that are not certain yet, and links, need the whole sheet. */
function sparesTime({ grid, unconfirmed, links }: Table, written: Patches): boolean {
  const [first, last] = spanOf(written);
  const spared = (grid.length - (last - first + 1)) * (grid[0]?.length ?? 0);
  return unconfirmed === null && links.length === 0 && spared > CELLS_OF_A_CALL;
}

/** The headers come last: a column that was moved before the write is seen in them. */
function hasLanded(
  { sheet, mode, columns: { headerRow } }: Table,
  written: Patches,
  expected: Grid,
): boolean {
  const holds = (first: number, last: number) =>
    isSameGrid(sheet.rows(mode, first, last), expected.slice(first, last + 1));
  return holds(...spanOf(written)) && holds(headerRow, headerRow);
}

const isSameGrid = (found: Grid, expected: Grid): boolean =>
  found.length === expected.length &&
  found.every((cells, row) => {
    const others = expected[row] ?? [];
    return (
      cells.length === others.length && cells.every((cell, column) => sameValue(cell, others[column] ?? ''))
    );
  });
