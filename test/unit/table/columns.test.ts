// Columns are found by the words in the header row, whatever their order and dress, and found again after they moved.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { type ErrorInfo, UserError } from '../../../src/shared/errors';
import type { CellValue } from '../../../src/table/cells';
import { findAgain, headersOf } from '../../../src/table/columns';
import { normalizeHeader } from '../../../src/table/header-words';
import { foreignRoles, SCAN_QUEUED } from '../../../src/table/ownership';
import {
  ADDED_ROLES,
  type AddedRole,
  CHOOSABLE_ROLES,
  ROLE_NAMES,
  ROLES,
  type Role,
  SCAN_ROLES,
} from '../../../src/table/roles';
import { readRows } from '../../../src/table/rows';
import * as status from '../../../src/table/status';
import { findColumns, understandSheet } from '../../../src/table/understand';

const sheet = (...headers: string[]) => [headers, headers.map(() => 'x')];

function refusalOf(action: () => unknown): ErrorInfo {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.info;
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
    expect(message).toBe(
      '“Title” and “label:” could each be the name column. Choose one under Columns. The headers are: Title, label:, URL, Room.',
    );
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
    [['Name', 'URL', 'URL', 'Name'], '“Name” and “Name” could each be the name column'],
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
      ...{ name: 1, tags: 0, destination: 2 },
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

describe('names where no header says it', () => {
  const link = (page: string) => `https://example.com/${page}`;
  const understood = (rows: string[][]) => {
    const { headerRow, at, headers, question } = understandSheet(rows);
    return {
      row: headerRow + 1,
      name: headers[at.name ?? -1],
      page: headers[at.destination ?? -1],
      question,
    };
  };

  test.each([
    ['Swedish', 'Namn', 'Länk', ['Kategori', 'Tal', 'Tal']],
    ['Turkish', 'Ürün Adı', 'Bağlantı', ['Fiyat', '10', '12']],
    ['Korean', '행사명', '링크', ['날짜', '2026-03-01', '2026-03-02']],
    ['Greek', 'Τίτλος', 'Σύνδεσμος', ['Αίθουσα', 'A1', 'A2']],
    ['Arabic', 'الاسم', 'الرابط', ['ملاحظات', '', 'مهم جدا']],
    ['words of any kind', 'What', 'Where', ['Email', 'a@example.com', 'b@example.com']],
  ])('%s: the one column of texts that differ', (_, name, page, [other = '', first = '', second = '']) => {
    const rows = [
      ['Draft of March', '', ''],
      [name, other, page],
      ['Opening day', first, link('a')],
      ['Final concert', second, link('b')],
    ];
    expect(understood(rows)).toEqual({ row: 2, name, page, question: null });
  });

  test.each([
    [
      'two columns of texts',
      ['Ville', 'Secteur'],
      [
        ['Lyon', 'Bois'],
        ['Paris', 'Acier'],
      ],
    ],
    [
      'texts that repeat',
      ['Ville', 'Étage'],
      [
        ['Lyon', '1'],
        ['Lyon', '2'],
      ],
    ],
    [
      'notes on a few rows',
      ['Nota', 'N'],
      [
        ['vedi sotto', '1'],
        ['', '2'],
      ],
    ],
    [
      'mail addresses',
      ['Contatto', 'N'],
      [
        ['a@example.com', '1'],
        ['b@example.com', '2'],
      ],
    ],
    [
      'people',
      ['Speaker', 'N'],
      [
        ['Ada', '1'],
        ['Bob', '2'],
      ],
    ],
    [
      'slugs',
      ['short_id', 'N'],
      [
        ['spring', '1'],
        ['map', '2'],
      ],
    ],
  ])('%s are asked about', (_, headers, [first = [], second = []]) => {
    const rows = [
      [...headers, 'URL'],
      [...first, link('a')],
      [...second, link('b')],
    ];
    expect(understood(rows).question?.role).toBe('name');
  });

  test.each([
    ['Firma', ['Halle', 'Erste', 'Zweite']],
    ['Exposant', ['Ville', 'Lyon', 'Paris']],
    ['Company', ['Contact name', 'Ada', 'Bob']],
    ['Gerätebezeichnung', ['Standort', 'Büro', 'Lager']],
  ])('%s names the rows, whatever stands beside it', (name, [other = '', first = '', second = '']) => {
    const rows = [
      [other, name, 'Website'],
      [first, 'Xyz', link('a')],
      [second, 'Uvw', link('b')],
    ];
    expect(understood(rows)).toMatchObject({ name, question: null });
  });

  test('of two things, the one that repeats gives way', () => {
    const rows = [
      ['Vortrag', 'Raum', 'Link'],
      ['Auftakt', 'Saal', link('a')],
      ['Ende', 'Saal', link('b')],
    ];
    expect(understood(rows)).toMatchObject({ name: 'Vortrag', question: null });
  });

  test('headings above groups of columns are fewer than the headers', () => {
    const rows = [
      ['Allmänt', '', 'Webb'],
      ['Utställare', 'Monter', 'Länk'],
      ['Ab Volt', 'A1', link('a')],
    ];
    expect(understood(rows)).toMatchObject({ row: 2, name: 'Utställare' });
  });

  test('no row below a link is taken for headers, so that none is lost', () => {
    const rows = [
      ['Opening', link('a')],
      ['Keynote', 'later'],
      ['Closing', link('b')],
    ];
    expect(understandSheet(rows).failure?.message).toMatch(/^No row has headers: row 1 already has a link/);
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
          if (!(error instanceof UserError)) throw error;
          expect(error.info.code).toMatch(/^columns-/);
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
    ['renamed', ['Title', 'Link', 'Status'], 'misses “URL”. Restore the header'],
    ['removed', ['Title', 'URL'], 'misses “Status”. Restore the header'],
    ['doubled', ['Title', 'URL', 'Status', 'Title'], 'two columns called “Title”'],
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

type FormulaCell = { formula: string };
const isFormulaCell = (cell: CellValue | FormulaCell): cell is FormulaCell =>
  typeof cell === 'object' && 'formula' in cell;

describe('a column with a name of the add-on’s', () => {
  const REFRESHED = { date: Date.UTC(2027, 0, 4) };
  const PICTURE = { formula: '=IMAGE("https://api.qrius.io/1.svg")' };

  /** The roles that are a user's own. Each row has a cell for each header. */
  const foreign = (
    headers: readonly string[],
    ...rows: Array<Array<CellValue | FormulaCell>>
  ): AddedRole[] => {
    const cells = rows.map((row) => ['Talk', 'https://a.example/', ...row]);
    const grid = [
      ['Name', 'URL', ...headers],
      ...cells.map((row) => row.map((cell): CellValue => (isFormulaCell(cell) ? '' : cell))),
    ];
    const formulas = [
      [],
      ...cells.map((row) => row.map((cell) => (isFormulaCell(cell) ? cell.formula : ''))),
    ];
    const columns = findColumns(grid);
    return foreignRoles({ grid, columns, formulas, rows: readRows(grid, columns) });
  };

  test.each<[string, string[], Array<Array<CellValue | FormulaCell>>, AddedRole[]]>([
    ['Status, blank', ['QR ID', 'Status'], [['', '']], []],
    [
      'Status with words of the add-on',
      ['QR ID', 'Status'],
      [
        ['q1', status.CREATED],
        ['', 'confirmed'],
      ],
      [],
    ],
    ['Status with words of its first version', ['QR ID', 'Status'], [['q1', 'Brought from Qrius']], []],
    [
      'Status with a user’s own words',
      ['QR ID', 'Status'],
      [
        ['', 'confirmed'],
        ['', ''],
      ],
      ['status'],
    ],
    ['Status with our word in a sheet that never had IDs', ['Status'], [['Created']], ['status']],
    [
      'Status with a formula',
      ['QR ID', 'Status'],
      [
        ['q1', 'Created'],
        ['', { formula: '=A2' }],
      ],
      ['status'],
    ],
    ['Short URL of rows with IDs', ['QR ID', 'Short URL'], [['q1', 'https://qrius.io/1']], []],
    ['Short URL of rows without', ['QR ID', 'Short URL'], [['', 'https://bit.example/1']], ['shortUrl']],
    ['QR ID with IDs that a user pasted', ['QR ID'], [['mine']], []],
    ['QR ID that a formula fills in', ['QR ID'], [[{ formula: '=A2' }]], ['id']],
    [
      'QR code with a picture',
      ['QR ID', 'QR code'],
      [
        ['q1', PICTURE],
        ['', 'later'],
      ],
      [],
    ],
    ['QR code with a user’s notes', ['QR ID', 'QR code'], [['q1', 'printed']], ['image']],
    ['QR code with another formula', ['QR ID', 'QR code'], [['q1', { formula: '=A2' }]], ['image']],
    [
      'Slug, whatever it holds',
      ['QR ID', 'Slug'],
      [
        ['', 'mine'],
        ['', { formula: '=A2' }],
      ],
      [],
    ],
    ['Scans of refreshed rows', ['QR ID', 'Scans', 'Scans as of'], [['q1', 3, REFRESHED]], []],
    ['Scans of rows that wait', ['QR ID', 'Scans', 'Scans as of'], [['q1', 3, SCAN_QUEUED]], []],
    ['Scans with numbers of a user’s', ['QR ID', 'Scans'], [['q1', 3]], ['scans']],
    ['Scans with formulas', ['QR ID', 'Scans'], [['q1', { formula: '=B2' }]], ['scans']],
    [
      'Scans with a formula in a refreshed row, and no number',
      ['QR ID', 'Scans', 'Scans as of'],
      [['q1', { formula: '=B2' }, REFRESHED]],
      ['scans'],
    ],
    [
      'Scans with one number of the add-on’s beside a formula',
      ['QR ID', 'Scans', 'Scans as of'],
      [
        ['q1', 3, REFRESHED],
        ['q2', { formula: '=B2' }, ''],
      ],
      [],
    ],
    [
      'Scans with a total below the codes',
      ['QR ID', 'Scans'],
      [
        ['q1', ''],
        ['', { formula: '=SUM(B2)' }],
      ],
      [],
    ],
    ['Scans as of with dates of a user’s', ['QR ID', 'Scans as of'], [['q1', '2026-03-14']], ['scansAsOf']],
    ['Scans in a sheet without codes', ['Scans'], [[3]], []],
  ])('%s', (_, headers, rows, roles) => {
    expect(foreign(headers, ...rows)).toEqual(roles);
  });

  test('holds words of the add-on under every wording that it ever had', () => {
    const words = [
      ...[
        status.queued(0),
        status.creating('k3f9-1a2b3', 1),
        status.unconfirmed('k3f9-1a2b3', 0),
        status.CREATED,
      ],
      ...[status.USED_MINE, status.createdWithSlug('a', 'b'), status.createdFrom('a', 'b'), status.COPY],
      ...[status.invalid('x'), status.failed('x'), status.STOPPED, status.NOT_FOUND, status.CHANGE_QUEUED],
      ...[status.NOT_REACHED, status.FOLLOWS_QRIUS, status.IMPORTED, status.notChanged('x')],
      ...[status.changed(['tags']), status.changed(['paused']), status.changed(['activated'])],
      ...[status.changed(['deleted']), status.changed(['switched'])],
      'In doubt k3f9-1a2b3: Qrius did not say whether this code was made. Go on in the sidebar to find out.',
      'Gone: Qrius has no such code any more. The scan counts are the last ones known.',
      'Brought from Qrius',
      'Created before: the slug already led to the same place, and its code is used',
      'Created, but the row was edited meanwhile: the code was made for “a”, leading to https://example.com/',
      'Created with the slug “a”, which the row had when it was sent',
      'Not created: this row is a copy of one that was being created. Run again to make a code for it too.',
      'Unconfirmed (try 2) k3f9-1a2b3-x7w2m9q: Qrius didn’t reply. Open the sidebar to check.',
      'Failed: rows moved during a write, and another row’s code was written here. It is back in its row.',
      'Failed: this row had a slug when it was sent, and it was removed, or overwritten when rows moved.',
      'Changed: destination, tags',
      'Restored: destination',
      'Paused. Change queued',
      status.skipped('x'),
    ];
    expect(words.filter((text) => !status.isOurs(text))).toEqual([]);
    // Old words mean what those of today mean.
    const state = (text: string) => [
      status.readMark(text).kind,
      ...[status.isFault(text), status.isChangeFault(text), status.isNotFound(text), status.saysNoCode(text)],
    ];
    const said = (word: string) => words.filter((text) => text.startsWith(word)).map(state);
    expect(said('In doubt')).toEqual([['doubt', true, false, false, true]]);
    expect(said('Unconfirmed')).toEqual(Array(2).fill(['doubt', true, false, false, true]));
    expect(said('Gone:')).toEqual(said('Not found'));
    expect(said('Not created:')).toEqual(Array(2).fill(['none', true, false, false, true]));
    expect(said('Failed:')).toEqual(Array(3).fill(['none', true, false, false, true]));
    expect(said('Created')).toEqual(Array(6).fill(['none', false, false, false, false]));
    expect(said('Brought from')).toEqual(said('Imported from'));
    const users = [
      'confirmed',
      'done',
      'Imported',
      'Not found',
      'Reused',
      'change queued',
      'In progress',
      '',
    ];
    expect(users.filter(status.isOurs)).toEqual([]);
  });
});
