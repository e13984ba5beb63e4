// Columns of a user's own that are called as the add-on calls its scan counts: none of their cells ever changes, whoever runs the refresh.
import type { Course } from '../../../sim/sidebar';
import { DAY, hours, SCANS, SHEET } from '../../support/desk';
import { home, setSchedule, sheetOfCodes } from '../automation/helper';
import { numbered, type RefreshDesk, refresh, refreshDesk, scansAt } from './helper';

const ROWS = 3;

interface Own {
  title: string;
  /** Headers at the right of the sheet's own, and the cells of each row under them. */
  headers: string[];
  cells: string[][];
}

const formula = (n: number) => `=A${n + 2}&" seen"`;
const rowsOf = (make: (n: number) => string[]) => Array.from({ length: ROWS }, (_, n) => make(n));

/** Each header alone, with texts, numbers, and formulas in it; in one row only; and two columns of one name. */
const OWN: Own[] = [
  ...SCANS.flatMap((header): Own[] => [
    { title: `“${header}” with words`, headers: [header], cells: rowsOf((n) => [`word ${n}`]) },
    { title: `“${header}” with formulas`, headers: [header], cells: rowsOf((n) => [formula(n)]) },
    {
      title: `“${header}” with a word in one row`,
      headers: [header],
      cells: rowsOf((n) => [n === 1 ? 'a word' : '']),
    },
  ]),
  { title: '“Scans” with numbers', headers: ['Scans'], cells: rowsOf((n) => [String(n + 7)]) },
  {
    title: '“Scans” with a formula in one row',
    headers: ['Scans'],
    cells: rowsOf((n) => [n === 2 ? formula(n) : '']),
  },
  {
    title: 'all five with words',
    headers: SCANS,
    cells: rowsOf((n) => SCANS.map((header) => `${header} ${n}`)),
  },
  {
    title: 'two columns “Scans”, words in the first',
    headers: ['Scans', 'scans'],
    cells: rowsOf((n) => [`word ${n}`, '']),
  },
  {
    title: 'two columns “Scans”, words in the second',
    headers: ['Scans', 'Scans'],
    cells: rowsOf((n) => ['', `word ${n}`]),
  },
  {
    title: '“Scans” with numbers beside an empty “Scans as of”',
    headers: ['Scans', 'Scans as of'],
    cells: rowsOf((n) => [String(n + 7), '']),
  },
];

/** A column as a user sees it, from its header down: what its cells show, and their formulas. */
const columnOf = ({ world }: Pick<RefreshDesk, 'world'>, at: number): string[] =>
  world.table(SHEET).map((row, index) => `${row[at] ?? ''}|${world.formulas(SHEET)[index]?.[at] ?? ''}`);

/** The columns that hold anything of the user's, by number. */
const filled = (own: Own, first: number): number[] =>
  own.headers.flatMap((_, at) => (own.cells.some((row) => row[at] !== '') ? [first + at] : []));

/** A sheet of codes, and the columns of the user's own at its right. */
function withOwn(own: Own): RefreshDesk & { others: number[] } {
  const made = refreshDesk(numbered(ROWS), own.headers);
  made.world.user.setCells(SHEET, 'F2', own.cells);
  // Name, URL, QR ID and Note beside them.
  return { ...made, others: [0, 1, 2, 4, ...filled(own, 5)] };
}

/** What is wrong after a refresh: a refusal that names the column is fine, and so are counts in a column of the add-on's own. */
function faults(
  made: RefreshDesk & { others: number[] },
  { rest }: Course,
  own: Own,
  since: number,
): string[] {
  if (rest.kind !== 'rests') {
    const named =
      rest.kind === 'refused' && own.headers.some((header) => rest.failure.message.includes(header));
    return named && rest.kind === 'refused' && rest.failure.code === 'columns-unclear'
      ? []
      : [`it was refused: ${JSON.stringify(rest)}`];
  }
  const { world, codes } = made;
  const { phase, ending, done } = rest.view;
  if ([phase, ending, done].join() !== `ended,done,${ROWS}`) return [`it is ${phase}, ${ending}, ${done}`];
  const width = world.table(SHEET)[0]?.length ?? 0;
  const counts = Array.from({ length: width }, (_, at) => at).filter(
    (at) =>
      !made.others.includes(at) &&
      codes.every((code, n) => {
        const scans = world.values(SHEET)[n + 1]?.[at];
        const [least, most] = [since, world.now()].map((now) => scansAt(made, code, now).totalScans);
        return typeof scans === 'number' && scans >= (least ?? 0) && scans <= (most ?? 0);
      }),
  );
  const wanted = own.headers.every((header) => !/^scans$/i.test(header)) ? [0, 1] : [1];
  return wanted.includes(counts.length) ? [] : [`the scans are in the columns ${counts.join() || 'none'}`];
}

describe.each(OWN)('a user’s own column: $title', (own) => {
  test('keeps its cells, through two refreshes of the sheet', () => {
    const made = withOwn(own);
    const before = made.others.map((at) => columnOf(made, at));
    const first = made.world.now();
    const once = faults(made, refresh(made), own, first);
    made.world.advance(DAY);
    const second = made.world.now();
    const twice = faults(made, refresh(made), own, second);
    expect(made.others.map((at) => columnOf(made, at))).toEqual(before);
    expect([once, twice]).toEqual([[], []]);
  });

  test('keeps its cells where a row without a word in it is selected', () => {
    const made = withOwn(own);
    const before = made.others.map((at) => columnOf(made, at));
    made.world.user.select(['A2'], SHEET);
    refresh(made, 'selection');
    expect(made.others.map((at) => columnOf(made, at))).toEqual(before);
  });

  test('keeps its cells in the run of a schedule, which says what it did', () => {
    const made = sheetOfCodes(ROWS);
    made.world.user.setCells(SHEET, 'H1', [own.headers, ...own.cells]);
    const others = [0, 1, 2, 3, 4, ...filled(own, 7)];
    const before = others.map((at) => columnOf(made, at));
    setSchedule(made.world, { kind: 'hour' });
    hours(made, 2);
    expect(others.map((at) => columnOf(made, at))).toEqual(before);
    expect(home(made.world).schedule?.lastOutcome).toMatch(
      new RegExp(`^${ROWS} rows refreshed\\.|${own.headers.join('|')}`, 'i'),
    );
  });
});

test.each(SCANS)(
  'a formula that a user put into the add-on’s own column “%s” is not overwritten',
  (header) => {
    const made = refreshDesk(numbered(ROWS), SCANS);
    refresh(made);
    const cell = `${String.fromCharCode(70 + SCANS.indexOf(header))}3`;
    made.world.user.setCell(SHEET, cell, '=A3&" seen"');
    made.world.advance(DAY);
    refresh(made);
    expect(made.world.formulas(SHEET)[2]?.[5 + SCANS.indexOf(header)]).toBe('=A3&" seen"');
  },
);
