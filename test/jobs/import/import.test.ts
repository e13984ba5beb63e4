// Bringing codes from Qrius into a sheet: only those that are missing, below the last row, and nothing else is touched.
import type { FaultAction } from '../../../sim/apps-script/faults';
import { copyOf } from '../../../sim/copy';
import { ask, callOf, drive, get, isBusy, said } from '../../../sim/sidebar';
import { type Trial, trial } from '../../../sim/trial';
import { columnLetter } from '../../../src/table/cells';
import { LOG_NAME, readLog } from '../../../src/table/log';
import { AFTER_LEASE_MS, createCodes, wait } from '../../support/desk';

const HEADERS = ['No', 'Name', 'URL', 'Slug', 'Tags', 'Note'];
const rows = (count: number) => [
  HEADERS,
  ...Array.from({ length: count }, (_, n) => [
    ...['FALSE', `Talk ${n + 1}`, `https://example.com/${n + 1}`],
    ...[`s-${n + 1}`, 'a, b', `note ${n + 1}`],
  ]),
];
const [NAME, URL, SLUG, TAGS, ID, STATUS] = [1, 2, 3, 4, 6, 9] as const;

/** Sheets with codes for all rows, by the number of these: a run for each would cost more than what is tested. */
const full = new Map<number, Trial>();

/** Codes for all rows, of which the rows from `left` on are then deleted. */
function halfEmpty(count: number, left: number): Trial {
  const known = full.get(count) ?? trial(rows(count), { plan: 'BUSINESS', rateHeaders: true });
  if (!full.has(count)) createCodes(known);
  full.set(count, known);
  const made = copyOf(known);
  for (let row = count + 1; row > left + 1; row -= 1) made.world.user.deleteRow('Sheet1', row);
  made.world.advance(60_000);
  return made;
}

/** As a user does who is told to wait, or sees nothing happen. */
function bringAll({ world }: Trial): string {
  for (let tries = 0; tries < 8; tries += 1) {
    const seen = ask(world, 'getJob', null);
    const open = seen?.ok && seen.value !== null && seen.value.phase !== 'ended';
    const course = drive(
      world,
      () => ask(world, open ? 'continueJob' : 'importCodes', null),
      wait({ world }),
    );
    const { rest } = course;
    if (rest.kind === 'rests' && rest.view.phase === 'ended') return said(course);
    if (rest.kind === 'refused' && rest.failure.code === 'nothing-to-do') return said(course);
    world.advance(isBusy(course) ? AFTER_LEASE_MS : 60_000);
  }
  throw new Error('The job does not end.');
}

/** Sentences for what is not as it must be. */
function faultsOf({ world, qrius }: Trial, kept: string[]): string[] {
  const shown = world
    .table()
    .slice(1)
    .filter((row) => row[NAME] !== '');
  const ids = shown.map((row) => row[ID] ?? '');
  const wrong = shown.flatMap((row) => {
    const code = qrius.codes[row[ID] ?? ''];
    const own =
      code?.name === row[NAME] &&
      code?.destinationUrl === row[URL] &&
      code?.slug === row[SLUG] &&
      code?.tags.join(', ') === row[TAGS];
    return own ? [] : [`${row.join(' | ')} is not the code ${code?.name}`];
  });
  const lost = Object.keys(qrius.codes).filter((id) => !ids.includes(id));
  const notes = world
    .table()
    .map((row) => row[5])
    .filter((note) => note?.startsWith('note'));
  return [
    ...wrong,
    ...lost.map((id) => `${id} is in no row`),
    ...(new Set(ids).size === ids.length ? [] : ['a code is in two rows']),
    ...(notes.join() === kept.join() ? [] : [`the notes are ${notes.join()}`]),
  ];
}
const notes = (count: number) => Array.from({ length: count }, (_, n) => `note ${n + 1}`);

test('the missing ones come below the last row, in their order, with a word and a line in the log', () => {
  const made = halfEmpty(6, 4);
  expect(get(made.world, 'countImportable', null)).toMatchObject({ codes: 2 });
  expect(bringAll(made)).toBe('Done. 2 imported, 4 already there, 0 failed, 0 waiting, 0 left out.');
  expect(faultsOf(made, notes(4))).toEqual([]);
  expect(
    made.world
      .table()
      .slice(5, 7)
      .map((row) => [row[0], row[NAME], row[STATUS]]),
  ).toEqual([
    ['', 'Talk 5', 'Imported from Qrius'],
    ['', 'Talk 6', 'Imported from Qrius'],
  ]);
  const lines = readLog(made.world.table(LOG_NAME)).filter(({ action }) => action === 'Import');
  expect(lines.map(({ name, after, tags, result }) => [name, after, tags, result])).toEqual([
    ['Talk 5', 'https://example.com/5', ['a', 'b'], 'done'],
    ['Talk 6', 'https://example.com/6', ['a', 'b'], 'done'],
  ]);
  expect(bringAll(made)).toBe('Every code of your account is already in this sheet.');
});

