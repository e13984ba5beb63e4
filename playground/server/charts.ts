// The charts of the document as a page draws them: the numbers of their first range.
import { cellAt, type SheetState } from '../../sim/apps-script/cells';
import { displayAt } from '../../sim/apps-script/display';
import type { DocumentState } from '../../sim/apps-script/state';
import type { ChartView } from './messages';

function chartView(
  sheet: SheetState,
  { ranges, headers, options, anchor }: SheetState['charts'][number],
): ChartView {
  const area = ranges[0]?.area ?? { row: 1, column: 1, rows: 0, columns: 0 };
  const skipped = headers ?? 0;
  const bars = Array.from({ length: Math.max(0, area.rows - skipped) }, (_, index) => {
    const row = area.row + skipped + index;
    const { value } = cellAt(sheet, row, area.column + 1);
    return { name: displayAt(sheet, row, area.column), value: typeof value === 'number' ? value : 0 };
  });
  return {
    sheet: sheet.name,
    title: String(options.title ?? ''),
    bars: bars.filter(({ name, value }) => name !== '' || value !== 0),
    ...anchor,
  };
}

/** Every chart of the document. */
export const chartsOf = ({ sheets }: DocumentState): ChartView[] =>
  sheets.flatMap((sheet) => sheet.charts.map((chart) => chartView(sheet, chart)));
