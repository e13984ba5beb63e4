// What becomes of each row of the cases: its code, or its sentence; and what is fixed at a click.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCode } from '../../sim/qrius/codes';
import type { Account } from '../../sim/qrius/state';
import { ask, get } from '../../sim/sidebar';
import type { Check } from '../../src/shared/contract/create';
import { createCodes, type Desk, shownRows } from '../support/desk';
import { caseRows, deskWith } from './read';

const check = ({ world }: Desk, withOdd = false): Check =>
  get(world, 'checkRows', { scope: 'sheet', withOdd });
const codes = ({ qrius }: Desk) =>
  Object.values(qrius.codes).map(({ name, destinationUrl, slug, tags }) => ({
    name,
    url: destinationUrl,
    slug,
    tags,
  }));

type Expected = Array<[row: number, sentence: string, fix?: string]>;

describe.each(['b01', 'b02', 'b04'])('%s', (name) => {
  const expected: Expected = JSON.parse(readFileSync(join(__dirname, 'expected', `${name}.json`), 'utf8'));

  test('tells each row its own sentence and proposal', () => {
    const { invalid, fixes } = check(deskWith(caseRows(name)));
    const said = invalid.map(({ row, sentence }) => {
      const fix = fixes.find((one) => one.row === row);
      return fix ? [row, sentence, fix.to] : [row, sentence];
    });
    expect(said).toEqual(expected);
  });

  test('creates only the other rows, and changes no cell of theirs', () => {
    const rows = caseRows(name);
    const made = deskWith(rows);
    createCodes(made);
    expect(codes(made)).toHaveLength(rows.length - 1 - expected.length);
    const [headers = []] = rows;
    const before = rows.slice(1).map((cells) => cells.slice(0, 2));
    expect(
      made.world
        .table()
        .slice(1)
        .map((cells) => cells.slice(0, 2)),
    ).toEqual(before);
    expect(headers.length).toBeGreaterThan(1);
    for (const { url } of codes(made)) expect(url).toMatch(/^https?:\/\/[^\s\p{Cf}]+$/iu);
  });
});

test('b03: tags are read as a person reads them', () => {
  const made = deskWith(caseRows('b03'));
  createCodes(made);
  const tags = Object.fromEntries(codes(made).map(({ name, tags: own }) => [name, own]));
  expect(tags).toMatchObject({
    emoji: ['🎉', '🎪 fair'],
    pipe: ['foo', 'bar', 'baz'],
    slash: ['foo / bar'],
    hash: ['news', 'spring'],
    semi: ['a', 'b', 'c'],
    newline: ['a', 'b'],
    cr: ['a', 'b'],
    arrow: ['Home > Kitchen', 'Gifts'],
    quotes: ['a, b', 'c'],
    json: ['a', 'b'],
    'fullwidth comma': ['春', '祭り', '夏'],
    'arabic comma': ['أ', 'ب'],
    nbsp: ['a', 'b'],
    zwsp: ['a', 'b'],
    dup: ['a'],
    'only commas': [],
    bullet: ['a', 'b'],
  });
});

test.each<[string, Array<{ name: string; slug?: string; tags?: string[] }>]>([
  ['a02', [{ name: 'Carta A (Retro) [Set]' }, { name: 'Carta B [Set]' }]],
  ['a04', [{ name: 'Gaudeamus' }, { name: 'Kakva moma' }]],
  [
    'a16',
    [
      { name: '123', slug: '123', tags: ['foo', 'bar', 'baz'] },
      { name: 'my title', slug: '456' },
    ],
  ],
  [
    'a20',
    [
      { name: 'Spring', slug: 'spring26', tags: ['news', 'spring'] },
      { name: 'Summer', tags: [] },
    ],
  ],
  ['a22', [{ name: 'Spring', slug: 'spring26' }]],
  ['a24', [{ name: 'Spring', slug: 'spring26' }]],
  ['a28', [{ name: '春まつり' }]],
  ['a33', [{ name: 'Opening', tags: [] }]],
  ['a36', [{ name: '1' }, { name: '2' }]],
  ['a39', [{ name: 'Book A', tags: ['a', 'b'] }]],
  ['a40', [{ name: 'Mug', tags: ['red', 'blue'] }]],
  [
    'e03',
    [
      { name: 'Page A', slug: 'abc', tags: ['x', 'y'] },
      { name: 'Page B', slug: 'def' },
    ],
  ],
  [
    'e04',
    [
      { name: 'Spring', slug: 'spring', tags: ['sale', '2026'] },
      { name: 'Fall', slug: 'fall' },
    ],
  ],
])('%s becomes these codes', (name, expected) => {
  const made = deskWith(caseRows(name));
  // The first row of this export has no title.
  if (name === 'a16') made.world.user.setCell('Sheet1', 'E2', '123');
  createCodes(made);
  expect(codes(made)).toMatchObject(expected);
});

