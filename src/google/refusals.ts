// What Google Sheets refuses for good, told from what failed once: rules of cells, frozen columns, a document that is full.
import { CellsRefused, UserError } from '../shared/errors';
import type { Block } from '../table/blocks';
import { columnLetter } from '../table/cells';
import { noteError } from './console';
import * as words from './words';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** Cells of a whole document (https://support.google.com/drive/answer/37603). */
const MAX_CELLS = 10_000_000;

/** Which cells of a range have a rule that refuses what does not fit it (docs/facts/apps-script.md#data-validation). */
const strictCells = (range: Range): boolean[][] =>
  range.getDataValidations().map((rules) => rules.map((rule) => rule !== null && !rule.getAllowInvalid()));

/** Columns, from 0, that have such a rule in any row; of these columns those that the sheet has. One call, none for no columns. */
export function strictColumns(sheet: Sheet, columns: readonly number[]): Set<number> {
  const last = columns.length === 0 ? 0 : sheet.getMaxColumns();
  const present = columns.filter((column) => column < last);
  if (present.length === 0) return new Set();
  const first = Math.min(...present);
  const rows = Math.max(1, sheet.getLastRow());
  const strict = strictCells(sheet.getRange(1, first + 1, rows, Math.max(...present) - first + 1));
  return new Set(present.filter((column) => strict.some((cells) => cells[column - first])));
}

/** One column of a rectangle. */
const columnOf = ({ row, column, cells }: Block, offset: number): Block => ({
  row,
  column: column + offset,
  cells: cells.map((line) => [line[offset] ?? '']),
});

/** The runs of a column's cells that are, or are not, among the strict ones. */
function runsOf({ cells, ...block }: Block, isIn: (index: number) => boolean): Block[] {
  const runs: Block[] = [];
  cells.forEach((line, index) => {
    if (!isIn(index)) return;
    const last = runs[runs.length - 1];
    if (last && last.row + last.cells.length === block.row + index) last.cells.push(line);
    else runs.push({ ...block, row: block.row + index, cells: [line] });
  });
  return runs;
}

/** The cells of a rectangle for which a test holds, as columns. @param test is given the index of a row in it, and of a column. */
const cellsWhere = (block: Block, test: (index: number, offset: number) => boolean): Block[] =>
  (block.cells[0] ?? []).flatMap((_, offset) =>
    runsOf(block.isR1C1 ? block : columnOf(block, offset), (index) => test(index, offset)),
  );

/**
 * Writes what was refused as a whole, but for the cells whose rules refuse it, and columns of it that are protected.
 * @param keys columns without which a row must say nothing: where such a cell is refused, its row is left as it is.
 * @param put writes rectangles and flushes them.
 * @param error why the whole was refused.
 * @throws CellsRefused with the first cell that was refused; `error` where no rule and no protection explains it.
 */
export function writeFitting(
  rangeOf: (block: Block) => Range,
  blocks: readonly Block[],
  keys: readonly number[],
  put: (blocks: readonly Block[]) => void,
  error: unknown,
): void {
  const ruled = blocks.map((block) => ({ block, strict: strictCells(rangeOf(block)) }));
  const cells = (isStrict: boolean) =>
    ruled.flatMap(({ block, strict }) =>
      cellsWhere(block, (index, offset) => (strict[index]?.[offset] === true) === isStrict),
    );
  const strict = cells(true);
  if (strict.length === 0 && blocks.every((block) => rangeOf(block).canEdit())) throw error;
  const refused = new Map<number, Block>();
  const left = new Set<number>();
  const isOther = ({ column }: Block) => Number(!keys.includes(column));
  const tryOut = (block: Block) => {
    if (succeeds(() => put([block]))) return;
    refused.set(block.column, refused.get(block.column) ?? block);
    if (!isOther(block)) for (const index of block.cells.keys()) left.add(block.row + index);
  };
  for (const block of [...strict, ...cells(false)].sort((a, b) => isOther(a) - isOther(b)))
    for (const one of cellsWhere(block, (index) => !left.has(block.row + index))) tryOut(one);
  const [first] = refused.values();
  if (!first) return;
  const { row, column } = first;
  const sentence = rangeOf(first).canEdit()
    ? words.cellRefused(`${columnLetter(column)}${row + 1}`)
    : words.cellsProtected;
  throw new CellsRefused(sentence, [...refused.keys()], left);
}

function succeeds(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    noteError(error);
    return false;
  }
}

/**
 * Adds columns or rows at the end of a sheet.
 * @param cells how many cells that is.
 * @throws UserError `sheet-refused` where the document is full; what `add` throws.
 */
export function grow(cells: number, add: () => void): void {
  try {
    add();
  } catch (error) {
    const all = SpreadsheetApp.getActiveSpreadsheet()
      .getSheets()
      .filter((sheet) => String(sheet.getType()) === 'GRID')
      .reduce((sum, sheet) => sum + sheet.getMaxRows() * sheet.getMaxColumns(), cells);
    if (all > MAX_CELLS) throw new UserError('sheet-refused', words.documentFull);
    throw error;
  }
}
