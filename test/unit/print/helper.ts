// Codes as the server would list them, names in many scripts, and a reader of PNG files.
import { inflateSync } from 'node:zlib';
import type { PrintableCode, Printables } from '../../../src/shared/contract/print';
import type { Pixels, Style } from '../../../src/sidebar/print/drawing';

export const PLAIN: Style = { ecc: 'M', dark: '#000000', light: '#ffffff', logo: null };

/** What people write, and what breaks file names, lines and markup. */
export const NAMES = [
  'Main entrance',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen',
  'مدخل المبنى الرئيسي — الطابق الأول',
  'כניסה ראשית לבניין 12',
  'Hall 7 (قاعة المؤتمرات) East',
  '図書館の正面入口にある自転車置き場',
  '东侧大厅二楼会议室的无障碍通道入口',
  'ทางเข้าหลักของอาคารผู้โดยสารระหว่างประเทศ',
  'मुख्य प्रवेश द्वार',
  'Главный вход в здание библиотеки',
  'Κεντρική είσοδος',
  '서울시립미술관 본관 1층',
  'Café Zoë — Ünïcødé, naïve façade',
  'Family 👨‍👩‍👧‍👦 & flags 🇳🇱🇧🇷',
  'Ž̴̧ã̸̛l̶̈g̵̋o stack',
  '<b>"Bold" & <i>brash</i></b>',
  '=1+1',
  'CON',
  'a/b\\c:d*e?f|g',
  'https://example.com/a/very/long/path/that/never/has/a/space?and=more',
  '   spaces   ',
  '',
];

/** Codes, each with a name, a slug and a short URL of its own. */
export function codesOf(count: number): PrintableCode[] {
  return Array.from({ length: count }, (_, index) => {
    const name = NAMES[index % NAMES.length] ?? '';
    const slug = `s${(index * 7919).toString(36)}`;
    return {
      row: index + 2,
      id: `qr_${index}`,
      name: index < NAMES.length || name === '' ? name : `${name} ${index}`,
      slug,
      shortUrl: `https://qrius.io/${slug}`,
      destination: `https://example.com/${index}`,
      imageUrl: '',
      cells: [name, `City ${index % 5}`],
    };
  });
}

export const sourceOf = (count: number): Printables => ({
  sheet: 'Trees',
  fileName: 'Trees',
  headers: ['Name', 'City'],
  codes: codesOf(count),
});

/** Undoes the filters None and Up of one row (PNG specification, section 9.2), the only ones that are written. */
function unfilter(row: Uint8Array, above: Uint8Array): Uint8Array {
  const filter = row[0];
  if (filter !== 0 && filter !== 2) throw new Error(`The filter ${filter} is not expected.`);
  const bytes = row.subarray(1);
  if (filter === 2 && bytes.every((byte) => byte === 0)) return above;
  if (filter === 2) for (const [at, byte] of above.entries()) bytes[at] = (bytes[at] ?? 0) + byte;
  return bytes;
}

/** Three bytes as an opaque pixel, on a machine that keeps the lowest byte first. */
const wordAt = (bytes: Uint8Array, at: number) =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | 0xff000000) >>> 0;

/** A lookup of Math costs more than the sum around it where jest runs the code. */
const { floor } = Math;

/** Reads a PNG of one or four bits with a palette, or of eight bits in true colour. */
export function readPng(file: Uint8Array): Pixels {
  const bytes = Buffer.from(file);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + size));
    at += size + 12;
  }
  const chunk = (name: string) => chunks.get(name) ?? Buffer.alloc(0);
  const [width, height] = [chunk('IHDR').readUInt32BE(0), chunk('IHDR').readUInt32BE(4)];
  const depth = chunk('IHDR')[8] ?? 0;
  const perByte = 8 / depth;
  const mask = 2 ** depth - 1;
  const stride = 1 + (depth < 8 ? Math.ceil(width / perByte) : width * 3);
  const rows = inflateSync(chunk('IDAT'));
  const palette = chunk('PLTE');
  const colours = Uint32Array.from({ length: palette.length / 3 }, (_, shade) => wordAt(palette, shade * 3));
  const words = new Uint32Array(width * height);
  let above: Uint8Array = new Uint8Array(stride - 1);
  for (let y = 0; y < height; y++) {
    const row = unfilter(rows.subarray(y * stride, (y + 1) * stride), above);
    if (row === above) {
      words.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    above = row;
    for (let x = 0, to = y * width; x < width; x++, to++) {
      const shade = ((above[floor(x / perByte)] ?? 0) >> (8 - depth * (1 + (x % perByte)))) & mask;
      words[to] = depth < 8 ? (colours[shade] ?? 0) : wordAt(above, x * 3);
    }
  }
  return { width, height, data: new Uint8ClampedArray(words.buffer) };
}
