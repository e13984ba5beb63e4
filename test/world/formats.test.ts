// Formats of whole columns are kept per column; nobody may notice.
import fc from 'fast-check';
import type { Area } from '../../sim/apps-script/a1';
import { cellAt, newSheet, putCell, type SheetState } from '../../sim/apps-script/cells';
import { setFormat } from '../../sim/apps-script/formats';
import {
  deleteColumns,
  deleteRows,
  insertColumns,
  insertRows,
  moveColumn,
  sortArea,
} from '../../sim/apps-script/structure';

const ROWS = 6;
const COLUMNS = 4;

function cellByCell(sheet: SheetState, area: Area, format: string): void {
  for (let row = area.row; row < area.row + area.rows; row++)
    for (let column = area.column; column < area.column + area.columns; column++)
      putCell(sheet, row, column, { ...cellAt(sheet, row, column), format });
}

/** Fits numbers between 0 and 1 into the sheet as it is. */
function areaOf(sheet: SheetState, [top, left, height, width]: [number, number, number, number]): Area {
  const row = 1 + Math.floor(top * sheet.maxRows);
  const column = 1 + Math.floor(left * sheet.maxColumns);
  const rows = 1 + Math.floor(height * (sheet.maxRows - row + 1));
  return { row, column, rows, columns: 1 + Math.floor(width * (sheet.maxColumns - column + 1)) };
}

type Kind =
  | 'format'
  | 'write'
  | 'insertRow'
  | 'deleteRow'
  | 'insertColumn'
  | 'deleteColumn'
  | 'move'
  | 'sort';

function step(sheet: SheetState, kind: Kind, area: Area, text: string, format: typeof setFormat): void {
  if (kind === 'format') format(sheet, area, text);
  if (kind === 'write')
    putCell(sheet, area.row, area.column, { ...cellAt(sheet, area.row, area.column), value: text });
  if (kind === 'insertRow') insertRows(sheet, area.row, 1);
  if (kind === 'deleteRow' && sheet.maxRows > 2) deleteRows(sheet, area.row, 1);
  if (kind === 'insertColumn') insertColumns(sheet, area.column, 1);
  if (kind === 'deleteColumn' && sheet.maxColumns > 2) deleteColumns(sheet, area.column, 1);
  if (kind === 'move') moveColumn(sheet, area.column, 1);
  if (kind === 'sort') sortArea(sheet, area, area.column, true);
}

const cells = (sheet: SheetState) =>
  Array.from({ length: sheet.maxRows }, (_, row) =>
    Array.from({ length: sheet.maxColumns }, (__, column) => cellAt(sheet, row + 1, column + 1)),
  );

test('cells have the formats that they would have if each had been formatted alone', () => {
  const share = fc.double({ min: 0, max: 0.999, noNaN: true });
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom<Kind>(
        ...(['format', 'format', 'write', 'insertRow', 'deleteRow'] as const),
        ...(['insertColumn', 'deleteColumn', 'move', 'sort'] as const),
      ),
      place: fc.tuple(share, share, fc.constantFrom(0, 0.5, 0.999), share),
      text: fc.constantFrom('@', '0.00', 'b', 'a'),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const [byColumn, byCell] = [newSheet(0, 'S'), newSheet(0, 'S')];
      for (const sheet of [byColumn, byCell]) Object.assign(sheet, { maxRows: ROWS, maxColumns: COLUMNS });
      for (const { kind, place, text } of list) {
        const area = areaOf(byColumn, place);
        step(byColumn, kind, area, text, setFormat);
        step(byCell, kind, area, text, cellByCell);
      }
      expect(cells(byColumn)).toEqual(cells(byCell));
    }),
    { numRuns: 500 },
  );
});

test('a formatted column of a thousand rows is one record', () => {
  const sheet = newSheet(0, 'S');
  setFormat(sheet, { row: 1, column: 2, rows: sheet.maxRows, columns: 1 }, '@');
  expect(sheet.rows).toEqual([]);
  expect(cellAt(sheet, 1000, 2)).toEqual({ value: '', format: '@' });
  expect(cellAt(sheet, 1000, 3)).toEqual({ value: '' });
});
