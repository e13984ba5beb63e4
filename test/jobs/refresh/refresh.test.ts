// Refreshing scan counts from the sidebar: which rows, which columns, what stands in them, and what goes wrong at Qrius.
import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../../../sim/qrius/faults';
import { addAccount } from '../../../sim/qrius/state';
import { ask, drive, get, said } from '../../../sim/sidebar';
import { COLLEAGUE, DAY, SCANS, SHEET, wait } from '../../support/desk';
import {
  asked,
  HEADERS,
  numbered,
  type RefreshDesk,
  refresh,
  refreshDesk,
  scansAt,
  shown,
  view,
} from './helper';

const serialOf = (ms: number) => ms / DAY + 25_569;
const column = (made: RefreshDesk, header: string) => shown(made).map((row) => row[header]);
/** A fault at each of the tries of one code. */
const failing = (made: RefreshDesk, code: number, what: Fault['do'], tries = 3): void => {
  for (let nth = 1; nth <= tries; nth += 1)
    made.qrius.faults.push({ at: { nth, path: `/qr/${made.codes[code]?.id}/stats/export` }, do: what });
};

describe('the columns', () => {
  test('are added at the right when first used: numbers are numbers, dates are dates', () => {
    const made = refreshDesk(numbered(3));
    const before = made.world.now();
    expect(view(refresh(made))).toMatchObject({ ending: 'done', total: 3, done: 3, failed: 0, left: 0 });
    expect(made.world.values()[0]).toEqual([...HEADERS, ...SCANS]);
    shown(made).forEach((row, n) => {
      const code = made.codes[n];
      if (!code) throw new Error('no code');
      const told = scansAt(made, code, before);
      expect(row).toMatchObject({ Scans: told.totalScans, 'Unique scans': told.uniqueScans });
      expect(row['Change since last refresh']).toBe('');
      const { serial } = row['Last scan'] as { serial: number };
      expect(Math.abs(serial - serialOf(told.lastScannedAt ?? 0)) * DAY).toBeLessThan(1000);
      expect((row['Scans as of'] as { serial: number }).serial).toBeGreaterThanOrEqual(serialOf(before));
    });
    expect(made.world.table()[1]?.[7]).toMatch(/^2027-01-04 \d\d:\d\d$/);
  });

  test('tell the change since the last refresh', () => {
    const made = refreshDesk(numbered(3));
    refresh(made);
    const first = column(made, 'Scans').map(Number);
    made.world.advance(DAY);
    refresh(made);
    expect(column(made, 'Change since last refresh')).toEqual(
      column(made, 'Scans').map((scans, n) => Number(scans) - (first[n] ?? 0)),
    );
  });

  test.each(SCANS)(
    'each is optional: “%s” alone, and no other is added but the one by which rows take turns',
    (only) => {
      const made = refreshDesk(numbered(2), [only]);
      expect(view(refresh(made))).toMatchObject({ ending: 'done', done: 2 });
      const headers = only === 'Scans as of' ? [only] : [only, 'Scans as of'];
      expect(made.world.table()[0]).toEqual([...HEADERS, ...headers]);
      expect(column(made, only).every((value) => value !== '')).toBe(only !== 'Change since last refresh');
    },
  );
});

