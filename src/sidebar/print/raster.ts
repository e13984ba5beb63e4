// A drawing as pixels.
import { rgbOf } from './colours';
import { type Drawing, logoBox, type Pixels } from './drawing';

/** Pixels on a side of a picture at most `width` wide: whole pixels for each module, the rest is quiet zone. */
export function gridOf({ size }: Drawing, width: number): { scale: number; margin: number; width: number } {
  const scale = Math.max(1, Math.floor(width / size));
  const side = Math.max(width, size);
  return { scale, margin: Math.floor((side - scale * size) / 2), width: side };
}

/** The drawing in a square of `width` pixels, with colours and logo. */
export function rasterOf(drawing: Drawing, width: number): Pixels {
  const { scale, margin, width: side } = gridOf(drawing, width);
  const pixels = { width: side, height: side, data: new Uint8ClampedArray(side * side * 4) };
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
  return pixels;
}

function paintLogo(drawing: Drawing, { width, data }: Pixels, scale: number, margin: number): void {
  const { logo } = drawing.style;
  if (!logo) return;
  const box = logoBox(drawing);
  const from = margin + Math.round(box.at * scale);
  const side = Math.round(box.side * scale);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const seen =
        4 *
        (Math.floor((y * logo.pixels.height) / side) * logo.pixels.width +
          Math.floor((x * logo.pixels.width) / side));
      const target = 4 * ((from + y) * width + from + x);
      const opacity = (logo.pixels.data[seen + 3] ?? 0) / 255;
      for (let channel = 0; channel < 3; channel++) {
        const under = data[target + channel] ?? 0;
        data[target + channel] = under + ((logo.pixels.data[seen + channel] ?? 0) - under) * opacity;
      }
    }
  }
}
