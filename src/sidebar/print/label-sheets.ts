// The sheets of labels to choose from, and how a free one is made. All lengths are in mm.
import data from './label-sheets.json';
import { WORDS } from './words';

export interface LabelSheet {
  id: string;
  /** Other products of the same size; Avery's by their numbers. */
  also: string[];
  kind: 'label' | 'card' | 'tent' | 'poster' | 'free';
  pageW: number;
  pageH: number;
  cols: number;
  rows: number;
  /** A label. */
  w: number;
  h: number;
  /** Left and top edge of the first label. */
  x: number;
  y: number;
  /** From one label's left or top edge to the next one's. */
  dx: number;
  dy: number;
  round: boolean;
}

/** Dimensions taken from public templates, recomputed as symmetric sheets where the sources agree. */
const PRODUCTS: LabelSheet[] = data.map(({ kind, ...sheet }) => ({
  ...sheet,
  kind: kind === 'card' ? 'card' : 'label',
}));

/** A page that is one label. */
const poster = (id: string, pageW: number, pageH: number): LabelSheet => ({
  id,
  also: [],
  kind: 'poster',
  pageW,
  pageH,
  cols: 1,
  rows: 1,
  round: false,
  w: pageW,
  h: pageH,
  x: 0,
  y: 0,
  dx: pageW,
  dy: pageH,
});

const A4 = { pageW: 210, pageH: 297 };
const LETTER = { pageW: 215.9, pageH: 279.4 };

/** Two tents a page, each folded across its middle; both faces show the code. */
const tent = (id: string, { pageW, pageH }: typeof A4): LabelSheet => ({
  id,
  also: [],
  kind: 'tent',
  pageW,
  pageH,
  cols: 2,
  rows: 1,
  round: false,
  w: pageW / 2,
  h: pageH,
  x: 0,
  y: 0,
  dx: pageW / 2,
  dy: pageH,
});

export const LABEL_SHEETS: readonly LabelSheet[] = [
  ...PRODUCTS,
  tent('A4 tent', A4),
  tent('Letter tent', LETTER),
  poster('A6', 105, 148),
  poster('A5', 148, 210),
  poster('A4', A4.pageW, A4.pageH),
  poster('Letter', LETTER.pageW, LETTER.pageH),
];

/** The products of this size, each by brand and number. */
export const productsOf = ({ id, also }: LabelSheet): string[] => [
  id,
  ...also.map((product) => (product.includes(' ') ? product : `Avery ${product}`)),
];

export type Paper = 'A4' | 'Letter';
export const PAPERS: readonly Paper[] = ['A4', 'Letter'];

export const paperOf = (sheet: LabelSheet): Paper => (isA4(sheet) ? 'A4' : 'Letter');

export const isA4 = ({ pageW, pageH }: LabelSheet): boolean => pageW === A4.pageW && pageH === A4.pageH;

/** What a user says of a sheet of their own. */
export interface FreeSheet {
  paper: Paper;
  columns: number;
  rows: number;
  /** Left and right, top and bottom. */
  marginX: number;
  marginY: number;
  /** Between labels. */
  gapX: number;
  gapY: number;
}

/** Smaller ones hold no code that a phone can read. */
const LEAST_LABEL_MM = 10;
const MOST_LABELS_A_SIDE = 40;

/** The sheet that these numbers describe, or the sentence that says why there is none. */
export function freeSheet(free: FreeSheet): LabelSheet | string {
  const { columns: cols, rows, marginX: x, marginY: y, gapX, gapY } = free;
  const page = free.paper === 'A4' ? A4 : LETTER;
  const isCount = (count: number) => Number.isInteger(count) && count >= 1 && count <= MOST_LABELS_A_SIDE;
  if (!isCount(cols) || !isCount(rows)) return WORDS.freeCount(MOST_LABELS_A_SIDE);
  if (![x, y, gapX, gapY].every((length) => length >= 0)) return WORDS.freeLength;
  const w = (page.pageW - 2 * x - (cols - 1) * gapX) / cols;
  const h = (page.pageH - 2 * y - (rows - 1) * gapY) / rows;
  if (w < LEAST_LABEL_MM || h < LEAST_LABEL_MM) return WORDS.freeTooSmall(LEAST_LABEL_MM);
  return {
    id: 'free',
    also: [],
    kind: 'free',
    ...page,
    cols,
    rows,
    w,
    h,
    x,
    y,
    dx: w + gapX,
    dy: h + gapY,
    round: false,
  };
}
