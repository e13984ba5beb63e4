// Columns are found by what is in them where no header says it.
import { understandSheet } from '../../../src/table/understand';

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
  ])('%s names the rows, whatever is beside it', (name, [other = '', first = '', second = '']) => {
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
