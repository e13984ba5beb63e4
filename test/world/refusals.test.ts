// What real sheets refuse or drop (docs/facts/apps-script.md#data-validation): validation, typed columns, merges, spills, odd sheets.
import type { Feature } from '../../sim/apps-script/features';
import type { World, WorldOptions } from '../../sim/apps-script/world';
import { small } from './helper';

type Rows = Array<Array<string | number | boolean>>;

/** A world whose sheet "S" has features; `f` has that body, in which `sheet` is the active sheet. */
function withFeatures(
  rows: Rows,
  features: Feature[],
  body: string,
  options: Partial<WorldOptions> = {},
): World {
  return small(`function f() { var sheet = SpreadsheetApp.getActiveSheet(); ${body} }`, {
    document: { sheets: [{ name: 'S', rows, features }] },
    ...options,
  });
}

describe('data validation that rejects', () => {
  const violated = (cell: string) =>
    `The data you entered in cell ${cell} violates the data validation rules set on this cell.`;
  const strict: Feature = { kind: 'validation', range: 'B2:B', rule: { oneOf: ['a', 'b'] } };
  const catching = `
    var log = [];
    try { sheet.getRange('A2:B3').setValues([['x', 'a'], ['y', 'c']]); log.push('taken'); } catch (e) { log.push(e.message); }
    try { SpreadsheetApp.flush(); log.push('flushed'); } catch (e) { log.push(e.message); }
    return log;`;

  test('refuses at the flush, the worse reading, and writes nothing of the call', () => {
    const world = withFeatures([['h', 'h']], [strict], catching);
    expect(world.run('f').value).toEqual(['taken', violated('B3')]);
    expect(world.table()).toEqual([['h', 'h']]);
  });

  test('or at the call, where the world says so', () => {
    const world = withFeatures([['h', 'h']], [strict], catching, { readings: { refusedWrites: 'call' } });
    expect(world.run('f').value).toEqual([violated('B3'), 'flushed']);
  });

  test('earlier writes are applied, later ones are lost', () => {
    const world = withFeatures(
      [['h', 'h']],
      [strict],
      `sheet.getRange('A2').setValue('first'); sheet.getRange('B2').setValue('no'); sheet.getRange('A3').setValue('later');`,
    );
    expect(world.run('f')).toMatchObject({ outcome: 'threw', error: violated('B2') });
    expect(world.table()).toEqual([
      ['h', 'h'],
      ['first', ''],
    ]);
  });

  test.each<[string, Feature, string, boolean]>([
    ['a listed value', strict, `'b'`, true],
    ['nothing', strict, `''`, true],
    ['a formula', strict, `'=A1'`, false],
    ['a number in bounds', { ...strict, rule: { between: [1, 5] } }, '5', true],
    ['a number out of bounds', { ...strict, rule: { between: [1, 5] } }, '6', false],
    ['a text that fits a pattern', { ...strict, rule: { pattern: '^[a-z]+$' } }, `'abc'`, true],
    ['another text', { ...strict, rule: { pattern: '^[a-z]+$' } }, `'A b'`, false],
    ['a date', { ...strict, rule: { type: 'date' } }, 'new Date(0)', true],
    ['no checkbox value', { ...strict, rule: { type: 'checkbox' } }, `'yes'`, false],
    ['anything, where it only warns', { ...strict, reject: false }, `'z'`, true],
  ])('%s', (_, feature, value, passes) => {
    const world = withFeatures([['h', 'h']], [feature], `sheet.getRange('B2').setValue(${value});`);
    expect(world.run('f').outcome).toBe(passes ? 'returned' : 'threw');
  });

  test('appendRow is refused too; the rule follows its column; getDataValidations shows it', () => {
    const world = withFeatures(
      [['h', 'h']],
      [strict],
      `
      sheet.insertColumnsAfter(1, 1);
      var rules = sheet.getRange('B2:C2').getDataValidations()[0];
      try { sheet.appendRow(['x', '', 'z']); } catch (e) {
        return [e.message, rules[0], String(rules[1].getCriteriaType()), rules[1].getCriteriaValues(), rules[1].getAllowInvalid()]; }`,
    );
    expect(world.run('f').value).toEqual([violated('C2'), null, 'VALUE_IN_LIST', [['a', 'b'], true], false]);
  });
});

describe('typed columns of a table', () => {
  const typed = 'This operation is not allowed on cells in typed columns.';
  const table: Feature = { kind: 'table', range: 'A1:B10', types: { B: 'number' } };

  test.each([
    [`sheet.getRange('B2:B5').setNumberFormat('@')`, typed],
    [`sheet.getRange('A2:B2').setNumberFormats([['@', '@']])`, typed],
    [`sheet.getRangeList(['B:B']).setNumberFormat('@')`, typed],
    [`sheet.getRange('A1:B1').setValues([['x', 'y']])`, typed],
    [`sheet.getRange('B2').setValue('text all the same')`, undefined],
    [`sheet.getRange('A1:A5').setNumberFormat('@')`, undefined],
    [`sheet.getRange('A1').setValue('y')`, undefined],
  ])('%s', (body, error) => {
    const result = withFeatures([['h', 'n']], [table], `${body};`).run('f');
    expect(result.error).toBe(error);
  });
});

test('a write into a cell that a merge covers is dropped', () => {
  const world = withFeatures(
    [['Group', 'gone', '']],
    [{ kind: 'merge', range: 'A1:B2' }],
    `sheet.getRange('A1:C2').setValues([['1', '2', '3'], ['4', '5', '6']]);
     return [sheet.getRange('B2').getMergedRanges()[0].getA1Notation(), sheet.getRange('C1').getMergedRanges().length];`,
  );
  expect(world.table()).toEqual([['Group']]);
  expect(world.run('f').value).toEqual(['A1:B2', 0]);
  expect(world.table()).toEqual([
    ['1', '', '3'],
    ['', '', '6'],
  ]);
});

