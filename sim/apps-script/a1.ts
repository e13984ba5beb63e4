// A1 notation: from text to rectangles and back.

/** A rectangle of cells, 1-based. `whole` tells a range written without row or column numbers ("B:B", "3:3"). */
export interface Area {
  row: number;
  column: number;
  rows: number;
  columns: number;
  whole?: 'columns' | 'rows';
}

/** Column number of letters: A is 1, Z is 26, AA is 27. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** Letters of a column number: 1 is A, 28 is AB. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * Reads "B2", "B2:D9", "B:C" or "3:5" in a sheet of the given size; undefined where the text is no range.
 * A sheet name before "!" is left to the caller.
 */
export function parseA1(text: string, size: { rows: number; columns: number }): Area | undefined {
  const match = /^\$?([A-Za-z]*)\$?(\d*)(?::\$?([A-Za-z]*)\$?(\d*))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, letters1 = '', digits1 = '', letters2 = letters1, digits2 = digits1] = match;
  const colon = text.includes(':');
  if (!letters1 && !digits1) return undefined;
  if (!colon && (!letters1 || !digits1)) return undefined;
  const columnA = letters1 ? columnNumber(letters1) : 1;
  const columnB = letters2 ? columnNumber(letters2) : size.columns;
  const rowA = digits1 ? Number(digits1) : 1;
  const rowB = digits2 ? Number(digits2) : size.rows;
  const area: Area = {
    row: Math.min(rowA, rowB),
    column: Math.min(columnA, columnB),
    rows: Math.abs(rowB - rowA) + 1,
    columns: Math.abs(columnB - columnA) + 1,
  };
  if (colon && !digits1 && !digits2) area.whole = 'columns';
  if (colon && !letters1 && !letters2) area.whole = 'rows';
  return area;
}

/** A1 notation as Range.getA1Notation gives it: "B2", "B2:D9", "B:C". */
export function a1Of(area: Area): string {
  const left = columnLetters(area.column);
  const right = columnLetters(area.column + area.columns - 1);
  if (area.whole === 'columns') return `${left}:${right}`;
  if (area.whole === 'rows') return `${area.row}:${area.row + area.rows - 1}`;
  const first = `${left}${area.row}`;
  return area.rows === 1 && area.columns === 1 ? first : `${first}:${right}${area.row + area.rows - 1}`;
}

/** Whether two rectangles share a cell. */
export function overlap(a: Area, b: Area): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}
