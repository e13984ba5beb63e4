// Formulas of a user's own that show nothing: they look like blank cells, and are never written over.
import { ask } from '../../sim/sidebar';
import { connected, createCodes, shownRows } from '../support/desk';

const HEADERS = ['Name', 'URL', 'Slug', 'Tags', 'Base'];

test('a slug that a formula computes to nothing stays a formula when its code is created', () => {
  const made = connected([HEADERS, ['Talk', 'https://example.com/talk', '', '', '']]);
  made.world.user.setCell('Sheet1', 'C2', '=E2');
  createCodes(made);
  const [row] = shownRows(made.world);
  expect(row).toMatchObject({ Name: 'Talk', Slug: '', Status: 'Created' });
  expect(row?.['Short URL']).toMatch(/^https:/);
  expect(made.world.formulas('Sheet1')[1]?.[2]).toBe('=E2');
});

test('imported codes go below rows whose formulas show nothing', () => {
  const made = connected([HEADERS, ['Talk', 'https://example.com/talk', '', '', '']]);
  createCodes(made);
  made.world.user.setCells('Sheet1', 'A2', [Array(9).fill('')]);
  made.world.user.setCell('Sheet1', 'D3', '=E3');
  ask(made.world, 'importCodes', null);
  expect(made.world.formulas('Sheet1')[2]?.[3]).toBe('=E3');
  expect(made.world.table('Sheet1').map(([name]) => name)).toEqual(['Name', '', '', 'Talk']);
});

test('a cell that a formula computes to nothing is not completed when its code is imported', () => {
  const made = connected([HEADERS, ['Talk', 'https://example.com/talk', '', 'a', '']]);
  createCodes(made);
  const [row] = shownRows(made.world);
  made.world.user.setCells('Sheet1', 'A2', [['', '', '', '', '', row?.['QR ID'] ?? '', '', '', '']]);
  made.world.user.setCell('Sheet1', 'D2', '=E2');
  ask(made.world, 'importCodes', null);
  expect(made.world.formulas('Sheet1')[1]?.[3]).toBe('=E2');
  expect(shownRows(made.world)[0]).toMatchObject({ Name: 'Talk', Tags: '' });
});
