// What home says of each row: fit to be created, edited since it was sent, in need of attention, deleted on purpose.
import { ask, callOf, change as changeIn, drive, get } from '../../sim/sidebar';
import { lastJob } from '../../src/sidebar/job/words';
import { columnLetter } from '../../src/table/cells';
import { connected, createCodes, type Desk, SHEET, shownRows, talks, wait } from '../support/desk';

const home = (made: Desk) => get(made.world, 'getHome', null).sheet;
const change = (made: Desk, order: Parameters<typeof changeIn>[1]) => changeIn(made.world, order, wait(made));
const statuses = (made: Desk) => shownRows(made.world).map((row) => row.Status);

/** Selects cells for a change. */
function only({ world }: Desk, range: string) {
  world.user.select([range]);
  return { scope: 'selection', hidden: false } as const;
}

function coded(count: number): Desk {
  const made = connected(talks(count, ['Tags'], ['a']));
  createCodes(made);
  made.world.advance(60_000);
  return made;
}

test('a paused code stays Paused until it is activated, whatever else is changed', () => {
  const made = coded(2);
  change(made, { request: { kind: 'pause' } });
  change(made, { request: { kind: 'tags', action: 'add', tags: 'new' } });
  expect(statuses(made)).toEqual(['Paused. Changed: tags', 'Paused. Changed: tags']);
  change(made, { request: { kind: 'destination', url: 'https://example.com/moved' } });
  expect(statuses(made)).toEqual(['Paused. Changed: destination', 'Paused. Changed: destination']);
  change(made, { request: { kind: 'activate' } });
  expect(statuses(made)).toEqual(['Activated', 'Activated']);
  change(made, { request: { kind: 'tags', action: 'remove', tags: 'new' } });
  expect(statuses(made)).toEqual(['Changed: tags', 'Changed: tags']);
});

test('rows that were edited since they were sent are counted and listed, until they are sent', () => {
  const made = coded(3);
  expect(home(made)).toMatchObject({ created: 3, edited: 0, attention: 0 });
  made.world.user.setCell(SHEET, 'B2', 'https://example.com/new-page');
  made.world.user.setCell(SHEET, 'C4', 'a, b');
  expect(home(made)).toMatchObject({ created: 3, edited: 2, attention: 0 });
  expect(get(made.world, 'listAttention', null)).toMatchObject({
    edited: [
      { row: 2, name: 'Talk 001', sentence: 'destination' },
      { row: 4, name: 'Talk 003', sentence: 'tags' },
    ],
    editedCount: 2,
    attentionCount: 0,
  });
  change(made, { request: { kind: 'changed', choices: [] } });
  expect(home(made)).toMatchObject({ created: 3, edited: 0 });
});

test('a change that failed, and a code that is gone, need attention', () => {
  const made = connected([...talks(1), ['Gone', 'https://example.com/gone']]);
  createCodes(made);
  made.world.advance(60_000);
  const [, gone] = Object.values(made.qrius.codes);
  for (const account of made.qrius.accounts)
    account.codeIds = account.codeIds.filter((id) => id !== gone?.id);
  delete made.qrius.codes[gone?.id ?? ''];
  change(made, { request: { kind: 'pause' } });
  expect(home(made)).toMatchObject({ created: 2, attention: 1 });
  expect(get(made.world, 'listAttention', null).attention).toEqual([
    { row: 3, name: 'Gone', sentence: expect.stringMatching(/^Not changed: /) },
  ]);
});

test('after a delete the rows ask for no new code, unless they are selected or the user says so', () => {
  const made = coded(3);
  change(made, { request: { kind: 'delete' }, deletes: 3 });
  expect(home(made)).toMatchObject({ rows: 3, ready: 0, created: 0, attention: 0, deleted: 3 });
  expect(get(made.world, 'checkRows', { scope: 'sheet', withDeleted: true })).toMatchObject({ valid: 3 });
  expect(get(made.world, 'checkRows', { scope: 'sheet' })).toMatchObject({ valid: 0, deleted: 3 });
  made.world.user.select(['A2:A3']);
  expect(get(made.world, 'checkRows', { scope: 'selection' })).toMatchObject({ valid: 2, deleted: 0 });
  createCodes(made, 'sheet', { withDeleted: true });
  expect(home(made)).toMatchObject({ rows: 3, coded: 3, deleted: 0 });
});