test.each([
  ['a46', 'Status', 'QR status'],
  ['a41', 'Status', 'QR status'],
  ['a37', 'Short URL', 'QR short URL'],
])('%s: the user’s own column %s stays, and the add-on adds %s', (name, own, added) => {
  const rows = caseRows(name);
  const made = deskWith(rows);
  const { question } = get(made.world, 'getHome', null).sheet;
  if (question) get(made.world, 'chooseColumn', { role: question.role, header: question.headers[0] ?? '' });
  expect(createCodes(made)).toMatch(/1 created/);
  const [row] = shownRows(made.world);
  expect(row?.[own]).toBe(rows[1]?.[rows[0]?.indexOf(own) ?? -1]);
  expect(row?.[added]).not.toBe('');
  expect(row?.['QR ID']).toBe(Object.keys(made.qrius.codes)[0]);
});

test('a17: names come from the links, and no cell of the links is changed', () => {
  const rows = caseRows('a17');
  const made = deskWith(rows);
  get(made.world, 'chooseColumn', { role: 'name', header: '' });
  expect(createCodes(made)).toMatch(/2 created/);
  expect(codes(made)).toMatchObject([
    { name: 'Tech', slug: '37r' },
    { name: 'Doodles', slug: '37s' },
  ]);
  expect(made.world.table().map((cells) => cells.slice(0, 3))).toEqual(rows);
  expect(createCodes(made)).toMatch(/Nothing to create/);
  const preview = get(made.world, 'previewChange', {
    request: { kind: 'changed', choices: [] },
    scope: 'sheet',
    hidden: false,
  });
  expect(preview).toMatchObject({ codes: 0, differenceCount: 0 });
  // What is renamed in Qrius, or imported, never takes the place of a link.
  for (const code of Object.values(made.qrius.codes)) code.name = 'Renamed';
  get(made.world, 'previewChange', {
    request: { kind: 'changed', choices: [] },
    scope: 'sheet',
    hidden: false,
  });
  addCode(
    made.qrius,
    made.qrius.accounts[0] as Account,
    { name: 'New', destinationUrl: 'https://example.com/new' },
    0,
  );
  get(made.world, 'importCodes', null);
  expect(made.world.table().map(([url]) => url)).toEqual([
    ...rows.map(([url]) => url),
    'https://example.com/new',
  ]);
});

test('d01: the row that cannot be is told before anything is sent', () => {
  const made = deskWith(caseRows('d01'));
  expect(createCodes(made)).toMatch(/2 created/);
  expect(shownRows(made.world)[1]?.Status).toMatch(/^Not sent: the destination has no proper host/);
});

