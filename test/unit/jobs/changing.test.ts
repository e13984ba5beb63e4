// Sheet, Qrius and what was last sent are compared: who changed what, and what cannot be sent.
import fc from 'fast-check';
import { ACTIONS, changeOf } from '../../../src/jobs/change/actions';
import { compare, type Difference } from '../../../src/jobs/change/compare';
import { type Base, baseOf, FIELD_NAMES, FIELDS, fieldOf } from '../../../src/jobs/fields';
import type { Code } from '../../../src/qrius/readings';
import type { Field } from '../../../src/shared/contract/change';
import { textsBy } from '../../../src/shared/texts';
import { DONE, LOG_ACTIONS, type LogAction, type LogLine, SENT } from '../../../src/table/log';
import { type Row, readRows } from '../../../src/table/rows';

const COLUMNS = { headerRow: 0, at: { name: 0, destination: 1, tags: 2, id: 3, description: 4 } };
type Cells = [name: string, url: string, tags: string, id: string, description?: string];
const rowsOf = (...cells: Cells[]): Row[] =>
  readRows(
    [
      ['Name', 'URL', 'Tags', 'QR ID', 'QR description'],
      ...cells.map((row) => row.map((text) => text ?? '')),
    ],
    COLUMNS,
  );

type Live = Pick<Code, 'id' | 'name' | 'destination' | 'tags'> & Partial<Code>;
const BARE = { slug: '', shortUrl: '', imageUrl: '', createdAt: null, paused: null, ...textsBy(() => null) };
const liveOf = (...codes: Live[]) =>
  new Map(codes.map((code): [string, Code] => [code.id, { ...BARE, ...code }]));
const A = 'https://a.example/1';
const B = 'https://a.example/2';
const C = 'https://a.example/3';
const CODE: Live = { id: 'q', name: 'N', destination: A, tags: ['x', 'y'] };
const ALL: ReadonlySet<Field> = new Set(FIELD_NAMES);
const run = (rows: Row[], code: Live = CODE, base: Base = {}, fields = ALL) =>
  compare(rows, liveOf(code), new Map([['q', base]]), fields);
