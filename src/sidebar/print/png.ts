// PNG files, fifteen times smaller than a canvas makes them: two colours take one bit a pixel.
import { zlibSync } from 'fflate';
import { rgbOf } from './colours';
import type { Drawing, Pixels } from './drawing';
import { gridOf } from './raster';

/** PNG specification, section 5.2. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Filters of a row: as it is, or as the difference from the row above (PNG specification, section 9.2). */
const NONE = 0;
const UP = 2;
/** Kinds of colour (PNG specification, section 11.2.1). */
const TRUECOLOUR = 2;
const INDEXED = 3;
/** 300 dots an inch, in pixels a metre: print programs take the size from it. */
const PIXELS_A_METRE = 11_811;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 255] ?? 0);
  return ~crc >>> 0;
}

const wordOf = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function chunk(type: string, content: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  bytes.set(wordOf(content.length));
  bytes.set(
    Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(content, 8);
  bytes.set(wordOf(crcOf(bytes.subarray(4, -4))), bytes.length - 4);
  return bytes;
}

function fileOf(parts: Uint8Array[]): Uint8Array {
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

function png(
  size: [width: number, height: number],
  depth: number,
  kind: number,
  rows: Uint8Array,
  palette: number[],
) {
  return fileOf([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', [...size.flatMap(wordOf), depth, kind, 0, 0, 0]),
    chunk('pHYs', [...wordOf(PIXELS_A_METRE), ...wordOf(PIXELS_A_METRE), 1]),
    ...(palette.length > 0 ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', zlibSync(rows)),
    chunk('IEND', []),
  ]);
}

/** A code without a logo as a square PNG of two colours. @param width in pixels. */
export function bitPng(drawing: Drawing, width: number): Uint8Array {
  const { scale, margin, width: side } = gridOf(drawing, width);
  const stride = 1 + Math.ceil(side / 8);
  const rows = new Uint8Array(stride * side);
  for (let y = 1; y < side; y++) rows[y * stride] = UP;
  const setRow = (y: number, cells: boolean[]) => {
    rows[y * stride] = NONE;
    for (const [x, dark] of cells.entries()) {
      if (!dark) continue;
      for (let pixel = margin + x * scale; pixel < margin + (x + 1) * scale; pixel++) {
        const at = y * stride + 1 + (pixel >> 3);
        rows[at] = (rows[at] ?? 0) | (0x80 >> (pixel & 7));
      }
    }
  };
  for (const [y, cells] of drawing.dark.entries()) setRow(margin + y * scale, cells);
  const palette = [...rgbOf(drawing.style.light), ...rgbOf(drawing.style.dark)];
  return png([side, side], 1, INDEXED, rows, palette);
}

/** Any pixels as a PNG without transparency: for logos and captions. */
export function colourPng({ width, height, data }: Pixels): Uint8Array {
  const stride = 1 + width * 3;
  const rows = new Uint8Array(stride * height);
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  for (let y = 0; y < height; y++) {
    const line = words.subarray(y * width, (y + 1) * width);
    const above = words.subarray((y - 1) * width, y * width);
    if (y > 0 && line.every((word, x) => word === above[x])) {
      rows[y * stride] = UP;
      continue;
    }
    for (let x = 0; x < width; x++) {
      const from = 4 * (y * width + x);
      rows.set(data.subarray(from, from + 3), y * stride + 1 + x * 3);
    }
  }
  return png([width, height], 8, TRUECOLOUR, rows, []);
}
