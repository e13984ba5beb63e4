// What Sheets refuses for good: rules of cells, typed columns, frozen columns, a full document. It is named with its cure, and takes nothing with it.
import type { UserEdit } from '../../../sim/apps-script/edits';
import type { FaultAction } from '../../../sim/apps-script/faults';
import type { Feature } from '../../../sim/apps-script/features';
import { ask, callOf, change, get } from '../../../sim/sidebar';
import {
  AFTER_LEASE_MS,
  connected,
  createCodes,
  type Desk,
  MINUTE,
  NEW,
  SHEET,
  shownRows,
  talks,
  wait,
} from '../../support/desk';

const strict = (range: string): Feature => ({ kind: 'validation', range, rule: { oneOf: ['Open'] } });

/** Where the world refuses a write: at the call, or with the flush. */
const REFUSALS = ['call', 'flush'] as const;

function sheetWith(
  rows: string[][],
  features: Feature[],
  refusedWrites: (typeof REFUSALS)[number] = 'flush',
): Desk {
  return connected(rows, {
    world: { document: { sheets: [{ name: SHEET, rows, features }] }, readings: { refusedWrites } },
  });
}

const codes = ({ qrius }: Desk) => Object.values(qrius.codes);
const rows = ({ world }: Desk) => shownRows(world, SHEET);
const lift = ({ world }: Desk) => {
  for (const sheet of world.state.document?.sheets ?? []) sheet.validations = [];
};

