// Texts come from cells and from Qrius, and nobody bounds what is in them: no pattern takes longer than in proportion.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { parse } from 'acorn';

const built = (file: string) => readFileSync(join(__dirname, '../../dist', file), 'utf8');
/** The script of a page. */
const scriptOf = (file: string) => /<script>([\s\S]*)<\/script>/.exec(built(file))?.[1] ?? '';

/** Patterns that the server puts together while it is loaded. */
function loaded(): RegExp[] {
  const found: RegExp[] = [];
  const recording = new Proxy(RegExp, {
    construct: (target, args: ConstructorParameters<typeof RegExp>) => {
      const pattern = new target(...args);
      found.push(pattern);
      return pattern;
    },
  });
  vm.runInNewContext(built('Code.js'), { RegExp: recording });
  return found;
}

/** Every pattern that is written in the built files, and those that the server puts together. */
function patterns(): RegExp[] {
  const found = new Map<string, RegExp>(loaded().map((pattern) => [String(pattern), pattern] as const));
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node && 'value' in node && node.value instanceof RegExp)
      found.set(String(node.value), node.value);
    for (const child of Object.values(node)) walk(child);
  };
  for (const script of [built('Code.js'), ...['Sidebar.html', 'Print.html'].map(scriptOf)])
    walk(parse(script, { ecmaVersion: 2022 }));
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

test('there are patterns to try, of the pages too, and those that are put together', () => {
  expect(patterns().length).toBeGreaterThan(100);
  expect(loaded().map(String)).toContainEqual(expect.stringMatching(/Creating…/));
});