describe('the rows', () => {
  test('of all selected ranges are refreshed, hidden ones left out', () => {
    const made = refreshDesk(numbered(8));
    made.world.user.hideRow('Sheet1', 4);
    made.world.user.select(['A2:B4', 'D7'], 'Sheet1');
    expect(view(refresh(made, 'selection'))).toMatchObject({ total: 4, done: 3, left: 1 });
    expect(column(made, 'Scans').map((scans) => scans !== '')).toEqual([
      ...[true, true, false, false, false, true, false, false],
    ]);
    expect(asked(made).sort()).toEqual([0, 1, 5].map((n) => made.codes[n]?.id).sort());
    expect(made.world.table().flat()).not.toContain('Queued');
  });

  test('without an ID are never asked for, and a code in two rows is asked for once', () => {
    const made = refreshDesk(numbered(2));
    made.world.user.copyRow('Sheet1', 2);
    made.world.user.setCell('Sheet1', 'E3', 'a copy');
    made.world.user.setCell('Sheet1', 'D3', 'My own word');
    made.world.user.setCells('Sheet1', 'A5', [['No code', 'https://example.com/none']]);
    expect(view(refresh(made))).toMatchObject({ total: 3, done: 3 });
    expect(asked(made).sort()).toEqual(made.codes.map(({ id }) => id).sort());
    const [first, copy, , none] = shown(made);
    expect(copy?.Scans).toBe(first?.Scans);
    expect([first?.Status, first?.Note, copy?.Status, copy?.Note]).toEqual([
      ...['Created', 'note 1', 'My own word', 'a copy'],
    ]);
    expect(none).toMatchObject({ Scans: '', 'Scans as of': '' });
  });

  test('below them keep what is their own: a total, a blank row, a word', () => {
    const made = refreshDesk(numbered(3), ['Scans']);
    made.world.user.setCells('Sheet1', 'F6', [['a word'], ['=HYPERLINK("https://example.com";F2)']]);
    const below = () => [
      made.world.table()[4]?.[5],
      made.world.formulas()[6]?.[5],
      made.world.table()[5]?.[5],
    ];
    const before = below();
    refresh(made);
    made.world.advance(DAY);
    refresh(made);
    expect(below()).toEqual(before);
  });

  test('are refused where there is none to refresh', () => {
    const made = refreshDesk([]);
    expect(ask(made.world, 'refreshScans', { scope: 'sheet' })).toMatchObject({
      ok: false,
      failure: { code: 'nothing-to-do' },
    });
    expect(asked(made)).toEqual([]);
  });
});

