// How large a sheet must be for its rows.

/** A new sheet of Google's has 1,000 rows and 26 columns; a larger file makes a larger sheet, with room for the add-on's columns. */
const SHEET = { rows: 1000, columns: 26, added: 5 };

/** Size of a sheet with these rows, as Sheets makes it when they are imported. */
export function sheetSize(rows: readonly unknown[][]): { maxRows: number; maxColumns: number } {
  const widest = rows.reduce((most, { length }) => Math.max(most, length), 0);
  return {
    maxRows: Math.max(SHEET.rows, rows.length),
    maxColumns: Math.max(SHEET.columns, widest + SHEET.added),
  };
}
