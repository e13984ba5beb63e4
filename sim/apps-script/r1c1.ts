// Formulas in R1C1 notation: R[1]C[-2] is one row down and two columns left, R2C3 is C2 wherever it is read.
import { columnLetters, columnNumber } from './a1';

const QUOTED = '"(?:[^"]|"")*"';
const A1_REFERENCE = new RegExp(`${QUOTED}|(\\$?)\\b([A-Za-z]{1,3})(\\$?)(\\d+)\\b(?!\\()`, 'g');
const R1C1_REFERENCE = new RegExp(`${QUOTED}|\\bR(\\[-?\\d+\\]|\\d+)?C(\\[-?\\d+\\]|\\d+)?(?![\\w(])`, 'g');

/** One part of a reference, seen from a place: `R2`, `R[3]`, `R`. */
function relative(letter: 'R' | 'C', number: number, fixed: boolean, from: number): string {
  if (fixed) return `${letter}${number}`;
  return number === from ? letter : `${letter}[${number - from}]`;
}

/** A formula in A1 notation as it reads in R1C1 notation from a cell. */
export function toR1C1(formula: string, row: number, column: number): string {
  return formula.replace(
    A1_REFERENCE,
    (whole, dollar1: string, letters: string | undefined, dollar2, digits) =>
      letters === undefined
        ? whole
        : relative('R', Number(digits), dollar2 === '$', row) +
          relative('C', columnNumber(letters), dollar1 === '$', column),
  );
}

/** Reads one part of a reference: the number that it means, and whether it is fixed. */
function absolute(part: string | undefined, from: number): { number: number; fixed: boolean } {
  if (part === undefined) return { number: from, fixed: false };
  if (part.startsWith('[')) return { number: from + Number(part.slice(1, -1)), fixed: false };
  return { number: Number(part), fixed: true };
}

/** A formula in R1C1 notation as it reads in A1 notation in a cell; #REF! where it points outside the sheet. */
export function fromR1C1(formula: string, row: number, column: number): string {
  return formula.replace(R1C1_REFERENCE, (whole: string, rowPart?: string, columnPart?: string) => {
    if (whole.startsWith('"')) return whole;
    const [r, c] = [absolute(rowPart, row), absolute(columnPart, column)];
    if (r.number < 1 || c.number < 1) return '#REF!';
    return `${c.fixed ? '$' : ''}${columnLetters(c.number)}${r.fixed ? '$' : ''}${r.number}`;
  });
}
