// Every sentence of the page is in a words file, and none of them reads like a translation.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';

const folder = join(__dirname, '..', '..', 'src', 'sidebar');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });

/** All string literals of a source: quoted, in templates, and as text between tags. */
function literalsOf(file: string): string[] {
  const source = readFileSync(join(folder, file), 'utf8');
  const { code } = transformSync(source, { loader: 'tsx', jsx: 'automatic', jsxImportSource: 'preact' });
  const found: string[] = [];
  JSON.stringify(parse(code, { ecmaVersion: 2022, sourceType: 'module' }), (key, value: unknown) => {
    if ((key === 'value' || key === 'cooked') && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}

test('components hold no sentence of their own', () => {
  const components = files.filter((file) => file.endsWith('.tsx'));
  expect(components.length).toBeGreaterThan(30);
  const sentences = components.flatMap((file) =>
    literalsOf(file)
      .filter((text) => /\b[A-Z][a-z]+|[a-z]+ [a-z]+ [a-z]+/.test(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(sentences).toEqual([]);
});

test('words are plain English', () => {
  const words = files.filter((file) => file.endsWith('words.ts'));
  expect(words.length).toBeGreaterThan(8);
  const translated =
    /\b(mend|anew|stands?|tells|leads? to|go(es)? on|brings?|brought|take back|taken back|by itself|meanwhile|lacks)\b|so many|of which|!$/i;
  expect(words.flatMap(literalsOf).filter((text) => translated.test(text))).toEqual([]);
});
