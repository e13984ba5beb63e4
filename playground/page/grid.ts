// The grid: shows a sheet as the world has it, and tells what the user's hands do to it.
import type { MenuEntry, RowComponent } from 'tabulator-tables';
import { columnLetters, parseA1 } from '../../sim/apps-script/a1';
import type { ChartView, SheetView } from '../server/messages';
import { contentAt, drawn, editText, fittingWidth } from './cells';
import { drawChart } from './chart';
import { type Size, selectedRanges, selectRanges, shownSize } from './ranges';
import { scannable } from './scan';
import { EMPTY_PX, HEADER_PX, makeTable } from './table';

/** Height of a row of text, in pixels. */
const ROW_PX = 25;

export interface GridEvents {
  /** Texts were typed, pasted or cleared. */
  typed(cells: Array<{ cell: string; text: string }>): void;
  /** The selection changed: all ranges in A1 notation, the current one last. */
  selected(ranges: string[]): void;
  /** The entries of the menu of a right click. */
  menu(): MenuEntry[];
}

export interface Grid {
  /** Shows a sheet, keeping selection and scroll position where it is the one that is there. */
  show(sheet: SheetView, charts: ChartView[]): void;
  /** Selects ranges and brings the last one into view. */
  select(ranges: string[]): void;
  focus(): void;
}

/** Makes the grid and resolves when it can be used. */
export async function makeGrid(element: HTMLElement, events: GridEvents): Promise<Grid> {
  let sheet: SheetView = { name: '', rows: [], hidden: [], maxRows: 1, maxColumns: 1 };
  let size: Size = { rows: 1, columns: 1 };
  let ranges = ['A1'];
  /** What each row looked like when it was drawn last, as text. */
  let looks: string[] = [];
  /** Widths as they were fitted last. */
  const fitted = new Map<string, number>();
  let editing: number | null = null;
  let typed: Array<{ cell: string; text: string }> = [];

  const draw = (row: number, column: number) => scannable(drawn(contentAt(sheet, row, column)));
  const table = await makeTable(element, draw, events.menu);

  const type = (row: number, field: string, value: unknown) => {
    // Clearing a range types into each of its cells: they travel together.
    if (typed.length === 0) {
      queueMicrotask(() => {
        events.typed(typed);
        typed = [];
      });
    }
    typed.push({ cell: `${field}${row}`, text: String(value ?? '') });
  };
  const columns = () => Array.from({ length: size.columns }, (_, index) => columnLetters(index + 1));

  const lookOf = (row: number) => JSON.stringify(sheet.rows[row - 1] ?? []);
  const valuesOf = (row: number) => columns().map((_, index) => editText(contentAt(sheet, row, index + 1)));

  const refreshRow = (component: RowComponent) => {
    const { _id: row, ...held } = component.getData();
    if (row === editing) return;
    const wanted = valuesOf(row);
    const changed = columns().flatMap((field, index) =>
      String(held[field] ?? '') === wanted[index] ? [] : [[field, wanted[index]] as const],
    );
    if (changed.length > 0) void component.update(Object.fromEntries(changed));
    if (lookOf(row) !== looks[row]) component.reformat();
    looks[row] = lookOf(row);
  };

  /** Fits the columns to what has come into them, but for those that the user drew to a width. */
  const fitColumns = () => {
    columns().forEach((field, index) => {
      const width = fittingWidth(sheet, index + 1);
      const column = table.getColumn(field);
      if (width === null || !column || column.getWidth() !== (fitted.get(field) ?? EMPTY_PX)) return;
      if (width !== column.getWidth()) column.setWidth(width);
      fitted.set(field, width);
    });
  };

  const tellSelection = () => {
    const now = selectedRanges(table, size);
    if (now.length === 0 || now.join() === ranges.join()) return;
    ranges = now;
    events.selected(now);
  };

  const hide = () => {
    const hidden = new Set(sheet.hidden);
    table.setFilter(({ _id }) => !hidden.has(_id));
    selectRanges(table, size, ranges);
  };

  /** After rows were hidden or shown: the top of the sheet, or as far down as the selected row needs. */
  const reveal = async () => {
    const row = parseA1(ranges.at(-1) ?? '', size)?.row ?? 1;
    await table.scrollToRow(1, 'top', false);
    if (!sheet.hidden.includes(row)) await table.scrollToRow(row, 'nearest', false);
  };

  const widthOf = (field: string): number => {
    const column = table.getColumn(field);
    return column ? column.getWidth() : EMPTY_PX;
  };

  /** Puts charts over the cells: they scroll with them. */
  const placeCharts = (charts: ChartView[]) => {
    const holder = element.querySelector('.tabulator-tableholder');
    for (const old of element.querySelectorAll('.chart')) old.remove();
    for (const chart of charts) {
      const before = columns().slice(0, chart.column - 1);
      const left = before.reduce((sum, field) => sum + widthOf(field), HEADER_PX);
      holder?.append(drawChart(chart, left, (chart.row - 1) * ROW_PX));
    }
  };

  const load = () => {
    const rows = Array.from({ length: size.rows }, (_, index) => valuesOf(index + 1));
    table.setSheetData(rows);
    looks = [];
    for (let row = 1; row <= size.rows; row++) looks[row] = lookOf(row);
    fitted.clear();
    fitColumns();
    hide();
  };

  const showCells = (next: SheetView) => {
    const before = sheet;
    sheet = next;
    const wanted = shownSize(next);
    const same = before.name === next.name && wanted.rows === size.rows && wanted.columns === size.columns;
    size = wanted;
    if (!same) return load();
    table.getRows().forEach(refreshRow);
    fitColumns();
    if (before.hidden.join() === next.hidden.join()) return;
    hide();
    void reveal();
  };
  const show = (next: SheetView, charts: ChartView[]) => {
    showCells(next);
    placeCharts(charts);
  };

  table.on('cellEditing', (cell) => {
    editing = cell.getRow().getData()._id;
  });
  table.on('cellEditCancelled', () => {
    editing = null;
    showCells(sheet);
  });
  table.on('cellEdited', (cell) => {
    editing = null;
    type(cell.getRow().getData()._id, cell.getField(), cell.getValue());
  });
  table.on('clipboardPasted', (_text, _data, rows) => {
    for (const component of rows) {
      const { _id: row, ...held } = component.getData();
      columns().forEach((field, index) => {
        const text = String(held[field] ?? '');
        if (text !== editText(contentAt(sheet, row, index + 1))) type(row, field, text);
      });
    }
  });
  element.addEventListener('keydown', (event) => {
    const typing = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!typing || event.target instanceof HTMLInputElement) return;
    // As in Sheets: typing replaces the cell’s content.
    const area = parseA1(ranges.at(-1) ?? '', size);
    const row = area ? table.getRow(area.row) : false;
    const cell = row ? row.getCell(columnLetters(area?.column ?? 1)) : false;
    if (!cell) return;
    cell.edit();
    cell.getElement().querySelector('input')?.select();
  });
  // A selection that begins in the grid may end outside it.
  element.addEventListener('mousedown', () => {
    addEventListener('mouseup', () => setTimeout(tellSelection), { once: true });
  });
  element.addEventListener('keyup', tellSelection);
  const select = (wanted: string[]) => {
    ranges = wanted;
    selectRanges(table, size, ranges);
    const row = parseA1(wanted.at(-1) ?? '', size)?.row;
    if (row !== undefined && table.getRow(row)) void table.scrollToRow(row, 'nearest', false);
  };
  return { show, select, focus: () => element.querySelector<HTMLElement>('.tabulator-tableholder')?.focus() };
}
