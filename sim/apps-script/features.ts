// What a sheet has beside its cells: validation, typed tables, merges, spills, frozen columns, protection as a whole.
import { type Area, columnNumber } from './a1';
import { areaIn } from './areas';
import {
  type CellValue,
  cellAt,
  emptyCell,
  hasContent,
  putCell,
  type SheetState,
  type TextRun,
  type ValidationRule,
} from './cells';

/** One feature, as a scenario file says it; a sheet may begin with it, and a user may add it. Columns are letters. */
export type Feature =
  /** `reject` false only marks a wrong value; true refuses it. */
  | { kind: 'validation'; range: string; rule: ValidationRule; reject?: boolean }
  /** A structured table; its header is the first row of the range. */
  | { kind: 'table'; range: string; types: Record<string, string> }
  /** A formula whose result fills more than its own cell, with that result. */
  | { kind: 'spill'; cell: string; formula: string; rows: CellValue[][] }
  | { kind: 'merge'; range: string }
  /** `blocksInsert`: the freeze bar covers the window, and no column can be inserted. */
  | { kind: 'freeze'; rows?: number; columns?: number; blocksInsert?: boolean }
  | { kind: 'protectSheet'; editors?: string[] }
  /** A text whose parts have their own links. */
  | { kind: 'richText'; cell: string; runs: TextRun[] }
  /** A chart or a data source on a sheet of its own. */
  | { kind: 'sheetType'; type: 'OBJECT' | 'DATASOURCE' }
  | { kind: 'rowHeight'; row: number; pixels: number };

function merge(sheet: SheetState, area: Area): void {
  for (let row = area.row; row < area.row + area.rows; row++)
    for (let column = area.column; column < area.column + area.columns; column++)
      if ((row !== area.row || column !== area.column) && hasContent(cellAt(sheet, row, column)))
        putCell(sheet, row, column, emptyCell);
  sheet.merges.push({ area });
}

function spill(sheet: SheetState, { cell, formula, rows }: Extract<Feature, { kind: 'spill' }>): void {
  const { row, column } = areaIn(sheet, cell);
  putCell(sheet, row, column, { ...cellAt(sheet, row, column), value: '', formula });
  const columns = Math.max(1, ...rows.map(({ length }) => length));
  const area: Area = { row, column, rows: Math.max(1, rows.length), columns };
  const others = sheet.spills.filter((known) => known.area.row !== row || known.area.column !== column);
  sheet.spills = [...others, { area, values: rows }];
}

type Add<Kind extends Feature['kind']> = (
  feature: Extract<Feature, { kind: Kind }>,
  sheet: SheetState,
) => void;

const add: { [Kind in Feature['kind']]: Add<Kind> } = {
  validation: ({ range, rule, reject = true }, sheet) => {
    sheet.validations.push({ area: areaIn(sheet, range), rule, reject });
  },
  table: ({ range, types }, sheet) => {
    const columns = Object.entries(types).map(([letter, type]) => [columnNumber(letter), type] as const);
    for (const [column, type] of columns) {
      const area = { ...areaIn(sheet, range), column, columns: 1 };
      sheet.typedColumns.push({ area, type });
    }
  },
  spill: (feature, sheet) => spill(sheet, feature),
  merge: ({ range }, sheet) => merge(sheet, areaIn(sheet, range)),
  freeze: ({ rows, columns, blocksInsert }, sheet) => {
    sheet.frozenRows = rows ?? sheet.frozenRows;
    sheet.frozenColumns = columns ?? sheet.frozenColumns;
    sheet.freezeBlocksInsert = blocksInsert ?? sheet.freezeBlocksInsert;
  },
  protectSheet: ({ editors = [] }, sheet) => {
    sheet.protectedFor = editors;
  },
  richText: ({ cell, runs }, sheet) => {
    const { row, column } = areaIn(sheet, cell);
    const { format } = cellAt(sheet, row, column);
    const value = runs.map(({ text }) => text).join('');
    putCell(sheet, row, column, { value, runs, ...(format !== undefined && { format }) });
  },
  sheetType: ({ type }, sheet) => {
    sheet.type = type;
  },
  rowHeight: ({ row, pixels }, sheet) => {
    sheet.rowHeights[row] = pixels;
  },
};

/** Whether an edit is a feature. */
export const isFeature = (edit: { kind: string }): edit is Feature => Object.hasOwn(add, edit.kind);

/** Adds a feature to a sheet. Throws where a range is no A1 notation. */
export function addFeature(sheet: SheetState, feature: Feature): void {
  const addKind = add[feature.kind] as Add<Feature['kind']>;
  addKind(feature, sheet);
}
