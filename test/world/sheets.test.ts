// The contract of the spreadsheet: what typed text becomes, what is read back, what a write may do, and what users do to it.
import type { World } from '../../sim/apps-script/world';
import { evaluated, small } from './helper';

const sheetCode = 'var sheet = SpreadsheetApp.getActiveSheet();';

/** A world with rows in its sheet and a function `f` of that body, in which `sheet` is the active sheet. */
const withRows = (rows: Array<Array<string | number | boolean>>, body = ''): World =>
  small(`function f(a) { ${sheetCode} ${body} }`, { document: { sheets: [{ name: 'S', rows }] } });

describe('typed text (docs/facts/apps-script.md#values-as-typed: setValues parses strings as if typed)', () => {
  const thisYear = 2027;
  test.each<[typed: string, shown: string, value: unknown]>([
    ['012', '12', 12],
    ['2.000', '2', 2],
    ['1e5', '1.00E+05', 100_000],
    ['50%', '50%', 0.5],
    ['1,234.5', '1,234.50', 1234.5],
    ['$5', '$5.00', 5],
    ['-7', '-7', -7],
    ['TRUE', 'TRUE', true],
    ['false', 'FALSE', false],
    ['1-2', `1/2/${thisYear}`, { serial: 46389 }],
    ['2024-12-27', '2024-12-27', { serial: 45653 }],
    ['12/27/24', '12/27/2024', { serial: 45653 }],
    ['5 Jan 2027', '1/5/2027', { serial: 46392 }],
    ['18:30', '18:30', { serial: 0.7708333333333334 }],
    ['6:30 pm', '6:30 PM', { serial: 0.7708333333333334 }],
    ['2024-12-27 10:05', '2024-12-27 10:05', { serial: 45653 + 605 / 1440 }],
    ["'012", '012', '012'],
    ["'=1+1", '=1+1', '=1+1'],
    ['Room 12', 'Room 12', 'Room 12'],
    ['https://example.com/1-2', 'https://example.com/1-2', 'https://example.com/1-2'],
    ['v1.2.3', 'v1.2.3', 'v1.2.3'],
    ['+x', '+x', '+x'],
    ['', '', ''],
  ])('%j shows as %j', (typed, shown, value) => {
    const byHand = small('');
    byHand.user.setCell('S', 'A1', typed);
    byHand.user.setCell('S', 'B1', 'end');
    const byScript = withRows([['', 'end']], `sheet.getRange('A1').setValues([[a]]);`);
    byScript.run('f', [typed]);
    for (const world of [byHand, byScript]) {
      expect(world.table()[0]?.[0]).toBe(shown);
      expect(world.values()[0]?.[0]).toEqual(value);
    }
  });

  test("'33/33' becomes a date", () => {
    expect(
      evaluated(
        `${sheetCode} var r = sheet.getRange('A1'); r.setValue('33/33'); return r.getValue() instanceof Date`,
      ),
    ).toBe(true);
  });

  test('the format "@" set before the write keeps text as text; set after it, it comes too late', () => {
    const world = withRows(
      [],
      `
      sheet.getRange('A1:A3').setNumberFormat('@').setValues([['012'], ['1-2'], ['TRUE']]);
      sheet.getRange('B1:B3').setValues([['012'], ['7.0'], ['x']]).setNumberFormat('@');`,
    );
    world.run('f');
    expect(world.table()).toEqual([
      ['012', '12'],
      ['1-2', '7'],
      ['TRUE', 'x'],
    ]);
  });

  test('a leading "=" makes a formula, under "@" too (unconfirmed: the worse case); an apostrophe stops it', () => {
    const world = withRows(
      [],
      `
      sheet.getRange('A1:C1').setNumberFormats([['@', '@', 'General']]).setValues([['=A2', "'=A2", '=A2']]);`,
    );
    world.run('f');
    expect(world.formulas()).toEqual([['=A2', '', '=A2']]);
    expect(world.table()[0]?.[1]).toBe('=A2');
  });

  test('numbers, booleans, dates and nothing are written as they are', () => {
    const world = withRows(
      [['x', 'x', 'x', 'x', 'end']],
      `
      sheet.getRange('A1:D1').setValues([[12.5, true, new Date(Date.UTC(2027, 0, 2)), null]]);
      return sheet.getRange('A1:D1').getValues()[0];`,
    );
    expect(world.run('f').value).toEqual([12.5, true, new Date(Date.UTC(2027, 0, 2)), '']);
    expect(world.table()).toEqual([['12.5', 'TRUE', '1/2/2027', '', 'end']]);
  });

  test('a date is read in the spreadsheet’s zone', () => {
    const body = `${sheetCode} var r = sheet.getRange('A1'); r.setValue('2027-07-01'); return r.getValue().toISOString()`;
    const document = { timeZone: 'Europe/Berlin', sheets: [{ name: 'S' }] };
    expect(evaluated(body, { document })).toBe('2027-06-30T22:00:00.000Z');
  });
});

