// The chart of the most scanned codes: one, on a sheet of its own, with what the sheet told after the last refresh.
import { ask, callOf, get } from '../../../sim/sidebar';
import { COLLEAGUE, DAY } from '../../support/desk';
import { numbered, type RefreshDesk, refresh, refreshDesk, shown } from './helper';

const insert = ({ world }: RefreshDesk) => get(world, 'insertChart', null).sheet;
const sheetOf = ({ world }: RefreshDesk, name = 'Qrius chart') =>
  world.state.document?.sheets.find((sheet) => sheet.name === name);
const chartsOf = (made: RefreshDesk, name?: string) => sheetOf(made, name)?.charts ?? [];
const names = ({ world }: RefreshDesk) => world.state.document?.sheets.map(({ name }) => name);
const tableOf = ({ world }: RefreshDesk, name = 'Qrius chart') => world.values(name);

/** What the table must hold: names and counts of the sheet, the most scanned first. */
const wanted = (made: RefreshDesk) => [
  ['Name', 'Scans'],
  ...shown(made)
    .sort((a, b) => Number(b.Scans) - Number(a.Scans))
    .slice(0, 10)
    .map(({ Name, Scans }) => [Name, Scans]),
];

function refreshed(list: readonly string[] = numbered(14)): RefreshDesk {
  const made = refreshDesk(list);
  refresh(made);
  return made;
}

test('the top ten are beside one bar chart, and the user is taken there', () => {
  const made = refreshed();
  expect(insert(made)).toBe('Qrius chart');
  expect(tableOf(made)).toEqual(wanted(made));
  const sheet = sheetOf(made);
  expect(sheet?.hidden).toBe(false);
  expect(made.world.state.selections.owner?.sheetId).toBe(sheet?.id);
  expect(chartsOf(made)).toMatchObject([
    { type: 'BAR', headers: 1, ranges: [{ area: { row: 1, column: 1, rows: 11, columns: 2 } }] },
  ]);
});

test('inserted again it is the same chart, also where the user looks at it and has styled it', () => {
  const made = refreshed();
  insert(made);
  Object.assign(chartsOf(made)[0] ?? {}, { type: 'PIE' });
  expect(insert(made)).toBe('Qrius chart');
  expect(chartsOf(made)).toMatchObject([{ type: 'PIE' }]);
  expect(names(made)).toEqual(['Sheet1', 'Qrius chart']);
  expect(tableOf(made)).toEqual(wanted(made));
});

test('one that the user deleted is created again, and so is its sheet', () => {
  const made = refreshed();
  insert(made);
  sheetOf(made)?.charts.splice(0);
  insert(made);
  expect(chartsOf(made)).toHaveLength(1);
  made.world.user.deleteSheet('Qrius chart');
  insert(made);
  expect(names(made)).toEqual(['Sheet1', 'Qrius chart']);
  expect(chartsOf(made)).toHaveLength(1);
});

test('names that look like formulas, numbers or dates stay text', () => {
  const list = ['=1+1', '012', '1-2', "'quoted", 'jan-1', '=HYPERLINK("https://example.com")'];
  const made = refreshed(list);
  insert(made);
  const inTable = made.world
    .table('Qrius chart')
    .slice(1)
    .map(([name]) => name);
  expect(inTable.sort()).toEqual([...list].sort());
  expect(made.world.formulas('Qrius chart').flat().join('')).toBe('');
});

test('a user’s own sheet of that name is left alone', () => {
  const made = refreshed();
  made.world.user.edit({ kind: 'insertSheet', name: 'Qrius chart' });
  made.world.user.setCells('Qrius chart', 'A1', [
    ['Name', 'Scans', 'Mine'],
    ['x', '1', 'y'],
  ]);
  const before = made.world.table('Qrius chart');
  expect(insert(made)).toBe('Qrius chart 2');
  expect(insert(made)).toBe('Qrius chart 2');
  expect(made.world.table('Qrius chart')).toEqual(before);
  expect(chartsOf(made)).toEqual([]);
  expect(tableOf(made, 'Qrius chart 2')).toEqual(wanted(made));
});

test('a refresh brings it up to date, and lines of a longer table go', () => {
  const made = refreshed(numbered(4));
  insert(made);
  const before = tableOf(made);
  made.world.user.select(['A1'], 'Sheet1');
  made.world.user.deleteRow('Sheet1', 2);
  made.world.advance(DAY);
  refresh(made);
  expect(tableOf(made)).toEqual(wanted(made));
  expect(tableOf(made)).toHaveLength(4);
  expect(tableOf(made)).not.toEqual(before.slice(0, 4));
  expect(made.world.state.selections.owner?.sheetId).toBe(0);
});

