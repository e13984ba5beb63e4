// The contract of sheets as a whole: where a new one stands, which one is shown, hiding, and rows that go or are sorted.
import type { World } from '../../sim/apps-script/world';
import { small } from './helper';

const bookOf = (body: string, sheets = [{ name: 'S' }, { name: 'T' }]): World =>
  small(`function f() { var book = SpreadsheetApp.getActive(); ${body} }`, { document: { sheets } });
const seen = `[book.getActiveSheet().getName(), SpreadsheetApp.getActiveRange().getA1Notation()]`;

describe('the sheet that is shown (Spreadsheet.insertSheet, Spreadsheet.setActiveSheet)', () => {
  test('a new sheet is before the one at its index, and becomes the active one', () => {
    const world = bookOf(`book.insertSheet('New', 1);
      return [${seen}, book.getSheets().map(function (s) { return s.getName(); })];`);
    world.user.select(['B2'], 'T');
    expect(world.run('f').value).toEqual([
      ['New', 'A1'],
      ['S', 'New', 'T'],
    ]);
  });

  test('with restoreSelection a sheet comes back as it was selected, without it at A1', () => {
    const world = bookOf(`var all = book.getSheets(); book.insertSheet('New');
      book.setActiveSheet(all[1], true); var restored = ${seen};
      book.setActiveSheet(all[0], true); var earlier = ${seen};
      book.setActiveSheet(all[1]); return [restored, earlier, ${seen}];`);
    world.user.select(['C3:C4'], 'S');
    world.user.select(['B2:D9'], 'T');
    expect(world.run('f').value).toEqual([
      ['T', 'B2:D9'],
      ['S', 'C3:C4'],
      ['T', 'A1'],
    ]);
  });
});

describe('hiding (Sheet.hideSheet)', () => {
  test('is applied in its turn with other writes, and a hidden sheet is not the active one', () => {
    const world = bookOf(`var t = book.getSheetByName('T'); t.getRange('A1').setValue('x'); t.hideSheet();
      SpreadsheetApp.flush(); return [t.isSheetHidden(), ${seen}];`);
    world.user.select(['B2'], 'T');
    expect(world.run('f').value).toEqual([true, ['S', 'A1']]);
    expect(world.table('T')).toEqual([['x']]);
  });

  test('is lost with other writes where the execution is killed before they are flushed', () => {
    const world = bookOf(`book.getSheetByName('T').hideSheet(); book.getSheets();`);
    world.faults.push({
      at: { name: 'Sheet.hideSheet', nth: 1 },
      when: 'after',
      do: { kind: 'kill', pendingWrites: 'lost' },
    });
    world.run('f');
    expect(world.state.document?.sheets[1]?.hidden).toBe(false);
  });

  test('the only sheet that shows cannot be hidden', () => {
    const world = bookOf(
      `book.getSheets()[1].hideSheet(); SpreadsheetApp.flush(); book.getSheets()[0].hideSheet();`,
    );
    expect(world.run('f')).toMatchObject({
      outcome: 'threw',
      error: "You can't hide all the sheets in a document.",
    });
  });
});

describe('rows', () => {
  const rows = [['h'], ['b'], ['c'], ['a']];
  const withRows = (body: string) =>
    small(`function f() { var sheet = SpreadsheetApp.getActiveSheet(); ${body} }`, {
      document: { sheets: [{ name: 'S', rows, maxRows: 4, frozenRows: 1 }] },
    });

  test('deleteRows takes rows out of the grid, but never all that are not frozen (Sheet.deleteRows)', () => {
    const world = withRows('sheet.deleteRows(2, 2); return [sheet.getMaxRows(), sheet.getLastRow()];');
    expect(world.run('f').value).toEqual([2, 2]);
    expect(world.table()).toEqual([['h'], ['a']]);
    expect(withRows('sheet.deleteRows(2, 3);').run('f')).toMatchObject({
      outcome: 'threw',
      error: 'Sorry, it is not possible to delete all non-frozen rows.',
    });
  });

  test('a range is sorted by a column of the sheet, ascending (Range.sort)', () => {
    const world = withRows(`sheet.getRange('A2:A4').sort(1);`);
    world.run('f');
    expect(world.table().flat()).toEqual(['h', 'a', 'b', 'c']);
  });

  test.each([`sheet.getRange('A2:A4').sort(1);`, 'sheet.deleteRows(2, 1);'])(
    'a protection refuses %s of those who may not edit',
    (body) => {
      const world = withRows(body);
      world.user.protectRange('S', 'A2:A3');
      expect(world.asUser('bob').run('f')).toMatchObject({ outcome: 'threw' });
      expect(world.run('f').outcome).toBe('returned');
    },
  );

  test('rows that are inserted take the formats of the row above', () => {
    const world = withRows(`sheet.getRange('A:A').setNumberFormat('@'); sheet.insertRowsAfter(4, 2);
      sheet.getRange('A5').setValue('1-2');`);
    world.run('f');
    expect(world.table()[4]).toEqual(['1-2']);
  });
});
