// Text that fits its box: in words where it can, broken where it must, in the right direction, and never past the edge.
import fc from 'fast-check';
import { escapeXml, textMarkup } from '../../../src/sidebar/print/svg';
import { type Box, directionOf, fitText, LINE_HEIGHT, type Measure } from '../../../src/sidebar/print/text';
import { NAMES } from './helper';

/** Every character is half as wide as it is high, CJK ones as wide. */
const measure: Measure = (text) =>
  Array.from(text).reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uac00-\ud7af]/u.test(letter) ? 1 : 0.5), 0);

const fitted = (text: string, box: Box, most = 4, least = 1.76) => fitText(text, box, most, least, measure);

function expectInside(text: string, box: Box) {
  const { lines, size } = fitted(text, box);
  for (const line of lines) expect(measure(line) * size).toBeLessThanOrEqual(box.width);
  if (lines.length > 1) expect(lines.length * size * LINE_HEIGHT).toBeLessThanOrEqual(box.height + 1e-9);
  return lines;
}

test('a short text keeps its size and its one line', () => {
  expect(fitted('Hall 7', { width: 40, height: 9 })).toEqual({
    lines: ['Hall 7'],
    size: 4,
    direction: 'ltr',
  });
});

test('lines break between words; punctuation stays with its word', () => {
  const { lines } = fitted('Main entrance (north side), hall 7', { width: 20, height: 20 });
  expect(lines.join(' ')).toBe('Main entrance (north side), hall 7');
  expect(lines.length).toBeGreaterThan(1);
});

test('Chinese, Japanese and Thai break without spaces, never inside a word', () => {
  const words = [...new Intl.Segmenter('th', { granularity: 'word' }).segment('ทางเข้าหลักของอาคารผู้โดยสาร')];
  const starts = words.map(({ index }) => index);
  const { lines } = fitted('ทางเข้าหลักของอาคารผู้โดยสาร', { width: 30, height: 12 });
  expect(lines.length).toBeGreaterThan(1);
  let at = 0;
  for (const line of lines) {
    expect(starts).toContain(at);
    at += line.length;
  }
  expect(
    fitted('东侧大厅二楼会议室的无障碍通道入口', { width: 20, height: 20 }).lines.length,
  ).toBeGreaterThan(1);
});

test('a word that is too long is made smaller, then broken, and the text is whole', () => {
  const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';
  expect(fitted(word, { width: 25, height: 15 }).lines.join('')).toBe(word);
});

test('a text that is too long for the smallest size ends with an ellipsis', () => {
  const lines = expectInside('word '.repeat(200), { width: 20, height: 6 });
  expect(lines.at(-1)).toMatch(/…$/);
});

test('emoji and accents are never taken apart', () => {
  const family = '👨‍👩‍👧‍👦';
  const { lines } = fitted(family.repeat(6), { width: 10, height: 30 });
  expect(lines.join('')).toBe(family.repeat(6));
  for (const line of lines) expect(line.split(family).join('')).toBe('');
});

test('any text in any box stays inside', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'grapheme', maxLength: 80 })),
      fc.integer({ min: 10, max: 60 }),
      fc.integer({ min: 3, max: 30 }),
      (text, width, height) => {
        // One character may be wider than everything when it is a stack of many.
        fc.pre(Array.from(text).every((letter) => measure(letter) <= 1));
        const graphemes = new Intl.Segmenter().segment(text);
        fc.pre([...graphemes].every(({ segment }) => measure(segment) * 1.76 <= 9));
        expectInside(text, { width, height });
      },
    ),
    { numRuns: 300 },
  );
});

test('the first letter says the direction', () => {
  expect(directionOf('12 כניסה')).toBe('rtl');
  expect(directionOf('مدخل Hall')).toBe('rtl');
  expect(directionOf('Hall مدخل')).toBe('ltr');
  expect(directionOf('12')).toBe('ltr');
});

test('right-to-left text starts at the right of its box, and markup in it is text', () => {
  const box = { x: 10, y: 0, width: 30, height: 10 };
  const rtl = textMarkup(fitted('מסעדה', box), box, 'start', '#000000');
  expect(rtl).toContain('direction="rtl"');
  expect(rtl).toContain('<text x="30"');
  const hostile = textMarkup(fitted('<b>&"', box), box, 'middle', '#000000');
  expect(hostile).toContain('<text x="15"');
  expect(hostile).toContain('&lt;b&gt;&amp;&quot;');
});

test('characters that XML refuses are dropped', () => {
  expect(escapeXml('a\u0000\u0007\ud800b\uffff')).toBe('ab');
  expect(escapeXml('🇳🇱')).toBe('🇳🇱');
});