const numbers = (rows: readonly Row[]) => rows.map(({ index }) => index + 1);
/** Rows by their numbers, as a user counts them. */
const shown = ({ differences, missing, faults, unchanged }: ReturnType<typeof compare>) => ({
  differences: differences.map(({ rows, ...rest }) => ({ ...rest, rows: numbers(rows) })),
  missing: missing.map(numbers),
  faults: faults.map(({ rows, sentence }) => ({ rows: numbers(rows), sentence })),
  unchanged,
});
const NOTHING = { differences: [], missing: [], faults: [], unchanged: 0 };
const about = { id: 'q', rows: [2] };

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
    ['holds a tag with a comma in quotes', ['N', A, '"x,y"', 'q'], { ...CODE, tags: ['x,y'] }, {}, []],
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
      [{ ...about, field: 'destination', here: B, there: A, side: 'here' }],
    ],
    [
      'was changed at Qrius',
      ['N', A, 'x, y', 'q'],
      { ...CODE, destination: B },
      { destination: A },
      [{ ...about, field: 'destination', here: A, there: B, side: 'there' }],
    ],
    [
      'was changed on both sides',
      ['N', C, 'x, y', 'q'],
      { ...CODE, destination: B },
      { destination: A },
      [{ ...about, field: 'destination', here: C, there: B, side: 'both' }],
    ],
    [
      'differs, and nobody knows what was last sent',
      ['M', B, 'z', 'q'],
      CODE,
      {},
      [
        { ...about, field: 'destination', here: B, there: A, side: 'both' },
        { ...about, field: 'name', here: 'M', there: 'N', side: 'both' },
        { ...about, field: 'tags', here: 'z', there: 'x, y', side: 'both' },
      ],
    ],
    [
      'lost its tags here',
      ['N', A, '', 'q'],
      CODE,
      { tags: 'y, x' },
      [{ ...about, field: 'tags', here: '', there: 'x, y', side: 'here' }],
    ],
    [
      'got a description here',
      ['N', A, 'x, y', 'q', ' For all '],
      { ...CODE, description: '' },
      { description: '' },
      [{ ...about, field: 'description', here: 'For all', there: '', side: 'here' }],
    ],
    [
      'got a description at Qrius',
      ['N', A, 'x, y', 'q', ''],
      { ...CODE, description: 'New' },
      { description: '' },
      [{ ...about, field: 'description', here: '', there: 'New', side: 'there' }],
    ],
  ])('%s', (_, cells, code, base, differences) => {
    const unchanged = differences.length === 0 ? 1 : 0;
    expect(shown(run(rowsOf(cells), code, base))).toEqual({ ...NOTHING, differences, unchanged });
  });

  test.each(FIELD_NAMES)('in a sheet without a column says nothing of the %s', (field) => {
    const others = new Set(FIELD_NAMES.filter((other) => other !== field));
    const cells: Cells = ['M', B, 'z', 'q', 'Mine'];
    const code = { ...CODE, description: 'Theirs' };
    expect(run(rowsOf(cells), code).differences.map((difference) => difference.field)).toEqual(FIELD_NAMES);
    expect(run(rowsOf(cells), code, {}, others).differences.map((difference) => difference.field)).toEqual([
      ...others,
    ]);
  });

  test('whose code the account does not have is missing', () => {
    expect(shown(run(rowsOf(['N', A, '', 'gone'], ['M', A, '', 'gone'])))).toEqual({
      ...NOTHING,
      missing: [[2, 3]],
    });
  });

  test.each<[string, Cells, string]>([
    ['name', ['', A, 'x,y', 'q'], 'the name is missing.'],
    ['destination', ['N', '', 'x,y', 'q'], 'the destination is missing.'],
    [
      'proper destination, also where more differs',
      ['M', 'ftp://a.example', 'z', 'q'],
      'the destination must begin with http:// or https://, not with “ftp:”. Only web addresses can become codes.',
    ],
  ])('without a %s sends nothing', (_, cells, sentence) => {
    expect(shown(run(rowsOf(cells)))).toEqual({ ...NOTHING, faults: [{ rows: [2], sentence }] });
  });

  test('that only follows Qrius need not be valid', () => {
    const { faults, differences } = run(rowsOf(['N', 'intranet', 'x,y', 'q']), CODE, {
      destination: 'intranet',
    });
    expect([faults, differences.map(({ side }) => side)]).toEqual([[], ['there']]);
  });

  test('that shares its code with another must agree with it', () => {
    const same = run(rowsOf(['M', A, 'x,y', 'q'], ['O', A, '', 'other'], ['M', A, 'y,x', 'q']));
    expect(shown(same).differences).toMatchObject([{ rows: [2, 4], field: 'name', here: 'M' }]);
    const sentence =
      'the code is in rows 2 and 3 with different destinations and tags. Make them the same, or clear the ID in all but one.';
    expect(shown(run(rowsOf(['N', A, 'x,y', 'q'], ['N', B, 'x', 'q'])))).toEqual({
      ...NOTHING,
      faults: [{ rows: [2, 3], sentence }],
    });
  });
});

