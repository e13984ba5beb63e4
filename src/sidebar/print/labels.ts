// Where labels are on their pages, and code and text on a label. All lengths are in mm.
import type { LabelSheet } from './label-sheets';

/** A label on a page. */
export interface Place {
  x: number;
  y: number;
  /** Which code: an index. */
  item: number;
}

export interface Filling {
  /** The first label to be used on the first page, from 1. */
  start: number;
  copies: number;
}

/** The labels of a page, left to right and top to bottom. */
export function labelsOf({ cols, rows, x, y, dx, dy }: LabelSheet): Array<{ x: number; y: number }> {
  return Array.from({ length: cols * rows }, (_, n) => ({
    x: x + (n % cols) * dx,
    y: y + Math.floor(n / cols) * dy,
  }));
}

/** The pages that the codes take. */
export function pagesOf(sheet: LabelSheet, items: number, { start, copies }: Filling): Place[][] {
  const labels = labelsOf(sheet);
  const pages: Place[][] = [];
  for (let n = 0; n < items * copies; n++) {
    const at = n + start - 1;
    const label = labels[at % labels.length];
    if (!label) break;
    if (pages.length === 0 || at % labels.length === 0) pages.push([]);
    pages[pages.length - 1]?.push({ ...label, item: Math.floor(n / copies) });
  }
  return pages;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a label's code and text are, from the label's own left and top edge. */
export interface Layout {
  /** The square of the code with its quiet zone. */
  code: { x: number; y: number; side: number };
  text: Rectangle | null;
}

export type TextPlace = 'under' | 'beside';

/** Kept free inside a label's edge: the quiet zone covers what cutting and feeding vary beyond it. */
const EDGE_MM = 1;
/** On tiny labels less, or no code fits them: 12.7 mm hold one of 33 modules at 0.35 mm. */
const EDGE_SHARE = 0.04;
/** Text needs more room than a code, which has its quiet zone. */
const TEXT_EDGE_MM = 2;
/** Most office printers leave the outer 3 to 5 mm of a page blank. */
const UNPRINTABLE_MM = 5;
/** Of a label's height under a code, and of its width beside it. */
const TEXT_SHARE_UNDER = 0.24;
const CODE_SHARE_BESIDE = 0.55;
const LEAST_TEXT_UNDER_MM = 4;

/** Text is put beside the code where a label is that much wider than high. */
const WIDE = 1.4;

export const bestTextPlace = ({ w, h, kind }: LabelSheet): TextPlace =>
  kind !== 'tent' && w / h >= WIDE ? 'beside' : 'under';

/** The part of a label that is laid out: the square inside a circle, the lower face of a tent, the label otherwise. */
function faceOf({ w, h, round, kind }: LabelSheet): Rectangle {
  if (kind === 'tent') return { x: 0, y: h / 2, width: w, height: h / 2 };
  if (!round) return { x: 0, y: 0, width: w, height: h };
  const width = w / Math.SQRT2;
  const height = h / Math.SQRT2;
  return { x: (w - width) / 2, y: (h - height) / 2, width, height };
}

/** How far text keeps from a face's sides, the same on every label: enough for those at the edge of the page. */
function textEdges({ pageW, pageH, x, y, dx, dy, cols, rows, w, h }: LabelSheet) {
  const right = pageW - (x + (cols - 1) * dx + w);
  const bottom = pageH - (y + (rows - 1) * dy + h);
  return {
    acrossMm: Math.max(TEXT_EDGE_MM, UNPRINTABLE_MM - Math.min(x, right)),
    downMm: Math.max(TEXT_EDGE_MM, UNPRINTABLE_MM - Math.min(y, bottom)),
  };
}

/** Lays out the labels of a sheet; `text` is null where the code is all there is. */
export function layoutOf(sheet: LabelSheet, text: TextPlace | null): Layout {
  const face = faceOf(sheet);
  const edge = Math.min(EDGE_MM, EDGE_SHARE * Math.min(face.width, face.height));
  const { acrossMm, downMm } = textEdges(sheet);
  const [width, height] = [face.width - 2 * edge, face.height - 2 * edge];
  if (text === null) {
    const side = Math.min(width, height);
    const code = { x: face.x + (face.width - side) / 2, y: face.y + (face.height - side) / 2, side };
    return { code, text: null };
  }
  if (text === 'beside') {
    const side = Math.min(height, width * CODE_SHARE_BESIDE);
    const code = { x: face.x + edge, y: face.y + (face.height - side) / 2, side };
    const x = code.x + side;
    return {
      code,
      text: {
        x,
        y: face.y + downMm,
        width: face.x + face.width - acrossMm - x,
        height: face.height - 2 * downMm,
      },
    };
  }
  const least = Math.max(LEAST_TEXT_UNDER_MM, face.height * TEXT_SHARE_UNDER);
  const side = Math.min(width, face.height - edge - downMm - least);
  // Both together are centred where the label is higher than they are.
  const most = Math.max(least, side * TEXT_SHARE_UNDER);
  const top = face.y + edge + Math.max(0, face.height - edge - downMm - side - most) / 2;
  return {
    code: { x: face.x + (face.width - side) / 2, y: top, side },
    text: { x: face.x + acrossMm, y: top + side, width: face.width - 2 * acrossMm, height: most },
  };
}

/** Five points, the smallest print that is read with ease. */
const LEAST_TEXT_MM = 1.76;

/** Sizes between which text is fitted: two lines under a code, three beside it, and a word of ten letters. */
export function textSizes({ width, height }: Rectangle, place: TextPlace): { most: number; least: number } {
  const most = Math.min(height / (place === 'under' ? 2.6 : 3.8), width / 5);
  return { most: Math.max(LEAST_TEXT_MM, most), least: LEAST_TEXT_MM };
}
