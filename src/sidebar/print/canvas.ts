// What only a browser can do with pictures and text: measure it, paint it, and read a file.

import type { PictureCaption } from './compose';
import type { Drawing, Logo } from './drawing';
import { colourPng, palettePng } from './png';
import { gridOf, type Mask, rasterOf } from './raster';
import { FONT } from './svg';
import { LINE_HEIGHT, type Measure } from './text';

/** Large enough that a browser rounds no width. */
const MEASURED_AT = 100;
/** A logo's side in pixels: at 2,400 pixels it covers up to 600 of them. */
const LOGO_PIXELS = 400;
const LOGO_QUALITY = 0.9;

export function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no canvas.');
  return context;
}

/** Measures text in the font of labels; it remembers what it measured. */
export function textMeasure(): Measure {
  const context = contextOf(1, 1);
  context.font = `${MEASURED_AT}px ${FONT}`;
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text) ?? context.measureText(text).width / MEASURED_AT;
    known.set(text, width);
    return width;
  };
}

/** Reads a picture file as a square logo; null where the browser can't. */
export async function readLogo(file: Blob): Promise<Logo | null> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const context = contextOf(LOGO_PIXELS, LOGO_PIXELS);
    // An SVG may have no size of its own.
    const [width, height] = [image.naturalWidth || LOGO_PIXELS, image.naturalHeight || LOGO_PIXELS];
    const scale = LOGO_PIXELS / Math.max(width, height);
    const [w, h] = [width * scale, height * scale];
    context.drawImage(image, (LOGO_PIXELS - w) / 2, (LOGO_PIXELS - h) / 2, w, h);
    const pixels = context.getImageData(0, 0, LOGO_PIXELS, LOGO_PIXELS);
    // A photo takes a tenth as JPEG, and each code may carry it. Only PNG can be transparent.
    const isOpaque = pixels.data.every((value, at) => at % 4 < 3 || value === 255);
    return { href: context.canvas.toDataURL(isOpaque ? 'image/jpeg' : 'image/png', LOGO_QUALITY), pixels };
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** All that is below the code of a picture, and as wide as it. */
function captionMask({ size }: Drawing, { fitted, box }: PictureCaption, width: number): Mask {
  const scale = width / size;
  const height = Math.round((box.y + box.height - size) * scale);
  const top = (box.y - size) * scale;
  const context = contextOf(width, height);
  context.font = `${fitted.size * scale}px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.direction = fitted.direction;
  for (const [index, line] of fitted.lines.entries()) {
    context.fillText(line, width / 2, top + (index + 0.5) * fitted.size * LINE_HEIGHT * scale);
  }
  const { data } = context.getImageData(0, 0, width, height);
  const mask = { width, height, data: new Uint8Array(width * height) };
  for (let at = 0; at < mask.data.length; at++) mask.data[at] = data[at * 4 + 3] ?? 0;
  return mask;
}

/** The PNG file of a code. @param width in pixels. */
export function pngOf(drawing: Drawing, caption: PictureCaption | null, width: number): Uint8Array {
  const mask = caption ? captionMask(drawing, caption, gridOf(drawing, width).width) : null;
  return drawing.style.logo ? colourPng(rasterOf(drawing, width, mask)) : palettePng(drawing, mask, width);
}
