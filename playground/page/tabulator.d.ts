// The part of Tabulator that the grid uses; the package comes without types (Tabulator 6.5 documentation).
declare module 'tabulator-tables' {
  export interface ColumnComponent {
    getField(): string;
    getWidth(): number;
    setWidth(pixels: number): void;
  }
  export interface CellComponent {
    getValue(): unknown;
    getField(): string;
    getRow(): RowComponent;
    getElement(): HTMLElement;
    edit(): void;
  }
  export interface RowComponent {
    getData(): Record<string, unknown> & { _id: number };
    getCell(field: string): CellComponent | false;
    update(values: Record<string, unknown>): Promise<void>;
    reformat(): void;
  }
  export interface RangeComponent {
    getRows(): RowComponent[];
    getColumns(): ColumnComponent[];
    remove(): void;
  }
  export interface MenuEntry {
    label?: string;
    separator?: true;
    action?: () => void;
  }
  export class TabulatorFull {
    constructor(element: HTMLElement, options: Record<string, unknown>);
    on(event: 'tableBuilt', heard: () => void): void;
    on(event: 'cellEdited' | 'cellEditing' | 'cellEditCancelled', heard: (cell: CellComponent) => void): void;
    on(event: 'clipboardPasted', heard: (text: string, data: unknown, rows: RowComponent[]) => void): void;
    getRows(range?: 'active'): RowComponent[];
    getRow(id: number): RowComponent | false;
    getColumn(field: string): ColumnComponent | false;
    getRanges(): RangeComponent[];
    addRange(first: CellComponent, last: CellComponent): RangeComponent;
    setSheetData(rows: unknown[][]): void;
    setFilter(keep: (row: { _id: number }) => boolean): void;
    scrollToRow(id: number, position: 'nearest' | 'top', ifVisible: boolean): Promise<void>;
  }
}
