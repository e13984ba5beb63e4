// What Sheets refuses for good: rules of cells, typed columns, frozen columns, a full document. It is named with its cure, and takes nothing with it.
import type { Feature } from '../../../sim/apps-script/features';
import { ask, change } from '../../../sim/sidebar';
import { connected, createCodes, type Desk, NEW, SHEET, shownRows, talks, wait } from '../../support/desk';

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
      const cure = `Merged cells or a data validation rule keep the add-on from writing into “${header}”. Remove them, then run again.`;
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
    ['QR code image', 'F', true],
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
        `A data validation rule of the cell ${letter}2 refuses what the add-on must write there. All that fits is written. Remove the rule under Data → Data validation, then continue.`,
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

  test('does not keep *Stop* from ending the job: codes whose IDs no cell takes are listed', () => {
    const made = sheetWith(talks(5), [], at);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'act', act: ({ user }) => user.edit({ ...strict('D2:G40'), sheet: SHEET }) },
    });
    createCodes(made);
    expect(ask(made.world, 'stopJob', null)).toMatchObject({
      value: {
        phase: 'ended',
        ending: 'stopped',
        failure: { code: 'sheet-refused' },
        orphans: codes(made).map(({ id }) => ({ id })),
      },
    });
    lift(made);
    createCodes(made);
    expect(codes(made)).toHaveLength(5);
    expect(rows(made).every((row) => row['QR ID'] !== '')).toBe(true);
  });

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
    [
      'https://example.com/002',
      'Changed: destination. The cell keeps its text: a protection or rule refuses the new one.',
    ],
    [NEW, 'Changed: destination'],
  ]);
});

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
