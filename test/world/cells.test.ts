// Less common ways to read, search and write cells, with what they cost (docs/facts/apps-script.md#values-as-typed).
import { READ_CELL_MS } from '../../sim/apps-script/costs';
import type { Feature } from '../../sim/apps-script/features';
import type { World, WorldOptions } from '../../sim/apps-script/world';
import { evaluated, small } from './helper';

type Rows = Array<Array<string | number | boolean>>;

const withRows = (
  rows: Rows,
  body: string,
  options: Partial<WorldOptions> = {},
  features: Feature[] = [],
): World =>
  small(`function f(a) { var sheet = SpreadsheetApp.getActiveSheet(); ${body} }`, {
    document: { sheets: [{ name: 'S', rows, features }] },
    ...options,
  });

test('a read takes longer the more cells it has, where the world says so', () => {
  const read = (cells: string, costs?: WorldOptions['costs']) =>
    withRows([], `sheet.getRange('${cells}').getValues();`, costs ? { costs } : {})
      .run('f')
      .calls.find(({ name }) => name === 'Range.getValues')?.cost;
  expect(read('A1:J1000')).toBe(400);
  expect(read('A1:J1000', { cell: READ_CELL_MS })).toBe(400 + 280);
  expect(read('A1', { cell: READ_CELL_MS })).toBe(401);
});

describe('a leading apostrophe in a cell with the format "@"', () => {
  const body = `sheet.getRange('A1:B1').setNumberFormats([['@', 'General']]).setValues([["'=x", "'=x"]]);`;

  test.each([
    ['swallowed', [['=x', '=x']]],
    ['kept', [["'=x", '=x']]],
  ] as const)('is %s', (apostropheInText, table) => {
    const world = withRows([], body, { readings: { apostropheInText } });
    world.run('f');
    expect(world.table()).toEqual(table);
  });
});

describe('rich text', () => {
  const body = `return sheet.getRange('A1:D1').getRichTextValues()[0].map(function (rich) {
    return rich && [rich.getText(), rich.getLinkUrl(), rich.getRuns().map(function (run) { return run.getLinkUrl(); })]; });`;
  const rows = [['', 5, '2027-01-02', '=HYPERLINK("https://c.example/","c")']];
  const links: Feature = {
    kind: 'richText',
    cell: 'A1',
    runs: [
      { text: 'a', url: 'https://a.example/' },
      { text: ' and ' },
      { text: 'b', url: 'https://b.example/' },
    ],
  };

  test('is null for numbers and dates, and has no one link where it has several', () => {
    const world = withRows(rows, body, {}, [links]);
    expect(world.run('f').value).toEqual([
      ['a and b', null, ['https://a.example/', null, 'https://b.example/']],
      null,
      null,
      ['c', 'https://c.example/', ['https://c.example/']],
    ]);
    expect(world.table()[0]?.[0]).toBe('a and b');
  });

  test('is null for formulas too, where the world says so', () => {
    const world = withRows(rows, body, { readings: { richTextOfFormulas: 'null' } }, [links]);
    expect((world.run('f').value as unknown[])[3]).toBeNull();
  });
});

describe('formulas in R1C1 notation', () => {
  test.each([
    ['=A1&B$2&$C$3', '=R[-1]C[-1]&R2C&R3C3'],
    ['=HYPERLINK("A1:R1C1",B2)', '=HYPERLINK("A1:R1C1",RC)'],
    ['=LOG10(A5)', '=LOG10(R[3]C[-1])'],
  ])('%s in B2 is %s', (a1, r1c1) => {
    const world = withRows(
      [],
      `sheet.getRange('B2').setFormulas([[a[0]]]); sheet.getRange('B3').setFormulasR1C1(sheet.getRange('B2').getFormulasR1C1());
       sheet.getRange('B2').setFormulaR1C1(a[1]);
       return [sheet.getRange('B2').getFormulas()[0][0], sheet.getRange('B2:B3').getFormulasR1C1()];`,
    );
    expect(world.run('f', [[a1, r1c1]]).value).toEqual([a1, [[r1c1], [r1c1]]]);
  });

  test('a reference outside the sheet is #REF!', () => {
    expect(
      evaluated(
        `var r = SpreadsheetApp.getActiveSheet().getRange('A1'); r.setFormulaR1C1('=R[-1]C'); return r.getFormulas();`,
      ),
    ).toEqual([['=#REF!']]);
  });

  test('relative references stay within their row when rows are sorted, by a user and by a script', () => {
    const rows = [
      ['Name', 'Copy', 'Fixed'],
      ['b', '=A2', '=A$2'],
      ['a', '=A3', '=A$2'],
    ];
    const world = withRows(
      rows,
      `sheet.getRange('A2:C3').sort(1); return sheet.getRange('B2:B3').getFormulasR1C1();`,
    );
    expect(world.run('f').value).toEqual([['=RC[-1]'], ['=RC[-1]']]);
    expect(world.formulas().slice(1)).toEqual([
      ['', '=A2', '=A$2'],
      ['', '=A3', '=A$2'],
    ]);
    expect(world.table().slice(1)).toEqual([
      ['a', 'a', 'a'],
      ['b', 'b', 'a'],
    ]);
  });
});

