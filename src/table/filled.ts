// Formulas that fill more cells than their own, as QUERY does: a write into one of these cells breaks the formula, and it shows
// nothing in any of them (docs/facts/apps-script.md#spilled-formulas).

const FILLING = /\b(ARRAY|QUERY|FILTER|SORT|UNIQUE|IMPORT|SPLIT|TRANSPOSE|BYROW|MAP|[HV]STACK)\w*\(|\{/i;

/**
 * The columns (from 0) that formulas seem to fill. How far one reaches does not show: at most to the next column that has, below
 * it, a formula or what the add-on wrote.
 * @param formulas of each cell, from the first row to the last one with content.
 * @param isOurs whether the add-on wrote a cell.
 */
export function filledColumns(
  formulas: readonly (readonly string[])[],
  isOurs: (row: number, column: number) => boolean,
): Set<number> {
  const begun = new Set<number>();
  const filled = new Set<number>();
  // The lowest formula of a column reaches furthest.
  for (let row = formulas.length - 1; row >= 0; row -= 1)
    formulas[row]?.forEach((formula, column) => {
      if (begun.has(column) || !FILLING.test(formula) || formulas[row + 1]?.[column] !== '') return;
      begun.add(column);
      const below = formulas.slice(row);
      const isFree = (at: number) =>
        below.every((cells, index) => cells[at] === '' && !isOurs(row + index, at));
      filled.add(column);
      for (let at = column + 1; isFree(at); at += 1) filled.add(at);
    });
  return filled;
}
