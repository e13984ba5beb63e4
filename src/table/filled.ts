// Formulas that fill more cells than their own, as QUERY does: a write into one of these cells breaks the formula, and it shows
// nothing in any of them (docs/facts/apps-script.md#spilled-formulas).

const FILLING = /\b(ARRAY|QUERY|FILTER|SORT|UNIQUE|IMPORT|SPLIT|TRANSPOSE|BYROW|MAP|[HV]STACK)\w*\(|\{/i;

/**
 * The column (from 0) from which on formulas seem to fill cells; Infinity where none does. How far they reach does not show.
 * @param formulas of each cell, from the first row to the last one with content.
 */
export const filledFrom = (formulas: readonly (readonly string[])[]): number =>
  Math.min(
    ...formulas.flatMap((cells, index) =>
      cells.flatMap((formula, column) =>
        FILLING.test(formula) && formulas[index + 1]?.[column] === '' ? column : [],
      ),
    ),
  );