describe('reading', () => {
  const rows = [
    ['Name', 'URL'],
    ['=HYPERLINK("https://a.example/","A")', '=IMAGE("https://i.example/1")'],
    ['=A2&"!"', '=SUM(1,2)'],
    ['b', 5],
  ];

  test('RAND and NOW give something else after each change, and the same until then (docs/facts/apps-script.md#volatile-formulas)', () => {
    const world = withRows(
      [['=RAND()', '="at "&NOW()']],
      `
      var read = function () { return sheet.getDataRange().getDisplayValues()[0].join(); };
      var before = [read(), read()];
      sheet.getRange('A2').setValue('x');
      return [before[0] === before[1], read().split(',')[0] === before[0].split(',')[0], read() === before[0]];`,
    );
    expect(world.run('f').value).toEqual([true, false, false]);
  });

  test('display values, values, formulas and links of cells', () => {
    const world = withRows(
      rows,
      `
      var r = sheet.getDataRange();
      var rich = sheet.getRange('A1:B4').getRichTextValues();
      return [r.getA1Notation(), r.getDisplayValues(), r.getValues()[3], r.getFormulas()[1], rich[1][0].getText(),
        rich[1][0].getLinkUrl(), rich[3][0].getLinkUrl(), rich[3][1], rich[3][0].getRuns()[0].getLinkUrl()];`,
    );
    world.user.setLink('S', 'A4', 'https://b.example/');
    expect(world.run('f').value).toEqual([
      'A1:B4',
      [
        ['Name', 'URL'],
        ['A', ''],
        ['A!', '#N/A'],
        ['b', '5'],
      ],
      ['b', 5],
      rows[1],
      'A',
      'https://a.example/',
      'https://b.example/',
      null,
      'https://b.example/',
    ]);
  });

  test('getRange in its four forms, and what lies outside', () => {
    const world = withRows(
      rows,
      `
      var at = [sheet.getRange('B2'), sheet.getRange(2, 2), sheet.getRange(2, 1, 3), sheet.getRange(1, 1, 2, 2), sheet.getRange('B:C')]
        .map(function (r) { return r.getA1Notation() + ' ' + r.getNumRows() + 'x' + r.getNumColumns() + ' ' + r.isEndRowBounded(); });
      return at.concat([[1001, 1], ['??'], [0, 1], [1, 1, 0]].map(function (args) {
        try { sheet.getRange.apply(sheet, args); } catch (e) { return e.message; } }));`,
    );
    expect(world.run('f').value).toEqual([
      'B2 1x1 true',
      'B2 1x1 true',
      'A2:A4 3x1 true',
      'A1:B2 2x2 true',
      'B:C 1000x2 false',
      'The coordinates of the range are outside the dimensions of the sheet.',
      'Range not found',
      'The starting row of the range is too small.',
      'The number of rows in the range must be at least 1.',
    ]);
  });

  test('getActiveRange is the last of several selected ranges, getActiveRangeList all; each user has an own selection', () => {
    const code = `function f() {
      return [SpreadsheetApp.getActiveRange().getA1Notation(),
        SpreadsheetApp.getActiveRangeList().getRanges().map(function (r) { return r.getA1Notation(); })]; }`;
    const world = small(code);
    world.user.select(['A2:B3', 'C5', 'D:D']);
    expect(world.run('f').value).toEqual(['D:D', ['A2:B3', 'C5', 'D:D']]);
    expect(world.asUser('bob').run('f').value).toEqual(['A1', ['A1']]);
  });

  test('hidden rows are in a range all the same, and are told one by one: by user, by filter', () => {
    const world = withRows(
      [['h'], ['a'], ['b'], ['c']],
      `
      return [sheet.getRange('A2:A4').getDisplayValues().join(), [2, 3, 4].map(function (r) {
        return [sheet.isRowHiddenByUser(r), sheet.isRowHiddenByFilter(r)]; }), sheet.getFilter().getRange().getA1Notation()];`,
    );
    world.user.hideRow('S', 2);
    world.user.setFilterHidden('S', [3]);
    const { value, calls } = world.run('f');
    expect(value).toEqual([
      'a,b,c',
      [
        [true, false],
        [false, true],
        [false, false],
      ],
      'A1:A4',
    ]);
    expect(calls.filter(({ name }) => name.startsWith('Sheet.isRowHidden')).map(({ cost }) => cost)).toEqual([
      2, 2, 2, 2, 2, 2,
    ]);
  });
});