describe('rows that are no rows', () => {
  const rows = [
    ['Name', 'URL', 'Room', 'Day'],
    ['(text)', '(https://…)', '', ''],
    ['Day 1', '', '', ''],
    ['Opening', 'https://example.com/o', '1', 'Mon'],
    ['---', '---', '---', '---'],
    ['Name', 'URL', 'Room', 'Day'],
    ['Closing', 'https://example.com/c', '2', 'Tue'],
    ['Unfinished', '', '2', 'Tue'],
    ['Total', '2', '', ''],
  ];

  test('are skipped and listed, and never need attention', () => {
    const made = deskWith(rows);
    const { skipped, invalid, valid } = check(made);
    expect(skipped.map(({ row, sentence }) => `${row} ${sentence}`)).toEqual([
      '2 the row explains the headers.',
      '3 the row has only a heading.',
      '5 the row is only a line.',
      '6 the row repeats the headers.',
      '9 the row is a total.',
    ]);
    expect([valid, invalid.map(({ row }) => row)]).toEqual([2, [8]]);
    expect(get(made.world, 'getHome', null).sheet).toMatchObject({ rows: 3, ready: 2, attention: 1 });
    createCodes(made);
    const words = made.world.table().map((cells) => cells[8]);
    expect(words.map((text) => text?.slice(0, 8))).toEqual([
      'Status',
      '',
      '',
      'Created',
      '',
      '',
      'Created',
      'Not sent',
      '',
    ]);
  });

  test.each([
    ['e06', [[6, 'the row is a total.']]],
    ['e10', [[3, 'the row is a total.']]],
    ['e17', [[4, 'the row is a total.']]],
    [
      'e19',
      [
        [2, 'the row explains the headers.'],
        [5, 'the row is a total.'],
      ],
    ],
    ['e23', [[3, 'the row is only a line.']]],
    ['e24', []],
  ])('%s: these are skipped, and all others are valid', (name, expected) => {
    const { skipped, invalid } = check(deskWith(caseRows(name)));
    expect(skipped.map(({ row, sentence }) => [row, sentence])).toEqual(expected);
    expect(invalid).toEqual([]);
  });

  test('the rows below a merged name are skipped, and a row that only lacks its name is not', () => {
    const rows = [
      ['Name', 'URL'],
      ['Bakery', 'https://example.com/1'],
      ['', 'https://example.com/2'],
      ['', 'https://example.com/3'],
      ['Butcher', 'https://example.com/4'],
      ['', 'https://example.com/5'],
    ];
    const made = deskWith(rows, 0, [{ kind: 'merge', range: 'A2:A4' }]);
    const { skipped, invalid } = check(made);
    expect([skipped, invalid].map((list) => list.map(({ row, sentence }) => `${row} ${sentence}`))).toEqual([
      ['3 the row has its name merged with a row above.', '4 the row has its name merged with a row above.'],
      ['6 the name is missing.'],
    ]);
    expect(createCodes(made)).toMatch(/2 created/);
    expect(made.world.table()[2]?.join('')).toBe('https://example.com/2');
  });

  test.each(['totalwine.com', 'www.totalwine.com', 'totalwine.com/shop'])(
    '“Total Wine” with %s is no total',
    (url) => {
      const made = deskWith([
        ['Name', 'URL'],
        ['Total Wine', url],
      ]);
      expect(check(made)).toMatchObject({ skipped: [], fixes: [{ to: `https://${url}` }] });
    },
  );

  test('a name without a link is no heading where most rows have no more', () => {
    const made = deskWith([
      ['Name', 'URL'],
      ['A', 'https://example.com/a'],
      ['B', ''],
    ]);
    expect(check(made)).toMatchObject({ skipped: [], invalidCount: 1 });
  });

  test('what an earlier version said of them is taken back', () => {
    const made = deskWith([
      ['Name', 'URL', 'Room', 'QR ID', 'Status'],
      ['Total', '', '', '', 'Not sent: the destination is missing.'],
      ['A', 'https://example.com/a', '1', '', ''],
    ]);
    createCodes(made);
    expect(shownRows(made.world)[0]?.Status).toBe('');
  });
});

test('rows that are the same, or open the same page, are pointed out before anything is sent', () => {
  const made = deskWith([
    ['Name', 'URL'],
    ['A', 'https://example.com/a'],
    ['A', 'https://example.com/a'],
    ['B', 'https://EXAMPLE.com/b/'],
    ['C', 'https://example.com/b/'],
  ]);
  expect(check(made).repeated.map(({ row, sentence }) => `${row} ${sentence}`)).toEqual([
    '2 rows 2 and 3 are the same.',
    '3 rows 2 and 3 are the same.',
    '4 rows 4 and 5 open the same page.',
    '5 rows 4 and 5 open the same page.',
  ]);
});

describe('odd links and slugs', () => {
  const rows = [
    ['Name', 'URL'],
    ['A', 'https://example.com/{{id}}'],
    ['B', 'http://localhost/'],
    ['C', 'https://example.com/c'],
  ];

  test('are created only if the user says that they are meant so', () => {
    const made = deskWith(rows);
    expect(check(made)).toMatchObject({ valid: 1, invalidCount: 2, doubtful: 2 });
    expect(check(made, true)).toMatchObject({ valid: 3, invalidCount: 0, doubtful: 0 });
    expect(createCodes(made)).toMatch(/1 created/);
    expect(createCodes(made, 'sheet', { withOdd: true })).toMatch(/2 created/);
  });
});

