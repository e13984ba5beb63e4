// Spreadsheets in other locales: how numbers, dates and booleans are read and shown (the Sheets editor).
import type { World } from '../../sim/apps-script/world';
import { small } from './helper';

const inLocale = (locale: string, rows: string[][], body = ''): World =>
  small(`function f(a) { var sheet = SpreadsheetApp.getActiveSheet(); ${body} }`, {
    document: { locale, sheets: [{ name: 'S', rows }] },
  });

test.each<[locale: string, typed: string, shown: string, value: unknown]>([
  ['de_DE', '1,5', '1,5', 1.5],
  ['de_DE', '1.234,50', '1.234,50', 1234.5],
  ['de_DE', '2.000', '2.000', 2000],
  ['de_DE', '12,5 %', '12,50%', 0.125],
  // A decimal point makes a date of it.
  ['de_DE', '1.5', '01.05.2027', { serial: 46508 }],
  ['de_DE', '27.12.2024', '27.12.2024', { serial: 45653 }],
  ['de_DE', '2024-12-27', '2024-12-27', { serial: 45653 }],
  ['de_DE', 'wahr', 'WAHR', true],
  ['de_DE', 'v1.2.3', 'v1.2.3', 'v1.2.3'],
  ['fr_FR', '1,5', '1,5', 1.5],
  ['fr_FR', '27/12/2024', '27/12/2024', { serial: 45653 }],
  ['fr_FR', 'FALSE', 'FAUX', false],
  ['en_GB', '27/12/2024', '27/12/2024', { serial: 45653 }],
  ['en_GB', '1.5', '1.5', 1.5],
  ['pt_BR', '1.000', '1.000', 1000],
])('in %s %j shows as %j', (locale, typed, shown, value) => {
  const byHand = inLocale(locale, [[typed, 'end']]);
  const byScript = inLocale(locale, [['', 'end']], `sheet.getRange('A1').setValue(a);`);
  byScript.run('f', [typed]);
  for (const world of [byHand, byScript]) {
    expect(world.table()[0]?.[0]).toBe(shown);
    expect(world.values()[0]?.[0]).toEqual(value);
  }
});

test('values that a script writes show in the locale; new sheets have it too; getValues is the same everywhere', () => {
  const world = inLocale(
    'de_DE',
    [],
    `var other = SpreadsheetApp.getActive().insertSheet('T').getRange('A1:C1');
     other.setValues([[1234.5, new Date(Date.UTC(2027, 0, 2)), false]]);
     return [other.getDisplayValues()[0], other.getValues()[0][0], SpreadsheetApp.getActive().getSpreadsheetLocale()];`,
  );
  expect(world.run('f').value).toEqual([['1234,5', '02.01.2027', 'FALSCH'], 1234.5, 'de_DE']);
});

test('a locale that the world does not know is refused', () => {
  expect(() => inLocale('xx_XX', [])).toThrow('The locale xx_XX is not modelled in this world.');
});
