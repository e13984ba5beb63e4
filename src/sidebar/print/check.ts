// Checks each code before it is printed or downloaded, and says which ones are left out.

import type { PrintableCode } from '../../shared/contract/print';
import { type Artwork, type Drawing, draw, type Style } from './drawing';
import { scans } from './proof';
import { isTooDense } from './rules';
import { WORDS } from './words';

/** A code whose artwork was read back. */
export interface Proven {
  code: PrintableCode;
  artwork: Artwork;
}

export interface LeftOut {
  code: PrintableCode;
  why: string;
}

export type Verdict = ({ ok: true } & Proven) | ({ ok: false } & LeftOut);

/** Whether a row has something to draw. One with only a QR ID has not, and nothing says that there is such a code. */
export const hasUrl = ({ shortUrl }: PrintableCode): boolean => /^https?:\/\/\S+$/i.test(shortUrl);

/** The drawing of a code, or the reason why there is none. */
export function tryDrawing(code: PrintableCode, style: Style): Drawing | string {
  if (!hasUrl(code)) return WORDS.noUrl;
  try {
    return draw(code.shortUrl, style);
  } catch {
    return WORDS.tooLong;
  }
}

/** @param side in mm where it is printed, with its quiet zone; null for a picture. */
export function checkCode(code: PrintableCode, style: Style, side: number | null): Verdict {
  const drawing = tryDrawing(code, style);
  if (typeof drawing === 'string') return { ok: false, code, why: drawing };
  if (side !== null && isTooDense(drawing, side)) return { ok: false, code, why: WORDS.tooDense };
  return scans(drawing) ? { ok: true, code, artwork: drawing } : { ok: false, code, why: WORDS.noScan };
}
