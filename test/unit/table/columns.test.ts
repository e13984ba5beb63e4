// Columns are found by the words in the header row, whatever their order and dress, and found again after they moved.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { CHOOSABLE_ROLES } from '../../../src/shared/contract/sheet';
import { findAgain } from '../../../src/table/columns';
import { normalizeHeader } from '../../../src/table/header-words';
import { ADDED_ROLES, ROLE_NAMES, ROLES, type Role, SCAN_ROLES } from '../../../src/table/roles';
import { findColumns } from '../../../src/table/understand';
import { refusalOf } from '../../support/refusal';

const sheet = (...headers: string[]) => [headers, headers.map(() => 'x')];

describe('the columns of a sheet', () => {
  test.each<[Role, string[]]>([
    ['name', ['Name', 'Title', 'Label', 'QR name', 'Session title']],
    [
      'destination',
      ['URL', 'Link', 'Destination', 'Destination URL', 'Page', 'Page URL', 'Website', 'Web page'],
    ],
    ['slug', ['Slug', 'Short link', 'Back-half', 'Custom slug', 'Short name']],
    ['tags', ['Tags', 'Tag', 'Labels']],
    ['id', ['QR ID', 'QR code ID', 'Qrius ID']],
    ['shortUrl', ['Short URL', 'QR URL']],
    ['image', ['QR code image', 'QR image', 'QR code']],
    ['status', ['Status', 'QR status']],
    ['description', ['QR description', 'Code description']],
    ['next', ['Next destination', 'Next URL']],
    ['switchOn', ['Switch on', 'Switch date']],
    ['scans', ['Scans', 'QR scans']],
    ['scansAsOf', ['Scans as of', 'QR scans as of']],
  ])('%s is found under each of its words', (role, words) => {
    for (const word of words) {
      const others = (['name', 'destination'] as const).filter((other) => other !== role);
      const headers = ['Room', ...others.map((other) => ({ name: 'Name', destination: 'URL' })[other]), word];
      expect(findColumns(sheet(...headers)).at).toMatchObject({ [role]: headers.length - 1 });
    }
  });

  test.each([
    ['conference.csv', { name: 1, destination: 3, slug: 4, tags: 5 }],
    ['31c3-sessions.csv', { name: 1, destination: 7 }],
  ])('of examples/%s', (file, at) => {
    const text = readFileSync(join(__dirname, '../../../examples', file), 'utf8');
    const grid = Papa.parse<string[]>(text.trim()).data;
    expect(findColumns(grid)).toEqual({ headerRow: 0, at });
  });

  test('the first row with anything in it is the header row', () => {
    expect(findColumns([['', ' '], [], ['', 'Name', 'URL']])).toEqual({
      headerRow: 2,
      at: { name: 1, destination: 2 },
    });
  });

  test('two headers that could both be a column are refused, naming them, what is needed and what was seen', () => {
    const { code, message } = refusalOf(() => findColumns(sheet('Title', ' label: ', 'URL', 'Room')));
    expect(code).toBe('columns-unclear');
    expect(message).toBe('“Title” and “label:” could each be the name column. Choose one under Columns.');
  });

  test.each([
    [['Tags', 'Labels', 'Name', 'URL'], '“Tags” and “Labels” could each be the tags column. Choose one'],
    [
      ['Name', 'URL', 'QR ID', 'QR image', 'QR code'],
      '“QR image” and “QR code” could each be the QR code image column',
    ],
    [
      ['Name', 'URL', 'QR URL', 'QR short URL'],
      '“QR URL” and “QR short URL” could each be the Short URL column',
    ],
    [['Name', 'URL', 'URL', 'Name'], '2 columns are called “Name”. Rename all but one of them.'],
  ])('%j is unclear', (headers, said) => {
    const { code, message } = refusalOf(() => findColumns(sheet(...headers)));
    expect(code).toBe('columns-unclear');
    expect(message).toContain(said);
  });

  test.each(ADDED_ROLES.filter((role) => role !== 'slug'))(
    '%s beside a user’s column of that name is the one that only the add-on adds',
    (role) => {
      const { header, ownHeader } = ROLES[role];
      expect(findColumns(sheet('Name', 'URL', header, ownHeader)).at[role]).toBe(3);
    },
  );

  test.each(['Category', 'Status', 'Short URL', 'QR code'])(
    'two columns %s of a user’s refuse nothing',
    (header) => {
      expect(findColumns(sheet('Name', 'URL', header, header)).at).toEqual({ name: 0, destination: 1 });
    },
  );

  test.each(SCAN_ROLES)('%s is left alone where two columns have its name', (role) => {
    const { header } = ROLES[role];
    expect(findColumns(sheet('Name', 'URL', header, header)).at).toEqual({ name: 0, destination: 1 });
  });

  test.each(['Track', 'Category', 'Topics', 'Kategorie', 'Thème'])(
    '%s is never taken as tags unasked',
    (header) => {
      expect(findColumns(sheet('Name', 'URL', header)).at.tags).toBeUndefined();
      expect(findColumns(sheet('Name', 'URL', header), { tags: header }).at.tags).toBe(2);
    },
  );

  test('a description is never taken from a column that is only called so', () => {
    expect(findColumns(sheet('Name', 'URL', 'Description')).at.description).toBeUndefined();
    const chosen = findColumns(sheet('Name', 'URL', 'Description'), { description: 'Description' });
    expect(chosen.at.description).toBe(2);
  });

  test('a chosen column counts for its role alone, and one that is gone or doubled is ignored', () => {
    const headers = sheet('Name', 'Title', 'URL', 'Track');
    expect(findColumns(headers, { name: ' Title ', tags: 'Name' }).at).toEqual({
      name: 1,
      tags: 0,
      destination: 2,
    });
    expect(findColumns(sheet('Name', 'URL', 'Room', 'Room'), { name: 'Room' }).at.name).toBe(0);
    expect(findColumns(sheet('Name', 'URL'), { name: 'Title' }).at.name).toBe(0);
  });

  test.each([
    [
      ['Room', 'URL'],
      'The sheet needs a name (a column called Name, Title or Label). Choose it under Columns, or rename a header. The headers are: Room, URL.',
    ],
    [
      ['Title', 'Short URL', 'Surname'],
      'The sheet needs a destination (a column called URL, Link, Destination, Page or Website). No other column holds links. Choose it under Columns, or rename a header. The headers are: Title, Short URL, Surname.',
    ],
    [['Room'], 'The sheet needs a name (a column called Name, Title or Label) and a destination'],
    [['', ''], 'This sheet is empty. Its first row needs a name'],
  ])('%j is refused, saying what is needed', (headers, said) => {
    const { code, message } = refusalOf(() => findColumns([headers]));
    expect(code).toBe('columns-missing');
    expect(message).toContain(said);
  });
});

