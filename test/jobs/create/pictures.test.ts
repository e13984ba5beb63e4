// Pictures in cells: what a user sees of them for each kind of address that Qrius may send, and how high their rows are.
import { ask, get } from '../../../sim/sidebar';
import type { Input } from '../../../src/shared/contract/methods';
import {
  connected,
  createCodes,
  type Desk,
  type DeskOptions,
  SHEET,
  shownRows,
  talks,
} from '../../support/desk';

const CREATED = 'Created';
const SAYS_WHY = (why: string) => `Created. No picture in the cell: ${why}. Use Print or download codes.`;
type Pictures = NonNullable<NonNullable<DeskOptions['qrius']>['pictures']>;
const withPictures = (pictures: Pictures) => connected(talks(3), { qrius: { pictures } });
const statuses = ({ world }: Desk) => shownRows(world).map(({ Status }) => Status);

test.each<[Pictures, string, number, string]>([
  [{ format: 'png', address: 'absolute' }, 'picture', 3, CREATED],
  [
    { format: 'svg', address: 'absolute' },
    'unsupported',
    3,
    SAYS_WHY('Google Sheets can’t show SVG, as Qrius sends it'),
  ],
  [{ format: 'png', address: 'relative' }, '', 0, SAYS_WHY('the one from Qrius has no web address')],
  [{ format: 'svg', address: 'data' }, '', 0, SAYS_WHY('the one from Qrius has no web address')],
  [{ format: 'png', address: 'missing' }, '', 0, SAYS_WHY('Qrius sent none')],
])('%j: a cell shows a picture, or its Status says why not', (pictures, shows, count, status) => {
  const made = withPictures(pictures);
  createCodes(made);
  expect(made.world.pictures().map((seen) => seen.shows)).toEqual(Array(count).fill(shows));
  expect(statuses(made)).toEqual([status, status, status]);
  // The words are the add-on's own: the next run has nothing to do, and nothing is added to them.
  expect(createCodes(made)).toContain('3 already have a code');
  expect(statuses(made)).toEqual([status, status, status]);
});

test('without pictures nothing is said of them', () => {
  const made = withPictures({ format: 'svg', address: 'absolute' });
  createCodes(made, 'sheet', { images: false });
  expect(made.world.pictures()).toEqual([]);
  expect(statuses(made)).toEqual([CREATED, CREATED, CREATED]);
});

test('a slug that was taken and a picture that is missing are both told', () => {
  const made = connected(
    [
      ['Name', 'URL', 'Slug'],
      ['Oak', 'https://example.com/oak', 'tree'],
    ],
    {
      qrius: { pictures: { format: 'png', address: 'missing' } },
    },
  );
  createCodes(made);
  made.world.user.setCells(SHEET, 'A3', [['Ash', 'https://example.com/ash', 'tree']]);
  made.world.user.setCell(SHEET, 'C2', '');
  createCodes(made);
  expect(statuses(made)[1]).toMatch(/^Created with the slug “tree-.*was taken\. No picture in the cell: /);
});

test('imported rows say it too', () => {
  const sheets = [
    { name: SHEET, rows: talks(2) },
    { name: 'Second', rows: [] },
  ];
  const made = connected([], {
    qrius: { pictures: { format: 'svg', address: 'absolute' } },
    world: { document: { sheets } },
  });
  createCodes(made);
  made.world.user.select(['A1'], 'Second');
  get(made.world, 'importCodes', null);
  expect(shownRows(made.world, 'Second').map(({ Status }) => Status)).toEqual(
    Array(2).fill(
      'Imported from Qrius. No picture in the cell: Google Sheets can’t show SVG, as Qrius sends it. Use Print or download codes.',
    ),
  );
});

test('pictures wait for Allow access, once in a document', () => {
  const document = { imagesAllowed: false, sheets: [{ name: SHEET, rows: talks(2) }] };
  const made = connected([], { world: { document } });
  createCodes(made);
  expect(made.world.pictures().map(({ shows }) => shows)).toEqual(['access needed', 'access needed']);
});

describe('rows with pictures', () => {
  const heights = ({ world }: Desk) =>
    Array.from({ length: 8 }, (_, index) => world.state.document?.sheets[0]?.rowHeights[index + 1] ?? 21);
  const order = (more: Partial<Input<'createCodes'>>): Input<'createCodes'> => ({
    ...{ scope: 'sheet', conflict: 'suffix', images: true, most: null },
    ...more,
  });

  test.each([
    ['small', 50],
    ['medium', 75],
    ['large', 100],
    ['none', 21],
  ] as const)('are made %s: %i pixels', (rowHeight, pixels) => {
    const made = connected(talks(3));
    get(made.world, 'createCodes', order({ rowHeight }));
    expect(heights(made)).toEqual([21, pixels, pixels, pixels, 21, 21, 21, 21]);
    expect(made.world.pictures().map(({ height }) => height)).toEqual([pixels, pixels, pixels]);
  });

  test('are made higher once: what the user sets later stays', () => {
    const made = connected(talks(3));
    get(made.world, 'createCodes', order({ rowHeight: 'large' }));
    made.world.user.edit({ kind: 'rowHeight', row: 2, pixels: 30 });
    made.world.user.setCells(SHEET, 'A5', [['New', 'https://example.com/new']]);
    get(made.world, 'createCodes', order({ rowHeight: 'large' }));
    expect(heights(made)).toEqual([21, 30, 100, 100, 100, 21, 21, 21]);
  });

  test('are left where they are high enough already, and where no pictures are asked for', () => {
    const made = connected(talks(3));
    for (const row of [2, 3, 4]) made.world.user.edit({ kind: 'rowHeight', row, pixels: 160 });
    get(made.world, 'createCodes', order({ rowHeight: 'small' }));
    expect(heights(made).slice(1, 4)).toEqual([160, 160, 160]);
    const plain = connected(talks(3));
    get(plain.world, 'createCodes', order({ rowHeight: 'large', images: false }));
    expect(heights(plain)).toEqual(Array(8).fill(21));
  });

  test('are those that were asked for: rows without a code between them stay', () => {
    const made = connected(talks(7));
    made.world.user.select(['A2:A3', 'A6']);
    get(made.world, 'createCodes', order({ scope: 'selection', rowHeight: 'medium' }));
    expect(heights(made)).toEqual([21, 75, 75, 21, 21, 75, 21, 21]);
  });

  test('that Google refuses to make higher get their codes all the same', () => {
    const made = connected(talks(3));
    made.world.faults.push({
      at: { name: 'Sheet.setRowHeights', nth: 1 },
      when: 'before',
      do: { kind: 'throw', message: 'You are trying to edit a protected cell or object.' },
    });
    expect(ask(made.world, 'createCodes', order({ rowHeight: 'large' }))).toMatchObject({
      ok: true,
      value: { done: 3 },
    });
    expect(heights(made)[1]).toBe(21);
  });
});
