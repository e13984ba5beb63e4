// Every sentence of the page is in a words file, and no sentence that a user reads sounds like a translation.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';

const source = join(__dirname, '..', '..', '..', 'src');
const sourcesIn = (...folders: string[]) =>
  folders.flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(folder, file)),
  );
const files = sourcesIn('sidebar');

/** Wording that a native speaker would not use. */
const TRANSLATED =
  /\b(mend|anew|stands?|tells|leads?( to)?|go(es)? on|brings?|brought|take back|taken back|by itself|meanwhile|lacks)\b|so many|of which|!$/i;

/** All string literals of a source: quoted, in templates, and as text between tags. */
function literalsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  const { code } = transformSync(text, {
    loader: file.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
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
  expect(words.flatMap(literalsOf).filter((text) => TRANSLATED.test(text))).toEqual([]);
});

test('so is what the server says', () => {
  const server = sourcesIn('server', 'google', 'jobs', 'qrius', 'table', 'shared');
  expect(server.length).toBeGreaterThan(60);
  // Old words of Status cells are still understood.
  const old = ['In doubt', 'Brought from'];
  const said = server.flatMap(literalsOf).filter((text) => / /.test(text) && !old.includes(text));
  expect(said.length).toBeGreaterThan(150);
  expect(said.filter((text) => TRANSLATED.test(text))).toEqual([]);
});

/** Three words in a row, with a capital first or a full stop last. */
const SENTENCE = /^[A-Z“][\p{L}’']*( [\p{L}“”’'…]+){2,}|[\p{L}’] [\p{L}’]+ [\p{L}’]+\.( |$)/u;

/** Words that are read again where they are written: of the Status column, and of headers. */
const TABLES = ['table/status.ts', 'table/roles.ts'];

test('server, jobs and table have their sentences in words files, not inside the logic', () => {
  const logic = sourcesIn('server', 'google', 'jobs', 'qrius', 'table').filter(
    (file) => !file.endsWith('words.ts') && !TABLES.includes(file),
  );
  expect(logic.length).toBeGreaterThan(60);
  expect(
    logic.flatMap((file) =>
      literalsOf(file)
        .filter((text) => SENTENCE.test(text))
        .map((text) => `${file}: ${text}`),
    ),
  ).toEqual([]);
});
