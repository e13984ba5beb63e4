// The picture of a code: where answers say it is, and how it is drawn.
import { encode, renderSVG } from 'uqr';
import { pngFile } from '../png';

export const PICTURE_FORMATS = ['svg', 'png'] as const;
export const PICTURE_ADDRESSES = ['absolute', 'relative', 'data', 'missing'] as const;

export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** What `qrCodeUrl` is. The guide says no more than that it is an image. */
export interface Pictures {
  format: PictureFormat;
  /** A URL, a path on the API's host, a data URI, or no field at all. */
  address: (typeof PICTURE_ADDRESSES)[number];
}

export const PICTURES: Pictures = { format: 'png', address: 'absolute' };

/** White modules around a QR code. Source: ISO/IEC 18004, quiet zone. */
const OPTIONS = { ecc: 'M', border: 4 } as const;
/** Pixels of a module in a PNG. */
const SCALE = 8;
const MEDIA_TYPES: Record<PictureFormat, string> = { svg: 'image/svg+xml', png: 'image/png' };

/** One line of pixels: a byte that names no filter, then a bit for each pixel, set where it is white. */
function line(modules: readonly boolean[]): Buffer {
  const pixels = modules.length * SCALE;
  const bytes = Buffer.alloc(1 + Math.ceil(pixels / 8));
  for (let x = 0; x < pixels; x += 1) {
    if (!modules[Math.floor(x / SCALE)]) bytes[1 + (x >> 3)] = (bytes[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  }
  return bytes;
}

function png(text: string): Buffer {
  const { data, size } = encode(text, OPTIONS);
  const lines = data.flatMap((modules) => Array<Buffer>(SCALE).fill(line(modules)));
  const side = size * SCALE;
  return pngFile({ width: side, height: side, kind: 'one bit of grey', lines: Buffer.concat(lines) });
}

/** A QR code that says `text`, with the media type of its bytes. */
export function drawPicture(format: PictureFormat, text: string): { type: string; bytes: Buffer } {
  const bytes = format === 'png' ? png(text) : Buffer.from(renderSVG(text, OPTIONS));
  return { type: MEDIA_TYPES[format], bytes };
}

/**
 * What `qrCodeUrl` holds for the code `id`; undefined where the service does not have the field.
 * @param base what is before `/<id>.svg` in a URL.
 */
export function pictureAddress(
  pictures: Pictures,
  base: string,
  id: string,
  text: string,
): string | undefined {
  const { format, address } = pictures;
  if (address === 'missing') return undefined;
  if (address === 'relative') return `/images/${id}.${format}`;
  if (address === 'absolute') return `${base}/${id}.${format}`;
  const { type, bytes } = drawPicture(format, text);
  return `data:${type};base64,${bytes.toString('base64')}`;
}
