// File names that every system takes, each once; and the ZIP file with its table.
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { manifestOf, type PictureFile, zipOf } from '../../../src/sidebar/print/archive';
import { fileNames, patternFault, safeName } from '../../../src/sidebar/print/file-names';
import { Cancelled, forEachInSlices, type Progress } from '../../../src/sidebar/print/slices';
import { WORDS } from '../../../src/sidebar/print/words';
import { codesOf } from './helper';

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left.
const UNSAFE = /[<>:"/\\|?*\u0000-\u001f]/;

test('names are filled in from the code and from any column, in any case', () => {
  const [first, second] = fileNames(codesOf(2), '{ROW}-{city}-{Slug}', ['Name', 'City']);
  expect([first, second]).toEqual(['2-City 0-s0', '3-City 1-s63z']);
  expect(patternFault('{slug} {City}', ['Name', 'City'])).toBeNull();
  expect(patternFault('{Town}', ['Name', 'City'])).toMatch(/“Town”/);
  for (const own of ['{slug}', '{name}', '{row}', '{id}']) {
    expect(patternFault(own, [])).toBeNull();
    expect(WORDS.patternHint).toContain(own);
    expect(patternFault('{Town}', [])).toContain(own);
  }
  expect(patternFault('plain', [])).toBeNull();
});

test.each([
  ['CON', '_CON'],
  ['com1.txt', '_com1.txt'],
  ['LPT\u00b9', '_LPT\u00b9'],
  ['console', 'console'],
  ['../../etc/passwd', '_-..-etc-passwd'],
  ['=1+1', '_=1+1'],
  ['-rf', '_-rf'],
  ['a/b\\c:d*e?f|g', 'a-b-c-d-e-f-g'],
  ['.hidden', 'hidden'],
  ['dots... ', 'dots'],
  ['\u202egpj.exe', 'gpj.exe'],
  ['Cafe\u0301', 'Caf\u00e9'],
  ['half \ud83d', 'half'],
  ['...', ''],
])('%j becomes %j', (text, name) => {
  expect(safeName(text)).toBe(name);
});

test('any text becomes a safe name of at most 200 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = safeName(text);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
      expect(name).not.toMatch(UNSAFE);
      expect(name).not.toMatch(RESERVED);
      expect(name).not.toMatch(/^[. ]|[. ]$/);
    }),
  );
});

test('5,000 rows of the same name are told apart without delay', () => {
  const codes = codesOf(5_000).map((code, index) => ({ ...code, name: index === 9 ? 'Oak-3' : 'Oak' }));
  const began = performance.now();
  const names = fileNames(codes, '{name}', []);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(new Set(names).size).toBe(5_000);
  expect(names.slice(0, 4)).toEqual(['Oak', 'Oak-2', 'Oak-3', 'Oak-4']);
  expect(names[9]).toBe('Oak-3-2');
});

test('1,000 names in many scripts give 1,000 files, also where case and form are all that differs', () => {
  const names = fileNames(codesOf(1_000), '{name}', []);
  expect(new Set(names.map((name) => name.normalize('NFKC').toLowerCase())).size).toBe(1_000);
  const alike = ['Hall', 'HALL', 'hall', 'hall-2', 'Ｈall'];
  const codes = codesOf(alike.length).map((code, index) => ({ ...code, name: alike[index] ?? '' }));
  expect(fileNames(codes, '{name}', [])).toEqual(['Hall', 'HALL-2', 'hall-3', 'hall-2-2', 'Ｈall-4']);
  expect(fileNames(codesOf(22).slice(-1), '{name}', [])).toEqual(['code-23']);
});

test('the ZIP file holds every picture, and a table that spreadsheets take as text', () => {
  const files: PictureFile[] = codesOf(22).map((code) => ({
    code: { ...code, slug: code.row === 3 ? '@slug' : code.slug },
    name: `${code.row}.svg`,
    content: Buffer.from(`<svg>${code.name}</svg>`),
  }));
  const unpacked = unzipSync(zipOf(files));
  expect(Object.keys(unpacked).sort()).toEqual([...files.map(({ name }) => name), 'manifest.csv'].sort());
  for (const { name, content } of files) expect(Buffer.from(unpacked[name] ?? [])).toEqual(content);
  const text = Buffer.from(unpacked['manifest.csv'] ?? []).toString();
  expect(text).toBe(manifestOf(files));
  expect(text.startsWith('\ufeff')).toBe(true);
  const { data } = Papa.parse<string[]>(text.slice(1).trim());
  expect(data[0]).toEqual(['File', 'Name', 'Slug', 'Short URL', 'Destination', 'QR ID']);
  expect(data[1]).toEqual([
    '2.svg',
    'Main entrance',
    's0',
    'https://qrius.io/s0',
    'https://example.com/0',
    'qr_0',
  ]);
  expect(data[2]?.[2]).toBe("'@slug");
  expect(data[17]?.[1]).toBe("'=1+1");
  expect(data).toHaveLength(23);
});

test('a name that looks like a folder stays a file of the ZIP', () => {
  const codes = codesOf(1).map((code) => ({ ...code, name: '../x' }));
  expect(fileNames(codes, '{name}', [])).toEqual(['_-x']);
});

test('long work reports its progress, and stops when it is told to', async () => {
  const reports: Progress[] = [];
  const onProgress = (progress: Progress) => reports.push(progress);
  const seen: number[] = [];
  const { signal } = new AbortController();
  await forEachInSlices([1, 2, 3], (item) => seen.push(item), { signal, onProgress }, 'packing');
  expect(seen).toEqual([1, 2, 3]);
  expect(reports.at(-1)).toEqual({ step: 'packing', done: 3, all: 3 });
  const stop = new AbortController();
  const stopped = forEachInSlices([1, 2, 3], () => stop.abort(), { signal: stop.signal, onProgress });
  await expect(stopped).rejects.toThrow(Cancelled);
});
