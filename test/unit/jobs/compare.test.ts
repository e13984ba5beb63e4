// Sheet, Qrius and what was last sent are compared: who changed what, and what cannot be sent.
import fc from 'fast-check';
import { compare, toQrius } from '../../../src/jobs/change/compare';
import type { Code } from '../../../src/qrius/readings';
import type { Base } from '../../../src/table/log';
import { type Row, readRows } from '../../../src/table/rows';

const COLUMNS = { headerRow: 0, at: { name: 0, destination: 1, tags: 2, id: 3 } };
type Cells = [name: string, url: string, tags: string, id: string];
const rowsOf = (...cells: Cells[]): Row[] => readRows([['Name', 'URL', 'Tags', 'QR ID'], ...cells], COLUMNS);

type Live = Pick<Code, 'id' | 'name' | 'destination' | 'tags'>;
const liveOf = (...codes: Live[]) =>
  new Map(
    codes.map((code): [string, Code] => [
      code.id,
      { ...code, slug: '', shortUrl: '', imageUrl: '', createdAt: null, paused: null },
    ]),
  );
const A = 'https://a.example/1';
const B = 'https://a.example/2';
const C = 'https://a.example/3';
const CODE: Live = { id: 'q', name: 'N', destination: A, tags: ['x', 'y'] };
const run = (rows: Row[], code: Live = CODE, base: Base = {}, hasTags = true) =>
  compare(rows, liveOf(code), new Map([['q', base]]), hasTags);
const NOTHING = { differences: [], gone: [], faults: [], unchanged: 0 };
const about = { id: 'q', rows: [2], name: 'N' };

describe('a row', () => {
  test.each<[string, Cells, Live, Base, object[]]>([
    ['is as it is at Qrius', ['N', A, 'x, y', 'q'], CODE, {}, []],
    [
      'differs in form only',
      [' N ', 'HTTPS://A.example/1', 'y;x', 'q'],
      { ...CODE, name: 'N ', tags: ['y', 'x', 'y'] },
      {},
      [],
    ],
    [
      'cannot hold a tag with a comma, so it is none of its differences',
      ['N', A, 'x, y', 'q'],
      { ...CODE, tags: ['x,y'] },
      {},
      [],
    ],
    [
      'says nothing of what Qrius does not tell',
      ['M', B, 'z', 'q'],
      { ...CODE, name: null, destination: null, tags: null },
      {},
      [],
    ],
    [
      'was changed here',
      ['N', B, 'x, y', 'q'],
      CODE,
      { destination: A },
      [{ ...about, field: 'destination', here: B, there: A, last: A, kind: 'here' }],
    ],
    [
      'was changed at Qrius',
      ['N', A, 'x, y', 'q'],
      { ...CODE, destination: B },
      { destination: A },
      [{ ...about, field: 'destination', here: A, there: B, last: A, kind: 'there' }],
    ],
    [
      'was changed on both sides',
      ['N', C, 'x, y', 'q'],
      { ...CODE, destination: B },
      { destination: A },
      [{ ...about, field: 'destination', here: C, there: B, last: A, kind: 'both' }],
    ],
    [
      'differs, and nobody knows what was last sent',
      ['M', B, 'z', 'q'],
      CODE,
      {},
      [
        { ...about, name: 'M', field: 'destination', here: B, there: A, last: null, kind: 'both' },
        { ...about, name: 'M', field: 'name', here: 'M', there: 'N', last: null, kind: 'both' },
        { ...about, name: 'M', field: 'tags', here: ['z'], there: ['x', 'y'], last: null, kind: 'both' },
      ],
    ],
    [
      'lost its tags here',
      ['N', A, '', 'q'],
      CODE,
      { tags: ['y', 'x'] },
      [{ ...about, field: 'tags', here: [], there: ['x', 'y'], last: ['y', 'x'], kind: 'here' }],
    ],
  ])('%s', (_, cells, code, base, differences) => {
    const unchanged = differences.length === 0 ? 1 : 0;
    expect(run(rowsOf(cells), code, base)).toEqual({ ...NOTHING, differences, unchanged });
  });

  test('in a sheet without a column of tags says nothing of tags', () => {
    expect(run(rowsOf(['N', A, '', 'q']), CODE, {}, false)).toEqual({ ...NOTHING, unchanged: 1 });
  });

  test('whose code the account does not have is told as gone', () => {
    expect(run(rowsOf(['N', A, '', 'gone'], ['M', A, '', 'gone']))).toEqual({
      ...NOTHING,
      gone: [{ id: 'gone', rows: [2, 3], name: 'N' }],
    });
  });

  test.each<[string, Cells, string]>([
    ['name', ['', A, 'x,y', 'q'], 'the name is missing.'],
    ['destination', ['N', '', 'x,y', 'q'], 'the destination is missing.'],
    [
      'proper destination, also where more differs',
      ['M', 'ftp://a.example', 'z', 'q'],
      'the destination must begin with http:// or https://, not with “ftp:”.',
    ],
  ])('without a %s sends nothing', (_, cells, sentence) => {
    expect(run(rowsOf(cells))).toEqual({ ...NOTHING, faults: [{ row: 2, sentence }] });
  });

  test('that only follows Qrius need not be fit to be sent', () => {
    const { faults, differences } = run(rowsOf(['N', 'intranet', 'x,y', 'q']), CODE, {
      destination: 'intranet',
    });
    expect([faults, differences.map(({ kind }) => kind)]).toEqual([[], ['there']]);
  });

  test('that shares its code with another must agree with it', () => {
    const same = run(rowsOf(['M', A, 'x,y', 'q'], ['O', A, '', 'other'], ['M', A, 'y,x', 'q']));
    expect(same.differences).toMatchObject([{ rows: [2, 4], field: 'name', here: 'M' }]);
    const sentence =
      'the code stands in the rows 2 and 3 with different destinations and tags. Make them the same, or take the ID out of all but one.';
    expect(run(rowsOf(['N', A, 'x,y', 'q'], ['N', B, 'x', 'q']))).toEqual({
      ...NOTHING,
      faults: [
        { row: 2, sentence },
        { row: 3, sentence },
      ],
    });
  });
});

