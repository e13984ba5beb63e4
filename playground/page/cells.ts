// How a cell looks, and what an editor finds in it.
import type { CellView, SheetView } from '../server/messages';
import { make } from './dom';

/** Narrowest and widest column that is fitted to its content, in pixels. */
const WIDTHS = { least: 72, most: 136 };
/** About the width of a letter, and of what surrounds a text, in pixels. */
const LETTER_PX = 6.8;
const PADDING_PX = 20;

/** What a cell without its picture says under the mouse. */
const NO_IMAGE = {
  unsupported: 'Sheets can’t show this picture',
  'access needed': 'Allow access to see this picture',
};

export type CellContent = string | CellView;

/** The cell at a 1-based place. */
export function contentAt(sheet: SheetView, row: number, column: number): CellContent {
  return sheet.rows[row - 1]?.[column - 1] ?? '';
}

/** What stands in the editor of a cell: its formula, else its text. */
export const editText = (content: CellContent): string =>
  typeof content === 'string' ? content : (content.formula ?? content.text);

/** The text that a cell shows. */
export const shownText = (content: CellContent): string =>
  typeof content === 'string' ? content : content.text;

/** What a cell shows. */
export function drawn(content: CellContent): HTMLElement {
  if (typeof content === 'string') return make('span', {}, content);
  const { text, link, image, noImage } = content;
  if (image !== undefined) {
    const { src, px } = image;
    return make('img', { src, alt: 'QR code', className: 'picture', width: px, height: px });
  }
  if (noImage !== undefined) {
    const { why, px } = noImage;
    const awaited = make('span', { title: NO_IMAGE[why], className: 'picture' });
    awaited.style.height = `${px}px`;
    return awaited;
  }
  if (link === undefined) return make('span', {}, text);
  // A click selects the cell, as in Sheets; with Ctrl or by the middle button the link opens.
  const onclick = (event: MouseEvent) => {
    if (!event.ctrlKey && !event.metaKey) event.preventDefault();
  };
  return make(
    'a',
    { href: link, target: '_blank', rel: 'noreferrer', tabIndex: -1, title: 'Ctrl+click to open', onclick },
    text,
  );
}

/** A width at which most of a column can be read, in pixels; null for an empty one. */
export function fittingWidth(sheet: SheetView, column: number): number | null {
  const lengths = sheet.rows.map((_, index) => shownText(contentAt(sheet, index + 1, column)).length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const pictures = sheet.rows.some((_, index) => typeof contentAt(sheet, index + 1, column) === 'object');
  if (longest === 0 && !pictures) return null;
  return Math.round(Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest * LETTER_PX + PADDING_PX)));
}