describe('writing', () => {
  test.each([
    [
      `[['a']]`,
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
    ],
    [
      `[['a', 'b'], ['c']]`,
      'The number of columns in the data does not match the number of columns in the range. The data has 2 but the range has 1.',
    ],
    [
      `[['a'], [new Array(50002).join('x')]]`,
      'Your input contains more than the maximum of 50000 characters in a single cell.',
    ],
  ])('setValues refuses %s (Range.setValues; section 1)', (values, message) => {
    const world = withRows([], `sheet.getRange('A1:A2').setValues(${values});`);
    expect(world.run('f')).toMatchObject({ outcome: 'threw', error: message });
    expect(world.table()).toEqual([]);
  });

  test('a protected range stops all but its editors and the owner (section 4)', () => {
    const world = withRows(
      [['h', 'h']],
      `var r = sheet.getRange('A1:A5'); var can = r.canEdit(); r.setValue('x'); return can;`,
    );
    world.user.protectRange('S', 'A2:A3');
    expect(world.asUser('bob').run('f')).toMatchObject({
      outcome: 'threw',
      error:
        'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    });
    expect(world.run('f').value).toBe(true);
    world.user.protectRange('S', 'A4', ['bob']);
    world.user.deleteRow('S', 2);
    world.user.deleteRow('S', 2);
    expect(world.asUser('bob').run('f').value).toBe(true);
  });

  test('columns, rows and sheets come and go; a sheet that is gone refuses every method', () => {
    const world = withRows(
      [['a', 'b']],
      `
      var book = SpreadsheetApp.getActive();
      sheet.insertColumnsAfter(1, 2); sheet.insertRowsAfter(1, 1); sheet.appendRow(['x', '012']);
      var other = book.insertSheet('T'); other.appendRow(['gone']);
      var names = book.getSheets().map(function (s) { return s.getName(); });
      book.deleteSheet(other);
      try { other.getName(); } catch (e) { return [names, e.message, book.getSheetByName('T'), sheet.getMaxColumns(), sheet.getLastRow()]; }`,
    );
    expect(world.run('f').value).toEqual([['S', 'T'], 'Sheet 1 not found', null, 28, 2]);
    expect(world.table()).toEqual([
      ['a', '', '', 'b'],
      ['x', '12', '', ''],
    ]);
  });

  test('clearContent leaves the format, setFormulas and RangeList write too', () => {
    const world = withRows(
      [['a', 'b', 'c', 'end']],
      `
      sheet.getRange('A1').setNumberFormat('@').clearContent();
      sheet.getRange('B1').setFormulas([['=D1']]);
      sheet.getRangeList(['A2', 'C1']).setValue('both');
      sheet.getRange('A1').setValue('012');`,
    );
    world.run('f');
    expect(world.table()).toEqual([
      ['012', 'end', 'both', 'end'],
      ['both', '', '', ''],
    ]);
  });
});

describe('a user’s hands', () => {
  const rows = [
    ['Name', 'N', 'Link'],
    ['b', 2, '=A2'],
    ['a', 3, '=A3'],
    ['', '', ''],
    ['c', 1, '=A5'],
  ];

  test('sorting moves cells with formats and links, references follow, hidden flags stay, empty rows come last', () => {
    const world = withRows(rows);
    world.user.setLink('S', 'A2', 'https://b.example/');
    world.user.hideRow('S', 2);
    world.user.sortRange('S', 'A:C', 'A');
    expect(world.table()).toEqual([
      ['Name', 'N', 'Link'],
      ['a', '3', 'a'],
      ['b', '2', 'b'],
      ['c', '1', 'c'],
    ]);
    expect(world.state.document?.sheets[0]?.rows.map(({ hiddenByUser }) => hiddenByUser)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(world.state.document?.sheets[0]?.rows[2]?.cells[0]).toMatchObject({ link: 'https://b.example/' });
  });

  test('sorting some columns tears rows apart', () => {
    const world = withRows(rows);
    world.user.sortRange('S', 'A2:A5', 'A', false);
    expect(world.table().map((row) => row.slice(0, 2).join(' '))).toEqual([
      'Name N',
      'c 2',
      'b 3',
      'a ',
      ' 1',
    ]);
  });

  test('rows inserted, deleted, copied; columns deleted and moved', () => {
    const world = withRows([
      ['h', 'i'],
      ['a', '=A2'],
      ['b', '=A3'],
    ]);
    world.user.insertRowAbove('S', 2);
    world.user.copyRow('S', 3);
    world.user.copyRow('S', 5, 2);
    expect(world.table()).toEqual([
      ['h', 'i'],
      ['b', 'b'],
      ['a', 'a'],
      ['a', 'a'],
      ['b', 'b'],
    ]);
    world.user.deleteRow('S', 3);
    world.user.moveColumn('S', 'A', 'B');
    world.user.deleteColumn('S', 'A');
    expect(world.table()).toEqual([['h'], ['b'], ['a'], ['b']]);
  });

  test('shuffling is a permutation by its seed', () => {
    const worlds = [1, 1, 2].map((seed) => {
      const world = withRows([['h'], ...'abcdefgh'.split('').map((name) => [name])]);
      world.user.shuffleRows('S', seed);
      return world.table().flat();
    });
    expect(worlds[0]).toEqual(worlds[1]);
    expect(worlds[0]).not.toEqual(worlds[2]);
    expect([...(worlds[2] ?? [])].sort().join('')).toBe('abcdefghh');
  });

  test('a sheet is renamed and deleted', () => {
    const world = small('function f() { return SpreadsheetApp.getActive().getSheets().length; }', {
      document: { sheets: [{ name: 'S' }, { name: 'T' }] },
    });
    world.user.renameSheet('S', 'U');
    world.user.deleteSheet('T');
    expect(world.run('f').value).toBe(1);
    expect(() => world.table('S')).toThrow('The world\'s document has no sheet "S".');
  });
});
