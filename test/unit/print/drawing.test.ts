// Codes as modules, pixels and files: what is drawn is what is read, and what phones can't read is refused.
import fc from 'fast-check';
import { checkCode } from '../../../src/sidebar/print/check';
import { colourFault, colourWarning } from '../../../src/sidebar/print/colours';
import {
  draw,
  type Logo,
  logoSideOf,
  pathOf,
  QUIET_ZONE,
  type Style,
} from '../../../src/sidebar/print/drawing';
import { colourPng, palettePng } from '../../../src/sidebar/print/png';
import { scans } from '../../../src/sidebar/print/proof';
import { rasterOf } from '../../../src/sidebar/print/raster';
import { codeSvg } from '../../../src/sidebar/print/svg';
import { decode, thinned } from '../../browser/paper';
import { codesOf, PLAIN, readPng } from './helper';

const URL_TEXT = 'https://qrius.io/summer-sale';

/** A loud picture: random colours, nothing transparent. */
function noise(): Logo {
  const side = 40;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < data.length; at++) data[at] = at % 4 === 3 ? 255 : (at * 7919) % 256;
  return { href: 'data:image/png;base64,AAAA', pixels: { width: side, height: side, data } };
}

test('a code has four light modules on each side, at every level', () => {
  for (const ecc of ['L', 'M', 'Q', 'H'] as const) {
    const { dark, size, symbol } = draw(URL_TEXT, { ...PLAIN, ecc });
    expect(symbol).toBe(size - 2 * QUIET_ZONE);
    const isQuiet = (at: number) => at < QUIET_ZONE || at >= size - QUIET_ZONE;
    for (const [y, row] of dark.entries()) {
      expect(row.filter((cell, x) => cell && (isQuiet(x) || isQuiet(y)))).toEqual([]);
    }
    // The corner of a finder pattern.
    expect(dark[QUIET_ZONE]?.[QUIET_ZONE]).toBe(true);
  }
});

test('the path covers exactly the dark modules, one rectangle a run', () => {
  const drawing = draw(URL_TEXT, PLAIN);
  const drawn = drawing.dark.map((row) => row.map(() => false));
  for (const [, x, y, width] of pathOf(drawing).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(width); at++) {
      const row = drawn[Number(y)];
      if (row) row[at] = true;
    }
  }
  expect(drawn).toEqual(drawing.dark);
});

test('every address is read back at every level, from pixels and from PNG files of odd sizes', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-zA-Z0-9_-]{1,40}$/),
      fc.constantFrom('L', 'M', 'Q', 'H'),
      fc.integer({ min: 300, max: 500 }),
      (slug, ecc, width) => {
        const drawing = draw(`https://qrius.io/${slug}`, { ...PLAIN, ecc });
        expect(decode(rasterOf(drawing, 4 * drawing.size))).toBe(drawing.text);
        const png = readPng(palettePng(drawing, null, width));
        expect([png.width, png.height]).toEqual([width, width]);
        expect(decode(thinned(png))).toBe(drawing.text);
      },
    ),
    { numRuns: 20 },
  );
});

test('a PNG of two colours shows the same pixels as one in true colour, and takes little more than a kilobyte', () => {
  const drawing = draw(URL_TEXT, { ...PLAIN, dark: '#0b2a6b', light: '#ffd400' });
  const bits = palettePng(drawing, null, 600);
  const wanted = rasterOf(drawing, 600);
  for (const file of [bits, colourPng(wanted)]) {
    const { width, height, data } = readPng(file);
    expect([width, height]).toEqual([600, 600]);
    expect(Buffer.from(data).equals(Buffer.from(wanted.data))).toBe(true);
  }
  expect(bits.length).toBeLessThan(1_200);
});

test('a caption is blended from the code’s two colours, with and without a logo', () => {
  const drawing = draw(URL_TEXT, { ...PLAIN, dark: '#ff0000', light: '#00ff00' });
  const data = Uint8Array.from({ length: 300 * 10 }, (_, at) => (at < 300 ? 0 : at < 600 ? 136 : 255));
  const mask = { width: 300, height: 10, data };
  for (const file of [palettePng(drawing, mask, 300), colourPng(rasterOf(drawing, 300, mask))]) {
    const { height, data: seen } = readPng(file);
    expect(height).toBe(310);
    const at = (y: number) => [...seen.subarray(y * 300 * 4, y * 300 * 4 + 3)];
    expect([at(299), at(300), at(301), at(309)]).toEqual([
      [0, 255, 0],
      [0, 255, 0],
      [136, 119, 0],
      [255, 0, 0],
    ]);
  }
});

test('a logo covers at most a tenth of the symbol, forces the highest level, and the code still scans', () => {
  for (const symbol of [21, 25, 29, 33, 37, 41, 45]) {
    const side = logoSideOf(symbol);
    expect(side % 2).toBe(1);
    expect(side * side).toBeLessThanOrEqual(symbol * symbol * 0.1);
  }
  const style: Style = { ...PLAIN, ecc: 'L', logo: noise() };
  for (const code of codesOf(40)) {
    const drawing = draw(code.shortUrl, style);
    expect(drawing.symbol).toBe(draw(code.shortUrl, { ...PLAIN, ecc: 'H' }).symbol);
    expect(decode(rasterOf(drawing, 4 * drawing.size))).toBe(code.shortUrl);
  }
  expect(scans(draw(URL_TEXT, style))).toBe(true);
  expect(codeSvg(draw(URL_TEXT, style), null)).toContain('href="data:image/png;base64,AAAA"');
});

// Decoders missed codes in the colours that are refused here, except black on red and on blue.
test.each([
  ['#0b2a6b', '#ffd400', true],
  ['#dd0000', '#ffffff', true],
  ['#777777', '#ffffff', true],
  ['#bbbbbb', '#ffffff', false],
  ['#00aa00', '#dd0000', false],
  ['#ffd400', '#ffffff', false],
  ['#dddddd', '#ffffff', false],
  ['#000000', '#dd0000', false],
  ['#000000', '#0000ff', false],
])('%s on %s can be printed: %s', (dark, light, fine) => {
  expect(colourFault({ dark, light }) === null).toBe(fine);
});

test('a light code on a dark background is refused as such, and red comes with a warning', () => {
  expect(colourFault({ dark: '#ffffff', light: '#000000' })).toMatch(/must be darker/);
  expect(colourWarning({ dark: '#dd0000' })).toMatch(/red light/);
  expect(colourWarning({ dark: '#0b2a6b' })).toBeNull();
});

test('what is left out is named with its reason: no address, too long, too dense, unreadable', () => {
  const [code] = codesOf(1);
  if (!code) throw new Error('There is no code.');
  const why = (shortUrl: string, style = PLAIN, side: number | null = null) => {
    const verdict = checkCode({ ...code, shortUrl }, style, side);
    return verdict.ok ? null : verdict.why;
  };
  expect(why('')).toMatch(/missing/);
  expect(why('javascript:alert(1)')).toMatch(/web address/);
  expect(why(`https://qrius.io/${'a'.repeat(3_000)}`)).toMatch(/too long/);
  expect(why(`https://qrius.io/${'a'.repeat(60)}`, PLAIN, 12)).toMatch(/too small/);
  expect(why(URL_TEXT, { ...PLAIN, dark: '#dddddd' })).toMatch(/doesn’t scan/);
  expect(why(URL_TEXT, PLAIN, 20)).toBeNull();
});
