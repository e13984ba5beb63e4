// Writes into one sheet: rectangles with their flush, and number formats. What Google refuses is told from what failed once.
import { UserError } from '../shared/errors';
import type { Block } from '../table/blocks';
import { type CellValue, columnLetter } from '../table/cells';
import { noteError } from './console';
import { guardProtected } from './protected';
import { writeFitting } from './refusals';
import * as words from './words';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

const toGoogle = (value: CellValue): string | number | Date =>
  typeof value === 'object' ? new Date(value.date) : value;

/** @throws UserError `sheet-protected` where a write failed, and the user may not edit one of the ranges */
export const guarded = (write: () => unknown, ranges: ReadonlyArray<() => Range>): unknown =>
  guardProtected(write, ranges, words.cellsProtected);

/** A number format of columns, as A1 notation has them. */
interface Format {
  columns: readonly string[];
  pattern: string;
}

/** What writes into a sheet: see `SheetPort`. */
interface Writer {
  write(blocks: readonly Block[], keys: readonly number[]): void;
  format(columns: readonly number[], pattern: string): void;
}

export function sheetWriter(sheet: Sheet): Writer {
  /** A format is refused at its call or with the next flush, which is that of a write. */
  const unflushed: Format[] = [];
  return {
    write(blocks, keys) {
      const formats = unflushed.splice(0);
      writeBlocks(sheet, blocks, keys, () => formatEach(sheet, formats));
    },
    format(columns, pattern) {
      const format = { columns: columns.map((one) => `${columnLetter(one)}:${columnLetter(one)}`), pattern };
      try {
        setFormat(sheet, format);
        unflushed.push(format);
      } catch (error) {
        if (error instanceof UserError || !formatEach(sheet, [format])) throw error;
      }
    },
  };
}

/** @param again sets the formats again that were not flushed yet, and says whether one of them was why the write failed. */
function writeBlocks(
  sheet: Sheet,
  blocks: readonly Block[],
  keys: readonly number[],
  again: () => boolean,
): void {
  const rangeOf = ({ row, column, cells }: Block) =>
    sheet.getRange(row + 1, column + 1, cells.length, cells[0]?.length ?? 0);
  const put = (some: readonly Block[]) => {
    for (const block of some) {
      const { cells, isR1C1 } = block;
      if (isR1C1) rangeOf(block).setFormulaR1C1(String(cells[0]?.[0]));
      else rangeOf(block).setValues(cells.map((row) => row.map(toGoogle)));
    }
    SpreadsheetApp.flush();
  };
  try {
    try {
      put(blocks);
    } catch (error) {
      if (!again()) throw error;
      put(blocks);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    writeFitting(rangeOf, blocks, keys, put, error);
  }
}

function setFormat(sheet: Sheet, { columns, pattern }: Format): void {
  guarded(
    () => sheet.getRangeList([...columns]).setNumberFormat(pattern),
    columns.map((a1) => () => sheet.getRange(a1)),
  );
}

/**
 * Sets formats one column at a time: a typed column of a table takes none (docs/facts/apps-script.md#typed-columns), and texts all
 * the same. @returns whether one was refused.
 */
function formatEach(sheet: Sheet, formats: readonly Format[]): boolean {
  const refused = formats.flatMap(({ columns, pattern }) =>
    columns.filter((column) => {
      try {
        setFormat(sheet, { columns: [column], pattern });
        SpreadsheetApp.flush();
        return false;
      } catch (error) {
        if (error instanceof UserError) throw error;
        noteError(error);
        return true;
      }
    }),
  );
  return refused.length > 0;
}
