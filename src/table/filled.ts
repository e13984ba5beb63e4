// Formulas that fill more cells than their own, as QUERY does: a write into one of these cells breaks the formula, and it shows
// nothing in any of them (docs/facts/apps-script.md#spilled-formulas).

const FILLING = /\b(ARRAY|QUERY|FILTER|SORT|UNIQUE|IMPORT|SPLIT|TRANSPOSE|BYROW|MAP|[HV]STACK)\w*\(|\{/i;

/** What gives several columns, whatever it is given. */
const WIDE = /\b(QUERY|IMPORT|SPLIT|TRANSPOSE|BYROW|MAP|[HV]STACK)\w*\(/i;
const COLUMNS_IN_BRACES = /\{[^{}]*[,\\]/;
const INNERMOST_CALL = /\([^()]*\)/g;
/** A range in R1C1 notation whose ends are in two columns. */
const COLUMNS_IN_RANGE = /C(\[-?\d+\]|\d*):(?:R(?:\[-?\d+\]|\d*))?C(?!\1(?![\d[]))/i;
/** What makes one column of several. */
const NARROWING = /(LOOKUP|MATCH|INDEX|SUM|COUNT)\w*\(/i;

/** Whether a formula may fill several columns. @param formula in R1C1 notation. */
function isWide(formula: string): boolean {
  if (WIDE.test(formula)) return true;
  let outer = formula;
  for (let before = ''; before !== outer; outer = outer.replace(INNERMOST_CALL, '')) before = outer;
  return COLUMNS_IN_BRACES.test(outer) || (!NARROWING.test(formula) && COLUMNS_IN_RANGE.test(formula));
}

/**
 * The columns (from 0) that formulas seem to fill. How far one of several columns reaches does not show: at most to the next column
 * that has, below it, a formula or what the add-on wrote.
 * @param formulas of each cell in R1C1 notation, from the first row to the last one with content.
 * @param isOurs whether the add-on wrote a cell.
 */
export function filledColumns(
  formulas: readonly (readonly string[])[],
  isOurs: (row: number, column: number) => boolean,
): Set<number> {
  const filled = new Set<number>();
  const wide = new Set<number>();
  // The lowest formula of a column reaches furthest.
  for (let row = formulas.length - 1; row >= 0; row -= 1)
    formulas[row]?.forEach((formula, column) => {
      if (wide.has(column) || !FILLING.test(formula) || formulas[row + 1]?.[column] !== '') return;
      filled.add(column);
      if (!isWide(formula)) return;
      wide.add(column);
      const below = formulas.slice(row);
      const isFree = (at: number) =>
        below.every((cells, index) => cells[at] === '' && !isOurs(row + index, at));
      for (let at = column + 1; isFree(at); at += 1) filled.add(at);
    });
  return filled;
}
