// The refresh, disturbed at every service call of a run of several slices: each row ends with the numbers of its own code.
import type { FaultAction } from '../../../sim/apps-script/faults';
import type { Code } from '../../../sim/qrius/state';
import { inProcess } from '../../../sim/qrius/transport';
import { ask, type Course, callOf, drive, isBusy } from '../../../sim/sidebar';
import { AFTER_LEASE_MS, DAY, SCANS, wait } from '../../support/desk';
import { HEADERS, numbered, type RefreshDesk, refreshDesk, scansAt, shown } from './helper';

/** Windows of ten requests: a second slice has to wait for the rest. */
const COUNT = 12;
/** Nobody needs more attempts than this to get a dozen rows refreshed. */
const MOST_ATTEMPTS = 8;
const SCOPE = { scope: 'sheet' } as const;

/** A sheet that was refreshed the day before, with a row of the user’s own below a blank one. */
const ready = (() => {
  const made = refreshDesk(numbered(COUNT), SCANS, { plan: 'FREE' });
  made.world.user.setCells('Sheet1', `A${COUNT + 3}`, [['Total', '', '', '', '', '=F2']]);
  finish(made);
  made.world.advance(DAY);
  return made;
})();

const again = (from = ready): RefreshDesk => {
  const qrius = structuredClone(from.qrius);
  return { ...from, qrius, world: from.world.clone(inProcess(qrius)) };
};

/**
 * Refreshes until the job has ended.
 * @param begun whether it has begun, and waits for its next slice.
 * @param look called before each further slice of the first attempt.
 */
function finish(made: RefreshDesk, begun = false, look = () => {}): Course {
  const { world } = made;
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
    const seen = attempts === 0 ? null : ask(world, 'getJob', null);
    const open = attempts === 0 ? begun : seen?.ok && seen.value !== null && seen.value.phase !== 'ended';
    const course = drive(
      world,
      () => (open ? ask(world, 'continueJob', null) : ask(world, 'refreshScans', SCOPE)),
      (ms) => {
        wait(made)(ms);
        if (attempts === 0) look();
      },
    );
    const { rest } = course;
    if (rest.kind === 'rests' && rest.view.phase === 'ended') return course;
    world.advance(isBusy(course) ? AFTER_LEASE_MS : 60_000);
  }
  throw new Error('The job does not end.');
}

/** What there was right before each further slice of an undisturbed run: a disturbed one begins with the slice in which that happens. */
const stands: Array<{ made: RefreshDesk; executions: number }> = [];

const calls = (() => {
  const made = again();
  const before = made.world.history.length;
  finish(made, false, () =>
    stands.push({ made: again(made), executions: made.world.history.length - before }),
  );
  return made.world.history.slice(before).flatMap(({ calls: all }, execution) =>
    all
      .filter(({ trip }) => trip)
      .map(({ k, name, buffered }, index) => ({
        execution: execution + 1,
        k,
        name,
        buffered,
        isFirst: index === 0,
      })),
  );
})();

/** Sentences for what is not as it must be after a refresh that began at a moment. */
function faultsOf(made: RefreshDesk, { rest }: Course, since: number, rows: number): string[] {
  const now = made.world.now();
  const [headers = []] = made.world.table();
  const own = shown(made).filter((row) => row['QR ID'] !== '' && row.Name !== '');
  const wrong = own.flatMap((row) => {
    const code = made.codes.find(({ id }) => id === row['QR ID']);
    if (!code) return [`${row['QR ID']} is no code`];
    const n = made.codes.indexOf(code);
    const [least, most] = [scansAt(made, code, since), scansAt(made, code, now)];
    const within = (value: unknown, from: number, to: number) => Number(value) >= from && Number(value) <= to;
    const fine =
      within(row.Scans, least.totalScans, most.totalScans) &&
      within(row['Unique scans'], least.uniqueScans, most.uniqueScans) &&
      (row['Scans as of'] as { serial: number }).serial >= since / DAY + 25_569 &&
      [row.Name, row.URL, row.Status, row.Note].join() ===
        [numbered(COUNT)[n], code.destinationUrl, 'Created', `note ${n + 1}`].join();
    return fine ? [] : [`${row.Name} (${least.totalScans}) shows ${JSON.stringify(row)}`];
  });
  const total = shown(made).find((row) => row.Name === 'Total');
  const formula = made.world
    .formulas()
    .flat()
    .filter((text) => text !== '');
  const view = rest.kind === 'rests' ? rest.view : null;
  return [
    ...wrong,
    ...(own.length === rows ? [] : [`${own.length} rows`]),
    ...(headers.join() === [...HEADERS, ...SCANS].join() ? [] : [`the headers are ${headers}`]),
    ...(formula.length === 1 && total?.['Scans as of'] === ''
      ? []
      : [`the total is ${JSON.stringify(total)}`]),
    ...(view?.ending === 'done' && !view.busy && view.failed === 0 ? [] : ['the job did not end']),
    ...(view?.total === view?.done ? [] : [`${view?.done} of ${view?.total}`]),
  ];
}

