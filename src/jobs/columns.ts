// The columns that a job fills in: added where the sheet lacks them, refused where they are the user's own.
import { short } from '../table/cells';
import { type Columns, type Headers, NEW_HEADERS, OUTPUT_ORDER, type OutputRole } from '../table/columns';
import { isOurs } from '../table/marks';
import type { Row } from '../table/rows';
import { Refusal } from '../wire/failure';
import { type Ledger, ledgerOf } from './ledger';
import type { SheetPort } from './ports';

/**
 * Adds the output columns that are not there yet at the right, and opens the ledger on the sheet as it then is.
 * @param grid the sheet as it was just read.
 * @param roles the columns that the job fills in.
 */
export function withOutputColumns(
  sheet: SheetPort,
  grid: string[][],
  headerRow: number,
  headers: Headers,
  roles: readonly OutputRole[],
): Ledger {
  const missing = roles.filter((role) => headers[role] === undefined);
  const texts = missing.map((role) => NEW_HEADERS[role]);
  const width = Math.max(...grid.map((cells) => cells.length));
  if (missing.length > 0) sheet.addHeaders(headerRow, width, texts);
  const wider = grid.map((cells, index) => [
    ...cells,
    ...texts.map((text) => (index === headerRow ? text : '')),
  ]);
  const all: Headers = { ...headers };
  for (const role of missing) all[role] = NEW_HEADERS[role];
  const fresh = OUTPUT_ORDER.every((role) => role === 'slug' || missing.includes(role));
  const ledger = ledgerOf(sheet, all, wider, fresh ? null : sheet.formulas());
  const plain = roles.filter((role) => role === 'id' || role === 'shortUrl' || role === 'status');
  sheet.format(
    plain.map((role) => ledger.columns.at[role] ?? 0),
    '@',
  );
  return ledger;
}

/**
 * Columns called Status or Short URL may be the user's own, for something else: what stands there is not overwritten.
 * @param touched the rows that the job will write.
 * @throws Refusal `columns-unclear`
 */
export function refuseForeignCells(columns: Columns, rows: readonly Row[], touched: readonly Row[]): void {
  const refuse = (header: string, found: string, { index }: Row) =>
    new Refusal(
      'columns-unclear',
      `The column ${header} holds words of your own (“${short(found)}” in row ${index + 1}), and the add-on writes there. Give your column another header, or clear these cells, then run again.`,
    );
  const link = touched.find((row) => row.id === '' && row.shortUrl !== '');
  if (link) throw refuse(NEW_HEADERS.shortUrl, link.shortUrl, link);
  // Once the add-on has written here, the column is its own, whatever users noted in it since.
  if (columns.at.id !== undefined && rows.some((row) => isOurs(row.status))) return;
  const status = touched.find((row) => row.status !== '');
  if (status) throw refuse(NEW_HEADERS.status, status.status, status);
}