test('what was changed here sent, and what was changed there written, sheet and Qrius agree', () => {
  const names = fc.constantFrom('N', 'M', 'O', '');
  const urls = fc.constantFrom(A, B, C, 'HTTPS://A.EXAMPLE/1');
  const tags = fc.subarray(['x', 'y', 'z, w']);
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const ids = fc.constantFrom('p', 'q', 'r', 's');
  const tagCell = tags.map((all) => all.join(','));
  const sheet = fc.array(fc.tuple(names, urls, tagCell, ids, names), { maxLength: 8 });
  const code = fc.record({
    id: ids,
    name: maybe(names),
    destination: maybe(urls),
    tags: maybe(tags),
    description: maybe(names),
  });
  const base = fc.record(
    { name: names, destination: urls, tags: tagCell, description: names },
    { requiredKeys: [] },
  );
  const column = { name: 0, destination: 1, tags: 2, description: 4 } as const;
  /** Sends what was changed here alone, and writes what was changed there alone. */
  const resolved = (
    { id, field, side, here, there }: Difference,
    cells: Cells[],
    live: Map<string, Code>,
  ) => {
    const at = live.get(id);
    if (!at) throw new Error('A code that the account does not have cannot differ.');
    const change = changeOf({ action: FIELDS[field].action, after: here }, null);
    if (side === 'here' && change.kind === 'destination') at.destination = change.url;
    if (side === 'here' && change.kind === 'tags') at.tags = change.tags;
    if (side === 'here' && (change.kind === 'name' || change.kind === 'description'))
      at[change.kind] = change.text;
    if (side === 'there') for (const row of cells.filter((own) => own[3] === id)) row[column[field]] = there;
  };
  fc.assert(
    fc.property(sheet, fc.array(code), fc.dictionary(ids, base), (rows, codes, sent) => {
      const cells: Cells[] = rows.map((row) => [...row]);
      const live = liveOf(...codes);
      const bases = new Map(Object.entries(sent));
      const before = compare(rowsOf(...cells), live, bases, ALL);
      for (const difference of before.differences) resolved(difference, cells, live);
      const after = compare(rowsOf(...cells), live, bases, ALL);
      const open = (differences: readonly Difference[]) =>
        differences.map(({ id, field, side }) => [id, field, side]);
      expect(open(after.differences)).toEqual(open(before.differences.filter(({ side }) => side === 'both')));
      expect([shown(after).missing, shown(after).faults]).toEqual([
        shown(before).missing,
        shown(before).faults,
      ]);
      const named = [...after.differences, ...after.faults].flatMap((one) => numbers(one.rows));
      const counted = new Set([...named, ...after.missing.flatMap(numbers)]).size;
      expect(counted + after.unchanged).toBe(cells.length);
    }),
    { numRuns: 500 },
  );
});

const LINE: LogLine = {
  when: 0,
  who: 'Ann',
  action: 'Create',
  id: 'q',
  name: 'N',
  tags: ['x', 'y'],
  before: '',
  after: A,
  result: DONE,
  job: 'job-1',
};
const lineOf = (action: LogAction, before: string, after: string): LogLine => ({
  ...LINE,
  action,
  before,
  after,
});

describe('the fields of a code', () => {
  test('have each an action of its own, and a switch changes the destination', () => {
    expect(FIELD_NAMES.map((field) => fieldOf(FIELDS[field].action))).toEqual(FIELD_NAMES);
    const without = LOG_ACTIONS.filter((action) => fieldOf(action) === null);
    expect(without).toEqual(['Create', 'Use existing', 'Pause', 'Activate', 'Delete', 'Import']);
    expect(fieldOf('Switch')).toBe('destination');
  });

  const at = (seconds: number, more: Partial<LogLine>) => ({ ...LINE, when: seconds * 1000, ...more });
  const history = [
    at(0, { description: 'For all' }),
    at(1, { action: 'Change destination', before: A, after: B }),
    at(2, { action: 'Rename', before: 'N', after: 'M' }),
    at(3, { action: 'Change tags', before: 'x, y', after: 'c; d' }),
    at(4, { action: 'Change destination', after: 'https://example.com/lost', result: SENT }),
    at(5, { action: 'Rename', after: 'Never', result: 'Qrius refused the name.' }),
    at(6, { action: 'Pause' }),
    at(7, { id: 'q2', action: 'Use existing', name: 'Old', tags: [], after: A }),
    at(8, { id: 'q3', action: 'Import', name: 'In', tags: ['x'], after: B, description: 'Theirs' }),
    at(9, { id: 'q4' }),
    at(10, { id: 'q4', action: 'Delete' }),
    at(11, { id: 'q5', action: 'Rename', after: 'Its line was trimmed' }),
    at(12, { id: 'q3', action: 'Change description', before: 'Theirs', after: '' }),
    at(13, { id: 'q2', action: 'Switch', before: A, after: C }),
  ];

  test('were last sent as the log says, counting only what was done, in whatever order its lines are', () => {
    const expected = new Map<string, Base>([
      ['q', { name: 'M', destination: B, tags: 'c; d', description: 'For all' }],
      ['q2', { name: 'Old', destination: C, tags: '', description: '' }],
      ['q3', { name: 'In', destination: B, tags: 'x', description: '' }],
      ['q5', { name: 'Its line was trimmed' }],
    ]);
    expect(baseOf(history)).toEqual(expected);
    expect(baseOf([...history].reverse())).toEqual(expected);
  });
});

