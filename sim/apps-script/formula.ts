// The few formulas that this world computes, and how the references in a formula follow their cells.
// Computed: IMAGE, HYPERLINK, RAND and NOW, references within the sheet, quoted text and numbers, and these joined by "&". All else shows #N/A.
import { columnLetters, columnNumber } from './a1';
import type { CellValue } from './cells';

const NOT_COMPUTED = '#N/A';

/** Cuts "a, b" or "a & b" at the top level, outside quotes and brackets. */
function cut(text: string, separators: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (!quoted && letter === '(') depth++;
    if (!quoted && letter === ')') depth--;
    if (!quoted && depth === 0 && separators.includes(letter)) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

/** What a formula is computed from. */
interface Around {
  /** The display text of the cell at a 1-based row and column of the same sheet. */
  look(row: number, column: number): string;
  /** How often the sheet has changed: RAND and NOW give another number after each change (docs/facts/apps-script.md#volatile-formulas). */
  changes: number;
}

function term(text: string, around: Around): { value: CellValue; link?: string } {
  const quoted = /^"((?:[^"]|"")*)"$/.exec(text);
  if (quoted) return { value: (quoted[1] ?? '').replace(/""/g, '"') };
  if (/^-?\d+(\.\d+)?$/.test(text)) return { value: Number(text) };
  const reference = /^\$?([A-Za-z]{1,3})\$?(\d+)$/.exec(text);
  if (reference?.[1] !== undefined)
    return { value: around.look(Number(reference[2]), columnNumber(reference[1])) };
  const call = /^([A-Za-z]+)\((.*)\)$/s.exec(text);
  const inside = call?.[2] === undefined ? [] : cut(call[2], ',;').map((part) => joined(part, around).value);
  if (call?.[1]?.toUpperCase() === 'IMAGE') return { value: '' };
  if (/^(RAND|NOW)$/i.test(call?.[1] ?? '')) return { value: around.changes };
  if (call?.[1]?.toUpperCase() === 'HYPERLINK' && inside[0] !== undefined) {
    return { value: inside[1] ?? inside[0], link: String(inside[0]) };
  }
  return { value: NOT_COMPUTED };
}

function joined(text: string, around: Around): { value: CellValue; link?: string } {
  const parts = cut(text, '&');
  if (parts.length === 1) return term(parts[0] ?? '', around);
  const values = parts.map((part) => term(part, around).value);
  return { value: values.includes(NOT_COMPUTED) ? NOT_COMPUTED : values.join('') };
}

type Computed = Readonly<ReturnType<typeof joined>>;

/** What formulas give that look at nothing around them, by their text: a sheet of pictures is read over and over. */
const constants = new Map<string, Computed>();
const MOST_CONSTANTS = 10_000;

/** Computes a formula. */
export function evaluate(formula: string, around: Around): Computed {
  const known = constants.get(formula);
  if (known) return known;
  let looked = false;
  const watched: Around = {
    look: (row, column) => {
      looked = true;
      return around.look(row, column);
    },
    get changes() {
      looked = true;
      return around.changes;
    },
  };
  const result = joined(formula.slice(1).trim(), watched);
  if (!looked) {
    if (constants.size === MOST_CONSTANTS) constants.clear();
    constants.set(formula, result);
  }
  return result;
}

/** Rewrites the row and column of each cell reference outside quotes; a "$" keeps its place in front of its part. */
export function mapReferences(
  formula: string,
  map: (
    row: number,
    column: number,
    fixed: { row: boolean; column: boolean },
  ) => { row: number; column: number },
): string {
  const pattern = /"(?:[^"]|"")*"|(\$?)\b([A-Za-z]{1,3})(\$?)(\d+)\b(?!\()/g;
  return formula.replace(
    pattern,
    (whole, dollar1: string, letters: string | undefined, dollar2: string, digits) => {
      if (letters === undefined) return whole;
      const at = map(Number(digits), columnNumber(letters), {
        row: dollar2 === '$',
        column: dollar1 === '$',
      });
      if (at.row < 1 || at.column < 1) return '#REF!';
      return `${dollar1}${columnLetters(at.column)}${dollar2}${at.row}`;
    },
  );
}

/** A formula as it reads after its cell was sorted or copied `down` rows: relative rows go along. */
export function movedFormula(formula: string, down: number): string {
  return down === 0
    ? formula
    : mapReferences(formula, (row, column, fixed) => ({ row: fixed.row ? row : row + down, column }));
}
