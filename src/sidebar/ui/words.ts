// Sentences that several features share.
import type { ChoosableRole } from '../../shared/contract/sheet';
import { counted, number } from './format';

/** The version in package.json, written in by the build. */
declare const QRIUS_VERSION: string;

/** What is in a column that the user chooses, and the field of a code that comes from it. */
export const COLUMNS: Record<ChoosableRole, string> = {
  name: 'Name',
  destination: 'Destination',
  slug: 'Slug',
  tags: 'Tags',
  description: 'Description',
};

export const words = {
  back: 'Back',
  help: 'Help',
  get product() {
    return `Qrius for Sheets ${QRIUS_VERSION}`;
  },
  /** Where a view works. */
  sheet: (name: string) => `Sheet “${name}”`,
  /** Where an answer takes long. */
  rateLimit:
    'Qrius limits how many requests you can send per minute. If yours are used up, this takes up to a minute.',
  tryAgain: 'Try again',
  changeKey: 'Change key',
  upgrade: 'Upgrade in Qrius',
  aboutToHappen: 'What will happen',

  scopeLegend: 'Rows',
  selectedRows: (count: number) => `Selected rows (${number(count)})`,
  wholeSheet: (rows: number) => `Whole sheet (${counted(rows, 'row')})`,
  wholeSheetWithCodes: (rows: number) => `Whole sheet (${counted(rows, 'row')} with a QR ID)`,
  hiddenSkipped: 'Hidden rows are skipped.',

  rowHeight: 'Row height',
  heights: { small: 'Small', medium: 'Medium', large: 'Large', none: 'Don’t change' },
  imagesHint: 'If Google Sheets hides them, choose Allow access above the sheet. It asks once per document.',

  attention: (rows: number) => `${counted(rows, 'row needs', 'rows need')} attention`,
  jumpHint: 'Select a row to jump to it.',
  row: (row: number) => `Row ${row}`,
  noRow: 'No row',
  firstOf: (shown: number, all: number) => `Showing the first ${number(shown)} of ${number(all)}.`,
  showMore: (count: number, noun: string) => `Show ${counted(count, `more ${noun}`)}`,

  /** The owner of a job or a schedule. */
  owner: (name: string) => name.trim() || 'A colleague',
};
