// Codes that can be shown, printed and downloaded.

/** Which codes are printed: of selected rows or of the sheet without what is hidden, or all of the sheet. */
export type PrintScope = 'selection' | 'visible' | 'sheet';

/** The code in the row that is selected. */
export interface SelectedCode {
  row: number;
  name: string;
  id: string;
  shortUrl: string;
  /** The picture's address; empty where the row has none. */
  imageUrl: string;
}

/** A code that can be printed. */
export interface PrintableCode {
  /** As in the sheet, from 1. */
  row: number;
  id: string;
  name: string;
  slug: string;
  shortUrl: string;
  destination: string;
  /** The address of Qrius's own picture; empty where the row has none. */
  imageUrl: string;
  /** What the row's cells show, in the order of the headers; each at most `MAX_CELL` characters. */
  cells: string[];
}

export interface Printables {
  /** The sheet's name. */
  sheet: string;
  /** What a file of it is called, without an ending. */
  fileName: string;
  /** All header cells in their order, empty ones too. */
  headers: string[];
  codes: PrintableCode[];
}

/** Codes that can be printed, as many as one reply carries. */
export interface PrintablePart extends Printables {
  /** Where the next part begins; null after the last one. */
  next: { row: number; targetFingerprint: string } | null;
}

/** The longest text of a cell in a list of printable codes: more fits no label and no file name. */
export const MAX_CELL = 500;
