// Sentences of home: the sheet's counts, its columns, the connection, and exporting codes.
import type { ConnectionView } from '../../shared/contract/home';
import { words as importWords } from '../import/words';
import { words as scansWords } from '../scans/words';
import { counted } from '../ui/format';

export const words = {
  opening: 'Loading…',
  reading: 'Reading your sheet…',
  failed: 'Something went wrong',

  counts: 'Rows in this sheet',
  rows: 'Rows',
  ready: 'Ready',
  coded: 'Already created',
  edited: 'Edited, not sent yet',
  attention: 'Need attention',
  deleted: 'Code deleted',
  showRows: 'Show rows',
  attentionTitle: 'Rows to look at',
  editedTitle: (rows: number) => `${counted(rows, 'row was', 'rows were')} edited and not sent yet`,
  checkUnconfirmed: (rows: number) => `Check ${counted(rows, 'unconfirmed row')}`,
  nothingOpen: 'All rows are fine.',
  empty:
    'This sheet is empty. Insert a template to start: one row per code, with a name and the page it opens.',

  insertTemplate: 'Insert template',
  inserting: 'Inserting…',
  create: (codes: number) => `Create ${counted(codes, 'code')}`,
  createAgain: (codes: number) => `Create ${counted(codes, 'code')} again`,
  update: (codes: number) => `Update ${counted(codes, 'edited code')}`,
  review: (rows: number) => `Review ${counted(rows, 'row')}`,
  chooseColumns: 'Choose your columns to continue.',
  addRows: 'Add one row per code.',
  allDone: 'All rows have codes.',
  changeCodes: 'Change codes',
  scans: scansWords.title,
  importCodes: importWords.title,
  showResult: 'Show result',
};

export const columns = {
  title: 'Columns',
  optional: ' optional',
  none: 'None',
  choose: 'Choose a column',
  detect: 'Detect automatically',
  fixTitle: 'Choose your columns',
  noColumns: 'Nothing to do here',
  headerRow: 'Header row',
  row: (row: number, text: string) => `Row ${row}${text === '' ? '' : `: ${text}`}`,
  fromLinks: 'Names from the links',
  useNone: 'Use none',
  use: (header: string) => `Use the “${header}” column`,
};

export const connection = {
  title: 'Your connection',
  connected: ({ name, plan }: ConnectionView) =>
    `Connected as ${name}${plan === null ? '' : ` · ${plan} plan`}`,
  keyEnding: (ending: string) => `API key ending in ${ending}`,
  removeTitle: 'Remove your key?',
  removeHint: 'Your codes and rows won’t change. Your jobs and your schedule can’t run without a key.',
  remove: 'Remove key',
  removing: 'Removing…',
  keep: 'Keep key',
  removeAll: 'Remove everything',
  removeAllTitle: 'Remove everything?',
  removeAllHint:
    'This deletes your key, your schedule and your triggers. Your codes and rows won’t change, but you can’t undo earlier jobs afterwards.',
  removeTabs: 'Also delete the add-on’s tabs',
  removeTabsHint:
    'The “Qrius log” and “Qrius chart” tabs, and which columns were chosen here. The columns themselves stay. Colleagues lose the tabs, too.',
  keepAll: 'Keep everything',
};

export const exporting = {
  title: 'Use your codes',
  print: 'Print or download codes',
  openingPrint: 'Opening…',
  csv: 'Download CSV',
  preparing: 'Preparing CSV…',
  downloaded: 'CSV file downloaded.',
  copyUrls: 'Copy short URLs',
  copying: 'Copying…',
  noUrls: 'No row has a short URL yet.',
  copied: (urls: number) => `${counted(urls, 'short URL')} copied.`,
  copyByHand: 'Press Ctrl+C (⌘C on a Mac) to copy the short URLs.',
  urls: 'Short URLs',
};

export const selected = {
  title: 'QR code of the selected row',
  loading: 'Loading…',
  none: 'Select a row that has a code to see it here.',
  image: (row: number) => `QR code of row ${row}`,
  noImage: 'This row has no QR image to show.',
  copy: 'Copy short URL',
  copied: 'Copied.',
  copyByHand: 'Select the link, then press Ctrl+C (⌘C on a Mac).',
};