describe.each(REFUSALS)('a rule that refuses at the %s', (at) => {
  test.each([
    ['QR ID', 'QR code ID'],
    ['Short URL', 'QR short URL'],
    ['QR code image', 'QR picture'],
    ['Status', 'QR status'],
  ])('in a blank column %s: the add-on adds %s', (header, own) => {
    const made = sheetWith(talks(3, [header], ['']), [strict('C2:C40')], at);
    expect(createCodes(made)).toMatch(/3 created/);
    expect(codes(made)).toHaveLength(3);
    for (const row of rows(made)) expect([row[header], row[own]]).not.toContain(undefined);
    expect(rows(made).map((row) => row[header])).toEqual(['', '', '']);
    if (own !== 'QR picture') expect(rows(made).every((row) => row[own] !== '')).toBe(true);
  });

  test('in empty columns right of the table: the add-on’s columns come after them', () => {
    const made = sheetWith(talks(2), [strict('D2:E40')], at);
    expect(createCodes(made)).toMatch(/2 created/);
    expect(made.world.table()[0]?.slice(0, 6)).toEqual(['Name', 'URL', '', '', '', 'Slug']);
    expect(rows(made).map((row) => row.Status)).toEqual(['Created', 'Created']);
  });

  test.each(['QR ID', 'Short URL', 'Status'])(
    'in a column %s that holds what the add-on wrote: named before anything is sent',
    (header) => {
      const made = sheetWith(talks(2), [], at);
      createCodes(made);
      const column = made.world.table()[0]?.indexOf(header) ?? -1;
      const letter = String.fromCharCode(65 + column);
      made.world.user.edit({ ...strict(`${letter}2:${letter}40`), sheet: SHEET });
      made.world.user.setCells(SHEET, 'A4', [['Late', 'https://example.com/late']]);
      const cure = `Cell ${letter}2 rejects what the add-on writes to the column “${header}”: it is merged, or has a rule under Data → Data validation. Unmerge it or remove the rule, then run again.`;
      expect(createCodes(made)).toContain(cure);
      expect(ask(made.world, 'checkRows', { scope: 'sheet' })).toMatchObject({
        failure: { code: 'sheet-refused', message: cure },
      });
      expect(codes(made)).toHaveLength(2);
      lift(made);
      expect(createCodes(made)).toMatch(/1 created/);
      expect(codes(made)).toHaveLength(3);
    },
  );

  test.each([
    ['Status', 'G', true],
    ['QR ID', 'D', false],
    ['Short URL', 'E', false],
  ])(
    'that comes to the column %s while codes are created: its cell is named, and no code is lost or doubled',
    (header, letter, isWritten) => {
      const made = sheetWith(talks(5), [], at);
      made.world.faults.push({
        at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
        when: 'after',
        do: {
          kind: 'act',
          act: ({ user }) => user.edit({ ...strict(`${letter}2:${letter}40`), sheet: SHEET }),
        },
      });
      expect(createCodes(made)).toContain(
        `A data validation rule on cell ${letter}2 rejects what the add-on writes there. Everything that fits is written. Remove the rule under Data → Data validation, then continue or run again.`,
      );
      expect(codes(made)).toHaveLength(5);
      const [first] = rows(made);
      expect([first?.['QR ID'], first?.['Short URL']].every((text) => text !== '')).toBe(isWritten);
      if (!isWritten) expect(first?.Status).toMatch(/^Creating…/);
      lift(made);
      createCodes(made);
      expect(codes(made)).toHaveLength(5);
      const shown = rows(made).map((row) => [row['QR ID'], row['Short URL'], row.Status]);
      expect(shown).toEqual(codes(made).map(({ id, slug }) => [id, `https://qrius.io/${slug}`, 'Created']));
      expect(header).not.toBe('');
    },
  );

  test('that comes to the slugs takes nothing with it: they are in the short URLs as well', () => {
    const made = sheetWith(talks(5), [], at);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'act', act: ({ user }) => user.edit({ ...strict('C2:C40'), sheet: SHEET }) },
    });
    expect(createCodes(made)).toMatch(/5 created/);
    expect(rows(made).map((row) => [row.Slug, row['Short URL'], row.Status])).toEqual(
      codes(made).map(({ slug }) => ['', `https://qrius.io/${slug}`, 'Created']),
    );
  });

  test('that comes to the pictures leaves them out, and Status says so', () => {
    const made = sheetWith(talks(5), [], at);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'act', act: ({ user }) => user.edit({ ...strict('F2:F3'), sheet: SHEET }) },
    });
    expect(createCodes(made)).toMatch(/5 created/);
    const left =
      'Created. Its picture is left out: the cell is protected, or a data validation rule rejects it.';
    const sheet = made.world.state.document?.sheets.find(({ name }) => name === SHEET);
    const pictures = [1, 2, 3, 4, 5].map((row) => sheet?.rows[row]?.cells[5]?.formula !== undefined);
    expect(pictures).toEqual([false, false, true, true, true]);
    expect(rows(made).map((row) => [row['Short URL'], row.Status])).toEqual(
      codes(made).map(({ slug }, index) => [`https://qrius.io/${slug}`, index < 2 ? left : 'Created']),
    );
  });

  test('that comes to the slugs, and a write that is cut off at any moment: every code gets all the rest', () => {
    const header = ['Name', 'URL', 'QR ID', 'Short URL', 'Status', 'QR code image', 'Slug'];
    const lines = [1, 2, 3].map((n) => [`Talk ${n}`, `https://example.com/t${n}`, '', '', '', '', '']);
    const cuts = (nth: number) => {
      const made = sheetWith([header, ...lines], [], at);
      made.world.faults.push(
        {
          at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
          when: 'after',
          do: { kind: 'act', act: ({ user }) => user.edit({ ...strict('G2:G40'), sheet: SHEET }) },
        },
        {
          at: { name: 'Range.setValues', nth },
          when: 'after',
          do: { kind: 'kill', pendingWrites: 'applied' },
        },
      );
      createCodes(made);
      made.world.advance(AFTER_LEASE_MS);
      ask(made.world, 'continueJob', null);
      createCodes(made);
      const sheet = made.world.state.document?.sheets.find(({ name }) => name === SHEET);
      const whole = [1, 2, 3].map((row) => sheet?.rows[row]?.cells[5]?.formula !== undefined);
      return {
        isCut: made.world.faults.length === 0,
        whole,
        shown: rows(made).map((row) => row.Status),
        codes: codes(made).length,
      };
    };
    const all = Array.from({ length: 12 }, (_, index) => cuts(index + 1));
    expect(all.filter(({ isCut }) => isCut).length).toBeGreaterThan(6);
    for (const one of all)
      expect(one).toMatchObject({ whole: [true, true, true], shown: Array(3).fill('Created'), codes: 3 });
  });

  test.each([
    { later: true, range: 'D2:D4', listed: 3, created: /^Created$/, open: /^Unconfirmed / },
    { later: false, range: 'D2:D4', listed: 3, created: /^Created$/, open: /^Stopped before / },
    { later: true, range: 'D2:D40', listed: 10, created: /^Created$/, open: /^Unconfirmed / },
    { later: false, range: 'G2:G40', listed: 0, created: /^Creating… /, open: /^Creating… / },
  ])(
    'does not keep *Stop* from ending the job: codes whose IDs no cell took are listed, and rows say what is known: %j',
    ({ later, range, listed, created, open }) => {
      const made = connected(talks(14), {
        qrius: { requestsPerMinute: 10 },
        world: { readings: { refusedWrites: at } },
      });
      const during = { at: { name: 'UrlFetchApp.fetchAll', nth: 2 }, when: 'after' } as const;
      made.world.faults.push({
        ...during,
        do: { kind: 'act', act: ({ user }) => user.edit({ ...strict(range), sheet: SHEET }) },
      });
      const press: FaultAction = { kind: 'run', functionName: 'call', args: callOf('stopJob', null) };
      if (!later) made.world.faults.push({ ...during, do: press });
      createCodes(made);
      const ids = codes(made).map(({ id }) => id);
      expect(get(made.world, later ? 'stopJob' : 'getJob', null)).toMatchObject({
        phase: 'ended',
        ending: 'stopped',
        total: 14,
        done: 10 - listed,
        failure: { code: 'sheet-refused' },
        orphans: ids.slice(0, listed).map((id) => ({ id })),
      });
      const shown = rows(made).map((row) => [row['QR ID'], row.Status]);
      const word = (index: number) => (index < listed ? /^Unconfirmed / : index < 10 ? created : open);
      expect(shown).toEqual(
        shown.map((_, index) => [
          index < listed ? '' : (ids[index] ?? ''),
          expect.stringMatching(word(index)),
        ]),
      );
      lift(made);
      made.world.advance(MINUTE);
      createCodes(made);
      expect(rows(made).map((row) => [row['QR ID'], row.Status])).toEqual(
        codes(made).map(({ id }) => [id, 'Created']),
      );
      expect(codes(made)).toHaveLength(14);
    },
  );

  test('in a typed column of a table keeps nothing from being written', () => {
    const made = sheetWith(
      talks(2, ['QR ID', 'Status'], ['', '']),
      [{ kind: 'table', range: 'A1:D3', types: { C: 'number', D: 'dropdown' } }],
      at,
    );
    expect(createCodes(made)).toMatch(/2 created/);
    expect(rows(made).map((row) => [row['QR ID'], row.Status])).toEqual(
      codes(made).map(({ id }) => [id, 'Created']),
    );
  });
});

