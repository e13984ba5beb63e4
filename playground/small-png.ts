// Makes the file of a picture small: a palette instead of true colours, and thorough compression.
import { Resvg } from '@resvg/resvg-js';
import { pngFile } from '../sim/png';

/** PNG specification, third edition: width and height behind the head of IHDR, and the most entries of a palette. */
const SIZE_AT = { width: 16, height: 20 };
const MOST_COLOURS = 256;

/** So many of the most frequent colours stay as they are: areas are seen, and what lies between their edges is not. */
const EXACT = 64;

/** Shades of each channel of the others, finest first. Powers of two, so that black and white stay what they are. */
const SHADES = [256, 128, 64, 32, 16, 8, 4];

/** The red, green and blue of all pixels of a PNG, alpha behind them. */
function pixelsOf(png: Buffer, width: number, height: number): Buffer {
  const size = `width="${width}" height="${height}"`;
  const href = `data:image/png;base64,${png.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><image ${size} href="${href}" image-rendering="optimizeSpeed"/></svg>`;
  return new Resvg(svg).render().pixels;
}

type Colour = [red: number, green: number, blue: number];
const nameOf = ([red, green, blue]: Colour): number => (red << 16) | (green << 8) | blue;
const colourAt = (pixels: Buffer, pixel: number): Colour => [
  pixels[pixel * 4] ?? 0,
  pixels[pixel * 4 + 1] ?? 0,
  pixels[pixel * 4 + 2] ?? 0,
];

/** The most frequent colours by their names. */
function frequent(pixels: Buffer): Set<number> {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < pixels.length / 4; pixel++) {
    const name = nameOf(colourAt(pixels, pixel));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return new Set(sorted.slice(0, EXACT).map(([name]) => name));
}

/** One byte a pixel, with so many shades of each channel; null where they are more than a palette holds. */
function indexed(
  pixels: Buffer,
  shades: number,
  exact: ReadonlySet<number>,
): { palette: number[]; indices: Uint8Array } | null {
  const indexOf = new Map<number, number>();
  const palette: number[] = [];
  const indices = new Uint8Array(pixels.length / 4);
  const step = 255 / (shades - 1);
  const shade = (value: number) => Math.round(Math.round(value / step) * step);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const [red, green, blue] = colourAt(pixels, pixel);
    const colour: Colour = exact.has(nameOf([red, green, blue]))
      ? [red, green, blue]
      : [shade(red), shade(green), shade(blue)];
    const name = nameOf(colour);
    if (!indexOf.has(name)) {
      if (indexOf.size === MOST_COLOURS) return null;
      indexOf.set(name, indexOf.size);
      palette.push(...colour);
    }
    indices[pixel] = indexOf.get(name) ?? 0;
  }
  return { palette, indices };
}

/** The same picture as a PNG with a palette, with as many shades as fit into one. `png` must be opaque. */
export function smallPng(png: Buffer): Buffer {
  const [width, height] = [png.readUInt32BE(SIZE_AT.width), png.readUInt32BE(SIZE_AT.height)];
  const pixels = pixelsOf(png, width, height);
  const exact = frequent(pixels);
  for (const shades of SHADES) {
    const picture = indexed(pixels, shades, exact);
    if (!picture) continue;
    const lines = Buffer.alloc((width + 1) * height);
    // The byte before each line names its filter: none, which is best for a palette.
    for (let y = 0; y < height; y++)
      lines.set(picture.indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
    return pngFile({ width, height, kind: 'eight bits of a palette', palette: picture.palette, lines });
  }
  throw new Error('A picture with four shades a channel has at most 64 colours, beside 64 exact ones.');
}
