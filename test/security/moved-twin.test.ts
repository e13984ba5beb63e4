// Two rows that are filled in alike: one has its code, and rows move as the code of the other is written.
import type { UserEdit } from '../../sim/apps-script/edits';
import { AFTER_LEASE_MS, connected, createCodes, SHEET, shownRows } from '../support/desk';

const TWIN = ['Twin', 'https://twin.example/', 'a'];

/** The row without a code is above the other one. @param more rows below them that have a code. */
function twins(more = 0) {
  const made = connected([['Name', 'URL', 'Note'], ['Other', 'https://o.example/', 'z'], TWIN]);
  createCodes(made);
  const fill = Array.from({ length: more }, (_, n) => [
    `T${n}`,
    `https://example.com/${n}`,
    '',
    '',
    `qr_${n}`,
  ]);
  if (more > 0) made.world.user.setCells(SHEET, 'A4', fill);
  made.world.user.edit({ kind: 'insertRow', sheet: SHEET, above: 3 });
  made.world.user.setCells(SHEET, 'A3', [TWIN]);
  made.world.advance(60_000);
  return made;
}

const MOVES: UserEdit[] = [
  { kind: 'deleteRow', sheet: SHEET, row: 2 },
  { kind: 'sort', sheet: SHEET, byColumn: 'H', ascending: true },
  { kind: 'sort', sheet: SHEET, byColumn: 'H', ascending: false },
];

// A large sheet is not read as a whole after each write.
const MORE = [0, 2_500];
test.each(MOVES.flatMap((edit) => MORE.map((more) => ({ edit, more }))))(
  'both have a code of their own in the end: %j',
  ({ edit, more }) => {
    const calm = twins(more);
    createCodes(calm);
    const calls = calm.world.history.at(-1)?.calls ?? [];
    const flushes = calls.filter(({ name }) => name === 'SpreadsheetApp.flush').length;
    expect(flushes).toBeGreaterThan(0);
    for (let nth = 1; nth <= flushes; nth += 1) {
      const made = twins(more);
      const former = shownRows(made.world).find((row) => row.Name === 'Twin' && row.Slug !== '');
      made.world.faults.push({ at: { name: 'SpreadsheetApp.flush', nth }, when: 'before', do: edit });
      // A write that ends below the last row fails: its user tries again.
      if (!createCodes(made).startsWith('Done')) {
        made.world.advance(AFTER_LEASE_MS);
        createCodes(made);
      }
      const rows = shownRows(made.world).filter(({ Name }) => Name === 'Twin');
      expect([nth, rows.map(({ Status }) => Status)]).toEqual([nth, ['Created', 'Created']]);
      expect(new Set(rows.map((row) => row['QR ID'])).size).toBe(2);
      expect(rows.map(({ Slug }) => Slug)).toContain(former?.Slug);
      expect(Object.keys(made.qrius.codes)).toHaveLength(3);
    }
  },
);