test('a cell of the user’s that refuses a change keeps its text, and Status says so; all others are changed', () => {
  const made = sheetWith(talks(3), []);
  createCodes(made);
  made.world.user.edit({ ...strict('B3'), sheet: SHEET });
  expect(change(made.world, { request: { kind: 'destination', url: NEW } }, wait(made)).rest).toMatchObject({
    view: { ending: 'done', done: 3 },
  });
  expect(codes(made).map(({ destinationUrl }) => destinationUrl)).toEqual([NEW, NEW, NEW]);
  expect(rows(made).map(({ URL, Status }) => [URL, Status])).toEqual([
    [NEW, 'Changed: destination'],
    ['https://example.com/002', `Changed: destination. ${KEEPS}`],
    [NEW, 'Changed: destination'],
  ]);
});

const KEEPS =
  'The destination cell keeps its text: it is protected, or a data validation rule rejects the new one.';

test('cells of the user’s that fit their rule get their text back, and only the others keep theirs', () => {
  const made = sheetWith(talks(5), []);
  createCodes(made);
  change(made.world, { request: { kind: 'destination', url: NEW } }, wait(made));
  const oneOf = ['https://example.com/001', 'https://example.com/003'];
  made.world.user.edit({ kind: 'validation', range: 'B2:B40', rule: { oneOf }, sheet: SHEET });
  change(made.world, { request: { kind: 'undo', job: null } }, wait(made));
  expect(codes(made).map(({ destinationUrl }) => destinationUrl)).toEqual(
    talks(5)
      .slice(1)
      .map(([, url]) => url),
  );
  const kept = [NEW, `Restored: destination. ${KEEPS}`];
  expect(rows(made).map(({ URL, Status }) => [URL, Status])).toEqual([
    [oneOf[0], 'Restored: destination'],
    kept,
    [oneOf[1], 'Restored: destination'],
    kept,
    kept,
  ]);
});

