// Reads a drawing back as a phone would, before it is printed or downloaded.
import jsQR from 'jsqr';
import type { Drawing, Pixels } from './drawing';
import { rasterOf } from './raster';

/** Enough for every one of 8,000 codes, and ten times faster than the resolution of a printer. */
const PIXELS_A_MODULE = 4;

/** The text of the code in a picture, or null where there is none to be read. */
export function decode({ data, width, height }: Pixels): string | null {
  return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

/** What a picture says, and how large its symbol is; null where there is no code to be read. */
export function readSymbol({
  data,
  width,
  height,
}: Pixels): { text: string; size: number; symbol: number } | null {
  const found = jsQR(data, width, height, { inversionAttempts: 'dontInvert' });
  if (!found) return null;
  const { topLeftCorner: left, topRightCorner: right } = found.location;
  // ISO/IEC 18004: version 1 has 21 modules a side, each other one four more.
  const symbol = 17 + 4 * found.version;
  const side = Math.hypot(right.x - left.x, right.y - left.y);
  return { text: found.data, size: (width * symbol) / side, symbol };
}

/** Whether the drawing says what it was drawn for. It proves the data; contrast and size have rules of their own. */
export function scans(drawing: Drawing): boolean {
  return decode(rasterOf(drawing, drawing.size * PIXELS_A_MODULE)) === drawing.text;
}
