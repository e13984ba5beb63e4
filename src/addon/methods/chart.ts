// Inserting the chart of the most scanned codes, from the sidebar.
import { insertChart } from '../../google/chart';
import { clock, documentLock } from '../../google/document';
import { loadPicks } from '../../google/picks';
import { activeSheetId } from '../../google/selection';
import { openSheet } from '../../google/spreadsheet';
import { findScanColumns, scanRows } from '../../jobs/refresh/sheet';
import { MOST_TOP, topCodes } from '../../jobs/refresh/top';
import { Refusal } from '../../wire/failure';

/** From the sheet that the user looks at; where that is the chart's own, from the one that it was made from. */
export function chart(): { sheet: string } {
  // Two clicks must not make two charts.
  const sheet = documentLock.alone(() =>
    insertChart(activeSheetId(), (sheetId) => {
      const values = openSheet(sheetId).values();
      const rows = scanRows(values, findScanColumns(values, loadPicks(sheetId)), clock.now());
      const top = topCodes(rows, MOST_TOP);
      if (top.length === 0) throw new Refusal('nothing-to-do', 'Refresh the scan counts first.');
      return top;
    }),
  );
  if (sheet === null) throw new Refusal('job-busy', 'The chart is being made. Try again in a moment.');
  return { sheet };
}