const lost: FaultAction = { kind: 'kill', pendingWrites: 'lost' };
const applied: FaultAction = { kind: 'kill', pendingWrites: 'applied' };

/**
 * Whether a disturbance at a call differs from all others. A kill before a call comes to the same as one after the call
 * before it, what was written being lost; and where nothing waits to be written, it makes no difference what becomes of it.
 * A user's edit between two calls that neither read nor write the sheet comes to the same as one at the next that does.
 */
function differs(fault: FaultAction, when: 'before' | 'after', call: (typeof calls)[number]): boolean {
  if (fault === lost) return when === 'after' || call.isFirst;
  if (fault === applied) return call.buffered;
  return ['throw', 'run'].includes(fault.kind) || /^(Range|SpreadsheetApp|UrlFetchApp)\./.test(call.name);
}

const DISTURBANCES: Array<[what: string, when: 'before' | 'after', fault: FaultAction, rows: number]> = [
  ['is killed before the call', 'before', lost, COUNT],
  ['is killed after it, what it wrote is lost', 'after', lost, COUNT],
  ['is killed after it, what it wrote is applied', 'after', applied, COUNT],
  ['meets a failing service', 'before', { kind: 'throw', message: 'Service Spreadsheets failed.' }, COUNT],
  [
    'is sorted',
    'after',
    { kind: 'sort', sheet: 'Sheet1', range: 'A2:J13', byColumn: 'A', ascending: false },
    COUNT,
  ],
  ['gets a row above', 'after', { kind: 'insertRow', sheet: 'Sheet1', above: 5 }, COUNT],
  ['loses a row', 'after', { kind: 'deleteRow', sheet: 'Sheet1', row: 5 }, COUNT - 1],
  ['gets a copy of a row', 'after', { kind: 'copyRow', sheet: 'Sheet1', row: 5 }, COUNT + 1],
  [
    'is joined by a second run',
    'before',
    { kind: 'run', functionName: 'call', args: callOf('refreshScans', SCOPE) },
    COUNT,
  ],
];

test('a run from its second slice on comes to the end of the whole run', () => {
  const [whole, rest] = [again(), again(stands[0]?.made)];
  finish(whole);
  finish(rest, true);
  expect([rest.world.state, rest.qrius]).toEqual([whole.world.state, whole.qrius]);
  expect(stands.length).toBeGreaterThan(0);
});

test.each(DISTURBANCES)(
  'a run that %s, at any service call, gives each row its own numbers',
  (_, when, fault, rows) => {
    const faults = calls
      .filter((call) => differs(fault, when, call))
      .flatMap(({ execution, k, name }) => {
        const stand = stands.findLast(({ executions }) => executions < execution);
        const made = again(stand?.made);
        const since = ready.world.now();
        made.world.faults.push({
          at: { k },
          execution: ready.world.state.executions + execution,
          when,
          do: fault,
        });
        const course = finish(made, stand !== undefined);
        const struck = made.world.faults.length === 0 ? [] : ['nothing happened'];
        return [...struck, ...faultsOf(made, course, since, rows)].map(
          (wrong) => `call ${k} of execution ${execution}, ${name}: ${wrong}`,
        );
      });
    expect(faults).toEqual([]);
  },
);

test('where other columns are between counts and their moment, a failing service leaves no moment beside older counts', () => {
  const apart = [
    'Scans as of',
    'Mine',
    'Scans',
    'Yours',
    'Unique scans',
    'Last scan',
    'Change since last refresh',
  ];
  const begun = refreshDesk(numbered(COUNT), apart, { plan: 'FREE' });
  finish(begun);
  begun.world.advance(DAY);
  const stale = [1, 2, 3, 4, 5, 6].map((nth) => {
    const qrius = structuredClone(begun.qrius);
    const made = { ...begun, qrius, world: begun.world.clone(inProcess(qrius)) };
    const since = made.world.now();
    made.world.faults.push({
      at: { name: 'Range.setValues', nth },
      when: 'before',
      do: { kind: 'throw', message: 'Service Spreadsheets failed.' },
    });
    ask(made.world, 'refreshScans', SCOPE);
    const isStruck = made.world.faults.length === 0;
    made.world.faults.length = 0;
    const wrong = shown(made).filter((row, n) => {
      const code = made.codes[n];
      const isFresh = (row['Scans as of'] as { serial: number }).serial >= since / DAY + 25_569;
      return isFresh && code && Number(row.Scans) < scansAt(made, code, since).totalScans;
    });
    finish(made);
    const open = shown(made).filter(
      (row, n) => Number(row.Scans) < scansAt(made, made.codes[n] as Code, since).totalScans,
    );
    return [isStruck, wrong.length, open.length, Object.keys(shown(made)[0] ?? {}).length];
  });
  expect(stale.filter(([isStruck]) => isStruck).length).toBeGreaterThan(2);
  expect(stale.map(([, ...rest]) => rest)).toEqual(stale.map(() => [0, 0, HEADERS.length + apart.length]));
});
