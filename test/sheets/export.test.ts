// What leaves the sheet: a CSV that Excel opens, and lines for the clipboard, with the same guard against formulas.
import fc from 'fast-check';
import Papa from 'papaparse';
import { ask, get } from '../../sim/sidebar';
import { guarded, separatorFor, unguarded } from '../../src/shared/csv';
import { connected, createCodes, type Desk, SHEET } from '../support/desk';
import { deskWith } from './read';

const NAMES = [
  '=1+1',
  '+1',
  '-1',
  '@home',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  ' =1',
  '\u200b=1',
  'a\tb\nc',
  'plain',
];
const rows = [['Name', 'URL'], ...NAMES.map((name, n) => [name, `https://example.com/${n}`])];
/** Locales that the world has. */
const MODELLED = ['en_US', 'de_DE', 'fr_FR', 'pt_BR'];
const csv = ({ world }: Desk) => get(world, 'exportCsv', null).text;

test.each(NAMES.slice(0, -2))('%j gets an apostrophe in the CSV and on the clipboard', (name) => {
  expect(guarded(name)).toBe(`'${name}`);
  const made = deskWith([
    ['Name', 'URL'],
    [name, 'https://example.com/a'],
  ]);
  createCodes(made);
  const shown = made.world.table()[1]?.[0] ?? '';
  expect(csv(made)).toContain(`\r\n"'${shown}",`);
  expect(get(made.world, 'listShortUrls', null).text).toMatch(/^'[^\t\n]+\thttps:\/\/qrius\.io\/\w+$/);
});

test.each(['plain', 'a=b', '1-2', '', "'quoted"])('%j stays as it is', (text) =>
  expect(guarded(text)).toBe(text),
);

test('names with tabs and line breaks are one line of the clipboard each, and whole in the CSV', () => {
  const made = deskWith(rows);
  createCodes(made);
  const lines = get(made.world, 'listShortUrls', null).text.split('\n');
  expect(lines.map((line) => line.split('\t').length)).toEqual(NAMES.map(() => 2));
  expect(lines[10]).toMatch(/^a b c\t/);
  const { data } = Papa.parse<string[]>(csv(made).slice(1).trimEnd());
  expect(data.slice(1).map(([name]) => name?.replace(/^'/, ''))).toEqual(NAMES);
  const image = data[0]?.indexOf('QR code image') ?? -1;
  expect(data.slice(1).filter((cells) => !/\/images\/qr_\w+\.png$/.test(cells[image] ?? ''))).toEqual([]);
});

test('a file that left and came back gives the same names, whatever they begin with', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '=', '-', '@', '＝', ' ', '\t', '\r', 'a') }),
      (text) => {
        expect(unguarded(guarded(text))).toBe(text);
      },
    ),
  );
  const made = deskWith(rows);
  createCodes(made);
  const { data } = Papa.parse<string[]>(csv(made).slice(1).trimEnd());
  const again = deskWith(data.map((cells) => cells.slice(0, 2)));
  createCodes(again);
  const names = (desk: Desk) => Object.values(desk.qrius.codes).map(({ name }) => name);
  expect(names(again)).toEqual(names(made));
});

test.each([
  ['en_US', ','],
  ['de_DE', ';'],
  ['fr_FR', ';'],
  ['pt_BR', ';'],
  ['de_CH', ','],
  ['es_MX', ','],
  ['ja_JP', ','],
])('a sheet of %s is separated by %s', (locale, separator) => {
  expect(separatorFor(locale)).toBe(separator);
  if (!MODELLED.includes(locale)) return;
  const document = {
    locale,
    sheets: [
      {
        name: SHEET,
        rows: [
          ['Name', 'URL'],
          ['A', 'https://example.com/a'],
        ],
      },
    ],
  };
  const made = connected([], { world: { document } });
  expect(csv(made)).toBe(`\uFEFF"Name"${separator}"URL"\r\n"A"${separator}"https://example.com/a"\r\n`);
});

test.each([
  ['chooseColumn', { role: 'name', header: 'x'.repeat(501) }, 'The header has 501 characters'],
  [
    'previewChange',
    { request: { kind: 'destination', url: 'x'.repeat(10_001) }, scope: 'sheet', hidden: false },
    'The URL has 10001',
  ],
  [
    'previewChange',
    { request: { kind: 'tags', action: 'add', tags: 'x'.repeat(1_001) }, scope: 'sheet', hidden: false },
    'The list of tags has 1001',
  ],
] as const)('a text that is too long for %s is told in a sentence of its own', (method, input, said) => {
  const { world } = connected([['Name', 'URL']]);
  const answer = ask(world, method, input);
  expect(answer?.ok === false && answer.failure).toMatchObject({
    code: 'bad-request',
    message: expect.stringContaining(said),
  });
});
