// The description: an optional column that is sent, compared, changed and imported like the name.
import { ask, get } from '../../sim/sidebar';
import type { ChoosableRole } from '../../src/shared/contract/sheet';
import { bodies, connected, createCodes, shownRows } from '../support/desk';
import { act, changing } from './change/helper';

const rows = (header: string) => [
  ['Name', 'URL', header],
  ['Opening', 'https://example.com/1', 'The first session'],
  ['Closing', 'https://example.com/2', ''],
];
const codes = ({ qrius }: ReturnType<typeof connected>) =>
  Object.values(qrius.codes).map(({ name, description }) => [name, description ?? '']);

test.each(['QR description', 'Code description'])('a column %s is sent with each code', (header) => {
  const made = connected(rows(header));
  expect(createCodes(made)).toMatch(/2 created/);
  expect(codes(made)).toEqual([
    ['Opening', 'The first session'],
    ['Closing', ''],
  ]);
  expect(bodies(made)[1]).not.toHaveProperty('description');
});

test('a plain Description is offered, and sent only once the user chose it', () => {
  const made = connected(rows('Description'));
  const { sheet } = get(made.world, 'getHome', null);
  expect([sheet.columns.description, sheet.offered]).toEqual([null, { description: 'Description' }]);
  createCodes(made);
  expect(codes(made).map(([, description]) => description)).toEqual(['', '']);
  const role: ChoosableRole = 'description';
  const { sheet: chosen } = get(made.world, 'chooseColumn', { role, header: 'Description' });
  expect([chosen.columns.description, chosen.offered]).toEqual(['Description', {}]);
});

test('an edited description is sent alone, and undone exactly', () => {
  const made = connected(rows('QR description'));
  createCodes(made);
  made.world.user.setCell('Sheet1', 'C2', 'Moved to the hall');
  made.batches.length = 0;
  expect(act(made, { request: { kind: 'changed', choices: [] } })).toMatch(/1 updated/);
  expect(changing(made).map(({ body }) => body)).toEqual([{ description: 'Moved to the hall' }]);
  expect(codes(made)[0]).toEqual(['Opening', 'Moved to the hall']);
  act(made, { request: { kind: 'undo', job: null } });
  expect(codes(made)[0]).toEqual(['Opening', 'The first session']);
  expect(shownRows(made.world)[0]?.['QR description']).toBe('The first session');
});

test('a description that was changed in Qrius is a difference, and can be taken into the sheet', () => {
  const made = connected(rows('QR description'));
  createCodes(made);
  const [code] = Object.values(made.qrius.codes);
  if (code) code.description = 'Changed there';
  const request = { kind: 'changed' as const, choices: [] };
  const seen = get(made.world, 'previewChange', { request, scope: 'sheet', hidden: false });
  expect(seen.differences).toMatchObject([
    { field: 'description', here: 'The first session', there: 'Changed there', side: 'there' },
  ]);
  const choices = [{ id: code?.id ?? '', field: 'description' as const, keep: 'theirs' as const }];
  act(made, { request: { kind: 'changed', choices } });
  expect(shownRows(made.world)[0]?.['QR description']).toBe('Changed there');
});

test('descriptions are imported where the sheet has a column for them', () => {
  const made = connected(rows('QR description'));
  createCodes(made);
  made.world.user.setCells('Sheet1', 'A2', [Array(8).fill(''), Array(8).fill('')]);
  ask(made.world, 'importCodes', null);
  expect(shownRows(made.world).map((row) => row['QR description'])).toEqual(['The first session', '']);
});
