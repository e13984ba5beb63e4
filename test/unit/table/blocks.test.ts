// The rectangles of a write: few, in an order that a cut between two of them does not harm, and never a user's cell between them.
import fc from 'fast-check';
import { blocks } from '../../../src/table/blocks';
import type { Patch } from '../../../src/table/rows';
import * as world from './edited-sheet';
import { COLUMNS, chosen, display, patchesFor, type SheetRow, sheet } from './edited-sheet';

describe('the rectangles of a write', () => {
  const before: SheetRow[] = [
    { who: 0, cells: ['A', 'a', '', '', '', '', '', 'Queued'] },
    { who: 1, cells: ['B', 'b', '', '1-2', '=id', '+s', '', "'quoted"] },
    { who: 2, cells: ['C', 'c', '', '', '', '', '', 'Queued'] },
  ];

  const many = (rows: number, patch: Patch) =>
    new Map(Array.from({ length: rows }, (_, n) => [1 + 2 * n, patch] as const));

  test('are one for each run of rows that change in the same columns, and nothing in between is written', () => {
    const patches = new Map<number, Patch>([
      [1, { id: 'x', status: 'Created' }],
      [2, { status: 'Creating…' }],
      [3, { id: 'z', status: 'Created' }],
    ]);
    expect(blocks(display(before), COLUMNS, patches)).toMatchObject([
      { row: 1, column: 4, cells: [['x']] },
      { row: 3, column: 4, cells: [['z']] },
      { row: 1, column: 7, cells: [['Created']] },
      { row: 3, column: 7, cells: [['Created']] },
      { row: 2, column: 7, cells: [['Creating…']] },
    ]);
  });

  test('are one for scattered rows, and what is in between is written as it was', () => {
    const rows: SheetRow[] = [...before, ...before, ...before];
    const [first] = blocks(display(rows), COLUMNS, many(4, { id: 'x' }));
    expect(first).toMatchObject({
      row: 1,
      column: 4,
      cells: [['x'], ["'=id"], ['x'], [''], ['x'], [''], ['x']],
    });
  });

  test('never hold a picture or a slug of a row that does not change', () => {
    const rows: SheetRow[] = [...before, ...before, ...before];
    const patch = {
      slug: '007',
      id: 'x',
      shortUrl: 'u',
      image: { formula: '=IMAGE("x")' },
      status: 'Created',
    };
    const written = blocks(display(rows), COLUMNS, many(4, patch));
    for (const { row, column, cells } of written.filter(
      (block) => block.column === 3 || block.column === 6,
    )) {
      expect([row % 2, cells]).toEqual([1, [[column === 3 ? "'007" : '=IMAGE("x")']]]);
    }
    expect(written).toHaveLength(2 + 4 + 4);
  });

  test.each([
    ['of a change Status goes first', { slug: 's', status: 'Changed: tags' }, false, ['status', 'slug']],
    ['of its correction Status goes last', { slug: 's', status: 'Created' }, true, ['slug', 'status']],
    [
      'of a new code it goes after the ID',
      { slug: 's', id: 'x', status: 'Created' },
      false,
      ['slug', 'id', 'status'],
    ],
    [
      'of a code that is deleted it goes first, and the ID last',
      { id: '', shortUrl: '', image: '', status: 'Deleted' },
      false,
      ['status', 'image', 'id'],
    ],
  ] as Array<[string, Patch, boolean, string[]]>)('are in order: %s', (_, patch, corrects, order) => {
    const at = { ...COLUMNS.at, status: 9, image: 11, slug: 13 };
    const alone = { ...COLUMNS, at };
    const roles = new Map(Object.entries(at).map(([role, column]) => [column, role]));
    const written = blocks(display(before), alone, new Map([[1, patch]]), corrects);
    expect(written.map(({ column }) => roles.get(column))).toEqual(order);
  });

  test('make exactly the changes, and touch no other cell', () => {
    fc.assert(
      fc.property(sheet, chosen, fc.boolean(), (rows, which, codes) => {
        const patches = patchesFor(rows, which, codes);
        const rectangles = blocks(display(rows), COLUMNS, patches);
        expect(world.wrote(rows, rectangles)).toEqual(world.corrected(rows, patches));
        if (patches.size === 0) expect(rectangles).toEqual([]);
        for (const { row, column, cells } of rectangles) {
          expect(column).toBeGreaterThan(2);
          expect([...patches.keys()].some((index) => index === row)).toBe(true);
          expect([...patches.keys()].some((index) => index === row + cells.length - 1)).toBe(true);
          expect(new Set(cells.map((texts) => texts.length)).size).toBe(1);
        }
      }),
    );
  });
});