describe('exports of link services', () => {
  test.each<[string, string[], string[], Partial<Record<Role, string>>]>([
    [
      'Bitly by its API',
      ['title', 'long_url', 'link', 'custom_bitlinks'],
      ['Sale', 'https://example.com/a', 'https://bit.ly/3xYz', 'bit.ly/sale26'],
      { destination: 'long_url', slug: 'custom_bitlinks' },
    ],
    [
      'Dub without short links',
      ['key', 'domain', 'url', 'title'],
      ['sale', 'dub.sh', 'https://example.com/a', 'Sale'],
      { destination: 'url', slug: 'key' },
    ],
    [
      'an address book, whose addresses are no slugs',
      ['name', 'address', 'domain', 'url'],
      ['Shop', '1 Main Street', 'example.com', 'https://example.com/a'],
      { destination: 'url' },
    ],
  ])('%s', (_, headers, cells, columns) => {
    const { at } = findColumns([headers, cells]);
    const texts = Object.fromEntries(Object.entries(at).map(([role, column]) => [role, headers[column]]));
    expect(texts).toEqual({ name: expect.any(String), ...columns });
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
    ['renamed', ['Title', 'Link', 'Status'], 'misses “URL”. Restore the header'],
    ['removed', ['Title', 'URL'], 'misses “Status”. Restore the header'],
    ['doubled', ['Title', 'URL', 'Status', 'Title'], 'Two columns are called “Title”'],
  ])('stops where a header was %s, and says what to restore', (_, row, said) => {
    const { code, message } = refusalOf(() => findAgain([row], headers));
    expect(code).toBe('columns-changed');
    expect(message).toContain(said);
  });
});

describe('the table of columns', () => {
  const wordsOf = (role: Role) => [...ROLES[role].aliases, ...ROLES[role].fallbacks];

  test('has each word in the form in which headers compare, and once', () => {
    const words = ROLE_NAMES.flatMap(wordsOf);
    expect(words.map(normalizeHeader)).toEqual(words);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  test.each(ADDED_ROLES)('finds the column %s that the add-on adds, under either header', (role) => {
    const { header, ownHeader, aliases } = ROLES[role];
    expect(wordsOf(role)).toContain(normalizeHeader(header));
    expect(aliases).toContain(normalizeHeader(ownHeader));
  });

  test('lets users choose only columns that they fill in', () => {
    expect(CHOOSABLE_ROLES.filter((role) => ROLES[role].owner !== 'user')).toEqual([]);
    expect(ROLE_NAMES.filter((role) => ROLES[role].header === null && ROLES[role].owner !== 'user')).toEqual(
      [],
    );
  });
});
