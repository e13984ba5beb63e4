// Codes and pages as SVG. A page is one drawing in mm: browsers snap HTML boxes to pixels, but not what is inside an SVG.
import { type Artwork, type Drawing, logoBox, pathOf } from './drawing';
import type { LabelSheet } from './label-sheets';
import { type Layout, labelsOf, type Place, type Rectangle } from './labels';
import { type Fitted, LINE_HEIGHT } from './text';

export const FONT = 'Arial, Helvetica, sans-serif';

/** The share of a line's height above its baseline. */
const ASCENT = 0.78;

/** Half of a mark's length, on each side of a label's corner. */
const MARK_MM = 2;
const HAIRLINE_MM = 0.1;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text inside XML, without the characters that XML doesn't allow. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
    .replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/** A length without the noise of binary fractions. */
const length = (value: number) => String(Math.round(value * 10_000) / 10_000);

/** The markup of a code in a square. Its logo is not shared by `use`: browsers don't load that one for paper that no screen has shown. */
function codeMarkup(drawing: Drawing, x: number, y: number, side: number): string {
  const { size, style } = drawing;
  const { at, side: width } = logoBox(drawing);
  const image = style.logo
    ? `<image href="${style.logo.href}" x="${at}" y="${at}" width="${width}" height="${width}"/>`
    : '';
  return (
    `<g transform="translate(${length(x)} ${length(y)}) scale(${side / size})">` +
    `<path fill="${style.light}" d="M0 0h${size}v${size}H0z"/>` +
    `<path fill="${style.dark}" shape-rendering="crispEdges" d="${pathOf(drawing)}"/>${image}</g>`
  );
}

/** Of text beside Qrius's pictures, whose colours are not known. */
const BLACK = '#000000';

export type Align = 'start' | 'middle';

/**
 * The markup of fitted text. Beside a code it starts at the box's side and is centred in height; under one it is
 * centred in width. What leaves the box is clipped: stacked accents would reach into the quiet zone.
 */
export function textMarkup(fitted: Fitted, box: Rectangle, align: Align, colour: string): string {
  const { lines, size, direction } = fitted;
  const rtl = direction === 'rtl';
  const starts = align === 'start';
  const x = starts ? (rtl ? box.width : 0) : box.width / 2;
  const spare = starts ? (box.height - lines.length * size * LINE_HEIGHT) / 2 : 0;
  const baseline = spare + ((LINE_HEIGHT - 1) / 2 + ASCENT) * size;
  const line = (text: string, index: number) =>
    `<text x="${length(x)}" y="${length(baseline + index * size * LINE_HEIGHT)}">${escapeXml(text)}</text>`;
  return (
    `<svg x="${length(box.x)}" y="${length(box.y)}" width="${length(box.width)}" height="${length(box.height)}" ` +
    `font-family="${FONT}" font-size="${length(size)}" fill="${colour}" text-anchor="${align}"` +
    `${rtl ? ' direction="rtl"' : ''}>${lines.map(line).join('')}</svg>`
  );
}

/** A picture file of one code, with its caption under it. One module is one unit. */
export function codeSvg(drawing: Drawing, caption: { fitted: Fitted; box: Rectangle } | null): string {
  const { size, style } = drawing;
  const height = caption ? caption.box.y + caption.box.height : size;
  const ground = caption ? `<path fill="${style.light}" d="M0 0h${size}v${length(height)}H0z"/>` : '';
  const text = caption ? textMarkup(caption.fitted, caption.box, 'middle', style.dark) : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${length(height)}" ` +
    `width="${size * 10}" height="${length(height * 10)}">${ground}${codeMarkup(drawing, 0, 0, size)}${text}</svg>\n`
  );
}

/** What is on a label. */
export interface LabelContent {
  artwork: Artwork;
  fitted: Fitted | null;
}

export interface PageOptions {
  sheet: LabelSheet;
  layout: Layout;
  align: Align;
  /** Moves everything on the page, in mm: printers and label stocks differ. */
  nudge: { x: number; y: number };
  cutMarks: boolean;
  /** Shows the labels' edges: on screen and on a test page, never beside codes on paper. */
  outlines: boolean;
}

/** The markup of a code in a square, whether it was drawn here or by Qrius. */
function artworkMarkup(artwork: Artwork, x: number, y: number, side: number): string {
  if (!('href' in artwork)) return codeMarkup(artwork, x, y, side);
  return `<image href="${artwork.href}" x="${length(x)}" y="${length(y)}" width="${length(side)}" height="${length(side)}"/>`;
}