test('the tabs of the add-on are never taken for a user’s own', () => {
  const made = coded(2);
  const log = made.world.state.document?.sheets[1];
  if (!log) throw new Error('no log');
  // As a user does who shows the hidden tab.
  log.hidden = false;
  made.world.user.select(['A1'], 'Qrius log');
  expect(home(made).failure).toMatchObject({
    code: 'own-tab',
    message: expect.stringMatching(/^This tab is the Qrius log/),
  });
  const order = { scope: 'sheet', conflict: 'suffix', images: false } as const;
  const schedule = { every: { kind: 'hour' }, switches: false } as const;
  for (const said of [
    ask(made.world, 'createCodes', { ...order, most: null }),
    ask(made.world, 'importCodes', null),
    ask(made.world, 'setSchedule', schedule),
    ask(made.world, 'exportCsv', null),
    ask(made.world, 'checkRows', { scope: 'sheet' }),
    ask(made.world, 'fixCells', { fixes: [] }),
  ])
    expect(said).toMatchObject({ ok: false, failure: { code: 'own-tab' } });
  made.world.user.select(['A1'], SHEET);
  drive(made.world, () => ask(made.world, 'refreshScans', { scope: 'sheet' }), wait(made));
  get(made.world, 'insertChart', null);
  expect(home(made)).toMatchObject({ name: 'Qrius chart', failure: { code: 'own-tab' } });
  expect(ask(made.world, 'importCodes', null)).toMatchObject({ ok: false, failure: { code: 'own-tab' } });
});

test('going to a row selects the cell at fault, in the sheet that was shown', () => {
  const made = connected([
    ['Name', 'URL', 'Slug'],
    ['', 'https://example.com/1', ''],
    ['Two', 'example.com/2', ''],
    ['Three', 'https://example.com/3', 'not a slug'],
    ['Four', 'https://example.com/4', ''],
  ]);
  createCodes(made);
  made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
  const goTo = (row: number, sheet: number | null = 0) => {
    made.world.user.select(['B1'], 'Other');
    const said = ask(made.world, 'selectRow', { row, sheet });
    const { sheetId, areas } = made.world.state.selections.owner ?? { areas: [] };
    return said?.ok ? [sheetId, ...areas.map((area) => [area.row, area.column])] : said;
  };
  expect([2, 3, 4, 5].map((row) => goTo(row))).toEqual([
    ...[
      [0, [2, 1]],
      [0, [3, 2]],
      [0, [4, 3]],
      [0, [5, 2]],
    ],
  ]);
  made.world.user.setCell(SHEET, 'G5', 'Not changed: Qrius said no');
  expect(goTo(5)).toEqual([0, [5, 7]]);
  expect(goTo(2, 4711)).toMatchObject({ ok: false, failure: { code: 'sheet-deleted' } });
});

test('an ID that is pasted into an Unconfirmed row needs attention, and is completed by an import', () => {
  const made = coded(2);
  const [{ 'Short URL': shortUrl } = {}] = shownRows(made.world);
  made.world.user.setCells(SHEET, 'F2', [
    ['', '', `Unconfirmed ab12-1a2b3: Qrius didn’t reply. Its code may be ${shortUrl}.`],
  ]);
  expect(home(made)).toMatchObject({ attention: 1 });
  expect(get(made.world, 'listAttention', null)).toMatchObject({
    attention: [{ row: 2, sentence: expect.stringMatching(/^the row has only a QR ID\. /) }],
  });
  drive(made.world, () => ask(made.world, 'importCodes', null), wait(made));
  expect(shownRows(made.world)[0]).toMatchObject({ 'Short URL': shortUrl, Status: 'Imported from Qrius' });
  expect(home(made)).toMatchObject({ created: 2, attention: 0 });
});

test('an ID that is typed into a new row is none that is known to be created, until an import completes the row', () => {
  const made = coded(2);
  const [{ 'QR ID': id = '', 'Short URL': shortUrl } = {}] = shownRows(made.world);
  made.world.user.setCells(SHEET, 'A4', [
    ['Mine', 'https://example.com/mine', '', '', 'qr_typed'],
    ['Again', 'https://example.com/001', '', '', id],
  ]);
  expect(home(made)).toMatchObject({ rows: 4, coded: 2, attention: 2, created: 4 });
  const sentence =
    'the row has only a QR ID. Choose Import codes to complete it. If that doesn’t, your account has no such code: clear the QR ID.';
  expect(get(made.world, 'listAttention', null).attention).toMatchObject([{ sentence }, { sentence }]);
  drive(made.world, () => ask(made.world, 'importCodes', null), wait(made));
  expect(shownRows(made.world)[3]).toMatchObject({ 'Short URL': shortUrl, Status: 'Imported from Qrius' });
  expect(home(made)).toMatchObject({ coded: 2, edited: 1, attention: 1 });
});

test('a job names rows by the columns it had, and no others that are called so since', () => {
  const made = connected([
    ['Name', 'URL', 'Notes'],
    ['A', 'https://example.com/a', ''],
    ['B', 'none', 'Not sent: no stamps'],
  ]);
  createCodes(made);
  const named = () => get(made.world, 'getHome', null).job?.faults.map(({ sentence }) => sentence);
  expect(named()).toEqual([expect.stringMatching(/^Not sent: the destination/)]);
  const status = (made.world.table()[0] ?? []).indexOf('Status');
  made.world.user.setCell(SHEET, `${columnLetter(status)}1`, 'Result');
  made.world.user.setCell(SHEET, 'C1', 'QR status');
  expect(named()).toEqual([]);
});

