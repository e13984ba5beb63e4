// An answer that is lost creates nothing twice, however the service stores what it was sent and lists what it has.
import { WAYS } from '../../../sim/qrius/ways';
import { connected, createCodes, shownRows } from '../../support/desk';

const HEADERS = ['Name', 'URL', 'Slug', 'Tags'];
/** Names and destinations that each way rewrites, and some that none does. */
const ROWS = [
  HEADERS,
  ['Opening', 'https://example.com/opening', '', ''],
  ['Q&A  with 🎤 the  speakers of the day', 'http://example.com/q-and-a?day=1', '', 'B, a, a'],
  ['Café at the lake in the old town', 'https://example.com/café/', '', ''],
  ['Workshop', 'https://example.com', 'Work_Shop', 'a'],
];
const FIRST = ROWS.slice(0, 2);
const CREATES = { method: 'POST', path: '/qr' } as const;

/** Creates one code, and then the others with each of their answers lost. */
function lostAnswers(way: (typeof WAYS)[number]) {
  const made = connected(FIRST, { qrius: way.config });
  createCodes(made);
  made.world.user.setCells('Sheet1', 'A3', ROWS.slice(2));
  for (let nth = 1; nth < ROWS.length - 1; nth += 1)
    made.qrius.faults.push({ at: { ...CREATES, nth }, do: { kind: 'dropAfter' } });
  const said = createCodes(made);
  return { made, said };
}

test.each(WAYS)('$title', (way) => {
  const { made, said } = lostAnswers(way);
  const codes = Object.values(made.qrius.codes);
  const shown = shownRows(made.world);
  const ids = shown.map((row) => row['QR ID']).filter((id) => id !== '');
  expect(codes.length).toBeLessThanOrEqual(ROWS.length - 1);
  expect(new Set(ids).size).toBe(ids.length);
  // What the list cannot explain is not created again, and the row says so.
  for (const row of shown)
    expect(row['QR ID'] || row.Status).toMatch(/^(qr_|Unconfirmed|Creating…|Queued|Failed: Slug)/);
  if (codes.length > ids.length) expect(said).toMatch(/doesn’t say which codes/);
});
