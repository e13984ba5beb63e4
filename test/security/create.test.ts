// Codes are created for rows that the owner of the key was shown, as they were then: whatever a colleague types, copies or changes.
import { ask } from '../../sim/sidebar';
import {
  AFTER_LEASE_MS,
  bodies,
  connected,
  createCodes,
  type Desk,
  MINUTE,
  SHEET,
  shownRows,
  talks,
  wait,
} from '../support/desk';
import { keyless } from './helper';

const SLOW = { qrius: { requestsPerMinute: 10 } };
const EVIL = 'https://evil.example/';
const EDITED = 'Not sent: Edited after you started. Run again to create its code.';

/** A job of 24 rows that waits for the rate limit after the first rows, and what a colleague does meanwhile. */
function disturbed(
  edit: (user: Desk['world']['user'], made: Desk) => void,
  rows = talks(24),
): Desk & { said: string } {
  const made = connected(rows, SLOW);
  made.meanwhile = () => edit(keyless(made).user, made);
  const said = createCodes(made, 'sheet', { images: false });
  return { ...made, said };
}
const statusOf = ({ world }: Desk, name: string) => shownRows(world).find((row) => row.Name === name)?.Status;
const sent = (made: Desk) => bodies(made).map(({ name, destinationUrl }) => `${name} ${destinationUrl}`);
/** Letter of a column. */
const letter = ({ world }: Desk, header: string) =>
  String.fromCharCode(65 + (world.table(SHEET)[0] ?? []).indexOf(header));

test.each([
  ['name', 'A', 'Free money'],
  ['destination', 'B', EVIL],
] as const)('a row whose %s was edited after the press is not sent', (_, column, value) => {
  const made = disturbed((user) => user.setCell(SHEET, `${column}20`, value));
  expect(sent(made).filter((one) => one.includes(value))).toEqual([]);
  expect(Object.values(made.qrius.codes)).toHaveLength(23);
  expect(shownRows(made.world)[18]?.Status).toBe(EDITED);
  expect(made.said).toMatch(/^Done\. 23 created.* 1 left out/);
  expect(createCodes(made)).toMatch(/^Done\. 1 created, 23 already there/);
});

test.each(['Queued', 'Creating… k3f9-1a2b3', 'Creating… bcdfghjkm-1a2b3', 'Creating… k3f9-1a2b3-abcdefg'])(
  'a row that nobody checked and that somebody marks as “%s” is not sent',
  (mark) => {
    const made = disturbed((user, desk) => {
      user.setCells(SHEET, 'A26', [['Free money', EVIL]]);
      user.setCell(SHEET, `${letter(desk, 'Status')}26`, mark);
    });
    expect(sent(made).filter((one) => one.includes(EVIL))).toEqual([]);
    expect(statusOf(made, 'Free money')).toBe(EDITED);
    expect(made.said).toMatch(/^Done\. 24 created/);
  },
);

test('a row whose code was created is not created again by a mark that is typed', () => {
  const made = disturbed((user, desk) => {
    user.setCells(SHEET, 'A26', [desk.world.table(SHEET)[1]?.slice(0, 2) ?? []]);
    user.setCell(SHEET, `${letter(desk, 'Status')}26`, 'Queued');
  });
  expect(sent(made).filter((one) => one.startsWith('Talk 001'))).toHaveLength(1);
  expect(shownRows(made.world)[24]?.Status).toBe(EDITED);
});

test('a mark that is copied to another row creates nothing there', () => {
  const made = disturbed((user, desk) => {
    user.setCells(SHEET, 'A26', [['Free money', EVIL]]);
    const status = letter(desk, 'Status');
    user.setCell(SHEET, `${status}26`, desk.world.table(SHEET)[22]?.at(-1) ?? '');
  });
  expect(statusOf(made, 'Free money')).toBe(EDITED);
  expect(Object.values(made.qrius.codes)).toHaveLength(24);
});

test('rows that were sorted as a whole, or only in part, are created with what was shown', () => {
  for (const columns of ['A:Z', 'A:B']) {
    const made = disturbed((user) => user.sortRange(SHEET, columns, 'A', false));
    expect(
      Object.values(made.qrius.codes)
        .map(({ name, destinationUrl }) => [name, destinationUrl])
        .sort(),
    ).toEqual(talks(24).slice(1).sort());
  }
});

test('a row in doubt that was not asked for is neither sent nor looked up', () => {
  const rows = talks(12, ['QR ID', 'Short URL', 'Status']);
  const made = connected(rows);
  const mark = 'Unconfirmed k3f9-1a2b3: Qrius didn’t reply. Open the sidebar to check.';
  made.world.user.setCell(SHEET, 'E13', mark);
  made.world.user.hideRow(SHEET, 13);
  made.world.user.select(['A2:B6', 'A13'], SHEET);
  expect(createCodes(made, 'selection', { images: false })).toMatch(/^Done\. 5 created/);
  expect(shownRows(made.world)[11]).toMatchObject({ 'QR ID': '', Status: mark });
});

test('a code that only a typed mark points to is not written into its row, but named', () => {
  const made = connected(talks(2, ['QR ID', 'Short URL', 'Status']));
  createCodes(made, 'sheet', { images: false });
  const [code] = Object.values(made.qrius.codes);
  // The printed code’s own row was moved to another document; its slug is public.
  made.world.user.deleteRow(SHEET, 2);
  made.world.user.setCells(SHEET, 'A3', [['Free money', EVIL, '', '', `Creating… ${code?.slug}-1a2b3`]]);
  made.world.advance(AFTER_LEASE_MS);
  createCodes(made, 'sheet', { images: false });
  const row = shownRows(made.world).find(({ Name }) => Name === 'Free money');
  expect(row).toMatchObject({ 'QR ID': '', 'Short URL': '' });
  expect(row?.Status).toMatch(
    new RegExp(`Its code may be “${code?.name}” \\(https://qrius.io/${code?.slug}\\)`),
  );
});

test('a formula that somebody types into one cell of the IDs hides no other: no row gets a second code', () => {
  const made = connected(talks(3));
  createCodes(made, 'sheet', { images: false });
  keyless(made).user.setCell(SHEET, `${letter(made, 'QR ID')}3`, '=A1');
  expect(createCodes(made, 'sheet', { images: false })).toMatch(/^Nothing to create\.$/);
  expect(Object.values(made.qrius.codes)).toHaveLength(3);
});

test('a job of 1,200 rows keeps what was shown in properties of the size that Google allows', () => {
  const document = { sheets: [{ name: SHEET, rows: talks(1_200), maxRows: 1_300 }] };
  const made = connected([], {
    qrius: { requestsPerMinute: 500, totalCodes: 2_000 },
    world: { document },
  });
  const began = ask(made.world, 'createCodes', {
    scope: 'sheet',
    conflict: 'suffix',
    images: false,
    most: null,
  });
  expect(began).toMatchObject({ ok: true });
  const sizes = Object.values(made.world.state.properties.document).map(({ length }) => length);
  expect(Math.max(...sizes)).toBeLessThan(9 * 1_024);
  keyless(made).user.setCell(SHEET, 'B1201', EVIL);
  for (let slices = 0; slices < 10; slices += 1) {
    const answer = ask(made.world, 'continueJob', null);
    if (!answer?.ok || answer.value.phase === 'ended') break;
    wait(made)(MINUTE);
  }
  expect(Object.values(made.qrius.codes)).toHaveLength(1_199);
});
