// Which rows the user has selected.

/** The sheet that the user looks at. */
export const activeSheetId = (): number => SpreadsheetApp.getActiveSheet().getSheetId();

/**
 * Rows of all selected ranges: a whole column is all rows. Rows hidden inside a range belong to it; that is told apart later.
 * @returns whether a 0-based row is selected.
 */
export function selectedRows(): (index: number) => boolean {
  // getActiveRange would give the last of several ranges only.
  const list = SpreadsheetApp.getActiveSpreadsheet().getActiveRangeList();
  const spans = (list ? list.getRanges() : []).map((range) => ({
    first: range.getRow() - 1,
    last: range.getLastRow() - 1,
  }));
  return (index) => spans.some(({ first, last }) => index >= first && index <= last);
}
