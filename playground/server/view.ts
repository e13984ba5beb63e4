// The document as a page shows it: texts, links and pictures, and nothing that the page would have to compute.
import { cellAt, type SheetState } from '../../sim/apps-script/cells';
import { computed, displayAt } from '../../sim/apps-script/display';
import { lastColumn, lastRow } from '../../sim/apps-script/extent';
import { evaluate } from '../../sim/apps-script/formula';
import type { DocumentState } from '../../sim/apps-script/state';
import type { CellView, DocumentView, SheetView } from './messages';

const isWeb = (address: string) => /^https?:\/\/\S+$/i.test(address);

/** The address behind =IMAGE(): read as the first argument of HYPERLINK, whose address the world computes. */
function imageOf(sheet: SheetState, formula: string): string | undefined {
  const arguments_ = /^=\s*IMAGE\s*\((.*)\)\s*$/is.exec(formula)?.[1];
  if (arguments_ === undefined) return undefined;
  return evaluate(`=HYPERLINK(${arguments_})`, (row, column) => displayAt(sheet, row, column)).link;
}

function cellView(sheet: SheetState, row: number, column: number): string | CellView {
  const { formula } = cellAt(sheet, row, column);
  const text = displayAt(sheet, row, column);
  // Sheets makes a link of a text that is an address, too.
  const link = computed(sheet, row, column).link ?? text;
  const image = formula === undefined ? undefined : imageOf(sheet, formula);
  if (formula === undefined && !isWeb(link)) return text;
  return {
    text,
    ...(formula !== undefined && { formula }),
    ...(isWeb(link) && { link }),
    ...(image !== undefined && isWeb(image) && { image }),
  };
}

function sheetView(sheet: SheetState): SheetView {
  const [rows, columns] = [lastRow(sheet), lastColumn(sheet)];
  const hidden = sheet.rows.flatMap((row, index) =>
    row.hiddenByUser || row.hiddenByFilter ? [index + 1] : [],
  );
  return {
    name: sheet.name,
    rows: Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columns }, (__, right) => cellView(sheet, down + 1, right + 1)),
    ),
    hidden,
    maxRows: sheet.maxRows,
    maxColumns: sheet.maxColumns,
  };
}

/** The sheets that are not hidden. */
export function documentView({ name, sheets }: DocumentState): DocumentView {
  return { name, sheets: sheets.filter(({ hidden }) => !hidden).map(sheetView) };
}
