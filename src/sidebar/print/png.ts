// PNG files, fifteen times smaller than a canvas makes them: two colours take one bit a pixel.
import { zlibSync } from 'fflate';
import { rgbOf } from './colours';
import type { Drawing, Pixels } from './drawing';
import { gridOf, type Mask } from './raster';

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

/** Bits a pixel: two colours, or sixteen shades between them for the edges of letters. */
const TWO_COLOURS = 1;
const SHADES = 4;

/** The colours from light to dark. */
function paletteOf({ style }: Drawing, depth: number): number[] {
  const [light, dark] = [rgbOf(style.light), rgbOf(style.dark)];
  const most = 2 ** depth - 1;
  return Array.from({ length: most + 1 }, (_, shade) =>
    light.map((channel, at) => Math.round(channel + (((dark[at] ?? 0) - channel) * shade) / most)),
  ).flat();
}

/**
 * A code without a logo as a PNG of few colours.
 * @param caption goes below the code and is as wide as it.
 * @param width in pixels.
 */
export function palettePng(drawing: Drawing, caption: Mask | null, width: number): Uint8Array {
  const { scale, margin, width: side } = gridOf(drawing, width);
  const depth = caption ? SHADES : TWO_COLOURS;
  const darkest = 2 ** depth - 1;
  const perByte = 8 / depth;
  const height = side + (caption?.height ?? 0);
  const stride = 1 + Math.ceil(side / perByte);
  const rows = new Uint8Array(stride * height);
  const set = (y: number, x: number, shade: number) => {
    const at = y * stride + 1 + Math.floor(x / perByte);
    rows[at] = (rows[at] ?? 0) | (shade << (8 - depth * (1 + (x % perByte))));
  };
  // A row that is like the one above is all zeros.
  for (let y = 1; y < side; y++) rows[y * stride] = UP;
  for (const [moduleY, cells] of drawing.dark.entries()) {
    const y = margin + moduleY * scale;
    rows[y * stride] = NONE;
    for (let pixel = 0; pixel < cells.length * scale; pixel++) {
      if (cells[Math.floor(pixel / scale)]) set(y, margin + pixel, darkest);
    }
  }
  for (const [at, cover] of caption?.data.entries() ?? []) {
    if (cover > 0) set(side + Math.floor(at / side), at % side, Math.round((cover / 255) * darkest));
  }
  return png([side, height], depth, INDEXED, rows, paletteOf(drawing, depth));
}

/** Any pixels as a PNG without transparency: for logos. */
export function colourPng({ width, height, data }: Pixels): Uint8Array {
  const stride = 1 + width * 3;
  const rows = new Uint8Array(stride * height);
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const isLikeAbove = (y: number) => {
    for (let at = y * width; at < (y + 1) * width; at++) if (words[at] !== words[at - width]) return false;
    return true;
  };
  for (let y = 0; y < height; y++) {
    if (y > 0 && isLikeAbove(y)) {
      rows[y * stride] = UP;
      continue;
    }
    let to = y * stride + 1;
    for (let from = 4 * y * width; from < 4 * (y + 1) * width; from += 4) {
      rows[to++] = data[from] ?? 0;
      rows[to++] = data[from + 1] ?? 0;
      rows[to++] = data[from + 2] ?? 0;
    }
  }
  return png([width, height], 8, TRUECOLOUR, rows, []);
}
