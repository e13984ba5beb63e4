// Printed pages as pixels, and what is on each label of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';
import { Resvg } from '@resvg/resvg-js';
import type jsQR from 'jsqr';
import type { Pixels } from '../../src/sidebar/print/drawing';

/** jsQR outside jest's realm, in which it is ten times slower. */
function quickDecoder(): typeof jsQR {
  const text = readFileSync(require.resolve('jsqr'), 'utf8');
  const library: { exports: { default?: typeof jsQR } } = { exports: {} };
  vm.runInThisContext(`(function (module, exports) {${text}\n})`)(library, library.exports);
  const found = library.exports.default ?? library.exports;
  if (typeof found !== 'function') throw new Error('jsQR has no function.');
  return found;
}
const scan = quickDecoder();

/** The text of the code in a picture, or null. */
export const decode = ({ data, width, height }: Pixels): string | null =>
  scan(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;

/** About four pixels a module of the codes here: more take a decoder longer, and show it nothing. */
const PICTURE_PIXELS = 150;

/** An SVG file as pixels, drawn by another program than the browser. */
export function renderSvg(svg: Uint8Array): Pixels {
  const { width, height, pixels } = new Resvg(Buffer.from(svg), {
    fitTo: { mode: 'width', value: PICTURE_PIXELS },
    // Measured: it would read the fonts of the machine for each picture, which took five times what drawing takes.
    font: { loadSystemFonts: false },
  }).render();
  return { width, height, data: new Uint8ClampedArray(pixels) };
}

const DOTS_AN_INCH = 300;
const MM_AN_INCH = 25.4;

/** A page in shades of grey. */
export interface Paper {
  width: number;
  height: number;
  grey: Buffer;
}

export interface AreaMm {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Reads one PGM file (Netpbm, P5, one byte a pixel). */
function readPgm(file: Buffer): Paper {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
  if (!header) throw new Error('This is no PGM file.');
  return { width: Number(header[1]), height: Number(header[2]), grey: file.subarray(header[0].length) };
}

/** The pages of a PDF file at 300 dots an inch. */
export function papersOf(pdf: Buffer): Paper[] {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    const file = join(folder, 'labels.pdf');
    writeFileSync(file, pdf);
    const { error, status, stderr } = spawnSync(
      'pdftoppm',
      ['-r', String(DOTS_AN_INCH), '-gray', file, join(folder, 'page')],
      { encoding: 'utf8' },
    );
    if (error) {
      throw new Error(
        'The print tests need pdftoppm: install poppler (Debian: apt install poppler-utils; macOS: brew install poppler), and run them again.',
        { cause: error },
      );
    }
    if (status !== 0) throw new Error(`pdftoppm failed: ${stderr}`);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    return pages.sort().map((name) => readPgm(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const dots = (mm: number) => (mm / MM_AN_INCH) * DOTS_AN_INCH;
const DARK = 128;
/** The bit that light dots have, in each of four. */
const FOUR_LIGHT = 0x80808080;

/** Opaque grey as one word of RGBA, in whatever order the machine keeps bytes. */
const greyWord = (shade: number) => (0xff000000 | (shade * 0x010101)) >>> 0;

/** Every n-th pixel of a picture, about as many as a decoder needs. */
export function thinned({ data, width, height }: Pixels): Pixels {
  const step = Math.max(1, Math.floor(width / PICTURE_PIXELS));
  const [across, down] = [Math.floor(width / step), Math.floor(height / step)];
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const words = new Uint32Array(across * down);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) words[y * across + x] = from[(y * width + x) * step] ?? 0;
  }
  return { width: across, height: down, data: new Uint8ClampedArray(words.buffer) };
}

/** The text of the code in an area of the page, or null. */
export function read({ width, grey }: Paper, area: AreaMm): string | null {
  const step = Math.max(1, Math.floor(dots(area.width) / PICTURE_PIXELS));
  const [left, top] = [Math.round(dots(area.x)), Math.round(dots(area.y))];
  const side = Math.floor(dots(area.width) / step);
  const words = new Uint32Array(side * side);
  for (let y = 0; y < side; y++) {
    const row = (top + y * step) * width + left;
    for (let x = 0; x < side; x++) words[y * side + x] = greyWord(grey[row + x * step] ?? 255);
  }
  return decode({ width: side, height: side, data: new Uint8ClampedArray(words.buffer) });
}

/** The smallest rectangle around all that is dark in an area, in mm; null where nothing is. */
export function inkIn({ width, height, grey }: Paper, area: AreaMm): AreaMm | null {
  const left = Math.max(0, Math.floor(dots(area.x)));
  const top = Math.max(0, Math.floor(dots(area.y)));
  const right = Math.min(width, Math.ceil(dots(area.x + area.width)));
  const bottom = Math.min(height, Math.ceil(dots(area.y + area.height)));
  let [x0, y0, x1, y1] = [right, bottom, -1, -1];
  const isDark = (shade: number) => shade < DARK;
  for (let y = top; y < bottom; y++) {
    const row = grey.subarray(y * width + left, y * width + right);
    const first = row.findIndex(isDark);
    if (first < 0) continue;
    if (y1 < 0) y0 = y;
    y1 = y;
    if (left + first < x0) x0 = left + first;
    let last = row.length - 1;
    while (!isDark(row[last] ?? 0)) last--;
    if (left + last > x1) x1 = left + last;
  }
  if (x1 < 0) return null;
  const mm = (count: number) => (count / DOTS_AN_INCH) * MM_AN_INCH;
  return { x: mm(x0), y: mm(y0), width: mm(x1 + 1 - x0), height: mm(y1 + 1 - y0) };
}

/** How much of an area is dark, from 0 to 1. */
export function inkShare({ width, grey }: Paper, area: AreaMm): number {
  const [left, top] = [Math.ceil(dots(area.x)), Math.ceil(dots(area.y))];
  const [across, down] = [Math.floor(dots(area.width)), Math.floor(dots(area.height))];
  let dark = 0;
  for (let y = top; y < top + down; y++) {
    const row = grey.subarray(y * width + left, y * width + left + across);
    dark += row.filter((shade) => shade < DARK).length;
  }
  return dark / (across * down);
}

/** Whether all that is dark on a page is inside the given areas. */
export function isInkWithin(paper: Paper, areas: AreaMm[]): boolean {
  const { width, height } = paper;
  const grey = new Uint8Array(paper.grey);
  for (const area of areas) {
    const [left, right] = [Math.floor(dots(area.x)), Math.ceil(dots(area.x + area.width))];
    for (let y = Math.floor(dots(area.y)); y < Math.min(height, Math.ceil(dots(area.y + area.height))); y++) {
      grey.fill(255, y * width + Math.max(0, left), y * width + Math.min(width, right));
    }
  }
  // A page has nine million dots, so four of them are looked at together.
  const fours = new Uint32Array(grey.buffer, 0, Math.floor(grey.length / 4));
  for (let at = 0; at < fours.length; at++)
    if (((fours[at] ?? 0) & FOUR_LIGHT) >>> 0 !== FOUR_LIGHT) return false;
  return grey.subarray(fours.length * 4).every((shade) => shade >= DARK);
}
