// Sentences that several features share.
import { counted, number } from './format';

export const words = {
  back: 'Back',
  /** Where a view works. */
  sheet: (name: string) => `Sheet “${name}”`,
  tryAgain: 'Try again',
  changeKey: 'Change key',
  aboutToHappen: 'What will happen',

  scopeLegend: 'Rows',
  selectedRows: (count: number) => `Selected rows (${number(count)})`,
  wholeSheet: (rows: number) => `Whole sheet (${counted(rows, 'row')})`,
  wholeSheetWithCodes: (rows: number) => `Whole sheet (${counted(rows, 'row')} with a code)`,
  hiddenSkipped: 'Hidden rows are skipped.',

  jumpHint: 'Select a row to jump to it.',
  row: (row: number) => `Row ${row}`,
  noRow: 'No row',
  firstOf: (shown: number, all: number) => `Showing the first ${number(shown)} of ${number(all)}.`,
  showMore: (count: number, noun: string) => `Show ${counted(count, `more ${noun}`)}`,

  /** The owner of a job or a schedule. */
  owner: (name: string) => name.trim() || 'A colleague',
};