test('a refresh of another sheet leaves it as it is, and one without a chart makes none', () => {
  const made = refreshed();
  expect(names(made)).toEqual(['Sheet1']);
  insert(made);
  const before = tableOf(made);
  made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
  made.world.user.setCells('Other', 'A1', made.world.table('Sheet1').slice(0, 3));
  made.world.user.select(['A1'], 'Other');
  made.world.advance(DAY);
  refresh(made);
  expect(tableOf(made)).toEqual(before);
  expect(insert(made)).toBe('Qrius chart');
  expect(tableOf(made)).toHaveLength(3);
});

test('a chart that fails does not fail the job', () => {
  const made = refreshed();
  insert(made);
  made.world.user.select(['A1'], 'Sheet1');
  made.world.user.protectRange('Qrius chart', 'A:Z');
  const colleague = made.world.asUser(COLLEAGUE);
  get(colleague, 'connect', { key: made.qrius.accounts[0]?.key ?? '', name: 'Bob' });
  made.world.advance(DAY);
  expect(refresh(made, 'sheet', colleague).rest).toMatchObject({ view: { ending: 'done', failed: 0 } });
  expect(ask(colleague, 'insertChart', null)).toMatchObject({
    ok: false,
    failure: { code: 'sheet-protected' },
  });
});

test('without scan counts it says what to do first', () => {
  const made = refreshDesk(numbered(2));
  expect(ask(made.world, 'insertChart', null)).toMatchObject({
    ok: false,
    failure: { code: 'nothing-to-do', message: 'Refresh the scan counts first.' },
  });
  expect(names(made)).toEqual(['Sheet1']);
});

test('an insert that is cut off, or joined by a second click, at any call leaves one chart in the end', () => {
  const ready = refreshed(numbered(3));
  const again = (): RefreshDesk => ({ ...ready, world: ready.world.clone() });
  const calm = again();
  insert(calm);
  const calls = (calm.world.history.at(-1)?.calls ?? []).filter(({ trip }) => trip);
  const faults = calls.flatMap(({ k, name }) =>
    (['lost', 'applied', 'second'] as const).flatMap((what) => {
      const made = again();
      made.world.faults.push({
        at: { k },
        execution: made.world.state.executions + 1,
        when: 'after',
        do:
          what === 'second'
            ? { kind: 'run', functionName: 'call', args: callOf('insertChart', null) }
            : { kind: 'kill', pendingWrites: what },
      });
      ask(made.world, 'insertChart', null);
      made.world.user.select(['A1'], 'Sheet1');
      ask(made.world, 'insertChart', null);
      const fine =
        names(made)?.join() === 'Sheet1,Qrius chart' &&
        chartsOf(made).length === 1 &&
        JSON.stringify(tableOf(made)) === JSON.stringify(wanted(made));
      return fine ? [] : [`${what} at call ${k}, ${name}: ${names(made)}, ${chartsOf(made).length}`];
    }),
  );
  expect(faults).toEqual([]);
});

test('it takes few calls', () => {
  const made = refreshed();
  const trips = (act: () => unknown) => {
    const before = made.world.history.length;
    act();
    const calls = made.world.history.slice(before).flatMap((execution) => execution.calls);
    return calls.filter(({ trip }) => trip).length;
  };
  expect(trips(() => insert(made))).toBeLessThanOrEqual(12);
  expect(trips(() => insert(made))).toBeLessThanOrEqual(12);
});

test('the sidebar gets the total, what is new, the top five and the tags, each code once', () => {
  const made = refreshDesk(numbered(7));
  expect(get(made.world, 'summarizeScans', null)).toEqual({
    fingerprint: expect.any(String),
    codes: 0,
    total: 0,
    change: null,
    top: [],
    tags: [],
  });
  refresh(made);
  const scans = () => shown(made).map((row) => Number(row.Scans));
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  const before = sum(scans());
  const first = get(made.world, 'summarizeScans', null);
  expect(first).toMatchObject({ codes: 7, total: before, change: null });
  expect(first.top.map((code) => code.scans)).toEqual(
    scans()
      .sort((a, b) => b - a)
      .slice(0, 5),
  );
  made.world.advance(30 * DAY);
  refresh(made);
  const { total, change } = get(made.world, 'summarizeScans', null);
  expect([total, change]).toEqual([sum(scans()), sum(scans()) - before]);
});