describe('fixes at a click', () => {
  const rows = [
    ['Name', 'URL', 'Slug'],
    ['A', 'example.com/a', 'Café 1'],
    ['B', '<https://example.com/b>', ''],
    ['C', 'https://example.com/c', ''],
  ];
  const inputs = ({ world }: Desk) =>
    world
      .table()
      .slice(1)
      .map((cells) => cells.slice(1, 3));

  test('write what was shown, and can be undone', () => {
    const made = deskWith(rows);
    const { fixes } = check(made);
    const { fixed } = get(made.world, 'fixCells', { fixes });
    expect(fixed).toEqual(fixes);
    expect(inputs(made)).toEqual([
      ['https://example.com/a', 'Cafe-1'],
      ['https://example.com/b', ''],
      ['https://example.com/c', ''],
    ]);
    expect(check(made)).toMatchObject({ valid: 3, fixes: [] });
    const back = fixed.map((fix) => ({ ...fix, from: fix.to, to: fix.from }));
    get(made.world, 'fixCells', { fixes: back });
    expect(inputs(made)).toEqual(rows.slice(1).map((cells) => cells.slice(1)));
  });

  test('leave a cell alone that holds something else by now, or a formula', () => {
    const made = deskWith(rows);
    const { fixes } = check(made);
    made.world.user.setCell('Sheet1', 'B2', 'https://example.com/mine');
    made.world.user.setCell('Sheet1', 'B3', '="<https://example.com/b>"');
    const { fixed } = get(made.world, 'fixCells', { fixes });
    expect(fixed.map(({ row, role }) => [row, role])).toEqual([[2, 'slug']]);
    expect(inputs(made).slice(0, 2)).toEqual([
      ['https://example.com/mine', 'Cafe-1'],
      ['<https://example.com/b>', ''],
    ]);
  });

  test('write what was shown in place of a whole short link', () => {
    const made = deskWith([
      ['Title', 'Long URL', 'Custom back-half'],
      ['A', 'https://example.com/a', 'bit.ly/café'],
      ['B', 'https://example.com/b', 'bit.ly/plain'],
    ]);
    const { fixes } = check(made);
    expect(fixes).toEqual([{ row: 2, role: 'slug', from: 'bit.ly/café', to: 'cafe' }]);
    expect(get(made.world, 'fixCells', { fixes }).fixed).toEqual(fixes);
    createCodes(made);
    expect(codes(made).map(({ slug }) => slug)).toEqual(['cafe', 'plain']);
  });

  test('wait while a job writes', () => {
    const made = deskWith(rows);
    const { fixes } = check(made);
    made.qrius.config.requestsPerMinute = 1;
    get(made.world, 'createCodes', {
      scope: 'sheet',
      conflict: 'suffix',
      images: true,
      most: null,
      withOdd: true,
    });
    expect(ask(made.world, 'fixCells', { fixes })).toMatchObject({ failure: { code: 'job-busy' } });
    expect(inputs(made)).toEqual(rows.slice(1).map((cells) => cells.slice(1)));
  });
});

test('of links behind texts one is used, several and a smart chip are told as that', () => {
  const rows = [
    ['Name', 'URL'],
    ...['several', 'one', 'part', 'chip', 'page'].map((name) => [name, 'Menu']),
    ['doubled', 'https://example.com/shown'],
  ];
  const [map, menu] = ['https://example.com/map', 'https://example.com/menu'];
  const made = deskWith(rows, 0, [
    {
      kind: 'richText',
      cell: 'B2',
      runs: [{ text: 'Menu', url: menu }, { text: ' and ' }, { text: 'map', url: map }],
    },
    { kind: 'richText', cell: 'B3', runs: [{ text: 'Menu', url: menu }] },
    { kind: 'richText', cell: 'B4', runs: [{ text: 'Our ' }, { text: 'Menu', url: map }] },
    { kind: 'richText', cell: 'B6', runs: ['M', 'enu'].map((text) => ({ text, url: `${menu}/2` })) },
    { kind: 'richText', cell: 'B7', runs: [{ text: 'https://example.com/shown', url: map }] },
  ]);
  expect(check(made).invalid.map(({ row, sentence }) => [row, sentence])).toEqual([
    [2, 'the destination has several links behind its text. Keep one, or write the address itself.'],
    [
      5,
      'the destination is not a web address. It must begin with http:// or https://. Only web addresses can become codes. If it is a smart chip, paste its address instead.',
    ],
  ]);
  createCodes(made);
  expect(codes(made).map(({ name, url }) => [name, url])).toEqual([
    ['one', menu],
    ['part', map],
    ['page', `${menu}/2`],
    ['doubled', 'https://example.com/shown'],
  ]);
});
