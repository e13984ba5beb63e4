// Users sort, insert, delete and copy rows while the add-on writes: every row keeps, or gets back, what is its own.
import fc from 'fast-check';
import { blocks } from '../../../src/table/blocks';
import type { Columns, Grid } from '../../../src/table/columns';
import type { Formulas } from '../../../src/table/comparison';
import { reconcile } from '../../../src/table/reconcile';
import type { Patch } from '../../../src/table/rows';
import { findColumns } from '../../../src/table/understand';
import * as world from './edited-sheet';
import { COLUMNS, chosen, display, type Edit, patchesFor, type SheetRow, sheet } from './edited-sheet';

/** The cells to correct after a write, where nobody knows of formulas. */
const corrections = (
  before: Grid,
  patches: Map<number, Patch>,
  grid: Grid,
  columns: Columns = COLUMNS,
  formulas: Formulas | null = null,
) => reconcile({ before: { grid: before, columns: COLUMNS, formulas }, patches }, grid, columns).corrections;

/** Reads, lets the user do something, writes, lets the user do something, reads again and corrects what reconcile says. */
function run(before: SheetRow[], patches: Map<number, Patch>, early: Edit, late: Edit) {
  const rectangles = blocks(display(before), COLUMNS, patches);
  const after = world.edited(world.wrote(world.edited(before, early), rectangles), late);
  const found = corrections(display(before), patches, display(after));
  const should = new Map(world.corrected(before, patches).map((row) => [row.who, row] as const));
  return { found, should, rows: world.corrected(after, found) };
}

const codeOf = (who: number) => ({ id: `id-${who}`, shortUrl: `https://q.example/${who}` });
const { nothing, fullSort, inputSort, insertion, deletion } = world;
const anyEdit = fc.oneof(nothing, fullSort, inputSort, insertion, deletion);

