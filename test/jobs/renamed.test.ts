// A header that is renamed in the middle of a job, of every kind: the job says so, writes nothing elsewhere, and finishes when it is put back.

import type { ExecutionResult } from '../../sim/apps-script/execute';
import type { World } from '../../sim/apps-script/world';
import { ask, type Course } from '../../sim/sidebar';
import type { Trial } from '../../sim/trial';
import { AFTER_LEASE_MS, SHEET } from '../support/desk';
import { begun, type Job, jobOf, KINDS, type Kind } from './kinds';
import { isOver, rest, words } from './rest';
import { HEADERS } from './sheet';

/** Headers that are renamed: those that a job of any kind reads, and those that it writes. */
const RENAMED: Record<Kind, string[]> = {
  create: ['Name', 'URL', 'QR ID', 'Short URL', 'QR code image', 'Status'],
  destination: ['URL', 'QR ID', 'Status', 'Name'],
  changed: ['URL', 'QR ID', 'Status', 'Tags'],
  tags: ['Tags', 'QR ID', 'Status', 'URL'],
  delete: ['QR ID', 'Short URL', 'QR code image', 'Status', 'URL'],
  undo: ['URL', 'QR ID', 'Status'],
  import: ['Name', 'URL', 'QR ID', 'Short URL', 'Status'],
  refresh: ['Scans as of', 'Scans', 'Last scan', 'QR ID', 'Status', 'URL'],
};
const OTHER = 'Something else';
/** Each n-th call of a run that reaches the sheet is struck. */
const STEP = 2;
/** How the cells of a sheet are read. */
const READS = ['Range.getDisplayValues', 'Range.getValues'];

const cellOf = (header: string) => `${String.fromCharCode(65 + HEADERS.indexOf(header))}1`;
const rename = (world: World, header: string) => world.user.setCell(SHEET, cellOf(header), OTHER);
const putBack = (world: World, header: string) => world.user.setCell(SHEET, cellOf(header), header);

/** The sheet as a user sees it, a picture by its formula. */
const seen = ({ world }: Pick<Trial, 'world'>): string[][] => {
  const formulas = world.formulas(SHEET);
  return world.table(SHEET).map((row, index) => row.map((text, column) => formulas[index]?.[column] || text));
};

/** Cells that changed in columns that the job has no business in. @param renamed the column that was renamed, if it must not change. */
function touched(job: Job, before: string[][], after: string[][], renamed: string | null): string[] {
  return before.flatMap((row, index) =>
    (after[index] ?? []).flatMap((text, column) => {
      const header = HEADERS[column] ?? '';
      const may = index > 0 && job.writes.includes(header) && header !== renamed;
      return may || text === (row[column] ?? '') ? [] : [`${header} in row ${index + 1} became “${text}”`];
    }),
  );
}

/** What must hold once the job rests under the other name, and once the name is put back. */
function faults(job: Job, made: Trial, course: Course | null, header: string, since: number): string[] {
  putBack(made.world, header);
  const said = words(course);
  const mayContinue = course?.rest.kind === 'rests' && course.rest.view.failure?.code === 'columns-changed';
  // A job that began with the other name is refused at once, and the user begins it again.
  const refused = course?.rest.kind === 'refused' && /^columns-/.test(course.rest.failure.code);
  if (!isOver(course) && !mayContinue && !refused) return [`it ${said}`];
  made.world.advance(60_000);
  const last = isOver(course)
    ? course
    : rest(made, () => (refused ? job.begin(made.world) : ask(made.world, 'continueJob', null)));
  return [
    ...(isOver(last) ? [] : [`with the header put back it is: ${words(last)}`]),
    ...job.wrong(made, since),
  ].map((fault) => `${fault} (first: ${said})`);
}

/** Calls that reach the sheet or Qrius once the job has seen the headers: before, the other name is all that it ever saw. */
function callsOf(history: readonly ExecutionResult[]): Array<{ execution: number; k: number; name: string }> {
  const click = history.findIndex(({ calls }) =>
    calls.some(({ name }) => name === 'Properties.setProperties'),
  );
  return history.slice(click).flatMap(({ calls, execution }, at) => {
    const first = at > 0 ? 0 : calls.findIndex(({ name }) => READS.includes(name)) + 1;
    return calls
      .slice(first)
      .filter(({ trip, name }) => trip && /^(Range|SpreadsheetApp|UrlFetchApp|Sheet)\./.test(name))
      .map(({ k, name }) => ({ execution, k, name }));
  });
}

describe.each(KINDS)('a header is renamed in a job (%s)', (kind) => {
  const job = jobOf(kind);

  test('undisturbed it takes several slices, and leaves all as it should be', () => {
    const made = job.set();
    const since = made.world.now();
    const course = rest(made, () => job.begin(made.world));
    expect(job.wrong(made, since)).toEqual([]);
    expect(words(course)).toBe('ended, done');
    if (kind !== 'import') expect(course?.views.length).toBeGreaterThan(1);
  });

  test('between two slices', () => {
    const found = RENAMED[kind].flatMap((header) => {
      const made = job.set();
      const since = made.world.now();
      const first = begun(job, made);
      rename(made.world, header);
      const before = seen(made);
      made.world.advance(first.waitMs);
      const course = rest(made, () => ask(made.world, 'continueJob', null));
      const wrong = touched(job, before, seen(made), header);
      return [...wrong, ...faults(job, made, course, header, since)].map((fault) => `${header}: ${fault}`);
    });
    expect(found).toEqual([]);
  });

  test('during a slice', () => {
    const plain = job.set();
    const before = plain.world.history.length;
    rest(plain, () => job.begin(plain.world));
    const calls = callsOf(plain.world.history.slice(before));
    const found = calls
      .filter((_, at) => at % STEP === 0)
      .flatMap(({ execution, k, name }, at) => {
        const header = RENAMED[kind][at % RENAMED[kind].length] ?? '';
        const made = job.set();
        const since = made.world.now();
        let table: string[][] = [];
        made.world.faults.push({
          at: { k },
          execution,
          when: 'before',
          do: {
            kind: 'act',
            act: (world) => {
              rename(world, header);
              table = seen({ world });
            },
          },
        });
        const course = rest(made, () => job.begin(made.world));
        if (made.world.faults.length > 0) throw new Error('The rename never happened.');
        if (course?.rest.kind === 'cutOff') made.world.advance(AFTER_LEASE_MS);
        // What was read before goes into the column that was renamed, which is the same one.
        const wrong = touched(job, table, seen(made), null);
        return [...wrong, ...faults(job, made, course, header, since)].map(
          (fault) => `${header} before call ${k} of execution ${execution}, ${name}: ${fault}`,
        );
      });
    expect(found).toEqual([]);
  });
});
