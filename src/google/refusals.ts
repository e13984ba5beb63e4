// What Google Sheets refuses for good, told from what failed once: rules of cells, frozen columns, a document that is full.
import { CellsRefused, UserError } from '../shared/errors';
import { type Block, runsOf, type Span } from '../table/blocks';
import { columnLetter, range } from '../table/cells';
import { noteError } from './console';
import * as words from './words';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** Cells of a whole document (https://support.google.com/drive/answer/37603). */
const MAX_CELLS = 10_000_000;

/** A column that refused this many cells is not tried further: each costs calls. */
const MAX_REFUSED = 10;

/** Which cells of a range have a rule that refuses what does not fit it (docs/facts/apps-script.md#data-validation). */
const strictCells = (range: Range): boolean[][] =>
  range.getDataValidations().map((rules) => rules.map((rule) => rule !== null && !rule.getAllowInvalid()));

/** Columns, from 0, that have such a rule in any row, with the first such row, from 0; of these columns those that the sheet has. One call, none for no columns. */
export function strictColumns(sheet: Sheet, columns: readonly number[]): Map<number, number> {
  const last = columns.length === 0 ? 0 : sheet.getMaxColumns();
  const present = columns.filter((column) => column < last);
  if (present.length === 0) return new Map();
  const first = Math.min(...present);
  const rows = Math.max(1, sheet.getLastRow());
  const strict = strictCells(sheet.getRange(1, first + 1, rows, Math.max(...present) - first + 1));
  const rowOf = (column: number) => strict.findIndex((cells) => cells[column - first]);
  return new Map(present.map((column) => [column, rowOf(column)] as const).filter(([, row]) => row >= 0));
}

/** One column of a rectangle. */
const columnOf = ({ column, cells, turns, ...block }: Block, offset: number): Block => ({
  ...block,
  column: column + offset,
  cells: cells.map((line) => [line[offset] ?? '']),
  turns: [turns[offset] ?? 0],
});

const turnOf = ({ turns: [turn = 0] }: Block): number => turn;

/** Some rows of a rectangle, by their index in it. */
const rowsOf = (block: Block, [first, last]: Span): Block => ({
  ...block,
  row: block.row + first,
  cells: block.cells.slice(first, last + 1),
});

/** The cells of a rectangle for which a test holds, as columns. @param test is given the index of a row in it, and of a column. */
const cellsWhere = (block: Block, test: (index: number, offset: number) => boolean): Block[] =>
  (block.cells[0] ?? []).flatMap((_, offset) => {
    const column = columnOf(block, offset);
    const indices = [...column.cells.keys()].filter((index) => test(index, offset));
    return runsOf(indices).map((span) => rowsOf(column, span));
  });

/**
 * Writes what was refused as a whole, but for the cells whose rules or protection refuse it. They are found by halves.
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
  const mayEdit = (block: Block) => rangeOf(block).canEdit();
  const known = blocks.map((block) => {
    const strict = strictCells(rangeOf(block));
    const closed = mayEdit(block) ? [] : strict[0]?.map((_, offset) => !mayEdit(columnOf(block, offset)));
    const isRisky = (index: number, offset: number) => strict[index]?.[offset] || closed?.[offset] || false;
    return { block, isRisky };
  });
  const cells = (wanted: boolean) =>
    known.flatMap(({ block, isRisky }) =>
      cellsWhere(block, (index, offset) => isRisky(index, offset) === wanted),
    );
  const risky = cells(true);
  if (risky.length === 0) throw error;
  const refused = new Map<number, Set<number>>();
  const tryOut = (block: Block): void => {
    const rows = refused.get(block.column) ?? new Set();
    const isTried = rows.size < MAX_REFUSED;
    if (isTried && succeeds(() => put([block]))) return;
    const last = block.cells.length - 1;
    const half = last >> 1;
    if (isTried && last > 0) {
      tryOut(rowsOf(block, [0, half]));
      tryOut(rowsOf(block, [half + 1, last]));
    } else refused.set(block.column, new Set([...rows, ...range(block.row, block.row + last)]));
  };
  const isLeft = (row: number) => keys.some((column) => refused.get(column)?.has(row));
  const unlessLeft = (some: readonly Block[]) =>
    some.flatMap((block) => cellsWhere(block, (index) => !isLeft(block.row + index)));
  const isKey = ({ column }: Block) => keys.includes(column);
  for (const block of risky.filter(isKey)) tryOut(block);
  put(unlessLeft(cells(false)).sort((a, b) => turnOf(a) - turnOf(b)));
  for (const block of unlessLeft(risky.filter((one) => !isKey(one)))) tryOut(block);
  const [first] = refused;
  if (!first) return;
  const [column, rows] = first;
  const row = Math.min(...rows);
  const isOpen = mayEdit({ row, column, cells: [['']], turns: [] });
  const sentence = isOpen ? words.cellRefused(`${columnLetter(column)}${row + 1}`) : words.cellsProtected;
  throw new CellsRefused(sentence, refused);
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