describe('an action of the log', () => {
  const code = (more: Partial<Code> = {}): Code => ({ ...BARE, ...CODE, ...more });

  test.each<[LogAction, string, Partial<Code>, boolean]>([
    ['Change destination', A, {}, true],
    ['Change destination', 'HTTPS://A.example/1', {}, true],
    ['Change destination', B, {}, false],
    ['Change destination', A, { destination: null }, false],
    ['Switch', A, {}, true],
    ['Switch', B, {}, false],
    ['Change tags', 'y; x', {}, true],
    ['Change tags', '', { tags: [] }, true],
    ['Change tags', 'x', {}, false],
    ['Change tags', '', { tags: null }, false],
    ['Rename', ' N ', {}, true],
    ['Rename', 'M', {}, false],
    ['Change description', '', { description: '' }, true],
    ['Change description', '', { description: null }, false],
    ['Change description', 'D', { description: 'E' }, false],
    ['Pause', 'paused', { paused: true }, true],
    ['Pause', 'paused', { paused: false }, false],
    ['Pause', 'paused', { paused: null }, false],
    ['Activate', 'active', { paused: false }, true],
    ['Activate', 'active', { paused: true }, false],
    ['Activate', 'active', { paused: null }, false],
    ['Delete', '', {}, false],
    ['Create', A, {}, false],
    ['Use existing', A, {}, false],
    ['Import', A, {}, false],
  ])('%s to “%s” is done where the account shows %j: %p', (action, after, more, isDone) => {
    expect(ACTIONS[action].isDone(code(more), after)).toBe(isDone);
  });

  test.each(LOG_ACTIONS)('%s is done at a code that is gone only where it deletes', (action) => {
    expect(ACTIONS[action].isDone(undefined, A)).toBe(action === 'Delete');
  });

  const CHANGED = 'it was changed since, and is left as it is.';
  test.each<[LogLine, Partial<Code>, ReturnType<(typeof ACTIONS)['Create']['undo']>]>([
    [LINE, {}, { action: 'Delete', before: A, after: '' }],
    [LINE, { tags: ['y', 'x'], name: ' N' }, { action: 'Delete', before: A, after: '' }],
    // A field that Qrius does not say is taken for unchanged.
    [LINE, { name: null, destination: null, tags: null }, { action: 'Delete', before: '', after: '' }],
    [LINE, { destination: B }, CHANGED],
    [LINE, { name: 'M' }, CHANGED],
    [LINE, { tags: [] }, CHANGED],
    [LINE, { description: 'Added in Qrius' }, CHANGED],
    [{ ...LINE, description: 'D' }, { description: 'D ' }, { action: 'Delete', before: A, after: '' }],
    [lineOf('Use existing', '', A), {}, null],
    [lineOf('Import', '', A), {}, null],
    [lineOf('Change destination', B, A), {}, { action: 'Change destination', before: A, after: B }],
    [
      lineOf('Change destination', B, A),
      { destination: null },
      { action: 'Change destination', before: A, after: B },
    ],
    [lineOf('Change destination', B, A), { destination: C }, CHANGED],
    [lineOf('Change destination', '', A), {}, 'nobody knows what it opened before.'],
    [lineOf('Switch', B, A), {}, { action: 'Change destination', before: A, after: B }],
    [lineOf('Switch', B, A), { destination: C }, CHANGED],
    [lineOf('Change tags', '', 'x, y'), {}, { action: 'Change tags', before: 'x, y', after: '' }],
    [lineOf('Change tags', 'z', 'x'), {}, CHANGED],
    [lineOf('Rename', 'M', 'N'), {}, { action: 'Rename', before: 'N', after: 'M' }],
    [lineOf('Rename', 'M', 'O'), {}, CHANGED],
    [
      lineOf('Change description', 'D', ''),
      { description: '' },
      { action: 'Change description', before: '', after: 'D' },
    ],
    [lineOf('Change description', 'D', ''), { description: 'E' }, CHANGED],
    [
      lineOf('Pause', 'active', 'paused'),
      { paused: true },
      { action: 'Activate', before: 'paused', after: 'active' },
    ],
    [lineOf('Pause', 'active', 'paused'), {}, { action: 'Activate', before: 'paused', after: 'active' }],
    [lineOf('Pause', 'active', 'paused'), { paused: false }, CHANGED],
    [
      lineOf('Activate', 'paused', 'active'),
      { paused: false },
      { action: 'Pause', before: 'active', after: 'paused' },
    ],
    [lineOf('Activate', 'paused', 'active'), { paused: true }, CHANGED],
    [lineOf('Delete', A, ''), {}, 'a code that was deleted cannot be restored. Create it again.'],
  ])('%j at a code with %j is undone by %j', (line, more, undo) => {
    expect(ACTIONS[line.action].undo(line, code(more))).toEqual(undo);
  });

  test.each(LOG_ACTIONS)('%s of a code that is gone since is not undone', (action) => {
    const nothingToUndo = ['Create', 'Use existing', 'Import'].includes(action);
    const sentence = action === 'Delete' ? /cannot be restored/ : /this Qrius account does not list the code/;
    const undo = ACTIONS[action].undo(lineOf(action, A, B), undefined);
    expect(undo).toEqual(nothingToUndo ? null : expect.stringMatching(sentence));
  });

  test('and its undo are opposites: where it is done, its undo is not, and undone it is as before', () => {
    const states = fc.record({
      name: fc.constantFrom('N', 'M', 'O'),
      destination: fc.constantFrom(A, B, C),
      tags: fc.subarray(['x', 'y']),
      description: fc.constantFrom('', 'D', 'E'),
      paused: fc.boolean(),
    });
    const actions = fc.constantFrom(
      ...(['Change destination', 'Switch', 'Change tags', 'Rename', 'Change description'] as const),
      ...(['Pause', 'Activate'] as const),
    );
    const heldBy = (one: Code, action: LogAction): string => {
      const field = fieldOf(action);
      return field === null ? (one.paused ? 'paused' : 'active') : (FIELDS[field].ofCode(one) ?? '');
    };
    fc.assert(
      fc.property(actions, states, states, (action, before, after) => {
        const [old, now] = [code(before), code(after)];
        if (action === 'Pause' || action === 'Activate') {
          old.paused = action === 'Activate';
          now.paused = !old.paused;
        }
        const line = lineOf(action, heldBy(old, action), heldBy(now, action));
        expect(ACTIONS[action].isDone(now, line.after)).toBe(true);
        const undo = ACTIONS[action].undo(line, now);
        if (line.before === line.after) return expect(undo).toBeNull();
        if (undo === null || typeof undo === 'string') throw new Error('It must be undoable.');
        expect(ACTIONS[undo.action].isDone(old, undo.after)).toBe(true);
        expect([undo.before, undo.after]).toEqual([line.after, line.before]);
      }),
    );
  });
});