function labelMarkup({ artwork, fitted }: LabelContent, { sheet, layout, align }: PageOptions): string {
  const { code, text } = layout;
  const face =
    artworkMarkup(artwork, code.x, code.y, code.side) +
    (text && fitted ? textMarkup(fitted, text, align, 'href' in artwork ? BLACK : artwork.style.dark) : '');
  if (sheet.kind !== 'tent') return face;
  return `${face}<g transform="rotate(180 ${length(sheet.w / 2)} ${length(sheet.h / 2)})">${face}</g>`;
}

function outlineMarkup(sheet: LabelSheet): string {
  const { w, h, round } = sheet;
  return labelsOf(sheet)
    .map(({ x, y }) =>
      round
        ? `<ellipse cx="${length(x + w / 2)}" cy="${length(y + h / 2)}" rx="${w / 2}" ry="${h / 2}"/>`
        : `<rect x="${length(x)}" y="${length(y)}" width="${length(w)}" height="${length(h)}"/>`,
    )
    .join('');
}

/** A cross at each corner along the label's edges, and the fold of a tent. They never reach into a label. */
function cutMarkup(sheet: LabelSheet): string {
  const { w, h, kind } = sheet;
  const marks = labelsOf(sheet).flatMap(({ x, y }) => [
    ...[x, x + w].flatMap((cornerX) =>
      [y, y + h].map(
        (cornerY) =>
          `M${length(cornerX - MARK_MM)} ${length(cornerY)}h${2 * MARK_MM}` +
          `M${length(cornerX)} ${length(cornerY - MARK_MM)}v${2 * MARK_MM}`,
      ),
    ),
    ...(kind === 'tent'
      ? [x, x + w - 2 * MARK_MM].map((from) => `M${length(from)} ${length(y + h / 2)}h${2 * MARK_MM}`)
      : []),
  ]);
  return `<path fill="none" stroke="#777" stroke-width="${HAIRLINE_MM}" d="${[...new Set(marks)].join('')}"/>`;
}

/** One page of labels. */
export function pageSvg(
  places: Place[],
  contentOf: (item: number) => LabelContent | undefined,
  options: PageOptions,
): string {
  const { sheet, nudge } = options;
  const labels = places.map(({ x, y, item }) => {
    const content = contentOf(item);
    return content
      ? `<g transform="translate(${length(x)} ${length(y)})">${labelMarkup(content, options)}</g>`
      : '';
  });
  return pageFrame(
    sheet,
    nudge,
    labels.join('') +
      (options.cutMarks ? cutMarkup(sheet) : '') +
      (options.outlines
        ? `<g fill="none" stroke="#888" stroke-width="0.2" stroke-dasharray="1.5 1">${outlineMarkup(sheet)}</g>`
        : ''),
  );
}

const pageFrame = ({ pageW, pageH }: LabelSheet, { x, y }: { x: number; y: number }, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pageW} ${pageH}"><g transform="translate(${x} ${y})">${inside}</g></svg>`;

/** The edges of all labels with their numbers, to hold against the sheet of labels; and a ruler that shows a wrong scale. */
export function testPageSvg(
  sheet: LabelSheet,
  nudge: { x: number; y: number },
  words: readonly string[],
): string {
  const { w, h, pageW, pageH } = sheet;
  const numbers = labelsOf(sheet).map(
    ({ x, y }, index) => `<text x="${length(x + w / 2)}" y="${length(y + h / 2 + 1.2)}">${index + 1}</text>`,
  );
  const rulerX = (pageW - 100) / 2;
  const rulerY = pageH / 2;
  const ticks = Array.from({ length: 11 }, (_, index) => `M${length(rulerX + index * 10)} ${rulerY}v-2`).join(
    '',
  );
  const ruler =
    pageW > 110
      ? `<path fill="none" stroke="#000" stroke-width="0.2" d="M${length(rulerX)} ${rulerY}h100${ticks}"/>` +
        words
          .map((line, n) => `<text x="${pageW / 2}" y="${rulerY + 4 + n * 4}">${escapeXml(line)}</text>`)
          .join('')
      : '';
  return pageFrame(
    sheet,
    nudge,
    `<g fill="none" stroke="#000" stroke-width="0.2">${outlineMarkup(sheet)}</g>` +
      `<g font-family="${FONT}" font-size="3" text-anchor="middle">${numbers.join('')}${ruler}</g>`,
  );
}