test('a column that refuses all its cells costs few calls', () => {
  const made = sheetWith(talks(200), []);
  createCodes(made);
  made.world.user.edit({ ...strict('B2:B300'), sheet: SHEET });
  const before = made.world.history.length;
  change(made.world, { request: { kind: 'destination', url: NEW } }, wait(made));
  const calls = made.world.history.slice(before).flatMap((execution) => execution.calls);
  expect(calls.filter(({ name }) => name === 'Range.setValues').length).toBeLessThan(60);
  expect(rows(made).map(({ URL, Status }) => [URL, Status])).toEqual(
    talks(200)
      .slice(1)
      .map(([, url]) => [url, `Changed: destination. ${KEEPS}`]),
  );
});

const inserts: UserEdit = { kind: 'insertRow', above: 3, sheet: SHEET };
const deletes: UserEdit = { kind: 'deleteRow', row: 3, sheet: SHEET };
const sorts: UserEdit = { kind: 'sort', byColumn: 'A', ascending: false, sheet: SHEET };
const tears: UserEdit = { kind: 'sort', byColumn: 'A', ascending: false, range: 'A:B', sheet: SHEET };
test.each(
  ['C2:C40', 'D2:D4', 'G2:G40'].flatMap((range) =>
    [inserts, deletes, sorts, tears].map((edit) => [range, edit] as const),
  ),
)(
  'a rule that comes to %s, and rows that move between a refused write and the next: each code is in its row, also while the job pauses: %j',
  (range, edit) => {
    const struck = [3, 4, 5, 6, 7, 8, 9].map((nth) => {
      const made = sheetWith(talks(6), []);
      made.world.faults.push(
        {
          at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
          when: 'after',
          do: { kind: 'act', act: ({ user }) => user.edit({ ...strict(range), sheet: SHEET }) },
        },
        {
          at: { name: 'Range.setValues', nth },
          when: 'before',
          do: { kind: 'act', act: ({ user }) => user.edit(edit) },
        },
      );
      createCodes(made);
      const isStruck = made.world.faults.length === 0;
      const nameOf = (id = '') => made.qrius.codes[id]?.name;
      for (const row of rows(made)) if (row['QR ID'] !== '') expect(nameOf(row['QR ID'])).toBe(row.Name);
      lift(made);
      createCodes(made);
      createCodes(made);
      for (const row of rows(made))
        expect([nameOf(row['QR ID']), row.Status]).toEqual([row.Name, expect.stringMatching(/^Created/)]);
      expect(codes(made)).toHaveLength(6);
      return isStruck;
    });
    expect(struck.filter((one) => one).length).toBeGreaterThan(3);
  },
);

test('frozen columns that leave no room for others are named', () => {
  const made = connected(talks(2), {
    world: {
      document: {
        sheets: [
          {
            name: SHEET,
            rows: talks(2),
            maxColumns: 2,
            features: [{ kind: 'freeze', columns: 2, blocksInsert: true }],
          },
        ],
      },
    },
  });
  expect(createCodes(made)).toContain(
    'Google Sheets can’t add a column beside the frozen ones. Unfreeze some under View → Freeze, then run again.',
  );
  expect(codes(made)).toEqual([]);
});

test('a document that is full is named', () => {
  const made = connected(talks(2), {
    world: {
      document: {
        sheets: [
          { name: SHEET, rows: talks(2), maxColumns: 2, maxRows: 10 },
          { name: 'Full', maxRows: 1_000_000, maxColumns: 9 },
          { name: 'Rest', maxRows: 999_980, maxColumns: 1 },
        ],
      },
    },
  });
  expect(createCodes(made)).toContain(
    'This document has as many cells as Google Sheets allows, 10 million. Delete empty rows or columns, then run again.',
  );
  expect(codes(made)).toEqual([]);
});

test('a log whose rule refuses every line: Stop ends the job, and once the rule is gone its rows get their codes', () => {
  const made = connected(talks(2));
  expect(createCodes(made)).toMatch(/2 created/);
  made.world.user.edit({ ...strict('A2:K90'), sheet: 'Qrius log' });
  made.world.user.edit({
    kind: 'setCells',
    sheet: SHEET,
    cell: 'A4',
    rows: [['Talk 9', 'https://example.com/9']],
  });
  expect(createCodes(made)).toContain('Google Sheets did not answer as expected.');
  expect(ask(made.world, 'stopJob', null)).toMatchObject({ ok: true, value: { phase: 'ended' } });
  lift(made);
  expect(createCodes(made)).toMatch(/1 created/);
  expect(codes(made)).toHaveLength(3);
  expect(rows(made)[2]).toMatchObject({ Name: 'Talk 9', Status: 'Created' });
});
