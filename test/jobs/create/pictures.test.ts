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
const SVG = 'No picture: Google Sheets can’t show SVG. Use Print or download codes. https://';
const NO_ADDRESS = 'No picture: Qrius sent one without a web address. Use Print or download codes.';
const NONE = 'No picture: Qrius sent none. Use Print or download codes.';
type Pictures = NonNullable<NonNullable<DeskOptions['qrius']>['pictures']>;
const withPictures = (pictures: Pictures, rows = talks(3)) => connected(rows, { qrius: { pictures } });
const statuses = ({ world }: Desk) => shownRows(world).map(({ Status }) => Status);
/** What is read in the pictures' cells, which is nothing where a picture is. */
const texts = ({ world }: Desk, sheet?: string) =>
  shownRows(world, sheet).map((row) => row['QR code image'] ?? '');

test.each<[Pictures, number, string]>([
  [{ format: 'png', address: 'absolute' }, 3, ''],
  [{ format: 'svg', address: 'absolute' }, 0, SVG],
  [{ format: 'png', address: 'relative' }, 0, NO_ADDRESS],
  [{ format: 'svg', address: 'data' }, 0, NO_ADDRESS],
  [{ format: 'png', address: 'missing' }, 0, NONE],
])('%j: a cell shows a picture, or says why not', (pictures, count, says) => {
  const made = withPictures(pictures);
  createCodes(made);
  expect(made.world.pictures().map((seen) => seen.shows)).toEqual(Array(count).fill('picture'));
  expect(statuses(made)).toEqual([CREATED, CREATED, CREATED]);
  const before = texts(made);
  expect(before).toEqual(Array(3).fill(says === '' ? '' : expect.stringContaining(says)));
  // The words are the add-on's own: the next run has nothing to do, and adds no column of its own beside them.
  expect(createCodes(made)).toBe('Nothing to create.');
  expect(texts(made)).toEqual(before);
});

test('without pictures nothing is said of them', () => {
  const made = withPictures({ format: 'svg', address: 'absolute' });
  createCodes(made, 'sheet', { images: false });
  expect(made.world.pictures()).toEqual([]);
  expect(texts(made)).toEqual(['', '', '']);
});

test.each<[string, Pictures, string]>([
  ['none', { format: 'png', address: 'missing' }, NONE],
  ['an SVG', { format: 'svg', address: 'absolute' }, SVG],
])(
  'where Qrius sent %s, no later job takes the reason away; it goes where its row goes',
  (_, pictures, says) => {
    const made = withPictures(pictures);
    createCodes(made);
    const { world } = made;
    world.user.sortRange(SHEET, 'A:G', 'A', false);
    world.user.setCell(SHEET, 'B2', 'https://example.com/moved');
    const whole = { scope: 'sheet', hidden: false } as const;
    const request: Input<'changeCodes'>['request'] = { kind: 'changed', choices: [] };
    get(world, 'changeCodes', { ...whole, request, deletes: null, targetFingerprint: null });
    get(world, 'refreshScans', { scope: 'sheet' });
    world.user.setCells(SHEET, 'A5', [['New', 'https://example.com/new']]);
    createCodes(made);
    expect(statuses(made)).toEqual(['Changed: destination', CREATED, CREATED, CREATED]);
    expect(texts(made)).toEqual(Array(4).fill(expect.stringContaining(says)));
    // The address of an SVG is still known: the page that prints can show it.
    const { codes } = get(world, 'listPrintable', { scope: 'sheet', from: null });
    expect(codes.map(({ imageUrl }) => imageUrl !== '')).toEqual(Array(4).fill(says === SVG));
  },
);

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
  expect(texts(made, 'Second')).toEqual(Array(2).fill(expect.stringContaining(SVG)));
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
    scope: 'sheet',
    conflict: 'suffix',
    images: true,
    most: null,
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

  const second = { name: 'Second', rows: [] };
  const importInto = (rowHeight: 'large' | 'none', arrange: (made: Desk) => void = () => {}) => {
    const made = connected([], {
      world: { document: { sheets: [{ name: SHEET, rows: talks(3) }, second] } },
    });
    createCodes(made);
    made.world.user.select(['A1'], 'Second');
    arrange(made);
    const said = ask(made.world, 'importCodes', { rowHeight });
    expect(said).toMatchObject({ ok: true, value: { done: 3 } });
    return Array.from({ length: 5 }, (_, n) => made.world.state.document?.sheets[1]?.rowHeights[n + 1] ?? 21);
  };

  test('that are imported are made as high as asked for, and no others', () => {
    expect(importInto('large')).toEqual([21, 100, 100, 100, 21]);
    expect(importInto('none')).toEqual([21, 21, 21, 21, 21]);
  });

  test('that Google refuses to make higher are imported all the same', () => {
    const refuse = ({ world }: Desk) =>
      world.faults.push({
        at: { name: 'Sheet.setRowHeights', nth: 1 },
        when: 'before',
        do: { kind: 'throw', message: 'You are trying to edit a protected cell or object.' },
      });
    expect(importInto('large', refuse)).toEqual([21, 21, 21, 21, 21]);
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
