// What a job that creates codes leaves in the log, and what becomes of it where somebody touched the log.
import type { FaultAction } from '../../../sim/apps-script/faults';
import { cellsOf, LOG_HEADER, LOG_NAME, readLog } from '../../../src/table/log';
import { COLLEAGUE, connected, counts, createCodes, type Desk, talks } from '../../support/desk';
import { wrongRows } from './helper';

/** Something happens at the nth call of a service, in the first execution that comes so far. */
const at = (made: Desk, name: string, nth: number, action: FaultAction, when: 'before' | 'after') =>
  made.world.faults.push({ at: { name, nth }, when, do: action });
const TEN_A_MINUTE = { requestsPerMinute: 10 };
const linesOf = ({ world }: Desk, sheet: string = LOG_NAME) => readLog(world.table(sheet));
const codesOf = ({ qrius }: Desk) => Object.values(qrius.codes);
const oldLines = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    cellsOf({
      when: Date.UTC(2026, 0, 1) + index * 1000,
      who: 'Ann',
      action: 'Create',
      id: `qr_old_${index}`,
      name: 'Old',
      tags: [],
      before: '',
      after: 'https://example.com',
      result: 'done',
      job: 'old',
    }),
  );

test('every code has its line, nothing of the user’s view changes, and no line holds the key', () => {
  const made = connected(talks(3, ['Tags'], ['a; b']));
  made.world.user.select(['A2:B4']);
  createCodes(made);
  const lines = linesOf(made);
  expect(lines).toHaveLength(3);
  for (const code of codesOf(made)) {
    expect(lines.find(({ id }) => id === code.id)).toMatchObject({
      action: 'Create',
      who: 'Ada',
      name: code.name,
      tags: ['a', 'b'],
      before: '',
      after: code.destinationUrl,
      result: 'done',
    });
  }
  expect(new Set(lines.map(({ job }) => job)).size).toBe(1);
  expect(made.world.table(LOG_NAME).flat().join(' ')).not.toContain(made.qrius.accounts[0]?.key);
  expect(made.world.state.selections.owner).toMatchObject({ sheetId: 0, areas: [{ row: 2, rows: 3 }] });
  expect(made.world.state.document?.sheets.map(({ hidden }) => hidden)).toEqual([false, true]);
});

test('a code that was there before is noted as used, with the name that it has', () => {
  const made = connected([
    ['Name', 'URL', 'Slug'],
    ['First', 'https://example.com/a', 'a'],
  ]);
  createCodes(made);
  const [code] = codesOf(made);
  made.world.user.setCells('Sheet1', 'A2', [['Second', 'https://example.com/a', 'a', '', '', '', '']]);
  createCodes(made, 'sheet', { conflict: 'mine' });
  expect(linesOf(made).map(({ action, id, name }) => [action, id, name])).toEqual([
    ['Create', code?.id, 'First'],
    ['Use existing', code?.id, 'First'],
  ]);
});

test('a code whose row was deleted in flight is noted too', () => {
  const made = connected(talks(1));
  at(made, 'UrlFetchApp.fetchAll', 2, { kind: 'deleteRow', row: 2 }, 'after');
  createCodes(made);
  expect(linesOf(made).map(({ id, name }) => [id, name])).toEqual(
    codesOf(made).map(({ id, name }) => [id, name]),
  );
  expect(linesOf(made)).toHaveLength(1);
});

test.each(['before', 'after'] as const)('codes of a sheet that is deleted %s a fetch are noted', (when) => {
  const made = connected(talks(3), {
    world: { document: { sheets: [{ name: 'Sheet1', rows: talks(3) }, { name: 'Other' }] } },
  });
  at(made, 'UrlFetchApp.fetchAll', 2, { kind: 'deleteSheet' }, when);
  createCodes(made);
  expect(
    linesOf(made)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(Object.keys(made.qrius.codes).sort());
  expect(linesOf(made)).toHaveLength(3);
});

test('a log that is deleted in the middle is created again, and the job continues', () => {
  const made = connected(talks(12), { qrius: TEN_A_MINUTE });
  made.meanwhile = () => made.world.user.deleteSheet(LOG_NAME);
  expect(counts(createCodes(made))).toMatchObject({ created: 12 });
  expect(wrongRows(made)).toEqual([]);
  expect(linesOf(made).length).toBeGreaterThan(0);
  expect(linesOf(made).length).toBeLessThan(12);
});

test('a protected log pauses the job before anything is in a row; it continues once the log is open', () => {
  const header = [[...LOG_HEADER]];
  const made = connected(talks(2), {
    world: {
      document: {
        owner: COLLEAGUE,
        sheets: [
          { name: 'Sheet1', rows: talks(2) },
          { name: LOG_NAME, rows: header },
        ],
      },
    },
  });
  made.world.user.protectRange(LOG_NAME, 'A:J');
  expect(createCodes(made)).toMatch(
    /The hidden “Qrius log” tab is protected.* Ask the owner to let you edit it\./,
  );
  made.world.state.document?.sheets[1]?.protections.splice(0);
  made.world.advance(60_000);
  expect(counts(createCodes(made))).toMatchObject({ created: 2 });
  expect(codesOf(made)).toHaveLength(2);
  expect(wrongRows(made)).toEqual([]);
  expect(linesOf(made)).toHaveLength(2);
});

test('the newest 5,000 lines of others stay, and the new ones besides', () => {
  const rows = [[...LOG_HEADER], ...oldLines(5_001)];
  const made = connected(talks(3), {
    world: {
      document: {
        sheets: [
          { name: 'Sheet1', rows: talks(3) },
          { name: LOG_NAME, rows, maxRows: 6_000 },
        ],
      },
    },
  });
  // Set up as text, as the add-on writes it.
  made.world.state.document?.sheets[1]?.rows.forEach(({ cells }, index) => {
    if (index > 0) cells[0] = { value: String(rows[index]?.[0]), format: '@' };
  });
  createCodes(made);
  const lines = linesOf(made);
  expect(lines).toHaveLength(5_003);
  expect(lines[0]?.id).toBe('qr_old_1');
  expect(lines.slice(-3).map(({ name }) => name)).toEqual(['Talk 001', 'Talk 002', 'Talk 003']);
});
