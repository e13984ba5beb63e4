// The row of a request in flight is found by its token and by what was sent, wherever users have put it.
import fc from 'fast-check';
import { textsBy } from '../../../src/shared/texts';
import { inputsKey, locate } from '../../../src/table/locate';
import { type Row, readRows } from '../../../src/table/rows';
import { creating, queued } from '../../../src/table/status';
import * as world from './edited-sheet';
import { COLUMNS, display, type SheetRow } from './edited-sheet';

const T1 = 'aaaa-11111';
const T2 = 'bbbb-22222';

/** Rows of a name, an ID and a status. */
const rowsOf = (...cells: Array<[name: string, id: string, status: string]>): Row[] =>
  readRows(
    [
      world.HEADERS,
      ...cells.map(([name, id, status]) => [name, 'https://a.example/', '', '', id, '', '', status]),
    ],
    COLUMNS,
  );
const flight = (token: string, name: string) => ({ token, inputs: rowsOf([name, '', ''])[0] as Row });
const place = (index: number | null, rest = {}) => ({ index, edited: false, copies: [], stale: [], ...rest });

describe('the row of a request in flight', () => {
  test.each<[string, Row[], object]>([
    ['bears its token and its inputs', rowsOf(['B', '', ''], ['A', '', creating(T1, 0)]), place(2)],
    [
      'is the waiting one with its inputs, where the token is elsewhere',
      rowsOf(['B', '', creating(T1, 0)], ['A', '', queued(0)]),
      place(2, { stale: [1] }),
    ],
    [
      'is the one with its token, where nobody has its inputs: it was edited',
      rowsOf(['B', '', creating(T1, 0)]),
      place(1, { edited: true }),
    ],
    [
      'is one of two that carry its token; the other is a copy',
      rowsOf(['A', '', creating(T1, 0)], ['A', '', creating(T1, 0)]),
      place(1, { copies: [2] }),
    ],
    [
      'is the one of the two that still holds what was sent',
      rowsOf(['A2', '', creating(T1, 0)], ['A', '', creating(T1, 0)]),
      place(2, { copies: [1] }),
    ],
    [
      'is gone with its token and its inputs',
      rowsOf(['B', '', queued(0)], ['C', 'id-c', 'Created']),
      place(null),
    ],
    ['is never one that has a code', rowsOf(['A', 'id-a', creating(T1, 0)]), place(null)],
  ])('%s', (_, rows, expected) => {
    expect(locate([flight(T1, 'A')], rows)).toEqual([expected]);
  });

  test('is not an empty row, where nothing is known but its token', () => {
    const unknown = {
      token: T1,
      inputs: { name: '', destination: '', shown: '', slug: '', tags: [], ...textsBy(() => '') },
    };
    const rows = readRows([world.HEADERS, world.HEADERS.map(() => '')], COLUMNS);
    expect(locate([unknown], rows)).toEqual([place(null)]);
  });

  test('is found for each of two requests whose inputs changed places', () => {
    const rows = rowsOf(['A', '', creating(T2, 0)], ['B', '', creating(T1, 0)]);
    expect(locate([flight(T1, 'A'), flight(T2, 'B')], rows)).toEqual([place(1), place(2)]);
  });
});

/** Rows in flight (F), in the queue (Q), with a code (C), or never asked for; some are alike. */
const sheet = fc
  .array(
    fc.record({ name: fc.constantFrom('A', 'B', 'C', 'D'), state: fc.constantFrom('F', 'F', 'Q', 'C', '') }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((rows) =>
    rows.map(({ name, state }, who): SheetRow => {
      const status = { F: creating(`t00${who}-00000`, 0), Q: queued(0), C: 'Created', '': '' }[state] ?? '';
      return {
        who,
        cells: [name, 'https://a.example/', '', '', state === 'C' ? `id-${who}` : '', '', '', status],
      };
    }),
  );

/** Whatever one user does to the sheet; 4 types something else into a name. */
const retyping = fc.record({
  kind: fc.constant('retype' as const),
  at: fc.nat(12),
  name: fc.constantFrom('A', 'X'),
});
const edit = fc.oneof(
  world.fullSort,
  world.inputSort,
  world.insertion,
  world.deletion,
  world.copying,
  retyping,
);

function editedBy(
  rows: SheetRow[],
  edits: ReadonlyArray<world.Edit | { kind: 'retype'; at: number; name: string }>,
) {
  return edits.reduce<SheetRow[]>((before, step) => {
    if (before.length === 0) return before;
    if (step.kind !== 'retype') return world.edited(before, step);
    const changed = step.at % before.length;
    return before.map((row, at) =>
      at === changed ? { ...row, cells: [step.name, ...row.cells.slice(1)] } : row,
    );
  }, rows);
}

const read = (rows: readonly SheetRow[]) => readRows(display(rows), COLUMNS);
const flightsOf = (rows: readonly SheetRow[]) =>
  read(rows).flatMap((row) => ('token' in row.mark ? [{ token: row.mark.token, inputs: row }] : []));

describe('whatever users do in between', () => {
  test('no row is given to two requests, and none that has a code is given to any', () => {
    fc.assert(
      fc.property(sheet, fc.array(edit, { maxLength: 4 }), (before, edits) => {
        const rows = read(editedBy(before, edits));
        const places = locate(flightsOf(before), rows);
        const taken = places.flatMap(({ index }) => (index === null ? [] : [index]));
        expect(new Set(taken).size).toBe(taken.length);
        const byIndex = new Map(rows.map((row) => [row.index, row]));
        for (const { index, copies, stale } of places) {
          if (index !== null) expect(byIndex.get(index)?.id).toBe('');
          for (const other of [...copies, ...stale]) expect(taken).not.toContain(other);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a request whose row was only moved is found at a row that was filled in like it', () => {
    const moves = fc.oneof(
      fc.array(fc.oneof(world.fullSort, world.insertion), { maxLength: 4 }),
      fc.array(fc.oneof(world.fullSort, world.inputSort), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(sheet, moves, (before, edits) => {
        // Sorting a part of the columns puts inputs beside a code of another row: that is put right before rows are looked for.
        fc.pre(before.every(({ cells }) => cells[4] === '' && cells[7] !== ''));
        const rows = read(editedBy(before, edits));
        const flights = flightsOf(before);
        locate(flights, rows).forEach(({ index, edited }, nth) => {
          const row = rows.find((candidate) => candidate.index === index);
          expect(row && inputsKey(row)).toBe(inputsKey(flights[nth]?.inputs as Row));
          expect(edited).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });
});
