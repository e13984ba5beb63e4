// Tags, pausing, activating, deleting, renaming: what cells and account hold afterwards, and what is asked before.
import { removeCode } from '../../../sim/qrius/codes';
import { ask, get } from '../../../sim/sidebar';
import { connected, createCodes, SHEET, talks } from '../../support/desk';
import { act, changing, code, coded, groups, HEADERS, row, status } from './helper';

describe('tags', () => {
  test.each<['add' | 'remove' | 'set', string, string[][], string[]]>([
    [
      'add',
      'b, c; b',
      [
        ['a', 'b', 'c'],
        ['x', 'b', 'c'],
      ],
      ['a, b, c', 'x, b, c'],
    ],
    ['remove', 'a, b', [[], ['x']], ['', 'x']],
    ['set', 'n', [['n'], ['n']], ['n', 'n']],
  ])('%s, and the cells follow', (action, tags, held, cells) => {
    const made = coded(2);
    code(made, 2).tags = ['x'];
    made.world.user.setCell(SHEET, 'C3', 'x');
    act(made, { request: { kind: 'tags', action, tags } });
    expect([1, 2].map((number) => code(made, number).tags)).toEqual(held);
    expect([2, 3].map((number) => row(made, number)[2])).toEqual(cells);
    // What is as wished already is not sent, and not told.
    const told = action === 'remove' ? ['Changed: tags', 'Created'] : ['Changed: tags', 'Changed: tags'];
    expect([2, 3].map((number) => status(made, number))).toEqual(told);
  });

  test('all codes that get the same tags go in one request, whatever they had', () => {
    const made = coded(3);
    code(made, 2).tags = [];
    act(made, { request: { kind: 'tags', action: 'add', tags: 'b' } });
    expect(changing(made).map(({ body }) => body)).toEqual([
      { qrCodeIds: made.ids, action: 'add', tags: ['b'] },
    ]);
  });

  test('from the Tags column; an empty cell takes all tags away', () => {
    const made = coded(3);
    made.world.user.setCells(SHEET, 'C2', [['b, c'], [''], ['a']]);
    expect(act(made, { request: { kind: 'tags-column' } })).toMatch(/^Done\. 2 updated, 1 already there/);
    expect([1, 2, 3].map((number) => code(made, number).tags)).toEqual([['b', 'c'], [], ['a']]);
  });

  test('a sheet without that column is told nothing of an edit', () => {
    const made = coded(2);
    made.world.user.deleteColumn(SHEET, 'C');
    act(made, { request: { kind: 'tags', action: 'add', tags: 'b' } });
    expect(code(made, 1).tags).toEqual(['a', 'b']);
    expect(row(made, 2)[4]).toBe('Changed: tags');
  });

  test('no tag at all is refused', () => {
    const made = coded(1);
    expect(act(made, { request: { kind: 'tags', action: 'add', tags: ' , ' } })).toBe(
      'Enter at least one tag.',
    );
    expect(changing(made)).toEqual([]);
  });
});

test('300 codes are paused with three requests, and activated again', () => {
  const made = coded(300);
  expect(act(made, { request: { kind: 'pause' } })).toMatch(/^Done\. 300 paused/);
  expect(groups(made).map(({ length }) => length)).toEqual([100, 100, 100]);
  expect([code(made, 300).paused, status(made, 301)]).toEqual([true, 'Paused']);
  expect(act(made, { request: { kind: 'activate' } })).toMatch(/^Done\. 300 reactivated/);
  expect([code(made, 300).paused, status(made, 301)]).toEqual([false, 'Activated']);
});

describe('deleting', () => {
  const request = { kind: 'delete' } as const;

  test('needs the number that was agreed to, and nothing is deleted without', () => {
    const made = coded(12);
    const target = { scope: 'sheet', hidden: false } as const;
    expect(get(made.world, 'previewChange', { request, ...target })).toMatchObject({
      codes: 12,
      deletes: 12,
      requests: 1,
    });
    for (const deletes of [null, 11, 13])
      expect(
        ask(made.world, 'changeCodes', { request, ...target, deletes, targetFingerprint: null }),
      ).toEqual({
        ok: false,
        failure: {
          code: 'confirm-deletes',
          message:
            'This would delete 12 codes, which isn’t what you confirmed. Review it again; nothing was deleted.',
        },
      });
    expect(changing(made)).toEqual([]);
    expect(status(made, 2)).toBe('Created');
  });

  test('the rows keep what the user wrote and say Deleted, twice where a code stood twice, and can be created again', () => {
    const made = coded(3);
    made.world.user.copyRow(SHEET, 2);
    expect(act(made, { request, deletes: 3 })).toBe(
      'Done. 4 deleted, 0 already there, 0 failed, 0 waiting, 0 left out.',
    );
    expect(made.qrius.codes).toEqual({});
    expect(row(made, 2)).toEqual(['Talk 001', 'https://example.com/001', 'a', '', '', 'Deleted']);
    expect(row(made, 3)[5]).toBe('Deleted');
    made.world.user.deleteRow(SHEET, 3);
    expect(createCodes(made)).toBe('Nothing to create.');
    made.world.user.select(['A2:A4']);
    expect(createCodes(made, 'selection')).toMatch(/^Done\. 3 created/);
    expect(Object.keys(made.qrius.codes)).toHaveLength(3);
    expect(row(made, 2)[5]).toBe('Created');
  });

  test('a code that somebody deleted before is told as deleted too, and none is deleted that was not asked for', () => {
    const made = connected(talks(4, HEADERS.slice(2)));
    createCodes(made);
    const ids = made.world
      .table()
      .slice(1)
      .map(([, , , id = '']) => id);
    const [account] = made.qrius.accounts;
    const gone = made.qrius.codes[ids[0] ?? ''];
    if (account && gone) removeCode(made.qrius, account, gone);
    made.world.advance(60_000);
    made.world.user.select(['A2:A3']);
    expect(act(made, { request, scope: 'selection', deletes: 1 })).toMatch(/^Done\. 1 deleted, 1 already/);
    expect([2, 3].map((number) => status(made, number))).toEqual(['Deleted', 'Deleted']);
    expect(Object.keys(made.qrius.codes)).toEqual(ids.slice(2));
  });
});