test('all pages are read, and rows are added where the sheet ends', () => {
  const made = halfEmpty(240, 0);
  made.world.state.document?.sheets[0]?.rows.splice(50);
  Object.assign(made.world.state.document?.sheets[0] ?? {}, { maxRows: 50 });
  expect(bringAll(made)).toMatch(/^Done\. 240 imported/);
  expect(faultsOf(made, [])).toEqual([]);
});

test('an empty sheet gets its headers first; one without the columns is refused', () => {
  const made = halfEmpty(3, 3);
  for (const column of 'JIHGFEDCBA') made.world.user.deleteColumn('Sheet1', column);
  expect(bringAll(made)).toMatch(/^Done\. 3 imported/);
  expect(made.world.table()[0]).toEqual([
    ...['Name', 'URL', 'Slug', 'Tags', 'QR ID', 'Short URL', 'QR code image', 'Status'],
  ]);
  made.world.user.setCell('Sheet1', 'A1', 'E-mail');
  expect(ask(made.world, 'importCodes', null)).toMatchObject({
    ok: false,
    failure: { code: 'columns-missing' },
  });
});

test('boxes that are filled down in another column do not count as rows', () => {
  const made = halfEmpty(4, 2);
  for (let row = 4; row < 40; row += 1) made.world.user.setCell('Sheet1', `A${row}`, 'FALSE');
  bringAll(made);
  expect(
    made.world
      .table()
      .slice(1, 5)
      .map((row) => [row[0], row[NAME]]),
  ).toEqual([...[1, 2, 3, 4].map((n) => ['FALSE', `Talk ${n}`])]);
});

const DISTURBANCES: Array<[string, FaultAction]> = [
  ['is killed, what it wrote is lost', { kind: 'kill', pendingWrites: 'lost' }],
  ['is killed, what it wrote is applied', { kind: 'kill', pendingWrites: 'applied' }],
  ['meets a failing service', { kind: 'throw', message: 'Service Spreadsheets failed.' }],
  ['is sorted', { kind: 'sort', sheet: 'Sheet1', range: 'A:J', byColumn: 'B', ascending: false }],
  ['gets a row above', { kind: 'insertRow', sheet: 'Sheet1', above: 2 }],
  ['is joined by a second one', { kind: 'run', functionName: 'call', args: callOf('importCodes', null) }],
];

test.each(DISTURBANCES)('a run that %s, at any service call, brings each code once', (_, what) => {
  const calm = halfEmpty(5, 2);
  ask(calm.world, 'importCodes', null);
  const calls = (calm.world.history.at(-1)?.calls ?? []).filter(({ trip }) => trip);
  const faults = calls.flatMap(({ k, name }) => {
    const made = halfEmpty(5, 2);
    made.world.faults.push({
      at: { k },
      execution: made.world.state.executions + 2,
      when: 'before',
      do: what,
    });
    bringAll(made);
    expect(made.world.faults).toEqual([]);
    const kept = what.kind === 'sort' ? notes(2).reverse() : notes(2);
    const wrong = faultsOf(made, kept).filter(
      (fault) => what.kind !== 'sort' || !fault.startsWith('the notes'),
    );
    return wrong.map((fault) => `call ${k}, ${name}: ${fault}`);
  });
  expect(faults).toEqual([]);
});

test('a name that a formula fills is left out, and the row says which its code has', () => {
  const made = halfEmpty(3, 2);
  const formula = '=ARRAYFORMULA(Data!A1:A)';
  made.world.user.clearCell('Sheet1', 'B3');
  const rows = [['Talk 1'], ['Talk 2']];
  made.world.user.edit({ kind: 'spill', sheet: 'Sheet1', cell: 'B2', formula, rows });
  const lastRow = () => {
    const last = made.world.table()[3] ?? [];
    return [last[NAME], last[STATUS]];
  };
  const told = [
    '',
    'Imported from Qrius. The name cell has a formula and was left as it is: the code has “Talk 3”.',
  ];
  bringAll(made);
  expect(lastRow()).toEqual(told);
  // A row with nothing but the ID, which is completed.
  for (const column of [URL, SLUG, TAGS, ID + 1, ID + 2, STATUS])
    made.world.user.clearCell('Sheet1', `${columnLetter(column)}4`);
  bringAll(made);
  expect(lastRow()).toEqual(told);
});