describe('a formula that fills cells below it', () => {
  const formula = '=ARRAYFORMULA(LOWER(A2:A4))';
  const spill: Feature = { kind: 'spill', cell: 'B2', formula, rows: [['a'], [2], ['']] };
  const rows = [['h', 'slug'], ['A'], ['B'], ['C']];

  test('spilled cells have values and no formula of their own; getLastRow counts them', () => {
    const world = withFeatures(
      rows,
      [spill],
      `sheet.getRange('A4').setValue('');
       var r = sheet.getRange('B2:B5'); return [r.getValues(), r.getFormulas(), sheet.getLastRow()];`,
    );
    expect(world.run('f').value).toEqual([[['a'], [2], [''], ['']], [[formula], [''], [''], ['']], 4]);
  });

  test('a write into one turns the formula into #REF! and empties the rest, until it is cleared', () => {
    const world = withFeatures(rows, [spill], `sheet.getRange('B3').setValue('mine');`);
    world.run('f');
    expect(world.table().map((row) => row[1])).toEqual(['slug', '#REF!', 'mine', '']);
    world.user.clearCell('S', 'B3');
    expect(world.table().map((row) => row[1])).toEqual(['slug', 'a', '2', '']);
  });

  test('an empty text into a spilled cell breaks nothing; the formula moves with its row and can give another result', () => {
    const world = withFeatures(rows, [spill], `sheet.getRange('B4').setValue('');`);
    world.run('f');
    world.user.insertRowAbove('S', 2);
    expect(world.table().map((row) => row[1])).toEqual(['slug', '', 'a', '2', '']);
    world.user.edit({ kind: 'spill', cell: 'B3', formula, rows: [['z']] });
    expect(world.table().map((row) => row[1])).toEqual(['slug', '', 'z', '', '']);
  });
});

test.each(['OBJECT', 'DATASOURCE'] as const)('a sheet of the type %s has no cells', (type) => {
  const world = withFeatures(
    [],
    [{ kind: 'sheetType', type }],
    `return ['getRange', 'getDataRange', 'getLastRow', 'getMaxColumns', 'getFrozenRows'].map(function (name) {
       try { sheet[name]('A1'); return 'fine'; } catch (e) { return e.message; }
     }).concat(String(sheet.getType()), sheet.getType() === SpreadsheetApp.SheetType.GRID, sheet.getName(),
       SpreadsheetApp.getActiveRange());`,
  );
  const refusal = `The action is not supported for ${type} sheet.`;
  expect(world.run('f').value).toEqual([...new Array(5).fill(refusal), type, false, 'S', null]);
});

describe('new rows, columns and sheets', () => {
  const insert = 'sheet.insertColumnsAfter(26, 1); return sheet.getMaxColumns();';

  test('frozen columns can leave no place for a column', () => {
    const frozen = withFeatures(
      [],
      [{ kind: 'freeze', columns: 3, blocksInsert: true }],
      `try { ${insert} } catch (e) { return [e.message, sheet.getFrozenColumns()]; }`,
    );
    expect(frozen.run('f').value).toEqual([
      "You can't insert a column here right now. Try dragging the freeze bar to the left, then insert the column.",
      3,
    ]);
    expect(withFeatures([], [{ kind: 'freeze', columns: 3 }], insert).run('f').value).toBe(27);
  });

  test('a sheet that is protected as a whole takes no column of a stranger, and no value', () => {
    const world = withFeatures([], [{ kind: 'protectSheet' }], insert);
    expect(world.asUser('bob').run('f').error).toMatch(/^You are trying to edit a protected cell or object/);
    expect(world.run('f').value).toBe(27);
    const write = withFeatures([], [{ kind: 'protectSheet' }], `sheet.getRange('A1').setValue(1);`);
    expect(write.asUser('bob').run('f').outcome).toBe('threw');
    expect(write.run('f').outcome).toBe('returned');
    const editor = withFeatures([], [{ kind: 'protectSheet', editors: ['bob'] }], insert);
    expect(editor.asUser('bob').run('f').value).toBe(27);
  });

  test.each([
    'sheet.insertColumnsAfter(1, 1)',
    'sheet.insertRowsAfter(1, 40000)',
    'SpreadsheetApp.getActive().insertSheet()',
  ])('a document has ten million cells: %s', (body) => {
    const world = small(`function f() { var sheet = SpreadsheetApp.getActiveSheet(); ${body}; }`, {
      document: { sheets: [{ name: 'S', maxRows: 384_000, maxColumns: 26 }] },
    });
    expect(world.run('f').error).toBe(
      'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    );
  });
});

test('a duplicated sheet has everything but its ID', () => {
  const world = withFeatures(
    [['h'], ['x']],
    [{ kind: 'validation', range: 'A2', rule: { oneOf: ['x'] } }],
    `var copy = SpreadsheetApp.getActive().getSheetByName('T'); copy.getRange('A2').setValue('y');`,
  );
  world.user.edit({ kind: 'duplicateSheet', name: 'T' });
  expect(world.table('T')).toEqual([['h'], ['x']]);
  expect(world.run('f').error).toMatch(/violates the data validation/);
  world.user.setCell('T', 'A1', 'other');
  expect(world.table('S')).toEqual([['h'], ['x']]);
});
