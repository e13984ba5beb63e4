// Qrius's own picture of a code, for people who styled it there: loaded, and read back like a drawing.

import type { PrintableCode } from '../../shared/contract/print';
import { contextOf } from './canvas';
import type { Verdict } from './check';
import type { Picture } from './drawing';
import { readSymbol } from './proof';
import { isTooDense } from './rules';
import { WORDS } from './words';

/** Side of the picture as it is printed and saved, in pixels: 300 dots an inch at 85 mm. */
const SIDE = 1_000;
/** Side of the picture that is read: at the size above it takes ten times as long. */
const READ_AT = 400;

const LOADABLE = /^(https?:|data:image\/)/i;

interface Loaded extends Picture {
  /** What the code in it says. */
  text: string;
}

function squareOf(image: HTMLImageElement, side: number): CanvasRenderingContext2D {
  const context = contextOf(side, side);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.drawImage(image, 0, 0, side, side);
  return context;
}

/** Loads a picture; a sentence where its server, or this browser, doesn't let the page read it. */
async function load(url: string): Promise<Loaded | string> {
  if (!LOADABLE.test(url)) return WORDS.noPicture;
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = url;
  try {
    await image.decode();
    const symbol = readSymbol(squareOf(image, READ_AT).getImageData(0, 0, READ_AT, READ_AT));
    if (!symbol) return WORDS.noScanPicture;
    return { ...symbol, href: squareOf(image, SIDE).canvas.toDataURL('image/png') };
  } catch {
    return WORDS.unloadable;
  }
}

/** Loads the picture of a code and compares it with the short URL. @param side in mm where it is printed, or null. */
export async function checkPicture(code: PrintableCode, side: number | null): Promise<Verdict> {
  const picture = await load(code.imageUrl);
  if (typeof picture === 'string') return { ok: false, code, why: picture };
  if (picture.text !== code.shortUrl) return { ok: false, code, why: WORDS.otherPicture };
  if (side !== null && isTooDense(picture, side)) return { ok: false, code, why: WORDS.tooDense };
  return { ok: true, code, artwork: picture };
}

/** The picture as a PNG file. */
export const fileOf = ({ href }: Picture): Uint8Array =>
  Uint8Array.from(atob(href.slice(href.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
