// The frame of a PNG file. Source: PNG specification, third edition.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What follows width and height in IHDR: bits of a sample, kind of colour, and three methods that have one value each. */
const KINDS = { 'one bit of grey': [1, 0, 0, 0, 0], 'eight bits of a palette': [8, 3, 0, 0, 0] } as const;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

export interface Png {
  width: number;
  height: number;
  kind: keyof typeof KINDS;
  /** Red, green and blue of each colour, where the kind has a palette. */
  palette?: readonly number[];
  /** All lines, each after a byte that names its filter. */
  lines: Uint8Array;
}

/** The bytes of the file. */
export function pngFile({ width, height, kind, palette, lines }: Png): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([size, Buffer.from(KINDS[kind])])),
    ...(palette ? [chunk('PLTE', Buffer.from(palette))] : []),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