test('each row is in one count of home: unconfirmed rows and edited links that cannot be sent need attention', () => {
  const made = coded(4);
  change(made, { request: { kind: 'delete' }, deletes: 1, ...only(made, 'A2') });
  made.world.user.setCell(SHEET, 'B3', 'not a link');
  made.world.user.setCell(SHEET, 'A4', 'Renamed');
  made.world.user.setCells(SHEET, 'A6', [
    ['New', 'https://example.com/new'],
    ['Lost', 'https://example.com/lost', '', '', '', '', '', 'Unconfirmed ab12-1a2b3: no reply arrived.'],
  ]);
  const { rows, ready, coded: fine, edited, attention, deleted } = home(made);
  expect({ rows, ready, fine, edited, attention, deleted }).toEqual({
    rows: 6,
    ready: 1,
    fine: 1,
    edited: 1,
    attention: 2,
    deleted: 1,
  });
  expect(get(made.world, 'listAttention', null)).toMatchObject({
    attention: [
      { row: 3, sentence: expect.stringMatching(/^the destination contains a space/) },
      { row: 7, sentence: 'Unconfirmed: no reply arrived.' },
    ],
    unconfirmed: 1,
    edited: [{ row: 4, sentence: 'name' }],
  });
  expect(get(made.world, 'checkRows', { scope: 'sheet' })).toMatchObject({ valid: 2, unconfirmed: 1 });
});

test('a plan that was changed at Qrius is shown as soon as the check has asked, and one that Qrius does not say stays', () => {
  const made = connected(talks(7), { qrius: { plan: 'PRO' } });
  const plan = () => get(made.world, 'getHome', null).connection;
  expect(plan()).toMatchObject({ plan: 'PRO', codes: 50, requestsAMinute: 100 });
  const [account] = made.qrius.accounts;
  if (account) account.plan = 'FREE';
  expect(get(made.world, 'checkRows', { scope: 'sheet' })).toMatchObject({ plan: 'FREE', capacity: 5 });
  expect(plan()).toMatchObject({ plan: 'FREE', codes: 5, requestsAMinute: 10, name: 'Ada' });
  made.qrius.faults.push({ at: { nth: 1, path: '/users/me' }, do: { kind: 'status', status: 404 } });
  expect(get(made.world, 'checkRows', { scope: 'sheet' })).toMatchObject({ plan: 'FREE' });
  expect(plan()).toMatchObject({ plan: 'FREE' });
  if (account) account.plan = 'PRO';
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
    when: 'before',
    do: { kind: 'run', functionName: 'call', args: callOf('forgetKey', null) },
  });
  expect(get(made.world, 'checkRows', { scope: 'sheet' })).toMatchObject({ plan: 'PRO' });
  expect(plan()).toBeNull();
});

test('undoing what was created says what it did: codes are deleted, in the order of the rows', () => {
  const made = coded(2);
  const request = { kind: 'undo', job: null } as const;
  const { changes } = get(made.world, 'previewChange', { request, scope: 'sheet', hidden: true });
  expect(changes.map(({ row, after }) => [row, after])).toEqual([
    [2, 'deleted'],
    [3, 'deleted'],
  ]);
  change(made, { request, deletes: 2 });
  const { job } = get(made.world, 'getHome', null);
  expect(job && lastJob(job)).toBe('Last job: 2 codes deleted.');
  expect(home(made)).toMatchObject({ rows: 2, deleted: 2 });
});

test('an undone change says so in Status', () => {
  const made = coded(1);
  change(made, { request: { kind: 'tags', action: 'add', tags: 'new' } });
  change(made, { request: { kind: 'undo', job: null } });
  expect(statuses(made)).toEqual(['Restored: tags']);
});

test('a comparison names the fields that the sheet has no column for', () => {
  const made = coded(2);
  const request = { kind: 'changed' as const, choices: [] };
  const uncompared = () =>
    get(made.world, 'previewChange', { request, scope: 'sheet', hidden: true }).uncompared;
  expect(uncompared()).toEqual([]);
  made.world.user.setCell(SHEET, 'C1', 'Zzz');
  expect(uncompared()).toEqual(['tags']);
});

test('switches are not scheduled in a sheet that has no columns for them', () => {
  const made = coded(1);
  expect(ask(made.world, 'setSchedule', { every: null, switches: true })).toMatchObject({
    ok: false,
    failure: {
      code: 'columns-missing',
      message: expect.stringMatching(/“Next destination” and “Switch on”/),
    },
  });
  expect(get(made.world, 'getHome', null).schedule).toBeNull();
});

test('the example row of the template is no code before it is edited', () => {
  const made = connected([]);
  expect(get(made.world, 'insertTemplate', null).sheet).toMatchObject({ rows: 1, ready: 0, attention: 1 });
  made.world.user.setCell(SHEET, 'B2', 'https://example.com/mine');
  expect(home(made)).toMatchObject({ ready: 1, attention: 0 });
});

test('rows of which nothing was sent are counted apart from those that failed', () => {
  const made = connected([...talks(1), ['Broken', 'nowhere']]);
  createCodes(made);
  expect(get(made.world, 'getHome', null).job).toMatchObject({ total: 2, done: 1, failed: 0, invalid: 1 });
});
