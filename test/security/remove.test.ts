// Remove everything: what the add-on kept of a user is gone, and colleagues and codes keep theirs.
import { ask, get } from '../../sim/sidebar';
import { LOG_NAME } from '../../src/table/log';
import { CHART_NAME } from '../../src/table/own-tab';
import { home, setSchedule, triggersOf } from '../jobs/automation/helper';
import {
  COLLEAGUE,
  colleague,
  connected,
  createCodes,
  DAY,
  type Desk,
  hours,
  SHEET,
  shownRows,
  talks,
} from '../support/desk';

const tabsOf = ({ world }: Desk): string[] => world.state.document?.sheets.map(({ name }) => name) ?? [];
const kept = ({ world }: Desk): string[] => Object.keys(world.state.properties.document).sort();
/** A tab of the user's own with a name like ours. */
const OWN = `${LOG_NAME} 7`;
const mine = ({ world }: Desk): string[] => Object.keys(world.state.properties.user.owner ?? {});
const remove = (made: Desk, tabs: boolean) => ask(made.world, 'removeEverything', { tabs });

/** Codes, a log, a chart, a chosen column and a schedule. */
function used(): Desk {
  const made = connected(talks(2));
  createCodes(made);
  get(made.world, 'refreshScans', { scope: 'sheet' });
  get(made.world, 'insertChart', null);
  made.world.user.select(['A1'], SHEET);
  get(made.world, 'chooseColumn', { role: 'slug', header: '' });
  setSchedule(made.world, { kind: 'hour' });
  return made;
}

test('key, ID, secret, schedule and triggers go; rows, tabs and columns stay', () => {
  const made = used();
  const rows = shownRows(made.world, SHEET);
  made.world.state.properties.user.owner = { ...made.world.state.properties.user.owner, 'own.note': 'kept' };
  expect(triggersOf(made)).not.toEqual([]);
  expect(remove(made, false)).toMatchObject({
    ok: true,
    value: { connection: null, schedule: null, job: null },
  });
  home(made.world);
  expect([mine(made), triggersOf(made)]).toEqual([['own.note'], []]);
  expect(kept(made)).toEqual(['qrius.chart', expect.stringMatching(/^qrius\.columns\./)]);
  expect(tabsOf(made)).toEqual([SHEET, LOG_NAME, CHART_NAME]);
  expect(shownRows(made.world, SHEET)).toEqual(rows);
  const sent = made.batches.length;
  hours(made, 3);
  expect(made.batches).toHaveLength(sent);
});

test('with the tabs nothing of the add-on is left in the document but the rows, and a user’s own tabs', () => {
  const made = used();
  made.world.user.edit({ kind: 'insertSheet', name: OWN });
  made.world.user.setCells(OWN, 'A1', [['My notes']]);
  expect(remove(made, true)).toMatchObject({ ok: true });
  expect(tabsOf(made)).toEqual([SHEET, OWN]);
  expect([kept(made), mine(made)]).toEqual([[], []]);
});

test('it is refused while a job of the user is unfinished', () => {
  const made = connected(talks(30), { qrius: { requestsPerMinute: 12 } });
  get(made.world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
  const before = [kept(made), mine(made), triggersOf(made), tabsOf(made)];
  for (const tabs of [false, true])
    expect(remove(made, tabs)).toMatchObject({
      ok: false,
      failure: { code: 'job-busy', message: expect.stringMatching(/^Your job isn’t finished/) },
    });
  expect([kept(made), mine(made), triggersOf(made), tabsOf(made)]).toEqual(before);
  get(made.world, 'stopJob', null);
  expect(remove(made, false)).toMatchObject({ ok: true });
});

test('a colleague’s job keeps its tabs and record, and their schedule keeps running', () => {
  const made = connected(talks(30), { qrius: { requestsPerMinute: 12 } });
  const other = colleague(made);
  get(other, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
  setSchedule(other, { kind: 'hour' });
  expect(remove(made, true)).toMatchObject({ ok: false, failure: { code: 'job-of-colleague' } });
  expect(remove(made, false)).toMatchObject({ ok: true });
  expect(home(other)).toMatchObject({ job: { mine: true }, schedule: { mine: true } });
  hours(made, 2);
  expect(Object.keys(made.qrius.codes)).toHaveLength(30);
  connect(made);
  expect(remove(made, true)).toMatchObject({ ok: true });
  expect(home(other).schedule).toMatchObject({ mine: true });
});

test('an owner whose job a colleague ended is told also where the colleague then removes everything', () => {
  const made = connected(talks(30), { qrius: { requestsPerMinute: 12 } });
  const other = colleague(made);
  get(made.world, 'createCodes', { scope: 'sheet', conflict: 'suffix', images: false, most: null });
  made.world.state.triggers.length = 0;
  made.world.advance(2 * DAY);
  get(other, 'endJob', null);
  expect(ask(other, 'removeEverything', { tabs: true })).toMatchObject({ ok: true });
  expect(home(made.world).notice).toMatch(/ended this job|ended Ada’s job/);
  expect(remove(made, false)).toMatchObject({ ok: true });
  expect(kept(made)).toEqual([]);
});

test('where Google does not let a tab be deleted, the key stays and it can be done without the tabs', () => {
  const made = used();
  made.world.user.deleteSheet(SHEET);
  expect(remove(made, true)).toMatchObject({ ok: false, failure: { code: 'sheet-protected' } });
  expect(home(made.world).connection).not.toBeNull();
  expect(remove(made, false)).toMatchObject({ ok: true });
});

test('a user who never connected leaves nothing, and one who comes back starts again', () => {
  const made = connected(talks(2));
  get(made.world.asUser(COLLEAGUE), 'getHome', null);
  expect(made.world.state.properties.user[COLLEAGUE] ?? {}).toEqual({});
  createCodes(made);
  remove(made, true);
  connect(made);
  expect(createCodes(made)).toMatch(/nothing|codes already/i);
  expect(Object.keys(made.qrius.codes)).toHaveLength(2);
});

const connect = ({ world, qrius }: Desk) =>
  get(world, 'connect', { key: qrius.accounts[0]?.key ?? '', name: 'Ada' });
