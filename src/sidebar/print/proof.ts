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

/** Whether the drawing says what it was drawn for. It proves the data; contrast and size have rules of their own. */
export function scans(drawing: Drawing): boolean {
  return decode(rasterOf(drawing, drawing.size * PIXELS_A_MODULE)) === drawing.text;
}
