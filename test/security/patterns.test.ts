// Texts come from cells and from Qrius, and nobody bounds what is in them: no pattern of the server takes longer than in proportion.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';

/** Every pattern that is written in the built server file. */
function patterns(): RegExp[] {
  const found = new Map<string, RegExp>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node && 'value' in node && node.value instanceof RegExp)
      found.set(String(node.value), node.value);
    for (const child of Object.values(node)) walk(child);
  };
  walk(parse(readFileSync(join(__dirname, '../../dist/Code.js'), 'utf8'), { ecmaVersion: 2022 }));
  return [...found.values()];
}

const PARTS = [
  ' ',
  'a',
  '0',
  '/',
  '-',
  '.',
  '%',
  '&',
  '=',
  '"',
  "'",
  '\n',
  '(',
  'é',
  '\u200b',
  'a ',
  'a.',
  '1 ',
  '://',
  'http://a',
  'a/',
];
const SHORT = 6_250;
const LONG = 100_000;

/** Milliseconds that a pattern takes for a text of one part again and again, which at its end does not fit. */
function time(pattern: RegExp, part: string, length: number): number {
  const text = `${part.repeat(Math.ceil(length / part.length))}\u0001`;
  const start = performance.now();
  text.replace(pattern, '');
  return performance.now() - start;
}

/** Noise of the machine, in milliseconds: what takes less is no attack. */
const NOISE_MS = 250;

test('each pattern takes time in proportion to 100,000 hostile characters', () => {
  const slow: string[] = [];
  for (const pattern of patterns())
    for (const part of PARTS) {
      // With the square of the length it would be 256 times as long, which is seconds.
      const most = NOISE_MS + 64 * time(pattern, part, SHORT);
      if (time(pattern, part, LONG) > most && time(pattern, part, LONG) > most)
        slow.push(`${pattern} for “${part}”`);
    }
  expect(slow).toEqual([]);
});

test('there are patterns to try', () => {
  expect(patterns().length).toBeGreaterThan(50);
});