describe('Qrius', () => {
  test('no longer has a code: its row says so and keeps its last numbers', () => {
    const made = refreshDesk(numbered(3));
    refresh(made);
    const last = shown(made)[1]?.Scans;
    made.world.advance(DAY);
    delete made.qrius.codes[made.codes[1]?.id ?? ''];
    expect(view(refresh(made))).toMatchObject({ ending: 'done', done: 2, failed: 1 });
    expect(shown(made)[1]?.Status).toMatch(/^Not found in this Qrius account\. /);
    expect(shown(made)[1]?.Scans).toBe(last);
    const faults = [{ row: 3, sentence: expect.stringMatching(/^Not found in this Qrius account\. /) }];
    expect(get(made.world, 'getJob', null)).toMatchObject({ faults, faultCount: 1 });
  });

  test('no longer has a code, and the sheet has no Status: the row was not refreshed all the same', () => {
    const made = refreshDesk(numbered(3));
    made.world.user.deleteColumn('Sheet1', 'D');
    delete made.qrius.codes[made.codes[1]?.id ?? ''];
    expect(view(refresh(made))).toMatchObject({ ending: 'done', total: 3, done: 2, failed: 1 });
    expect(shown(made)[0]).not.toHaveProperty('Status');
  });

  test('does not have an ID that a user typed: of selected rows, that one was not refreshed', () => {
    const made = refreshDesk(numbered(3));
    made.world.user.setCell('Sheet1', 'C3', 'qr_typed');
    made.world.user.select(['A2:A3'], 'Sheet1');
    expect(view(refresh(made, 'selection'))).toMatchObject({ total: 2, done: 1, failed: 1 });
    made.world.user.select(['A4'], 'Sheet1');
    expect(view(refresh(made, 'selection'))).toMatchObject({ total: 1, done: 1, failed: 0 });
  });

  test.each<[string, Fault['do']]>([
    ['a fault of its own', { kind: 'status', status: 503 }],
    ['a page of HTML', { kind: 'status', status: 502, html: true }],
    ['half an answer', { kind: 'cutBody' }],
    ['an empty answer', { kind: 'emptyBody' }],
    ['a broken line', { kind: 'dropAfter' }],
  ])('gives %s once, and the code is asked for again', (_, what) => {
    const made = refreshDesk(numbered(3));
    failing(made, 1, what, 1);
    expect(view(refresh(made))).toMatchObject({ ending: 'done', done: 3, failed: 0 });
    expect(column(made, 'Scans').every((scans) => typeof scans === 'number')).toBe(true);
  });

  test.each(['sheet', 'selection'] as const)(
    'fails three times: the row (%s) is passed over and counted',
    (scope) => {
      const made = refreshDesk(numbered(3));
      failing(made, 1, { kind: 'status', status: 500 });
      made.world.user.copyRow('Sheet1', 3);
      made.world.user.select(['A:A'], 'Sheet1');
      expect(view(refresh(made, scope))).toMatchObject({ ending: 'done', total: 4, done: 2, failed: 2 });
      expect(column(made, 'Scans').map((scans) => scans !== '')).toEqual([true, false, false, true]);
      expect(column(made, 'Scans as of')).not.toContain('Queued');
      expect(asked(made).filter((id) => id === made.codes[1]?.id)).toHaveLength(3);
    },
  );

  test('answers none of very many codes: the job pauses with a sentence, and continues later', () => {
    const made = refreshDesk(numbered(240), [], { totalCodes: 500, dialect: 'guide' });
    for (let nth = 1; nth <= 900; nth += 1)
      made.qrius.faults.push({
        at: { nth, path: '/qr/:id/stats/export' },
        do: { kind: 'status', status: 500 },
      });
    expect(refresh(made).rest).toMatchObject({ view: { phase: 'paused', failure: { code: 'no-answer' } } });
    made.qrius.faults.length = 0;
    made.world.advance(60_000);
    const rest = drive(made.world, () => ask(made.world, 'continueJob', null), wait(made));
    const { ending, total, done, failed } = view(rest);
    expect({ ending, total, all: done + failed }).toEqual({ ending: 'done', total: 240, all: 240 });
    expect(failed).toBeLessThanOrEqual(100);
    expect(column(made, 'Scans').filter((scans) => scans !== '')).toHaveLength(done);
  });

  test('limits the rate: the wait is kept to, and nothing is asked for twice', () => {
    const made = refreshDesk(numbered(25), [], { plan: 'FREE' });
    const { rest, views } = refresh(made);
    expect(view({ rest, views })).toMatchObject({ ending: 'done', done: 25 });
    expect(views.length).toBeGreaterThan(1);
    expect(asked(made)).toHaveLength(25);
    expect(made.qrius.log.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('has none of the last codes any more, in a window that takes hardly more: each is asked for once', () => {
    const made = refreshDesk(numbered(9), [], { requestsPerMinute: 4 });
    for (const { id } of made.codes.slice(1)) delete made.qrius.codes[id];
    expect(view(refresh(made))).toMatchObject({ phase: 'ended', ending: 'done', done: 1, failed: 8 });
    const answered = made.qrius.log.filter(({ path, status }) => status !== 429 && path.endsWith('/export'));
    expect(answered).toHaveLength(9);
  });

  test('answers 429 out of turn: it is waited for, and the row gets its numbers', () => {
    const made = refreshDesk(numbered(3));
    failing(made, 1, { kind: '429', retryAfter: 7 }, 1);
    expect(view(refresh(made))).toMatchObject({ ending: 'done', done: 3, failed: 0 });
    expect(asked(made)).toHaveLength(4);
  });

  test('no longer takes the key: the job pauses, what was read stays', () => {
    const made = refreshDesk(numbered(12), [], { plan: 'FREE' });
    made.qrius.faults.push({ at: { nth: 8, path: '/qr/:id/stats/export' }, do: { kind: 'revokeKey' } });
    expect(refresh(made).rest).toMatchObject({ view: { phase: 'paused', failure: { code: 'key-refused' } } });
    expect(column(made, 'Scans').filter((scans) => scans !== '').length).toBeGreaterThan(0);
  });
});

describe('the job', () => {
  /** A refresh of selected rows that waits for the rate limit. */
  const waiting = (): RefreshDesk => {
    const made = refreshDesk(numbered(25), [], { plan: 'FREE' });
    made.world.user.select(['A:A'], 'Sheet1');
    expect(ask(made.world, 'refreshScans', { scope: 'selection' })).toMatchObject({
      value: { phase: 'waiting' },
    });
    expect(column(made, 'Scans as of')).toContain('Queued');
    return made;
  };

  test('that is stopped leaves no “Queued”, and its counts add up', () => {
    const made = waiting();
    const { ending, total, done, withdrawn: left, waiting: open } = get(made.world, 'stopJob', null);
    expect({ ending, total, open }).toEqual({ ending: 'stopped', total: 25, open: 0 });
    expect(done).toBe(column(made, 'Scans').filter((scans) => scans !== '').length);
    expect(done + left).toBe(25);
    expect(column(made, 'Scans as of')).not.toContain('Queued');
  });

  test('of one user is not a colleague’s to run or to stop', () => {
    const made = waiting();
    const colleague = made.world.asUser(COLLEAGUE);
    get(colleague, 'connect', { key: addAccount(made.qrius, 'PRO').key, name: 'Bob' });
    for (const method of ['continueJob', 'stopJob'] as const)
      expect(ask(colleague, method, null)).toMatchObject({
        ok: false,
        failure: { code: 'job-of-colleague' },
      });
    expect(ask(colleague, 'refreshScans', { scope: 'sheet' })).toMatchObject({
      failure: { code: 'job-of-colleague' },
    });
  });

  test('whose sheet is deleted is given up', () => {
    const made = waiting();
    made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
    made.world.user.deleteSheet('Sheet1');
    made.world.advance(60_000);
    expect(ask(made.world, 'continueJob', null)).toMatchObject({
      value: { ending: 'given-up', failure: { code: 'sheet-deleted' } },
    });
  });

  test('costs seven calls for a chunk of neighbouring rows: the requests, and six', () => {
    const made = refreshDesk(numbered(200), [], { totalCodes: 500 });
    refresh(made);
    made.world.advance(DAY);
    const before = made.world.history.length;
    expect(view(refresh(made))).toMatchObject({ done: 200 });
    const calls = made.world.history.slice(before).flatMap((execution) => execution.calls);
    const names = calls.filter(({ trip }) => trip).map(({ name }) => name);
    const written = names.slice(names.lastIndexOf('UrlFetchApp.fetchAll') + 1);
    // Between two batches a stop may be looked for.
    const first = written.indexOf('Range.getValues');
    const chunk = written.slice(first, written.indexOf('Properties.setProperties') + 1);
    expect(chunk.filter((name) => name !== 'Properties.getProperties')).toEqual([
      ...['Range.getValues', 'Range.setValues', 'SpreadsheetApp.flush'],
      ...['Range.getValues', 'Properties.setProperties'],
    ]);
  });
});

test.each(SCANS)(
  'a rule that comes to cells of “%s” leaves their rows as they were, and these are refreshed once it is removed',
  (header) => {
    const made = refreshDesk(numbered(4));
    refresh(made);
    made.world.advance(DAY);
    const letter = String.fromCharCode('A'.charCodeAt(0) + HEADERS.length + SCANS.indexOf(header));
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
      when: 'after',
      do: {
        kind: 'act',
        act: ({ user }) => {
          user.edit({
            kind: 'validation',
            range: `${letter}3:${letter}4`,
            rule: { oneOf: ['Open'] },
            sheet: SHEET,
          });
        },
      },
    });
    const before = shown(made);
    const changed = () =>
      shown(made).map((row, n) => SCANS.map((one) => !isDeepStrictEqual(row[one], before[n]?.[one])));
    const [all, none] = [true, false].map((is) => SCANS.map(() => is));
    expect(said(refresh(made))).toContain(
      `A data validation rule on cell ${letter}3 rejects what the add-on writes there.`,
    );
    expect(changed()).toEqual([all, none, none, all]);
    for (const sheet of made.world.state.document?.sheets ?? []) sheet.validations = [];
    const rest = drive(made.world, () => ask(made.world, 'continueJob', null), wait(made));
    expect(view(rest)).toMatchObject({ ending: 'done', total: 4, done: 4 });
    expect(changed()).toEqual([all, all, all, all]);
  },
);