describe('TextFinder', () => {
  const rows = [
    ['Anna', 'anna', '=A1'],
    ['An', 'banana', 'x'],
  ];
  const places = `function places(list) { return list.map(function (r) { return r.getA1Notation(); }); }`;

  test.each([
    ['sheet.createTextFinder("an")', ['A1', 'B1', 'C1', 'A2', 'B2']],
    ['sheet.createTextFinder("an").matchCase(true)', ['B1', 'B2']],
    ['sheet.createTextFinder("an").matchEntireCell(true)', ['A2']],
    ['sheet.getRange("B1:B2").createTextFinder("an")', ['B1', 'B2']],
    ['sheet.createTextFinder("^A.*a$").useRegularExpression(true).matchCase(true)', ['A1', 'C1']],
    ['sheet.createTextFinder("A1").matchFormulaText(true)', ['C1']],
    ['SpreadsheetApp.getActive().createTextFinder("banana")', ['B2']],
    ['sheet.createTextFinder("nobody")', []],
  ])('%s finds', (search, found) => {
    const world = withRows(rows, `${places} return places(${search}.findAll());`);
    expect(world.run('f').value).toEqual(found);
  });

  test('goes from match to match, and replaces in cells without a formula', () => {
    const world = withRows(
      rows,
      `var finder = sheet.createTextFinder('an');
       var steps = [finder.findNext(), finder.findNext(), finder.getCurrentMatch(), finder.findPrevious(), finder.findPrevious()];
       return [steps.map(function (r) { return r && r.getA1Notation(); }), finder.replaceAllWith('$&')];`,
    );
    expect(world.run('f').value).toEqual([['A1', 'B1', 'B1', 'A1', null], 4]);
    expect(world.table()).toEqual([
      ['$&na', '$&na', '$&na'],
      ['$&', 'b$&$&a', 'x'],
    ]);
    expect(world.formulas()[0]?.[2]).toBe('=A1');
  });
});

describe('pictures', () => {
  const rows = [
    ['=IMAGE("https://i.example/1.png")', '=IMAGE("https://i.example/1.svg")'],
    ['=IMAGE(C2,1)', '=IMAGE("data:image/png;base64,AA")', 'https://i.example/qr?format=svg'],
  ];

  test('of IMAGE: no SVG, no data URI, and only once access is allowed; a row is 21 pixels high', () => {
    const world = small('', { document: { imagesAllowed: false, sheets: [{ name: 'S', rows }] } });
    expect(world.pictures().map(({ shows, height }) => [shows, height])).toEqual([
      ['access needed', 21],
      ['unsupported', 21],
      ['unsupported', 21],
      ['unsupported', 21],
    ]);
    world.happen({ kind: 'allowImages', allowed: true });
    expect(world.pictures()[0]).toEqual({
      row: 1,
      column: 1,
      source: 'https://i.example/1.png',
      shows: 'picture',
      height: 21,
    });
  });

  test('rows are made higher by setRowHeight and setRowHeights, and keep it when rows move', () => {
    const world = withRows(
      rows,
      `sheet.setRowHeight(1, 100).setRowHeights(2, 3, 60); return [1, 2, 4, 5].map(function (r) { return sheet.getRowHeight(r); });`,
    );
    expect(world.run('f').value).toEqual([100, 60, 60, 21]);
    world.user.insertRowAbove('S', 2);
    expect(world.pictures().map(({ row, height }) => [row, height])).toEqual([
      [1, 100],
      [1, 100],
      [3, 60],
      [3, 60],
    ]);
  });

  test('of CellImageBuilder need no access and take a data URI; the source cannot be read back', () => {
    const world = withRows(
      [],
      `var image = SpreadsheetApp.newCellImage().setSourceUrl('data:image/png;base64,AA').setAltTextTitle('t').setAltTextDescription('d').build();
       sheet.getRange('A1:B1').setValues([[image, 'end']]);
       var back = sheet.getRange('A1').getValue();
       try { SpreadsheetApp.newCellImage().setSourceUrl('https://i.example/1.svg'); } catch (e) {
         return [back.getAltTextTitle(), back.getAltTextDescription(), back.getUrl(), sheet.getRange('A1').getDisplayValue(), e.message]; }`,
      { document: { imagesAllowed: false, sheets: [{ name: 'S' }] } },
    );
    expect(world.run('f').value).toEqual(['t', 'd', null, '', "SVG file format isn't supported"]);
    expect(world.pictures()).toMatchObject([{ source: 'data:image/png;base64,AA', shows: 'picture' }]);
    world.user.setCell('S', 'A1', 'text');
    expect(world.pictures()).toEqual([]);
  });
});

describe('bytes of Utilities are signed', () => {
  test('an HMAC with SHA-256 (RFC 4231, test case 2), as Base64 in both alphabets', () => {
    const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const [bytes, text, web, back] = evaluated(`
      var bytes = Utilities.computeHmacSha256Signature('what do ya want for nothing?', 'Jefe');
      return [bytes, Utilities.base64Encode(bytes), Utilities.base64EncodeWebSafe(bytes), Utilities.base64Decode(Utilities.base64Encode(bytes))];`) as [
      number[],
      string,
      string,
      number[],
    ];
    expect(bytes.slice(0, 3)).toEqual([91, -36, -63]);
    expect(bytes.map((byte) => (byte & 255).toString(16).padStart(2, '0')).join('')).toBe(hex);
    expect(text).toBe(Buffer.from(hex, 'hex').toString('base64'));
    expect(web).toBe(text.replaceAll('+', '-').replaceAll('/', '_'));
    expect(back).toEqual(bytes);
  });

  test('digests and signatures of a text without a charset lose what is not ASCII, the worse reading', () => {
    expect(
      evaluated(`return [
        Utilities.base64Encode('\\u00fc', Utilities.Charset.US_ASCII), Utilities.base64Encode('\\u00fc'),
        Utilities.computeDigest(Utilities.DigestAlgorithm.MD5, '').slice(0, 2),
        Utilities.computeHmacSha256Signature('\\u00fc', 'k').join() === Utilities.computeHmacSha256Signature('?', 'k').join()];`),
    ).toEqual(['Pw==', 'w7w=', [-44, 29], true]);
  });
});
