// What a strict reading found: codes that are gone or another account's, tags with commas, an undo in another sheet, a log that is sorted.

import { removeCode } from '../../../sim/qrius/codes';
import { addAccount } from '../../../sim/qrius/state';
import { ask, get } from '../../../sim/sidebar';
import { LOG_NAME, readLog } from '../../../src/table/log';
import { connected, createCodes, NEW, SHEET, talks } from '../../support/desk';
import { act, code, coded, HEADERS, row, status } from './helper';

test('a code that is gone already is as deleted as was wished: the row is told, and can be created again', () => {
  const made = connected(talks(3, HEADERS.slice(2)));
  createCodes(made);
  const [account] = made.qrius.accounts;
  const second = made.qrius.codes[row(made, 3)[3] ?? ''];
  if (account && second) removeCode(made.qrius, account, second);
  made.world.advance(60_000);
  act(made, { request: { kind: 'delete' }, deletes: 2 });
  expect([2, 3, 4].map((number) => [row(made, number)[3], status(made, number)])).toEqual(
    Array(3).fill(['', 'Deleted']),
  );
  made.world.advance(60_000);
  made.world.user.select(['A2:A4']);
  expect(createCodes(made, 'selection')).toMatch(/^Done\. 3 created/);
});

test('a delete leaves codes alone that the account does not have and that the log does not explain: they may be another’s', () => {
  const made = coded(3);
  const { key } = addAccount(made.qrius, 'BUSINESS');
  get(made.world, 'connect', { key, name: 'Bob' });
  made.world.user.setCell(SHEET, 'A5', 'Mine');
  made.world.user.setCell(SHEET, 'B5', 'https://example.com/mine');
  createCodes(made);
  const before = made.world.table().slice(1, 4);
  expect(act(made, { request: { kind: 'delete' }, deletes: 1 })).toBe(
    'Done. 1 deleted, 0 already there, 3 failed, 0 waiting, 0 left out.',
  );
  const told =
    'Not changed: this Qrius account does not list the code: it was deleted, is new, or belongs to another account.';
  expect(
    made.world
      .table()
      .slice(1, 4)
      .map((cells) => cells.slice(0, 6)),
  ).toEqual(before.map((cells) => [...cells.slice(0, 5), told]));
  expect(Object.keys(made.qrius.codes).sort()).toEqual([...made.ids].sort());
});

test.each(['qr_typed', ''])(
  'an ID that is replaced by “%s” during a delete: the row says what is known, and blames no more than that',
  (typed) => {
    const made = coded(3);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'before',
      do: { kind: 'setCell', cell: 'D3', text: typed },
    });
    act(made, { request: { kind: 'delete' }, deletes: 3 });
    expect(made.world.faults).toEqual([]);
    expect([row(made, 3)[3], status(made, 3)]).toEqual([
      typed,
      'Not changed: this job has no change for the QR ID that is here now: the cell, or its line in the Qrius log, was changed. Check the QR ID, then start the change again.',
    ]);
    expect([status(made, 2), status(made, 4)]).toEqual(['Deleted', 'Deleted']);
  },
);

test('codes of which the account knows none are another account’s, and no row is touched', () => {
  const made = coded(3);
  get(made.world, 'connect', { key: addAccount(made.qrius, 'BUSINESS').key, name: 'Bob' });
  const before = made.world.table();
  expect(act(made, { request: { kind: 'destination', url: NEW } })).toMatch(
    /Your API key’s account has none of these codes/,
  );
  expect(ask(made.world, 'refreshScans', { scope: 'sheet' })).toMatchObject({
    value: { failure: { code: 'other-account' } },
  });
  expect(made.world.table().map((cells) => cells.slice(0, 6))).toEqual(before);
});

test('a tag with a comma stays one tag, in the cell, in Qrius and when the change is undone', () => {
  const made = coded(1);
  const tags = () => [code(made, 1).tags, row(made, 2)[2]];
  made.world.user.setCell(SHEET, 'C2', '"Berlin, Mitte", x');
  act(made, { request: { kind: 'tags-column' } });
  expect(tags()).toEqual([['Berlin, Mitte', 'x'], '"Berlin, Mitte", x']);
  const tagged = (action: 'add' | 'remove' | 'set', text: string) => {
    act(made, { request: { kind: 'tags', action, tags: text } });
    return tags();
  };
  expect(tagged('add', 'new')).toEqual([['Berlin, Mitte', 'x', 'new'], '"Berlin, Mitte", x, new']);
  expect(tagged('remove', '"Berlin, Mitte"')).toEqual([['x', 'new'], 'x, new']);
  expect(act(made, { request: { kind: 'undo', job: null } })).toMatch(/1 restored/);
  expect(tags()).toEqual([['Berlin, Mitte', 'x', 'new'], '"Berlin, Mitte", x, new']);
});

test('an undo belongs to the sheet of its job: elsewhere it is refused, and names that sheet', () => {
  const sheets = ['Talks', 'Other'].map((name) => ({ name, rows: talks(3) }));
  const made = connected([], { world: { document: { sheets } } });
  createCodes(made);
  made.world.user.select(['A1'], 'Other');
  expect(act(made, { request: { kind: 'undo', job: null }, deletes: 3 })).toBe(
    'This job ran in the sheet “Talks”. Open it, then undo.',
  );
  expect(Object.keys(made.qrius.codes)).toHaveLength(3);
  made.world.user.select(['A1'], 'Talks');
  act(made, { request: { kind: 'undo', job: null }, deletes: 3 });
  expect(made.qrius.codes).toEqual({});
});

test('a log that is sorted while requests are in flight gets each result in its own line', () => {
  const made = coded(6);
  act(made, { request: { kind: 'tags', action: 'add', tags: 'b' } });
  made.world.advance(60_000);
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
    when: 'after',
    do: { kind: 'sort', sheet: LOG_NAME, range: 'A2:J13', byColumn: 'D', ascending: false },
  });
  act(made, { request: { kind: 'destination', url: NEW } });
  expect(made.world.faults).toEqual([]);
  const lines = readLog(made.world.table(LOG_NAME));
  expect(lines).toHaveLength(12);
  for (const line of lines)
    expect([line.id, line.action, line.result]).toEqual([line.id, line.action, 'done']);
});

test('a refusal leaves the result of the job before, and its failed rows can be tried again', () => {
  const made = connected([...talks(1), ['Bad', 'nowhere']]);
  createCodes(made);
  const before = get(made.world, 'getJob', null);
  made.world.advance(60_000);
  expect(ask(made.world, 'importCodes', null)).toMatchObject({
    ok: false,
    failure: { code: 'nothing-to-do' },
  });
  expect(get(made.world, 'getJob', null)).toEqual(before);
  made.world.user.setCell(SHEET, 'B3', 'https://example.com/2');
  expect(get(made.world, 'retryFailed', null)).toMatchObject({ phase: 'ended', done: 1 });
});

test('marks of a job that was cut off while it began are taken away within the hour', () => {
  const made = coded(3);
  made.world.faults.push({
    at: { name: 'Properties.setProperties', nth: 2 },
    when: 'before',
    do: { kind: 'kill', pendingWrites: 'applied' },
  });
  act(made, { request: { kind: 'pause' } });
  expect(status(made, 2)).toBe('Change queued');
  made.world.advance(2 * 3_600_000);
  expect([2, 3, 4].map((number) => status(made, number))).toEqual(
    Array(3).fill('Stopped before its change was confirmed'),
  );
  expect(made.world.state.triggers).toEqual([]);
});
