// The table of the grid: Tabulator in spreadsheet mode, empty at first.
import { type MenuEntry, type RowComponent, TabulatorFull } from 'tabulator-tables';
import { columnNumber } from '../../sim/apps-script/a1';
import { make } from './dom';

/** Width of a column without content, in pixels, as in Sheets. */
export const EMPTY_PX = 100;

/** Width of the column of row numbers, in pixels. */
export const HEADER_PX = 46;

/** Rows that are drawn beyond what is seen, in pixels: Tabulator's own default draws as much again as is seen, three times over. */
const BUFFER_PX = 100;

/**
 * Makes the table and resolves when it can be used.
 * @param draw what the cell at a 1-based place shows. An element: Tabulator would take a text for HTML
 * @param menu the entries of a right click
 */
export async function makeTable(
  element: HTMLElement,
  draw: (row: number, column: number) => HTMLElement,
  menu: () => MenuEntry[],
): Promise<TabulatorFull> {
  const table = new TabulatorFull(element, {
    height: '100%',
    renderVerticalBuffer: BUFFER_PX,
    spreadsheet: true,
    spreadsheetRows: 1,
    spreadsheetColumns: 1,
    spreadsheetData: [[]],
    spreadsheetColumnDefinition: {
      editor: 'input',
      width: EMPTY_PX,
      vertAlign: 'bottom',
      resizable: 'header',
      headerContextMenu: menu,
      contextMenu: menu,
      formatter: (cell: { getRow(): RowComponent; getField(): string }) =>
        draw(cell.getRow().getData()._id, columnNumber(cell.getField())),
    },
    rowHeader: {
      field: '_id',
      title: 'Row',
      titleFormatter: () => make('span', { className: 'unseen' }, 'Row'),
      width: HEADER_PX,
      hozAlign: 'center',
      vertAlign: 'middle',
      headerSort: false,
      frozen: true,
      resizable: false,
      contextMenu: menu,
    },
    editTriggerEvent: 'dblclick',
    selectableRange: true,
    selectableRangeColumns: true,
    selectableRangeRows: true,
    selectableRangeAutoFocus: false,
    selectableRangeClearCells: true,
    selectableRangeClearCellsValue: '',
    clipboard: true,
    clipboardCopyStyled: false,
    clipboardCopyConfig: { rowHeaders: false, columnHeaders: false },
    clipboardCopyRowRange: 'range',
    clipboardPasteParser: 'range',
    clipboardPasteAction: 'range',
  });
  // Its role is a grid, given by Tabulator.
  element.ariaLabel = 'Sheet';
  await new Promise<void>((resolve) => table.on('tableBuilt', resolve));
  // What scrolls takes the keyboard, so it must be a part of the grid itself: what is inside it holds rows, and is none.
  element.querySelector('.tabulator-tableholder')?.setAttribute('role', 'rowgroup');
  element.querySelector('.tabulator-table')?.setAttribute('role', 'presentation');
  return table;
}
