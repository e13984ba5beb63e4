// Lists the codes of the sheet that the user looks at for printing. Only the sheet is read.
import { clock } from '../google/document';
import { activeFileName, activeSheetId, activeSheetName, selectedRows } from '../google/selection';
import { openSheet } from '../google/spreadsheet';
import { requireTable } from '../jobs/table/columns';
import type { Table } from '../jobs/table/load';
import type { Input } from '../shared/contract/methods';
import { MAX_CELL, type PrintableCode, type PrintablePart } from '../shared/contract/print';
import { UserError } from '../shared/errors';
import { textOf } from '../table/cells';
import { hash } from '../table/fingerprint';
import type { Row } from '../table/rows';
import { tableOf } from './context';
import { ofQrius, pictureIn } from './results';
import * as words from './words';

/** Rows that are looked at in one go; each one that may be hidden is a call of its own. */
const ROWS_AT_ONCE = 100;
/** A part ends here: the page waits a minute for it, and replies of 10 MB were seen to fail (docs/facts/apps-script.md#size-of-a-reply). */
const LISTING_MS = 15_000;
const MOST_CHARACTERS = 2_000_000;

const printableOf = (table: Table, { index, id, name, slug, shortUrl, destination }: Row): PrintableCode => ({
  row: index + 1,
  id,
  name,
  slug,
  shortUrl,
  destination,
  imageUrl: ofQrius(pictureIn(table, index)),
  cells: (table.grid[index] ?? []).map((cell) => textOf(cell).slice(0, MAX_CELL)),
});

/** @throws UserError `target-changed` where other codes are asked for than in the part before. */
export function listPrintable({ scope, from }: Input<'listPrintable'>): PrintablePart {
  const endsAt = clock.now() + LISTING_MS;
  const sheetId = activeSheetId();
  const sheet = openSheet(sheetId);
  const table = requireTable(tableOf(sheet, sheetId));
  const inScope = scope === 'selection' ? selectedRows() : () => true;
  const asked = table.rows.filter((row) => (row.id !== '' || row.shortUrl !== '') && inScope(row.index));
  const targetFingerprint = hash([
    String(sheetId),
    ...asked.flatMap(({ index, id, shortUrl }) => [String(index), id, shortUrl]),
  ]);
  if (from && from.targetFingerprint !== targetFingerprint)
    throw new UserError('target-changed', words.listingChanged);
  const part: PrintablePart = {
    sheet: activeSheetName(),
    fileName: activeFileName(),
    headers: (table.grid[table.columns.headerRow] ?? []).map((cell) => textOf(cell).trim()),
    codes: [],
    next: null,
  };
  let characters = 0;
  const open = asked.filter(({ index }) => index + 1 >= (from?.row ?? 0));
  for (let at = 0; at < open.length; at += ROWS_AT_ONCE) {
    const rows = open.slice(at, at + ROWS_AT_ONCE);
    const [first] = rows;
    if (first && (characters > MOST_CHARACTERS || (at > 0 && clock.now() > endsAt)))
      return { ...part, next: { row: first.index + 1, targetFingerprint } };
    const hidden = scope === 'sheet' ? null : sheet.hidden(rows.map(({ index }) => index));
    const codes = rows.filter(({ index }) => !hidden?.has(index)).map((row) => printableOf(table, row));
    characters += JSON.stringify(codes).length;
    part.codes.push(...codes);
  }
  return part;
}
