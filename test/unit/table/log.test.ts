// The log: lines as cells, and what is understood of a sheet that people may have changed.
import fc from 'fast-check';
import { isSameLine } from '../../../src/jobs/sealed-line';
import { TEXTS, textsBy } from '../../../src/shared/texts';
import {
  cellsOf,
  DONE,
  isLog,
  LOG_ACTIONS,
  LOG_HEADER,
  type LogLine,
  lastJob,
  noteCells,
  readLog,
  SENT,
} from '../../../src/table/log';

const NOON = Date.UTC(2027, 0, 4, 12);
const line = (more: Partial<LogLine> = {}): LogLine => ({
  when: NOON,
  who: 'Ann',
  action: 'Create',
  id: 'qr_1',
  name: 'A talk',
  tags: ['a', 'b'],
  before: '',
  after: 'https://example.com/a',
  result: DONE,
  job: 'job-1',
  ...more,
});
/** As Sheets shows what was written: an apostrophe in front is not shown. */
const shown = (lines: LogLine[]): string[][] => [
  [...LOG_HEADER],
  ...lines.map((one) => cellsOf(one).map((text) => text.replace(/^'/, ''))),
];

test('a line is a row that people read', () => {
  expect(cellsOf(line())).toEqual([
    '2027-01-04 12:00:00 UTC',
    ...['Ann', 'Create', 'qr_1', 'A talk', 'a, b', '', 'https://example.com/a', 'done', 'job-1'],
    ...TEXTS.map(() => ''),
  ]);
  expect(cellsOf(line({ description: '=For all' }))).toContain("'=For all");
});

test('words that Sheets would take for a formula stay text, and none is longer than a cell', () => {
  const cells = cellsOf(line({ name: '=A1', who: '+x', after: '='.repeat(60_000) }));
  expect([cells[4], cells[1]]).toEqual(["'=A1", "'+x"]);
  expect(cells[7]).toHaveLength(50_000);
});

test('every line is read back as it was, to the second', () => {
  const word = fc.string({ maxLength: 20 }).map((text) => text.trim());
  const some = word.filter((text) => text !== '');
  const tag = some.filter((text) => !/[\u200b\u2060\ufeff]/.test(text));
  const lines = fc.record({
    when: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
    who: word,
    action: fc.constantFrom(...LOG_ACTIONS),
    id: some,
    name: word,
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
    before: word,
    after: word,
    result: some,
    job: some,
    ...textsBy(() => word),
  });
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 5 }), (all) => {
      const seconds = all.map((one, index) => ({
        ...one,
        seal: '',
        when: Math.floor(one.when / 1000) * 1000,
        row: index + 1,
      }));
      expect(readLog(shown(all))).toEqual(seconds);
    }),
  );
});

describe('reading', () => {
  const good = cellsOf(line());
  const changed = (column: string, text: string) =>
    good.map((cell, index) => (LOG_HEADER[index] === column ? text : cell));

  test.each([
    ['of an unknown action', changed('Action', 'Explode')],
    ['of an action that every object has', changed('Action', 'constructor')],
    ['without an ID', changed('QR ID', ' ')],
    ['without a job', changed('Job', '')],
    ['without a result', changed('Result', '')],
    ['with a date of Sheets', changed('When', '1/4/2027 12:00:00')],
    ['with a day that is none', changed('When', '2027-02-31 12:00:00 UTC')],
    ['that is short', ['2027-01-04 12:00:00 UTC', 'Ann']],
    ['that is empty', []],
  ])('leaves out a row %s, and keeps the numbers of the others', (_, row) => {
    expect(readLog([[...LOG_HEADER], row, good]).map(({ row: at }) => at)).toEqual([2]);
  });

  test('a log of the first version, without descriptions, is read', () => {
    const first = LOG_HEADER.slice(0, 10);
    expect(isLog([first])).toBe(true);
    expect(readLog([first, good.slice(0, 10), [...good.slice(0, 10), 'For all']])).toEqual([
      { ...line(), row: 1, ...textsBy(() => ''), seal: '' },
      { ...line(), row: 2, ...textsBy(() => ''), description: 'For all', seal: '' },
    ]);
  });

  test('a note about a run is no line of a code', () => {
    const note = noteCells('Ann', '=No answer.', NOON);
    expect(note).toHaveLength(LOG_HEADER.length);
    expect([note[2], note[8]]).toEqual(['Schedule', "'=No answer."]);
    expect(readLog([[...LOG_HEADER], note])).toEqual([]);
  });

  test('a note beside the columns does no harm', () => {
    expect(
      readLog([
        [...LOG_HEADER, 'Mine'],
        [...good, 'x'],
      ]),
    ).toMatchObject([line()]);
  });

  test.each([
    ['empty', []],
    ['a user’s own', [['When', 'Who'], good]],
    ['with a column moved', [[...LOG_HEADER].reverse(), good]],
  ])('a sheet that is %s is no log', (_, grid) => {
    expect(isLog(grid)).toBe(false);
    expect(readLog(grid)).toEqual([]);
  });
});

describe('the last job', () => {
  const at = (seconds: number, more: Partial<LogLine>) => line({ when: NOON + seconds * 1000, ...more });
  const history = [at(0, {}), at(1, { action: 'Rename', after: 'The talk' }), at(2, { action: 'Pause' })];

  test('is the newest one that did anything, with all its lines in time', () => {
    const second = [
      at(20, { id: 'qr_7', job: 'job-2', result: 'Qrius refused.' }),
      at(21, { id: 'qr_8', job: 'job-2' }),
    ];
    const third = at(30, { id: 'qr_9', job: 'job-3', result: SENT });
    expect(lastJob([third, ...[...second].reverse(), ...history])).toEqual({ job: 'job-2', lines: second });
    expect(lastJob([third])).toBeNull();
    expect(lastJob([])).toBeNull();
  });
});

test('two lines are the same only where each part is that a seal covers', () => {
  const one = { ...line(), ...textsBy((text) => text), seal: 'seal' };
  const again = { ...one, tags: [...one.tags], result: SENT };
  expect(isSameLine(one, again)).toBe(true);
  const other = { when: NOON + 1_000, tags: ['a', 'c'] };
  for (const part of Object.keys(one).filter((name) => name !== 'result'))
    expect([part, isSameLine(one, { ...one, [part]: Reflect.get(other, part) ?? 'other' })]).toEqual([
      part,
      false,
    ]);
});
