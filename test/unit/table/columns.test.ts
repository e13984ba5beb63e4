// Columns are found by the words in the header row, whatever their order and dress, and found again after they moved.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { UserError } from '../../../src/shared/errors';
import { findAgain, findColumns, headersOf, type Role } from '../../../src/table/columns';

const sheet = (...headers: string[]) => [headers, headers.map(() => 'x')];

function refusalOf(action: () => unknown): Refusal['failure'] {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the columns of a sheet', () => {
  test.each<[Role, string[]]>([
    ['name', ['Name', 'Title', 'Label', 'QR name', 'Session title']],
    [
      'destination',
      ['URL', 'Link', 'Destination', 'Destination URL', 'Page', 'Page URL', 'Website', 'Web page'],
    ],
    ['slug', ['Slug', 'Short link', 'Back-half', 'Custom slug', 'Short name']],
    ['tags', ['Tags', 'Tag', 'Labels', 'Track', 'Tracks', 'Category', 'Topics']],
    ['id', ['QR ID', 'QR code ID', 'Qrius ID']],
    ['shortUrl', ['Short URL', 'QR URL']],
    ['image', ['QR code image', 'QR image', 'QR code']],
    ['status', ['Status', 'QR status']],
  ])('%s is found under each of its words', (role, words) => {
    for (const word of words) {
      const others = (['name', 'destination'] as const).filter((other) => other !== role);
      const headers = ['Room', ...others.map((other) => ({ name: 'Name', destination: 'URL' })[other]), word];
      expect(findColumns(sheet(...headers)).at).toMatchObject({ [role]: headers.length - 1 });
    }
  });

  test.each([
    ['conference.csv', { name: 1, destination: 3, slug: 4, tags: 5 }],
    ['31c3-sessions.csv', { name: 1, tags: 3, destination: 7 }],
  ])('of examples/%s', (file, at) => {
    const text = readFileSync(join(__dirname, '../../examples', file), 'utf8');
    const grid = Papa.parse<string[]>(text.trim()).data;
    expect(findColumns(grid)).toEqual({ headerRow: 0, at });
  });

  test('the first row with anything in it is the header row', () => {
    expect(findColumns([['', ' '], [], ['', 'Name', 'URL']])).toEqual({
      headerRow: 2,
      at: { name: 1, destination: 2 },
    });
  });

  test('two headers that could both be a column are refused, naming them, what is wanted and what was seen', () => {
    const { code, message } = refusalOf(() => findColumns(sheet('Title', ' label: ', 'URL', 'Room')));
    expect(code).toBe('columns-unclear');
    expect(message).toBe(
      'The headers “Title” and “label:” could each be the name column. Rename all but one of them. The headers seen are: Title, label:, URL, Room.',
    );
  });

  test.each([
    [['Track', 'Topic', 'Name', 'URL'], '“Track” and “Topic” could each be the tags column'],
    [['Name', 'URL', 'Short URL', 'QR URL'], '“Short URL” and “QR URL” could each be the Short URL column'],
    [['Name', 'URL', 'URL', 'Name'], '“Name” and “Name” could each be the name column'],
  ])('%j is unclear', (headers, said) => {
    const { code, message } = refusalOf(() => findColumns(sheet(...headers)));
    expect(code).toBe('columns-unclear');
    expect(message).toContain(said);
  });

  test.each([
    [
      ['Room', 'URL'],
      'The sheet needs a name (a column called Name, Title or Label). The headers seen are: Room, URL.',
    ],
    [
      ['Title', 'Short URL', 'Surname'],
      'The sheet needs a destination (a column called URL, Link, Destination, Page or Website). The headers seen are: Title, Short URL, Surname.',
    ],
    [['Room'], 'The sheet needs a name (a column called Name, Title or Label) and a destination'],
    [['', ''], 'This sheet is empty. Its first row needs a name'],
  ])('%j lacks what is wanted', (headers, said) => {
    const { code, message } = refusalOf(() => findColumns([headers]));
    expect(code).toBe('columns-missing');
    expect(message).toContain(said);
  });
});

/** A header as somebody else would type it: other case, accents, spaces and punctuation around and inside. */
const dressed = (word: string): fc.Arbitrary<string> => {
  const noise = fc.constantFrom(
    '',
    '',
    '',
    ' ',
    '-',
    '_',
    '.',
    '/',
    '  ',
    '\n',
    '\u00a0',
    '#',
    '“',
    '(',
    ')',
    '’',
  );
  const letters = [...word].map((letter) =>
    fc
      .tuple(fc.boolean(), fc.constantFrom('', '', '\u0301', '\u0308'), noise)
      .map(([upper, accent, after]) => {
        const cased = upper ? letter.toUpperCase() : letter.toLowerCase();
        // Composed where such a letter exists, as keyboards write it.
        return (/\p{L}/u.test(letter) ? (cased + accent).normalize('NFC') : cased) + after;
      }),
  );
  return fc.tuple(noise, ...letters).map((parts) => parts.join(''));
};

/** Any UTF-16, lone surrogates and control characters included. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});

describe('however the headers are written', () => {
  const roles: Array<[Role, string]> = [
    ['name', 'Name'],
    ['destination', 'Destination URL'],
    ['slug', 'Back-half'],
    ['tags', 'Tags'],
    ['id', 'QR ID'],
    ['shortUrl', 'Short URL'],
    ['image', 'QR code image'],
    ['status', 'Status'],
  ];

  test('the same columns are found in any order and dress, also beside a Track', () => {
    const headers = fc
      .tuple(...roles.map(([role, word]) => fc.tuple(fc.constant(role), dressed(word))))
      .chain((known) =>
        fc.shuffledSubarray<[Role | null, string]>([...known, [null, 'Track'], [null, 'Room'], [null, '']], {
          minLength: known.length + 3,
        }),
      );
    fc.assert(
      fc.property(headers, (columns) => {
        const found = findColumns([columns.map(([, header]) => header)]).at;
        columns.forEach(([role], column) => {
          if (role !== null) expect(found[role]).toBe(column);
        });
      }),
    );
  });

  test('any cells at all give columns or a refusal', () => {
    const cell = fc.oneof(
      anyText,
      fc.constantFrom('name', 'URL', 'tags', 'Track', '__proto__', 'constructor'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell)), (grid) => {
        const before = structuredClone(grid);
        try {
          const columns = findColumns(grid);
          expect(findAgain(grid, headersOf(grid, columns))).toEqual(columns);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.failure.code).toMatch(/^columns-/);
        }
        expect(grid).toEqual(before);
      }),
    );
  });
});

describe('a running job', () => {
  const headers = { name: 'Title', destination: 'URL', status: 'Status' };

  test('finds its columns where they were moved to, also below an inserted row', () => {
    expect(findAgain([[], ['Status', 'New', 'URL', 'Title']], headers)).toEqual({
      headerRow: 1,
      at: { status: 0, destination: 2, name: 3 },
    });
  });

  test.each([
    ['renamed', ['Title', 'Link', 'Status'], 'needs the columns “Title”, “URL”, “Status” under these names'],
    ['removed', ['Title', 'URL'], 'needs the columns “Title”, “URL”, “Status” under these names'],
    ['doubled', ['Title', 'URL', 'Status', 'Title'], 'two columns called “Title”'],
  ])('stops where a header was %s, and says what to put back', (_, row, said) => {
    const { code, message } = refusalOf(() => findAgain([row], headers));
    expect(code).toBe('columns-changed');
    expect(message).toContain(said);
  });
});
