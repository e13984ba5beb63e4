// Codes whose rows are on two tabs, as on a copy of a tab: the preview names the other one, and both show what was changed.
import { get } from '../../../sim/sidebar';
import { AFTER_LEASE_MS, COLLEAGUE, type DeskOptions, NEW, SHEET, talks } from '../../support/desk';
import { act, type Coded, code, coded, HEADERS, status } from './helper';

const COPY = 'Copy of Sheet1';
const DESTINATION = { kind: 'destination', url: NEW } as const;

function withCopy(count: number, options: DeskOptions = {}): Coded {
  const made = coded(count, options);
  made.world.user.edit({ kind: 'duplicateSheet', sheet: SHEET, name: COPY });
  made.world.user.select(['A1'], SHEET);
  return made;
}

/** A cell of a row of the copy, numbered as there. */
const copied = ({ world }: Coded, number: number, header: string): string =>
  world.table(COPY)[number - 1]?.[HEADERS.indexOf(header)] ?? '';

const preview = ({ world }: Coded, request: Parameters<typeof act>[1]['request']) =>
  get(world, 'previewChange', { request, scope: 'sheet', hidden: false });

test('the preview names the other tab; both show the new destination, and nothing is left to change there', () => {
  const made = withCopy(2);
  expect(preview(made, DESTINATION).elsewhere).toEqual([{ sheet: COPY, follows: true }]);
  act(made, { request: DESTINATION });
  expect(made.world.table(COPY)).toEqual(made.world.table(SHEET));
  expect([copied(made, 3, 'URL'), copied(made, 3, 'Status')]).toEqual([NEW, 'Changed: destination']);
  made.world.user.select(['A1'], COPY);
  expect(act(made, { request: { kind: 'changed', choices: [] } })).toMatch(/Nothing to change/);
});

test('codes that are deleted leave both tabs', () => {
  const made = withCopy(2);
  act(made, { request: { kind: 'delete' }, deletes: 2 });
  expect([copied(made, 2, 'QR ID'), copied(made, 2, 'Short URL'), copied(made, 2, 'Status')]).toEqual([
    '',
    '',
    'Deleted',
  ]);
  expect(made.world.table(COPY)).toEqual(made.world.table(SHEET));
});

test('what was typed into the other tab, and formulas, stay; the row says what its code has', () => {
  const made = withCopy(2);
  made.world.user.setCell(COPY, 'B2', 'https://example.com/typed');
  made.world.user.setCell(COPY, 'B3', '="https://example.com/" & "002"');
  act(made, { request: DESTINATION });
  expect([copied(made, 2, 'URL'), copied(made, 3, 'URL')]).toEqual([
    'https://example.com/typed',
    'https://example.com/002',
  ]);
  expect([2, 3].map((number) => copied(made, number, 'Status'))).toEqual([
    `Changed: destination. The destination cell was edited since: the code has “${NEW}”.`,
    `Changed: destination. The destination cell has a formula and was left as it is: the code has “${NEW}”.`,
  ]);
});

test('a tab that cannot be written keeps what it shows, and the preview says so', () => {
  const made = withCopy(2, {
    world: {
      document: { sheets: [{ name: SHEET, rows: talks(2, HEADERS.slice(2), ['a']) }], owner: COLLEAGUE },
    },
  });
  const before = made.world.table(COPY);
  made.world.user.edit({ kind: 'protectSheet', sheet: COPY });
  expect(preview(made, DESTINATION).elsewhere).toEqual([{ sheet: COPY, follows: false }]);
  act(made, { request: DESTINATION });
  expect(made.world.table(COPY)).toEqual(before);
  expect([code(made, 1).destinationUrl, status(made, 2)]).toEqual([NEW, 'Changed: destination']);
});

test('whichever write Google ends a run at, both tabs are true once it is continued', () => {
  const ended = [1, 2, 3, 4, 5, 6, 7, 8].map((nth) => {
    const made = withCopy(2);
    made.world.faults.push({
      at: { name: 'Range.setValues', nth },
      when: 'before',
      do: { kind: 'kill', pendingWrites: 'applied' },
    });
    act(made, { request: DESTINATION });
    made.world.advance(AFTER_LEASE_MS);
    act(made, { request: DESTINATION });
    expect([nth, made.world.table(COPY)]).toEqual([nth, made.world.table(SHEET)]);
    expect([2, 3].map((number) => copied(made, number, 'URL'))).toEqual([NEW, NEW]);
    return made.world.history.some(({ outcome }) => outcome === 'killed');
  });
  expect(ended.filter((one) => one).length).toBeGreaterThan(3);
});

test('a tab that a formula fills, as QUERY does, is not written: its formula would break', () => {
  const made = withCopy(2);
  const { user } = made.world;
  const rows = made.world.table(SHEET).map((cells) => cells.slice(0, 6));
  user.edit({ kind: 'duplicateSheet', sheet: SHEET, name: 'Report' });
  rows.forEach((cells, index) => {
    user.setCells('Report', `A${index + 1}`, [cells.map(() => '')]);
  });
  user.edit({ kind: 'spill', sheet: 'Report', cell: 'A1', formula: '=QUERY(Sheet1!A:F)', rows });
  user.select(['A1'], SHEET);
  expect(made.world.table('Report')).toEqual(rows);
  expect(preview(made, DESTINATION).elsewhere).toEqual([
    { sheet: 'Report', follows: false },
    { sheet: COPY, follows: true },
  ]);
  act(made, { request: DESTINATION });
  expect(made.world.table('Report')).toEqual(rows);
  expect(copied(made, 2, 'URL')).toBe(NEW);
});

test.each([
  ['is deleted', { kind: 'deleteSheet', sheet: COPY }],
  ['gets another header', { kind: 'setCell', sheet: COPY, cell: 'D1', text: 'Other' }],
] as const)('a job is done although another tab %s at any moment of it', (_, edit) => {
  const happened = [5, 6, 7, 8, 9, 10, 11, 12].map((nth) => {
    const made = withCopy(2);
    preview(made, DESTINATION);
    const fault = { at: { name: 'Range.getDisplayValues', nth }, when: 'before', do: edit } as const;
    made.world.faults.push(fault);
    expect([nth, act(made, { request: DESTINATION })]).toEqual([nth, expect.stringMatching(/^Done/)]);
    return made.world.faults.length === 0;
  });
  expect(happened.filter((one) => one).length).toBeGreaterThan(2);
});
