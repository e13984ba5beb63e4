// A drawing as pixels.
import { rgbOf } from './colours';
import { type Drawing, logoBox, type Pixels } from './drawing';

/** Text as it covers pixels: 0 is none of a pixel, 255 all of it. */
export interface Mask {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Pixels on a side of a picture at most `width` wide: whole pixels for each module, the rest is quiet zone. */
export function gridOf({ size }: Drawing, width: number): { scale: number; margin: number; width: number } {
  const scale = Math.max(1, Math.floor(width / size));
  const side = Math.max(width, size);
  return { scale, margin: Math.floor((side - scale * size) / 2), width: side };
}

/** The drawing in a square of `width` pixels, with colours, logo, and a caption below. */
export function rasterOf(drawing: Drawing, width: number, caption: Mask | null = null): Pixels {
  const { scale, margin, width: side } = gridOf(drawing, width);
  const height = side + (caption?.height ?? 0);
  const pixels = { width: side, height, data: new Uint8ClampedArray(side * height * 4) };
  // Four bytes at a time; the order within them is the machine's own.
  const words = new Uint32Array(pixels.data.buffer);
  const [ink = 0, paper = 0] = new Uint32Array(
    new Uint8Array([...rgbOf(drawing.style.dark), 255, ...rgbOf(drawing.style.light), 255]).buffer,
  );
  words.fill(paper);
  for (const [y, row] of drawing.dark.entries()) {
    const top = (margin + y * scale) * side + margin;
    for (const [x, dark] of row.entries()) {
      if (dark) words.fill(ink, top + x * scale, top + (x + 1) * scale);
    }
    for (let line = 1; line < scale; line++) {
      words.copyWithin(top + line * side, top, top + row.length * scale);
    }
  }
  paintLogo(drawing, pixels, scale, margin);
  const dark = [...rgbOf(drawing.style.dark), 255];
  for (const [at, cover] of caption?.data.entries() ?? []) {
    if (cover > 0) blend(pixels, side * side + at, dark, 0, cover);
  }
  return pixels;
}

/** Puts a colour over a pixel. @param from where the colour's red is. @param cover from 0 to 255. */
function blend({ data }: Pixels, at: number, colour: ArrayLike<number>, from: number, cover: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const under = data[at * 4 + channel] ?? 0;
    data[at * 4 + channel] = under + (((colour[from + channel] ?? 0) - under) * cover) / 255;
  }
}

function paintLogo(drawing: Drawing, pixels: Pixels, scale: number, margin: number): void {
  if (!drawing.style.logo) return;
  const { width, height, data } = drawing.style.logo.pixels;
  const box = logoBox(drawing);
  const from = margin + Math.round(box.at * scale);
  const side = Math.round(box.side * scale);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const seen = 4 * (Math.floor((y * height) / side) * width + Math.floor((x * width) / side));
      blend(pixels, (from + y) * pixels.width + from + x, data, seen, data[seen + 3] ?? 0);
    }
  }
}