test('what was changed here sent, and what was changed there written, sheet and Qrius agree', () => {
  const names = fc.constantFrom('N', 'M', 'O', '');
  const urls = fc.constantFrom(A, B, C, 'HTTPS://A.EXAMPLE/1');
  const tags = fc.subarray(['x', 'y', 'z, w']);
  const told = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const ids = fc.constantFrom('p', 'q', 'r', 's');
  const sheet = fc.array(
    fc.tuple(
      names,
      urls,
      tags.map((all) => all.join(',')),
      ids,
    ) as fc.Arbitrary<Cells>,
    { maxLength: 8 },
  );
  const code = fc.record({ id: ids, name: told(names), destination: told(urls), tags: told(tags) });
  const base = fc.record({ name: names, destination: urls, tags }, { requiredKeys: [] });
  fc.assert(
    fc.property(sheet, fc.array(code), fc.dictionary(ids, base), (cells, codes, sent) => {
      const live = liveOf(...codes);
      const bases = new Map(Object.entries(sent));
      const before = compare(rowsOf(...cells), live, bases, true);
      for (const difference of before.differences) {
        const at = live.get(difference.id);
        if (!at) throw new Error('A code that the account does not have cannot differ.');
        if (difference.kind === 'here') {
          const { change } = toQrius(difference);
          if (change.kind === 'destination') at.destination = change.url;
          if (change.kind === 'rename') at.name = change.name;
          if (change.kind === 'tags') at.tags = change.tags;
        } else if (difference.kind === 'there') {
          for (const row of cells.filter(([, , , id]) => id === difference.id)) {
            if (difference.field === 'destination') row[1] = difference.there;
            if (difference.field === 'name') row[0] = difference.there;
            if (difference.field === 'tags') row[2] = difference.there.join(',');
          }
        }
      }
      const after = compare(rowsOf(...cells), live, bases, true);
      const open = (differences: typeof before.differences) =>
        differences.map(({ id, field, kind }) => [id, field, kind]);
      expect(open(after.differences)).toEqual(open(before.differences.filter(({ kind }) => kind === 'both')));
      expect([after.gone, after.faults]).toEqual([before.gone, before.faults]);
      const rowsIn = (list: ReadonlyArray<{ rows: number[] }>) => list.flatMap(({ rows }) => rows);
      const counted = new Set([
        ...rowsIn(after.differences),
        ...rowsIn(after.gone),
        ...after.faults.map(({ row }) => row),
      ]).size;
      expect(counted + after.unchanged).toBe(cells.length);
    }),
    { numRuns: 500 },
  );
});
