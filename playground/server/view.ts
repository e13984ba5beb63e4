// The document as a page shows it: texts, links and pictures, and nothing that the page would have to compute.
import { cellAt, type SheetState } from '../../sim/apps-script/cells';
import { computed, displayAt } from '../../sim/apps-script/display';
import { lastColumn, lastRow } from '../../sim/apps-script/extent';
import { type PictureSeen, picturesOf } from '../../sim/apps-script/pictures';
import type { DocumentState } from '../../sim/apps-script/state';
import type { CellView, DocumentView, SheetView } from './messages';

const isWeb = (address: string) => /^https?:\/\/\S+$/i.test(address);

/** A picture is drawn as high as its row, without the lines around it. */
const LINES_PX = 2;

function pictureView({ source, shows, height }: PictureSeen): Pick<CellView, 'image' | 'noImage'> {
  const px = height - LINES_PX;
  return shows === 'picture' ? { image: { src: source, px } } : { noImage: { why: shows, px } };
}

function cellView(
  sheet: SheetState,
  row: number,
  column: number,
  seen: PictureSeen | undefined,
): string | CellView {
  const { formula } = cellAt(sheet, row, column);
  const text = displayAt(sheet, row, column);
  // Sheets makes a link of a text that is an address, too.
  const link = computed(sheet, row, column).link ?? text;
  if (formula === undefined && !seen && !isWeb(link)) return text;
  return {
    text,
    ...(formula !== undefined && { formula }),
    ...(isWeb(link) && { link }),
    ...(seen && pictureView(seen)),
  };
}

function sheetView(sheet: SheetState, pictures: readonly PictureSeen[]): SheetView {
  const [rows, columns] = [lastRow(sheet), lastColumn(sheet)];
  const seen = new Map(pictures.map((one) => [`${one.row} ${one.column}`, one]));
  const hidden = sheet.rows.flatMap((row, index) =>
    row.hiddenByUser || row.hiddenByFilter ? [index + 1] : [],
  );
  return {
    name: sheet.name,
    rows: Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columns }, (__, right) =>
        cellView(sheet, down + 1, right + 1, seen.get(`${down + 1} ${right + 1}`)),
      ),
    ),
    hidden,
    maxRows: sheet.maxRows,
    maxColumns: sheet.maxColumns,
  };
}

/** The sheets that are not hidden. */
export function documentView({ name, sheets, imagesAllowed }: DocumentState): DocumentView {
  const shown = sheets
    .filter(({ hidden }) => !hidden)
    .map((sheet) => ({ sheet, pictures: picturesOf(sheet, imagesAllowed) }));
  return {
    name,
    sheets: shown.map(({ sheet, pictures }) => sheetView(sheet, pictures)),
    asksForAccess: shown.some(({ pictures }) => pictures.some(({ shows }) => shows === 'access needed')),
  };
}
