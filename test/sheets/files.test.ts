// The cases as files: the demo reads each as a spreadsheet opens it, or says why not.
import { readSheet } from '../../playground/sheet-file';
import { CASES, caseFile, caseRows } from './read';

test('there are cases', () => expect(CASES.length).toBeGreaterThan(30));

test.each(CASES.filter((name) => !name.startsWith('c10')))('%s is read with its own row numbers', (name) => {
  const trimmed = caseRows(name).filter(
    (cells, index, all) => cells.some((cell) => cell !== '') || index < all.length - 1,
  );
  expect(readSheet(caseFile(name))).toEqual(trimmed);
});

test('c13 keeps its blank lines: the first row is in line 4', () => {
  expect(readSheet(caseFile('c13')).map(([name]) => name)).toEqual(['Name', '', '', 'A', '', 'B']);
});

test('c10 is refused with the line: a link that is cut at its comma is never created', () => {
  expect(() => readSheet(caseFile('c10'))).toThrow(/has 3 cells in line 2, but only 2 headers\./);
});