describe('a write that users’ edits meet', () => {
  test('leaves each surviving row with what it should show, and no code beside two rows', () => {
    const edits = fc.oneof(fc.tuple(anyEdit, nothing), fc.tuple(nothing, anyEdit));
    fc.assert(
      fc.property(sheet, chosen, fc.boolean(), edits, (before, which, codes, [early, late]) => {
        const { rows, should } = run(before, patchesFor(before, which, codes), early, late);
        for (const row of rows.filter(({ who }) => who >= 0)) {
          // Rows that a user filled in alike may change places with one another.
          const alike = [...should.values()].filter((other) => world.inputs(other) === world.inputs(row));
          expect(alike.map(world.outputs)).toContain(world.outputs(row));
        }
        const ids = rows.map(({ cells }) => cells[4]).filter((id) => id !== '');
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 600 },
    );
  });

  test.each<[string, number, string, string, (who: number) => Patch]>([
    [
      'codes',
      12,
      'Not sent: x',
      'Creating…',
      (who) => ({ ...codeOf(who), slug: `s-${who}`, status: 'Created' }),
    ],
    [
      'destinations',
      6,
      'Changed',
      'Change queued',
      (who) => ({ destination: `d-${who}`, status: 'Changed' }),
    ],
    [
      'deletes',
      6,
      'Created',
      'Change queued',
      () => ({ id: '', shortUrl: '', image: '', status: 'Deleted' }),
    ],
  ])('of %s leaves each row its own where rows move before it and after it', (_, most, word, mark, made) => {
    const move = fc.oneof(fullSort, insertion);
    // More runs of rows are one rectangle: a row that is back at its number may then keep what another one held.
    const asked = fc.array(fc.boolean(), { minLength: 3, maxLength: most });
    fc.assert(
      fc.property(asked, move, move, (are, early, late) => {
        const before = are.map((is, who) => {
          const { id, shortUrl } = is === (mark === 'Creating…') ? { id: '', shortUrl: '' } : codeOf(who);
          const status = is ? mark : word;
          return { who, cells: [`T${who}`, `https://${who}.example/`, '', '', id, shortUrl, '', status] };
        });
        const patches = new Map(are.flatMap((is, who) => (is ? [[who + 1, made(who)] as const] : [])));
        const { rows, should } = run(before, patches, early, late);
        const blank = { who: -1, cells: world.HEADERS.map(() => '') };
        for (const row of rows) expect(row).toEqual(should.get(row.who) ?? blank);
      }),
      { numRuns: 400 },
    );
  });

  test('gives the code of a row back that it hit, also where the row that it was for is filled in alike', () => {
    const alike = (who: number, code: string[], status: string): SheetRow => ({
      who,
      cells: ['Twin', 'https://twin.example/', '', ...code, '', status],
    });
    const asked = alike(0, ['', '', ''], 'Creating…');
    const had = alike(1, ['old', 'id-1', 'https://q.example/1'], 'Created');
    const other = (who: number): SheetRow => ({
      who,
      cells: [`T${who}`, `https://${who}.example/`, '', '', '', '', '', 'Not sent: x'],
    });
    const move = fc.oneof(fullSort, insertion, deletion);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([asked, had, other(2), other(3)], { minLength: 4 }),
        move,
        (before, early) => {
          const row = before.indexOf(asked) + 1;
          const made = { ...codeOf(0), slug: 'new', status: 'Created' };
          const { rows } = run(before, new Map([[row, made]]), early, { kind: 'nothing' });
          const twins = rows.filter(({ cells }) => cells[0] === 'Twin').map(({ cells }) => cells[4]);
          if (twins.length === 2) expect(twins.sort()).toEqual(['id-0', 'id-1']);
        },
      ),
    );
  });

  test('leaves a code where it is whose slug its user clears, also where the row that is written is filled in alike', () => {
    const alike = (who: number, slug: string, outputs: string[]): SheetRow => ({
      who,
      cells: ['Twin', 'https://twin.example/', '', slug, ...outputs],
    });
    const had = ['id-1', 'https://q.example/1', '', 'Created'];
    const before = [alike(1, 'mine', had), alike(0, '', ['', '', '', 'Creating…'])];
    const patches = new Map([[2, { ...codeOf(0), slug: 'new', status: 'Created' }]]);
    const written = world.corrected(before, patches).map(({ cells }) => cells);
    const cleared = [alike(1, '', had).cells, ...written.slice(1)];
    expect(corrections(display(before), patches, [world.HEADERS, ...cleared])).toEqual(new Map());
  });

  describe('of alike rows, where one that is filled in alike was deleted before the write', () => {
    const alike = (who: number, slug: string): SheetRow => ({
      who,
      cells: ['Twin', 'https://twin.example/', '', slug, '', '', '', `Creating… t${who}`],
    });
    const talk: SheetRow = {
      who: 8,
      cells: ['Talk', 'https://talk.example/', '', '', '', '', '', 'Creating… t8'],
    };
    const rows = [alike(0, 's0'), talk, alike(1, 's1'), alike(2, '')];
    const patches = new Map(
      rows.map(({ who, cells }, place) => [
        place + 1,
        { ...codeOf(who), status: 'Created', ...(cells[3] === '' && { slug: `made-${who}` }) },
      ]),
    );
    const deleted = (place: number) => rows.filter((_, at) => at !== place);
    const written = (place: number) => world.wrote(deleted(place), blocks(display(rows), COLUMNS, patches));

    test('the others follow their neighbours, and keep slugs of their own', () => {
      const after = written(0);
      const right = world.corrected(after, corrections(display(rows), patches, display(after)));
      expect(right.slice(0, 3).map(({ cells }) => cells[3])).toEqual(['made-8', 's1', 'made-2']);
    });

    test('a write that failed is taken back where it met them: its line in the log may be missing', () => {
      const after = written(0);
      const failed = { failed: 'take-back' } as const;
      const found = reconcile(
        { before: { grid: display(rows), columns: COLUMNS, formulas: null }, patches, ...failed },
        display(after),
        COLUMNS,
      ).corrections;
      const back = world.corrected(after, found).slice(0, 3);
      expect(back.map(({ cells }) => cells)).toEqual(deleted(0).map(({ cells }) => cells));
    });
  });

  test('corrects nothing where nobody moved a row, or whole rows were sorted after it', () => {
    fc.assert(
      fc.property(sheet, chosen, fc.boolean(), fc.oneof(nothing, fullSort), (before, which, codes, late) => {
        const { found } = run(before, patchesFor(before, which, codes), { kind: 'nothing' }, late);
        expect(found).toEqual(new Map());
      }),
    );
  });

  test('does not fight a user who clears or types over cells of the add-on', () => {
    const typed = fc.record({
      place: fc.nat(7),
      column: fc.constantFrom(3, 4, 5, 7),
      text: fc.constantFrom('', 'mine', 'Created', 'Queued'),
    });
    fc.assert(
      fc.property(sheet, chosen, fc.boolean(), fc.array(typed), (before, which, codes, cells) => {
        const patches = patchesFor(before, which, codes);
        const after = world.corrected(before, patches).map(({ cells: texts }) => [...texts]);
        for (const { place, column, text } of cells) {
          const row = after[place];
          if (row) row[column] = text;
        }
        const actual = [world.HEADERS, ...after];
        // A row that was given another's outputs by hand, among rows filled in alike, may be taken for the other one.
        fc.pre(new Set(before.map(world.inputs)).size === before.length);
        // One that looks again as before the write may be one that the write missed.
        const isUndone = (row: SheetRow, place: number) =>
          patches.has(place + 1) && String(after[place]) === String(row.cells);
        fc.pre(!before.some(isUndone));
        const found = corrections(display(before), patches, actual);
        // A word of the add-on that a user typed may be the one that another row lost: no more than that word is written again.
        const isOurWord = (row: number) =>
          cells.some(
            ({ place, column, text }) => place === row - 1 && column === 7 && /Created|Queued/.test(text),
          );
        const isOther = (row: number) => cells.some(({ place }) => place !== row - 1);
        for (const [row, patch] of found) {
          expect(Object.keys(patch)).toEqual(['status']);
          expect([isOurWord(row), isOther(row)]).toEqual([true, true]);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('leaves a row that was inserted empty, between rows that change as well', () => {
    fc.assert(
      fc.property(sheet, chosen, insertion, (before, which, early) => {
        const { rows } = run(before, patchesFor(before, which, true), early, { kind: 'nothing' });
        for (const { who, cells } of rows) if (who < 0) expect(cells).toEqual(world.HEADERS.map(() => ''));
      }),
    );
  });

  test('knows a row whose destination a write hit while only the input columns were sorted', () => {
    const row = (name: string, url: string, id: string) => [name, url, '', '', id, '', '', ''];
    const before = [world.HEADERS, row('A', 'https://a.example/', 'a'), row('B', 'https://b.example/', '')];
    const patches = new Map([[1, { destination: 'https://new.example/' }]]);
    // The inputs changed places, and the destination of A then went into the row of B.
    const actual = [world.HEADERS, row('B', 'https://new.example/', 'a'), row('A', 'https://a.example/', '')];
    expect(corrections(before, patches, actual)).toEqual(
      new Map([
        [1, { destination: 'https://b.example/', id: '', image: '' }],
        [2, { destination: 'https://new.example/', id: 'a' }],
      ]),
    );
  });

  const full = (name: string, id: string, status: string) => [
    ...[name, `https://a.example/${name}`, '', '', id],
    ...[id && `https://q.example/${id}`, '', status],
  ];
  const gone: Patch = { id: '', shortUrl: '', image: '', status: 'Deleted' };

  test('clears the picture of a row that moved, also where another row lacks an ID and has its word', () => {
    const before = [world.HEADERS, full('A', 'a', 'Change queued'), full('B', '', 'Deleted')];
    // A row is inserted above, and A loses its ID in the place of B.
    const actual = [world.HEADERS, full('', '', ''), full('A', '', 'Deleted'), full('B', '', 'Deleted')];
    expect(corrections(before, new Map([[1, gone]]), actual)).toEqual(new Map([[2, { id: '', image: '' }]]));
  });

  test('gives a copy whose ID it took the code back that it was copied with', () => {
    const before = [world.HEADERS, full('A', 'a', 'Created'), full('B', 'b', 'Change queued')];
    // A is copied above B.
    const actual = [
      world.HEADERS,
      full('A', 'a', 'Created'),
      full('A', '', 'Deleted'),
      full('B', 'b', 'Change queued'),
    ];
    expect(corrections(before, new Map([[2, gone]]), actual)).toEqual(
      new Map([
        [2, { id: 'a', shortUrl: 'https://q.example/a', status: 'Created' }],
        [3, gone],
      ]),
    );
  });

  test('is compared in moments where a user pastes thousands of rows into thousands', () => {
    const rows = (name: string, count: number) =>
      Array.from({ length: count }, (_, number) => full(`${name}${number}`, '', ''));
    const before = [world.HEADERS, ...rows('A', 6000)];
    const startedAt = performance.now();
    expect(corrections(before, new Map(), [...before, ...rows('B', 4000)])).toEqual(new Map());
    // One by one with all rows: 20 s.
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test('finds its columns elsewhere: the corrections go where the headers now are', () => {
    const before = [
      world.HEADERS,
      ['A', 'https://a.example/', '', '', '', '', '', ''],
      ['B', 'https://b.example/', '', '', '', '', '', ''],
    ];
    const patches = new Map([
      [1, { id: 'a' }],
      [2, { id: 'b' }],
    ]);
    const actual = [
      ['QR ID', 'Name', 'URL', 'Status'],
      ['a', 'B', 'https://b.example/', ''],
      ['b', 'A', 'https://a.example/', ''],
    ];
    expect(corrections(before, patches, actual, findColumns(actual))).toEqual(
      new Map([
        [1, { id: 'b' }],
        [2, { id: 'a' }],
      ]),
    );
  });

  describe('where formulas are known', () => {
    const row = (name: string, id: string) => [name, `https://a.example/${name}`, '', '', id, '', '', ''];
    const picture = (id: string) => `=IMAGE("https://q.example/${id}.svg")`;
    const before = [world.HEADERS, row('A', 'a'), row('B', 'b')];
    const formulas: Formulas = new Map([
      [1, { image: picture('a'), name: '="A"' }],
      [2, { image: picture('b') }],
    ]);
    const again = (patches: Map<number, Patch>, grid: Grid) =>
      reconcile({ before: { grid: before, columns: COLUMNS, formulas }, patches }, grid, COLUMNS);

    test('a picture goes back beside its ID, as a formula', () => {
      const sorted = [world.HEADERS, row('B', 'a'), row('A', 'b')];
      expect(again(new Map(), sorted).corrections).toEqual(
        new Map([
          [1, { id: 'b', image: { formula: picture('b') } }],
          [2, { id: 'a', image: { formula: picture('a') } }],
        ]),
      );
    });

    test('they go with the rows, and a write replaces them', () => {
      const sorted = [world.HEADERS, row('B', 'b'), row('A', 'a')];
      const { pairs, formulas: now, corrections: none } = again(new Map(), sorted);
      expect(none).toEqual(new Map());
      expect([...pairs].sort()).toEqual([
        [1, 2],
        [2, 1],
      ]);
      expect(now).toEqual(
        new Map([
          [1, { image: picture('b') }],
          [2, { image: picture('a'), name: '="A"' }],
        ]),
      );
      const renamed = [world.HEADERS, row('C', 'a'), row('B', 'b')];
      renamed[1]?.splice(1, 1, 'https://a.example/A');
      const written = again(new Map([[1, { name: 'C', image: { formula: picture('c') } }]]), renamed);
      expect(written.formulas).toEqual(
        new Map([
          [1, { image: picture('c') }],
          [2, { image: picture('b') }],
        ]),
      );
    });

    test('a formula of a user’s that a write hit beside the wrong row is restored as a formula', () => {
      // The rows changed places, and the new name of B then went into the row of A.
      const { corrections: found } = again(new Map([[2, { name: 'C' }]]), [
        world.HEADERS,
        ['B', 'https://a.example/B', '', '', 'b', '', '', ''],
        ['C', 'https://a.example/A', '', '', 'a', '', '', ''],
      ]);
      expect(found).toEqual(
        new Map([
          [1, { name: 'C' }],
          [2, { name: { formula: '="A"' } }],
        ]),
      );
    });
  });
});
